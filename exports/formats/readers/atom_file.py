"""Reads an Atom entry: its content for people, its elements for machines."""

from collections.abc import Iterator, Mapping
from typing import Final

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    headline,
    is_picture_address,
    joined,
)
from exports.formats.readers.xhtml_page import read_fragment
from exports.formats.readers.xml_tree import XML, Element, xml_tree

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_RELATIONS: Final = "http://purl.org/dc/terms/"
_ONCE: Final = frozenset(
    [
        *(f"{_ATOM}{name}" for name in ("id", "title", "published", "updated")),
        *(f"{_ATOM}{name}" for name in ("category", "rights", "content")),
        *(f"{_DC}{name}" for name in ("publisher", "type")),
        *(f"{_TERMS}{name}" for name in ("rightsHolder", "accessRights")),
    ]
)
_OFTEN: Final = frozenset(
    [
        *(f"{_ATOM}{name}" for name in ("author", "contributor", "link")),
        *(f"{_DC}{name}" for name in ("rights", "identifier")),
    ]
)
_LINKS: Final = frozenset(
    {"alternate", "license", f"{_RELATIONS}isVersionOf", f"{_RELATIONS}hasVersion"}
)
_PEOPLE: Final = (f"{_ATOM}author", f"{_ATOM}contributor")


def read_atom_file(file_bytes: bytes) -> Found:
    """Read an entry.

    People see its content, and the notice in an element of the class `rights` there.
    Machines read `rights` and, language by language, Dublin Core.

    Raises:
        UnreadableError: No entry, or one with anything more in it.
    """
    entry = xml_tree(file_bytes)
    _refuse(entry)
    page = read_fragment(_content(entry))
    language = entry.values.get(f"{{{XML}}}lang", "")
    slots = [
        (each.values.get(f"{{{XML}}}lang", ""), each.text)
        for each in _named(entry, f"{_DC}rights")
    ]
    ids = joined(
        each.text.partition(":")[::2] for each in _named(entry, f"{_DC}identifier")
    )
    hrefs = {relation: tuple(_hrefs(entry, relation)) for relation in sorted(_LINKS)}
    every = [value for each in _links(entry) for value in each.values()]
    return Found(
        urn=_text(entry, f"{_ATOM}id"),
        revision=ids.get("revision", ""),
        language=joined(("", each) for each in (language, *page.languages))[""],
        headline=headline(
            (
                _text(entry, f"{_ATOM}title"),
                *page.by_mark.get("h1", [""]),
            )
        ),
        trace_code=ids.get("trace", ""),
        visible_text=page.visible_text,
        notice_visible="\n".join(page.by_mark.get("rights", [])),
        notice_slots=joined([*slots, _own_slot(entry, language, slots)]),
        credits=tuple(page.by_mark.get("credit", [])),
        creditors=tuple(each.text for each in entry.children if each.name in _PEOPLE),
        source_urls=hrefs[f"{_RELATIONS}isVersionOf"],
        translation_urls=hrefs[f"{_RELATIONS}hasVersion"],
        links=tuple(page.links),
        photo_urls=(
            *page.fetched,
            *filter(is_picture_address, (*page.every_link, *every)),
        ),
        forbidden=(*page.forbidden, *_forbidden(entry)),
    )


def _refuse(entry: Element) -> None:
    names = [each.name for each in entry.children]
    is_known = set(names) <= _ONCE | _OFTEN and set(names) >= _ONCE
    if entry.name != f"{_ATOM}entry" or not is_known:
        message = "no entry, or one with other elements"
        raise UnreadableError(message)
    if any(names.count(name) > 1 for name in _ONCE):
        message = "an element twice that an entry has once"
        raise UnreadableError(message)


def _content(entry: Element) -> Element:
    (content,) = _named(entry, f"{_ATOM}content")
    is_alone = len(content.content) == len(content.children) == 1
    if content.values != {"type": "xhtml"} or not is_alone:
        message = "content that is no XHTML, or comes from elsewhere"
        raise UnreadableError(message)
    return content.children[0]


def _named(entry: Element, name: str) -> list[Element]:
    return [each for each in entry.children if each.name == name]


def _text(entry: Element, name: str) -> str:
    return "\n".join(each.text for each in _named(entry, name))


def _links(entry: Element) -> list[Mapping[str, str]]:
    return [each.values for each in _named(entry, f"{_ATOM}link")]


def _hrefs(entry: Element, relation: str) -> Iterator[str]:
    for values in _links(entry):
        if values.get("rel") == relation:
            yield values.get("href", "")


def _own_slot(
    entry: Element, language: str, slots: list[tuple[str, str]]
) -> tuple[str, str]:
    # `rights` does not say its language: the copy's own, else English.
    known = {tag for tag, _text in slots}
    return language if language in known else "en", _text(entry, f"{_ATOM}rights")


def _forbidden(entry: Element) -> Iterator[str]:
    for values in _links(entry):
        if values.get("rel") not in _LINKS or not values.keys() <= {
            "rel",
            "href",
            "hreflang",
        }:
            yield "a link that loads something"
    for each in entry.children:
        is_simple = each.name in {*_PEOPLE, f"{_ATOM}content"} or not each.children
        if not is_simple or "src" in each.values:
            yield f"an element with more in it: {each.name[-20:]}"
    if _text(entry, f"{_TERMS}accessRights") != "tdm-reservation: 1":
        yield "no reservation of text and data mining"
    if not any(_hrefs(entry, "license")):
        yield "no link to the rights"
