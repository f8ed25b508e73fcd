"""Reads RSS with one item: its content for people, its elements for machines."""

from collections.abc import Iterator, Mapping
from typing import Final

from exports.formats.readers.found import Found, UnreadableError
from exports.formats.readers.html_tree import HtmlTree, parsed
from exports.formats.readers.syndicated import (
    ATOM,
    DC,
    LANGUAGE,
    TERMS,
    TOLD_OFTEN,
    TOLD_ONCE,
    Parts,
    found_in_parts,
    is_followed,
)
from exports.formats.readers.xml_tree import Element, xml_tree

_CONTENT: Final = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CHANNEL: Final = frozenset(
    ["title", "link", "description", "language", "copyright", "item"]
)
_ONCE: Final = TOLD_ONCE | {
    *("title", "link", "guid", "pubDate", "category", _CONTENT),
    f"{TERMS}modified",
}
_PEOPLE: Final = frozenset({f"{DC}creator", f"{DC}contributor"})
_NOTHING: Final[frozenset[str]] = frozenset()
# What may stand in an element's attributes; in all others nothing may.
_VALUES: Final[Mapping[str, frozenset[str]]] = {
    "guid": frozenset({"isPermaLink"}),
    f"{DC}rights": frozenset({LANGUAGE}),
    f"{ATOM}link": frozenset({"rel", "href", "hreflang"}),
}


def read_rss_file(file_bytes: bytes) -> Found:
    """Read a channel.

    People see the content of its item, and the notice in an element of the class
    `rights` there. Machines read `copyright` and, language by language, Dublin Core.

    Raises:
        UnreadableError: No channel with one item, or one with anything more in it.
    """
    root = xml_tree(file_bytes)
    channel = Parts(_only(root, "rss", {"version": "2.0"}, "channel"))
    channel.refuse_unless(once=_CHANNEL, often=frozenset())
    item = Parts(channel.named("item")[0])
    item.refuse_unless(once=_ONCE, often=TOLD_OFTEN | _PEOPLE)
    page = parsed(item.text(_CONTENT), is_fragment=True)
    return found_in_parts(
        item,
        page,
        told={
            "urn": item.text("guid"),
            "title": item.text("title"),
            "language": channel.text("language"),
            "rights": channel.text("copyright"),
        },
        makers=_PEOPLE,
        forbidden=_forbidden(channel, item, page),
    )


def _only(
    element: Element, name: str, values: Mapping[str, str], child: str
) -> Element:
    names = [each.name for each in element.children]
    if element.name != name or element.values != values or names != [child]:
        message = "no RSS 2.0 with one channel"
        raise UnreadableError(message)
    return element.children[0]


def _forbidden(channel: Parts, item: Parts, page: HtmlTree) -> Iterator[str]:
    # Readers show it beside the content: it may say where a story is from, no more.
    told = f"{channel.text('title')} · {item.text('category')}"
    if channel.text("description") != told:
        yield "a description that is another one"
    addresses = (channel.text("link"), item.text("link"), *item.hrefs("alternate"))
    if not all(is_followed(each, page.links) for each in addresses):
        yield "an address of the story that is another one"
    if item.named("guid")[0].values != {"isPermaLink": "false"}:
        yield "an identifier that is followed as an address"
    yield from _surplus(channel, but=frozenset({"item"}))
    yield from _surplus(item, but=frozenset())


def _surplus(parts: Parts, *, but: frozenset[str]) -> Iterator[str]:
    for each in parts.element.children:
        is_simple = each.name in but or not each.children
        if not is_simple or not each.values.keys() <= _VALUES.get(each.name, _NOTHING):
            yield f"an element with more in it: {each.name[-20:]}"
    if any(isinstance(it, str) and it.strip() for it in parts.element.content):
        yield "words outside every element"
