"""Writes a feed as Atom, as RSS and as JSON Feed: the same words in each."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from website.pages.feed import Entry, Feed, summary
from website.parts import part

ATOM: Final = "http://www.w3.org/2005/Atom"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# Not `alternate`: of two of them, some readers open the first and some the last.
_OTHER_LANGUAGE: Final = "http://purl.org/dc/terms/hasVersion"
_DECLARED: Final = "<?xml version='1.0' encoding='utf-8'?>\n"
_AUTHORS: Final = frozenset({"author", "reporter"})
# What no XML may hold (XML 1.0 §2.2); no text of ours should.
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True)
class Kind:
    """A way in which a feed is written.

    Attributes:
        name: As the address of a feed ends.
        media_type: Of the answer.
        entry: Writes an entry.
        whole: Writes a feed at its own whole address around its written entries.
    """

    name: str
    media_type: str
    entry: Callable[[Entry], str]
    whole: Callable[[Feed, str, Sequence[str]], str]

    def write(self, feed: Feed, address: str) -> bytes:
        """Write a feed; each entry once, for as long as it says the same.

        Args:
            feed: In the active language.
            address: Its own, whole.
        """
        entries = [
            # What it was made of is in it.
            part((self.name, it), partial(self.entry, it), lambda text: 2 * len(text))
            for it in feed.entries
        ]
        return self.whole(feed, address, entries).encode(errors="xmlcharrefreplace")


def _atom(feed: Feed, address: str, entries: Sequence[str]) -> str:
    """Write Atom.

    References:
        RFC 4287 (§4.2.7.4 `hreflang`); RFC 4946 (`license`).
    """
    root = Element("feed", {"xmlns": ATOM, _LANGUAGE: feed.language})
    _said(root, "id", address)
    _said(root, "title", feed.title)
    if feed.subtitle:
        _said(root, "subtitle", feed.subtitle)
    _said(root, "updated", feed.updated.isoformat())
    _link(root, "self", address, type="application/atom+xml")
    _link(root, "alternate", feed.page, type="text/html", hreflang=feed.language)
    if feed.rights:
        _said(root, "rights", feed.rights)
    return _around(entries, root, "</feed>")


def _rss(feed: Feed, address: str, entries: Sequence[str]) -> str:
    """Write RSS 2.0, with Atom's links and Dublin Core's words for what it lacks.

    References:
        rssboard.org, RSS 2.0 specification and "RSS Best Practices Profile".
    """
    root = Element(
        "rss", {"version": "2.0", "xmlns:atom": ATOM, "xmlns:dc": DUBLIN_CORE}
    )
    channel = SubElement(root, "channel")
    _said(channel, "title", feed.title)
    _said(channel, "link", feed.page)
    _said(channel, "description", feed.subtitle or feed.title)
    _said(channel, "language", feed.language)
    if feed.rights:
        _said(channel, "copyright", feed.rights)
    _said(channel, "lastBuildDate", format_datetime(feed.updated))
    _link(channel, "self", address, type="application/rss+xml")
    return _around(entries, root, "</channel></rss>")


def _json_feed(feed: Feed, address: str, entries: Sequence[str]) -> str:
    """Write JSON Feed 1.1; what it has no word for stands under `_spean`.

    References:
        jsonfeed.org/version/1.1, "Extensions".
    """
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle or feed.title,
        "home_page_url": feed.page,
        "feed_url": address,
        "language": feed.language,
        "_spean": {"rights": feed.rights},
        "items": [],
    }
    text = _json(written)
    if not entries:
        return text
    # Two levels deep; within a string no line ends.
    items = ",\n".join(entries).replace("\n", "\n  ")
    return text.removesuffix("[]\n}") + f"[\n  {items}\n ]\n}}"


def _atom_entry(entry: Entry) -> str:
    story = entry.story
    node = Element("entry", {_LANGUAGE: story.language})
    _said(node, "id", story.identifier)
    _said(node, "title", story.headline)
    _said(node, "published", story.published.isoformat())
    _said(node, "updated", story.updated.isoformat())
    _link(node, "alternate", story.url, type="text/html", hreflang=story.language)
    for tag, url in story.others:
        _link(node, _OTHER_LANGUAGE, url, type="text/html", hreflang=tag)
    _link(node, "license", entry.policy, type="application/ld+json")
    roles = {line.role for line in entry.credits}
    # An entry has an author: where nobody wrote, whoever is named first.
    writers = roles & _AUTHORS or {line.role for line in entry.credits[:1]}
    for line in entry.credits:
        kind = "author" if line.role in writers else "contributor"
        for person in line.people:
            _said(SubElement(node, kind), "name", person.name)
    for subject in entry.subjects:
        SubElement(node, "category", {"term": _plain(subject)})
    _said(node, "summary", summary(entry))
    _said(node, "rights", entry.rights)
    return tostring(node, encoding="unicode")


def _rss_item(entry: Entry) -> str:
    story = entry.story
    node = Element("item")
    _said(node, "title", story.headline)
    _said(node, "link", story.url)
    _said(node, "guid", story.identifier).set("isPermaLink", "false")
    _said(node, "pubDate", format_datetime(story.published))
    for subject in entry.subjects:
        _said(node, "category", subject)
    _said(node, "description", summary(entry))
    for line in entry.credits:
        _said(node, "dc:creator", line.text)
    _said(node, "dc:language", story.language)
    _said(node, "dc:rights", entry.rights)
    for tag, url in story.others:
        _link(node, _OTHER_LANGUAGE, url, type="text/html", hreflang=tag)
    return tostring(node, encoding="unicode")


def _json_item(entry: Entry) -> str:
    story = entry.story
    item = {
        "id": story.identifier,
        "url": story.url,
        "title": story.headline,
        "content_text": summary(entry),
        "summary": story.standfirst or story.headline,
        "date_published": story.published.isoformat(),
        "date_modified": story.updated.isoformat(),
        "authors": [
            {"name": person.name} for line in entry.credits for person in line.people
        ],
        "tags": entry.subjects,
        "language": story.language,
        "_spean": {
            "credit": entry.credit,
            "rights": entry.rights,
            "license": entry.policy,
            "translations": dict(story.others),
        },
    }
    return _json(item)


def _json(written: Mapping[str, object]) -> str:
    return json.dumps(written, ensure_ascii=False, indent=1)


def _said(parent: Element, name: str, text: str) -> Element:
    node = SubElement(parent, name)
    node.text = _plain(text)
    return node


def _link(parent: Element, relation: str, address: str, **more: str) -> None:
    # At home in Atom; RSS borrows it.
    name = "link" if parent.tag in {"feed", "entry"} else "atom:link"
    SubElement(parent, name, {"rel": relation, "href": address, **more})


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _around(entries: Sequence[str], root: Element, end: str) -> str:
    """Write what stands around entries; `end` is where it closes behind them."""
    begins = tostring(root, encoding="unicode").removesuffix(end)
    return "".join((_DECLARED, begins, *entries, end))


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("atom.xml", "application/atom+xml; charset=utf-8", _atom_entry, _atom),
        Kind("rss.xml", "application/rss+xml; charset=utf-8", _rss_item, _rss),
        Kind(
            "feed.json", "application/feed+json; charset=utf-8", _json_item, _json_feed
        ),
    )
}
