"""Writes a feed as Atom, as RSS and as JSON Feed: the same words in each."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from website.pages.feed import Entry, Feed, summary

ATOM: Final = "http://www.w3.org/2005/Atom"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# Not `alternate`: of two of them, some readers open the first and some the last.
_OTHER_LANGUAGE: Final = "http://purl.org/dc/terms/hasVersion"
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
        write: Turns a feed and its own whole address into bytes.
    """

    name: str
    media_type: str
    write: Callable[[Feed, str], bytes]


def write_atom(feed: Feed, address: str) -> bytes:
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
    for entry in feed.entries:
        _atom_entry(SubElement(root, "entry"), entry, feed.language)
    return _bytes(root)


def write_rss(feed: Feed, address: str) -> bytes:
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
    for entry in feed.entries:
        _rss_item(SubElement(channel, "item"), entry, feed.language)
    return _bytes(root)


def write_json_feed(feed: Feed, address: str) -> bytes:
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
        "items": [_json_item(entry, feed.language) for entry in feed.entries],
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("atom.xml", "application/atom+xml; charset=utf-8", write_atom),
        Kind("rss.xml", "application/rss+xml; charset=utf-8", write_rss),
        Kind("feed.json", "application/feed+json; charset=utf-8", write_json_feed),
    )
}


def _atom_entry(node: Element, entry: Entry, language: str) -> None:
    node.set(_LANGUAGE, language)
    _said(node, "id", entry.identifier)
    _said(node, "title", entry.headline)
    _said(node, "published", entry.published.isoformat())
    _said(node, "updated", entry.updated.isoformat())
    _link(node, "alternate", entry.url, type="text/html", hreflang=language)
    for tag, url in entry.others.items():
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


def _rss_item(node: Element, entry: Entry, language: str) -> None:
    _said(node, "title", entry.headline)
    _said(node, "link", entry.url)
    _said(node, "guid", entry.identifier).set("isPermaLink", "false")
    _said(node, "pubDate", format_datetime(entry.published))
    for subject in entry.subjects:
        _said(node, "category", subject)
    _said(node, "description", summary(entry))
    for line in entry.credits:
        _said(node, "dc:creator", line.text)
    _said(node, "dc:language", language)
    _said(node, "dc:rights", entry.rights)
    for tag, url in entry.others.items():
        _link(node, _OTHER_LANGUAGE, url, type="text/html", hreflang=tag)


def _json_item(entry: Entry, language: str) -> dict[str, object]:
    return {
        "id": entry.identifier,
        "url": entry.url,
        "title": entry.headline,
        "content_text": summary(entry),
        "summary": entry.standfirst or entry.headline,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [
            {"name": person.name} for line in entry.credits for person in line.people
        ],
        "tags": entry.subjects,
        "language": language,
        "_spean": {
            "credit": entry.credit,
            "rights": entry.rights,
            "license": entry.policy,
            "translations": entry.others,
        },
    }


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


def _bytes(root: Element) -> bytes:
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written
