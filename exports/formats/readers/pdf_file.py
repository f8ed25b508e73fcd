"""Reads a PDF copy: what its pages show, its tags, its XMP, what is attached.

The drawing is followed operator by operator; what no page of a copy has is refused.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from exports.formats.readers.found import Found, headline, is_picture_address
from exports.formats.readers.pdf_document import opened
from exports.formats.readers.pdf_objects import Pdf
from exports.formats.readers.pdf_pieces import said
from exports.formats.readers.pdf_shown import Part, shown_by
from exports.formats.readers.pdf_told import names_in, same, text_of, texts_of, told_by
from exports.formats.readers.xmp_packet import DC

_ONE_COLUMN: Final = (0.0,)


def read_pdf_file(file_bytes: bytes) -> Found:
    """Read a copy.

    People see its paragraphs in the order of the tags, which is that of the drawing;
    the notice is what follows the last heading, and again stands at the foot of each
    page. Machines read `rights.json` and the XMP, which must agree.

    Raises:
        UnreadableError: No PDF of this form, or one with anything more in it.
    """
    with opened(file_bytes) as pdf:
        return _found(pdf)


def _found(pdf: Pdf) -> Found:
    told, shown = told_by(pdf), shown_by(pdf, _ONE_COLUMN)
    facts, packet, parts = told.facts, told.packet, shown.parts
    visible = seen(parts)
    links = [link.url for link in shown.links]
    sources, translations = texts_of(facts, "sources"), texts_of(facts, "translations")
    elsewhere = told.elsewhere()
    names, contributors = names_in(facts), packet.items(f"{DC}contributor")
    languages = (told.language, *packet.items(f"{DC}language"))
    titles = (*headings(parts), text_of(facts, "headline"), *told.titles)
    return Found(
        urn=same(text_of(facts, "urn"), packet.text(f"{DC}identifier")),
        revision=str(facts.get("revision", "")),
        language=same(text_of(facts, "language"), *languages),
        headline=headline(titles),
        trace_code=text_of(facts, "trace"),
        visible_text="\n".join(visible),
        notice_visible="\n".join(_notice(parts)),
        notice_slots=told.slots(facts),
        credits=tuple(credits_in(parts)),
        creditors=names if names == contributors else (*names, *contributors, ""),
        source_urls=sources
        if (*sources, *translations) == elsewhere
        else (*sources, *elsewhere, ""),
        translation_urls=translations,
        links=tuple(links),
        photo_urls=tuple(filter(is_picture_address, links)),
        forbidden=tuple(dict.fromkeys((*shown.forbidden, *told.lacks(facts)))),
        unpacked="\n".join((*visible, *links, *told.unpacked)).encode(),
        feet=tuple(map(said, shown.feet)),
        pictures=tuple(shown.pictures),
    )


def seen(parts: Iterable[Part]) -> list[str]:
    """Return the lines that people see, without the marks of lists."""
    return [each.text for each in parts if not each.block.is_mark]


def headings(parts: Iterable[Part]) -> list[str]:
    """Return the headlines, in order."""
    return [each.text for each in parts if each.block.role == "/H1"]


def credits_in(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the credits: a label, and the names after it."""
    label = ""
    for part in parts:
        if part.block.is_credit and part.block.role == "/Lbl":
            label = part.text
        elif part.block.is_credit:
            yield f"{label} {part.text}"


def _notice(parts: Sequence[Part]) -> Iterator[str]:
    at = max(
        (at for at, each in enumerate(parts) if each.block.role[:2] == "/H"),
        default=len(parts),
    )
    return (each.text for each in parts[at + 1 :])
