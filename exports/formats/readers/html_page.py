"""Reads an HTML copy or page: what people see, what machines are told."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from exports.formats.readers.found import (
    Found,
    decoded,
    is_picture_address,
    joined,
    json_object,
    tagged_texts,
)
from exports.formats.readers.html_tree import HtmlTree, parsed

_PICTURE_KEYS: Final = frozenset(
    {"image", "thumbnail", "thumbnailUrl", "contentUrl", "embedUrl", "logo", "photo"}
)
_PEOPLE_KEYS: Final = ("author", "translator", "editor", "contributor")


def read_html_page(file_bytes: bytes) -> Found:
    """Read an HTML copy.

    People see what stands in `body` and is hidden in none of the ways that markup
    has; the notice is what they see in elements of the class `rights`. Machines
    read the one JSON-LD script.

    Raises:
        UnreadableError: No UTF-8, no JSON-LD object, or two of them.
    """
    tree = parsed(decoded(file_bytes))
    told = json_object("".join(tree.scripts))
    return found_in(tree, told, forbidden=_reservations(tree))


def found_in(
    tree: HtmlTree, told: dict[str, Any], *, forbidden: Iterable[str] = ()
) -> Found:
    """Gather what people see in a page and what JSON-LD tells machines.

    Args:
        tree: Of the page.
        told: The JSON-LD.
        forbidden: What else no copy may hold.
    """
    marks = tree.by_mark
    identifiers = _identifiers(told)
    return Found(
        urn=identifiers.get("urn", ""),
        revision=_text(told.get("version")),
        language=joined(("", each) for each in (*tree.languages, _language(told)))[""],
        headline=joined(
            ("", " ".join(each.split()))
            for each in (*marks.get("h1", [""]), _text(told.get("headline")))
        )[""],
        trace_code=identifiers.get("trace", ""),
        visible_text=tree.visible_text,
        notice_visible="\n".join(marks.get("rights", [])),
        notice_slots=joined(tagged_texts(told.get("copyrightNotice"))),
        credits=tuple(marks.get("credit", [])),
        creditors=tuple(_names(told)),
        source_urls=tuple(_ids(told.get("translationOfWork"))),
        translation_urls=tuple(_ids(told.get("workTranslation"))),
        links=tuple(tree.links),
        photo_urls=(
            *tree.fetched,
            *filter(is_picture_address, tree.every_link),
            *_pictures(told),
        ),
        forbidden=(*tree.forbidden, *forbidden),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _language(told: dict[str, Any]) -> str:
    return _text(told.get("inLanguage"))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _identifiers(told: dict[str, Any]) -> dict[str, str]:
    return joined(
        (each["propertyID"], _text(each.get("value")))
        for each in _listed(told.get("identifier"))
        if isinstance(each, dict) and isinstance(each.get("propertyID"), str)
    )


def _names(told: dict[str, Any]) -> Iterator[str]:
    for key in _PEOPLE_KEYS:
        for each in _listed(told.get(key)):
            if isinstance(each, dict):
                yield _text(each.get("name"))


def _ids(value: object) -> Iterator[str]:
    if value is not None:
        for each in _listed(value):
            yield _text(each.get("@id")) if isinstance(each, dict) else _text(each)


def _pictures(told: object, *, is_picture: bool = False) -> Iterator[str]:
    if isinstance(told, dict):
        for key, value in told.items():
            yield from _pictures(value, is_picture=is_picture or key in _PICTURE_KEYS)
    elif isinstance(told, list):
        for value in told:
            yield from _pictures(value, is_picture=is_picture)
    elif isinstance(told, str):
        is_address = is_picture and told.partition(":")[0].lower() in {"http", "https"}
        if is_address or (is_picture_address(told) and "//" in told):
            yield told


def _reservations(tree: HtmlTree) -> Iterator[str]:
    # TDM Reservation Protocol §6: as an HTML meta element.
    if tree.metas.get("tdm-reservation") != "1":
        yield "no reservation of text and data mining"
    if not tree.licenses:
        yield "no link to the rights"
