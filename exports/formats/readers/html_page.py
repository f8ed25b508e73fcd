"""Reads an HTML copy or page: what people see, what machines are told."""

from collections.abc import Iterable, Iterator
from typing import Any

from exports.formats.readers import jsonld
from exports.formats.readers.found import (
    Found,
    decoded,
    headline,
    is_picture_address,
    joined,
    json_object,
    tagged_texts,
)
from exports.formats.readers.html_tree import HtmlTree, parsed


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
    return found_in(tree, told, forbidden=reservations(tree))


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
    identifiers = jsonld.identifiers(told)
    return Found(
        urn=identifiers.get("urn", ""),
        revision=jsonld.text_of(told.get("version")),
        language=joined(
            ("", each) for each in (*tree.languages, jsonld.language(told))
        )[""],
        headline=headline(
            (*marks.get("h1", [""]), jsonld.text_of(told.get("headline")))
        ),
        trace_code=identifiers.get("trace", ""),
        visible_text=tree.visible_text,
        notice_visible="\n".join(marks.get("rights", [])),
        notice_slots=joined(tagged_texts(told.get("copyrightNotice"))),
        credits=tuple(marks.get("credit", [])),
        creditors=tuple(jsonld.names(told)),
        source_urls=tuple(jsonld.ids(told.get("translationOfWork"))),
        translation_urls=tuple(jsonld.ids(told.get("workTranslation"))),
        links=tuple(tree.links),
        photo_urls=(
            *tree.fetched,
            *filter(is_picture_address, tree.every_link),
            *jsonld.pictures(told),
        ),
        forbidden=(*tree.forbidden, *forbidden),
    )


def reservations(tree: HtmlTree) -> Iterator[str]:
    """Yield what a page lacks of the reservation of rights."""
    # TDM Reservation Protocol §6: as an HTML meta element.
    if tree.metas.get("tdm-reservation") != "1":
        yield "no reservation of text and data mining"
    if not tree.licenses:
        yield "no link to the rights"
