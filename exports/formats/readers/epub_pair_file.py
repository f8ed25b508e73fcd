"""Reads an EPUB copy of two languages: metadata by side, one chapter for people."""

from collections.abc import Sequence
from typing import Final

from exports.formats.readers.epub_parts import (
    CHAPTER,
    CONTENTS,
    DC,
    OPF,
    PEOPLE,
    addresses_of,
    book_in,
    contents_in,
    forbidden_in,
    hrefs,
    meta,
    only,
    package_in,
    slots,
    unpacked,
)
from exports.formats.readers.found import (
    Found,
    UnreadableError,
    headline,
    is_picture_address,
    joined,
)
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.html_tree import HtmlTree, parsed
from exports.formats.readers.side_by_side import STYLE, taken_apart
from exports.formats.readers.xhtml_page import as_html
from exports.formats.readers.xml_tree import XML, Element

_SIDES: Final = ("source", "target")
_OF_A_SIDE: Final = frozenset({*PEOPLE, f"{DC}title", f"{DC}language", f"{OPF}link"})
_BETWEEN: Final = "·"
_LANG: Final = f"{{{XML}}}lang"


def read_epub_pair(file_bytes: bytes) -> FoundPair:
    """Read a bilingual EPUB copy.

    People see the one chapter; machines read the package document, in which each
    element says by its id whether it is about the original or the translation.

    Raises:
        UnreadableError: No EPUB of this form, or one with anything more in it.
    """
    files, style = book_in(file_bytes, STYLE)
    told = package_in(files)
    apart = taken_apart(as_html(files[CHAPTER], style=style))
    around = parsed(apart.around)
    metadata = next(told.every(f"{OPF}metadata")).children
    languages = [only(metadata, f"{DC}language", f"{side}-language") for side in _SIDES]
    heads = {around.languages[0] if around.languages else "", told.values.get(_LANG)}
    if heads != {languages[0]} or len(_all(metadata, "language")) != len(_SIDES):
        message = "a book in other languages than its own two"
        raise UnreadableError(message)
    if any(_is_nobodys(each) for each in metadata):
        message = "metadata of neither language"
        raise UnreadableError(message)
    titles = _titles(contents_in(files[CONTENTS]))
    trees = (apart.source.tree(), apart.target.tree())
    if around.visible_text.strip() or around.fetched or around.forbidden:
        message = "anything beside the story"
        raise UnreadableError(message)
    content = unpacked(files)
    source, target = (
        _found(metadata, tree, side, title, content)
        for side, tree, title in zip(_SIDES, trees, titles, strict=True)
    )
    return FoundPair(
        source=source,
        target=target,
        rows=apart.rows(),
        visible_text=apart.visible_text(),
    )


def _is_nobodys(element: Element) -> bool:
    is_of_a_side = (
        element.name in _OF_A_SIDE or element.values.get("property") == "schema:version"
    )
    side = element.values.get("id", "").partition("-")[0]
    return is_of_a_side and side not in _SIDES


def _all(metadata: Sequence[Element], name: str) -> list[Element]:
    return [each for each in metadata if each.name == f"{DC}{name}"]


def _titles(contents: Sequence[str]) -> tuple[str, str]:
    """Return both headlines from the page of contents, which says nothing else."""
    if len(contents) != 4 or contents[2] != _BETWEEN:  # noqa: PLR2004 - title, a, ·, b
        message = "a table of contents that says something else"
        raise UnreadableError(message)
    title, source, _between, target = contents
    if title != f"{source} {_BETWEEN} {target}":
        message = "a title that is not both headlines"
        raise UnreadableError(message)
    return source, target


def _found(
    metadata: list[Element], tree: HtmlTree, side: str, title: str, content: bytes
) -> Found:
    own = [
        each for each in metadata if each.values.get("id", "").startswith(f"{side}-")
    ]
    marks = tree.by_mark
    return Found(
        urn=only(metadata, f"{DC}identifier", "urn"),
        revision=meta(own, "schema:version"),
        language=joined(
            ("", each) for each in (only(own, f"{DC}language"), *tree.languages)
        )[""],
        headline=headline((only(own, f"{DC}title"), *marks.get("h1", [""]), title)),
        trace_code=only(metadata, f"{DC}identifier", "trace"),
        visible_text=tree.visible_text,
        notice_visible="\n".join(marks.get("rights", [])),
        notice_slots=slots(metadata),
        credits=tuple(marks.get("credit", [])),
        creditors=tuple(each.text for each in own if each.name in PEOPLE),
        source_urls=tuple(hrefs(own, "dcterms:isVersionOf")),
        translation_urls=tuple(hrefs(own, "dcterms:hasVersion")),
        links=tuple(tree.links),
        photo_urls=(
            *tree.fetched,
            *filter(is_picture_address, (*tree.every_link, *addresses_of(metadata))),
        ),
        forbidden=tuple(forbidden_in(metadata, tree)),
        unpacked=content,
    )
