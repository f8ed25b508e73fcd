"""What programs of partners read of a take-down: that it is gone, and nothing else.

Like the mail it holds no headline, name, address of the story or reason; it carries the
rights notice, as everything that leaves.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape

from exports.formats.phrases import one_line
from exports.recalls import RECALL_LANGUAGES, TAKEN_DOWN, told_to_do
from rights.notices import Notice


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """A story that partners must remove.

    Attributes:
        urn: Of the article.
        at: When partners were told; timezone-aware.
        outlet: Its name, by language tag.
        notice: In force.
        atom_url: Where the tombstone is.
        ninjs_urls: Where the object of each language is, by language tag.
    """

    urn: str
    at: datetime
    outlet: Mapping[str, str]
    notice: Notice
    atom_url: str
    ninjs_urls: Mapping[str, str]


def canceled_object(withdrawn: Withdrawn, language: str) -> bytes:
    """Write that one language of a story is withdrawn.

    References:
        IPTC ninjs 3.1, `pubStatus`: "canceled".
    """
    notice = withdrawn.notice
    shown = notice.language_for(language)
    told = {
        "standard": {"name": "ninjs", "version": "3.1"},
        "uri": withdrawn.urn,
        "type": "text",
        "representationType": "partial",
        "profile": "spean-withdrawn-text",
        "versionCreated": withdrawn.at.isoformat(),
        "pubStatus": "canceled",
        "language": language,
        "copyrightHolder": one_line(notice.rights_holder[shown]),
        "copyrightNotice": one_line(notice.texts[shown].full),
        "usageTerms": told_to_do(TAKEN_DOWN, shown),
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def tombstone_feed(withdrawn: Withdrawn) -> bytes:
    """Write a feed with the tombstone of a story.

    References:
        RFC 6721 §3, at:deleted-entry; RFC 4287 §4.1.1, atom:feed.
    """
    return "\n".join(_feed(withdrawn)).encode()


def _feed(withdrawn: Withdrawn) -> Iterator[str]:
    moment, outlet = withdrawn.at.isoformat(), _in_both(withdrawn.outlet)
    asked = {tag: told_to_do(TAKEN_DOWN, tag) for tag in RECALL_LANGUAGES}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:at="http://purl.org/atompub/tombstones/1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="mul">'
    )
    yield _tag("id", withdrawn.atom_url)
    yield _tag("title", outlet)
    yield _tag("updated", moment)
    yield f"<author>{_tag('name', outlet)}</author>"
    yield f'<link rel="self" href="{escape(withdrawn.atom_url)}"/>'
    texts = {tag: text.full for tag, text in withdrawn.notice.texts.items()}
    yield _tag("rights", _in_both(texts))
    for tag, text in texts.items():
        yield _tag("dc:rights", text, f' xml:lang="{escape(tag)}"')
    yield (
        f'<at:deleted-entry ref="{escape(withdrawn.urn)}" when="{escape(moment)}">'
        f"{_tag('at:comment', _in_both(asked))}"
    )
    for tag, url in withdrawn.ninjs_urls.items():
        yield (
            f'<link rel="alternate" type="application/json" hreflang="{escape(tag)}" '
            f'href="{escape(url)}"/>'
        )
    yield "</at:deleted-entry>"
    yield "</feed>"
    yield ""


def _in_both(texts: Mapping[str, str]) -> str:
    return " · ".join(texts[tag] for tag in RECALL_LANGUAGES)


def _tag(name: str, text: str, more: str = "") -> str:
    return f"<{name}{more}>{escape(one_line(text), quote=False)}</{name}>"
