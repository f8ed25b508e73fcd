"""Reads what goes to WordPress: blocks, and the feed of its importer."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Any, Final

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    decoded,
    is_picture_address,
    joined,
    json_object,
)
from exports.formats.readers.html_page import found_in
from exports.formats.readers.html_tree import parsed
from exports.formats.readers.xml_tree import XML, Element, xml_tree

# What the editor writes around a block, and the classes by which it knows it again.
_BORDER: Final = re.compile(
    r"<!-- (?:/wp:(?:paragraph|heading|list|list-item|quote|html)"
    r"|wp:(?:paragraph|heading|list|list-item|quote|html)"
    r'(?: \{"(?:level":[13]|ordered":true|className":"credit")\})?) -->\n?'
)
_CLASS: Final = re.compile(r' class="wp-block-(?:heading|list|quote)"')
_NOTICE: Final = re.compile(
    r'<div class="rights" lang="([A-Za-z0-9-]+)" data-tdm-reservation="1" '
    r'data-story="([^"<>]*)">'
)
_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_WP: Final = "{http://wordpress.org/export/1.2/}"
_ITEM: Final[Mapping[str, int]] = {
    **dict.fromkeys(("title", "link", "pubDate", "guid", "category"), 1),
    **dict.fromkeys((_CONTENT, f"{_WP}post_date_gmt", f"{_WP}status"), 1),
    f"{_WP}post_type": 1,
    **dict.fromkeys((f"{_DC}creator", f"{_DC}rights", f"{_WP}postmeta"), 0),
}
_META: Final = frozenset(
    f"_spean_{name}"
    for name in (
        *("trace", "rights_page", "language", "revision"),
        *("source", "translation"),
    )
)


def read_blocks(file_bytes: bytes) -> Found:
    """Read blocks for the editor.

    Every block is taken for what it shows; machines read the description that the
    last one carries.

    Raises:
        UnreadableError: Not of that form, or without that description.
    """
    return _blocks(decoded(file_bytes))


def read_wxr_file(file_bytes: bytes) -> Found:
    """Read a feed for the importer: one post, seen with its title above its blocks.

    Raises:
        UnreadableError: Not of that form, or with more than one post.
    """
    item = _only_item(xml_tree(file_bytes))
    title = escape(item.text_of("title"), quote=False)
    found = _blocks(f"<h1>{title}</h1>\n{item.text_of(_CONTENT)}")
    meta = _meta(item)
    rights = joined(
        (each.values.get(f"{{{XML}}}lang", ""), each.text)
        for each in item.element.children
        if each.name == f"{_DC}rights"
    )
    tags = dict.fromkeys([*found.notice_slots, *rights])
    return replace(
        found,
        urn=_same(found.urn, item.text_of("guid")),
        revision=_same(found.revision, meta.get("_spean_revision", "")),
        language=_same(found.language, meta.get("_spean_language", "")),
        trace_code=_same(found.trace_code, meta.get("_spean_trace", "")),
        # Both places have to say it.
        notice_slots={
            tag: _same(found.notice_slots.get(tag, ""), rights.get(tag, ""))
            for tag in tags
        },
        creditors=_agreed(found.creditors, item.texts_of(f"{_DC}creator")),
        source_urls=_agreed(found.source_urls, meta.get("_spean_source", "").split()),
        translation_urls=_agreed(
            found.translation_urls, meta.get("_spean_translation", "").split()
        ),
        photo_urls=(
            *found.photo_urls,
            *filter(is_picture_address, meta.values()),
        ),
    )


def _blocks(text: str) -> Found:
    plain = _CLASS.sub("", _BORDER.sub("", text))
    notices = _NOTICE.findall(plain)
    if len(notices) != 1:
        message = "not one block with the notice and the description of the story"
        raise UnreadableError(message)
    told: dict[str, Any] = json_object(unescape(notices[0][1]))
    shown = _NOTICE.sub(r'<div class="rights" lang="\1">', plain)
    return found_in(parsed(shown, is_fragment=True), told)


class _Item:
    """A post, as its elements."""

    def __init__(self, element: Element) -> None:
        self.element = element

    def texts_of(self, name: str) -> list[str]:
        return [each.text for each in self.element.children if each.name == name]

    def text_of(self, name: str) -> str:
        return "\n".join(self.texts_of(name))


def _only_item(root: Element) -> _Item:
    items = list(root.every("item"))
    names = [each.name for each in items[0].children] if items else []
    is_known = all(
        name in _ITEM and (not _ITEM[name] or names.count(name) == 1) for name in names
    )
    channel = [each.name for each in root.children]
    if root.name != "rss" or channel != ["channel"] or len(items) != 1 or not is_known:
        message = "no feed with one post and what belongs to it"
        raise UnreadableError(message)
    return _Item(items[0])


def _meta(item: _Item) -> dict[str, str]:
    pairs = []
    for each in item.element.children:
        if each.name == f"{_WP}postmeta":
            names = [child.name for child in each.children]
            if names != [f"{_WP}meta_key", f"{_WP}meta_value"]:
                message = "post meta of another form"
                raise UnreadableError(message)
            pairs.append((each.children[0].text, each.children[1].text))
    if not {name for name, _value in pairs} <= _META:
        message = "post meta that no copy has"
        raise UnreadableError(message)
    return joined(pairs)


def _same(first: str, second: str) -> str:
    return joined([("", first), ("", second)])[""]


def _agreed(first: tuple[str, ...], second: list[str]) -> tuple[str, ...]:
    """Return what both places say; everything that either says where they differ."""
    return first if sorted(first) == sorted(second) else (*first, *second)
