"""What machines may do with public pages: one answer, and every way of saying it.

Search engines may find the pages: that is how readers come. Mining their text and data,
and training models with it, is reserved unless the outlet says otherwise. What a
signal says here, no other place says in words of its own.

References:
    RFC 9309 (robots.txt); draft-ietf-aipref-vocab and -attach (`Content-Usage`);
    W3C TDM Reservation Protocol, final report of 2024-05-10 (`tdm-*`, tdmrep.json).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

MINERS: Final = (
    "AI2Bot",
    "Ai2Bot-Dolma",
    "anthropic-ai",
    "Applebot-Extended",
    "Brightbot",
    "Bytespider",
    "CCBot",
    "ChatGLM-Spider",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Cotoyogi",
    "DeepSeekBot",
    "Diffbot",
    "FacebookBot",
    "FriendlyCrawler",
    "Google-Extended",
    "GPTBot",
    "ICC-Crawler",
    "img2dataset",
    "ISSCyberRiskCrawler",
    "Kangaroo Bot",
    "laion-huggingface-processor",
    "LAIONDownloader",
    "Meta-ExternalAgent",
    "omgili",
    "omgilibot",
    "PanguBot",
    "SBIntuitionsBot",
    "TikTokSpider",
    "Timpibot",
    "VelenPublicWebCrawler",
    "Webzio-Extended",
    "YandexAdditional",
    "YandexAdditionalBot",
)
"""Programs that say of themselves, or are known, to gather texts for training or sale.

Those that fetch a page because a person asked for it, and those that make the previews
of shared links, are not among them.
"""
_CLOSED: Final = ("/admin/", "/preview/", "/recalls/")


@dataclass(frozen=True)
class MachineRights:
    """The answer.

    Attributes:
        is_mining_reserved: Whether mining and training need permission.
        policy_url: Where the terms stand for machines.
    """

    is_mining_reserved: bool
    policy_url: str

    @property
    def usage(self) -> str:
        """The answer as usage preferences, a dictionary of RFC 9651.

        >>> MachineRights(True, "").usage
        'search=y, train-ai=n'
        """
        return f"search=y, train-ai={'n' if self.is_mining_reserved else 'y'}"

    @property
    def reservation(self) -> int:
        """The answer as the TDM Reservation Protocol counts it."""
        return int(self.is_mining_reserved)


def headers(rights: MachineRights) -> dict[str, str]:
    """Say it in the head of an HTTP answer."""
    return {"Content-Usage": rights.usage, **metas(rights)}


def metas(rights: MachineRights) -> dict[str, str]:
    """Say it in the head of a page: content by name."""
    said = {"tdm-reservation": str(rights.reservation)}
    if rights.is_mining_reserved:
        # A policy is what can be agreed on where something is reserved.
        said["tdm-policy"] = rights.policy_url
    return said


def tdmrep(rights: MachineRights) -> list[dict[str, Any]]:
    """Say it in /.well-known/tdmrep.json, for every path."""
    said: dict[str, Any] = {"location": "/", "tdm-reservation": rights.reservation}
    if rights.is_mining_reserved:
        said["tdm-policy"] = rights.policy_url
    return [said]


def robots(rights: MachineRights, *, sitemaps: Iterable[str]) -> str:
    """Say it in robots.txt: to each program by name, and in words for everybody.

    Rules of RFC 9309 alone: a line that a reader does not know may cost it the whole
    file. The usage preferences are in the head of this answer, as of every other.

    Args:
        rights: The answer.
        sitemaps: Whole addresses.
    """
    said = [f"# Content-Usage, here and in the head of every answer: {rights.usage}"]
    if rights.is_mining_reserved:
        said.append(f"# Mining and training need permission: {rights.policy_url}")
    groups = [
        said,
        ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)],
    ]
    if rights.is_mining_reserved:
        groups.append([*(f"User-agent: {name}" for name in MINERS), "Disallow: /"])
    groups.append([f"Sitemap: {address}" for address in sitemaps])
    return "\n\n".join("\n".join(group) for group in groups) + "\n"


def mining_policy(
    rights: MachineRights, *, target: str, asked_at: str, holders: Mapping[str, str]
) -> dict[str, Any]:
    """Say on which terms mining may be agreed on.

    Args:
        rights: The answer.
        target: Address of everything that it is about.
        asked_at: Address at which the rights holder is asked.
        holders: The rights holder's name by language tag.

    References:
        TDM Reservation Protocol, "TDM Policy": a profile of ODRL 2.2.
    """
    permission: dict[str, Any] = {"target": target, "action": "tdm:mine"}
    if rights.is_mining_reserved:
        permission["duty"] = [{"action": "obtainConsent"}]
    return {
        "@context": [
            "http://www.w3.org/ns/odrl.jsonld",
            "http://www.w3.org/ns/tdmrep.jsonld",
            {"vcard": "http://www.w3.org/2006/vcard/ns#"},
        ],
        "@type": "Offer",
        "profile": "http://www.w3.org/ns/tdmrep",
        "uid": rights.policy_url,
        "assigner": {
            "uid": asked_at,
            "vcard:fn": [
                {"@language": tag, "@value": name} for tag, name in holders.items()
            ],
        },
        "permission": [permission],
    }
