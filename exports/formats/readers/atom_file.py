"""Reads an Atom entry: its content for people, its elements for machines."""

from collections.abc import Iterator
from typing import Final

from exports.formats.readers.found import Found, UnreadableError
from exports.formats.readers.html_tree import HtmlTree
from exports.formats.readers.syndicated import (
    ATOM,
    LANGUAGE,
    TOLD_OFTEN,
    TOLD_ONCE,
    Parts,
    found_in_parts,
    is_followed,
)
from exports.formats.readers.xhtml_page import read_fragment
from exports.formats.readers.xml_tree import Element, xml_tree

_ONCE: Final = TOLD_ONCE | {
    *(f"{ATOM}{name}" for name in ("id", "title", "published", "updated")),
    *(f"{ATOM}{name}" for name in ("category", "rights", "content")),
}
_PEOPLE: Final = frozenset({f"{ATOM}author", f"{ATOM}contributor"})


def read_atom_file(file_bytes: bytes) -> Found:
    """Read an entry.

    People see its content, and the notice in an element of the class `rights` there.
    Machines read `rights` and, language by language, Dublin Core.

    Raises:
        UnreadableError: No entry, or one with anything more in it.
    """
    entry = Parts(xml_tree(file_bytes))
    if entry.element.name != f"{ATOM}entry":
        message = "no entry"
        raise UnreadableError(message)
    entry.refuse_unless(once=_ONCE, often=TOLD_OFTEN | _PEOPLE)
    page = read_fragment(_content(entry))
    return found_in_parts(
        entry,
        page,
        told={
            "urn": entry.text(f"{ATOM}id"),
            "title": entry.text(f"{ATOM}title"),
            "language": entry.element.values.get(LANGUAGE, ""),
            "rights": entry.text(f"{ATOM}rights"),
        },
        makers=_PEOPLE,
        forbidden=_forbidden(entry, page),
    )


def _content(entry: Parts) -> Element:
    (content,) = entry.named(f"{ATOM}content")
    is_alone = len(content.content) == len(content.children) == 1
    if content.values != {"type": "xhtml"} or not is_alone:
        message = "content that is no XHTML, or comes from elsewhere"
        raise UnreadableError(message)
    return content.children[0]


def _forbidden(entry: Parts, page: HtmlTree) -> Iterator[str]:
    for each in entry.element.children:
        is_simple = each.name in {*_PEOPLE, f"{ATOM}content"} or not each.children
        if not is_simple or "src" in each.values:
            yield f"an element with more in it: {each.name[-20:]}"
    for address in entry.hrefs("alternate"):
        if not is_followed(address, page.links):
            yield "an address of the story that is another one"
