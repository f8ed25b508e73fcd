"""Reads an EPUB copy: the package document for machines, one chapter for people."""

from exports.formats.readers.epub_parts import (
    CHAPTER,
    CONTENTS,
    DC,
    OPF,
    PEOPLE,
    RELATIONS,
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
from exports.formats.readers.found import Found, headline, is_picture_address, joined
from exports.formats.readers.xhtml_page import read_xhtml
from exports.formats.readers.xml_tree import XML


def read_epub_file(file_bytes: bytes) -> Found:
    """Read an EPUB copy.

    People see the one chapter in the order of reading; the notice is what they see in
    its element of the class `rights`. Machines read the package document.

    Raises:
        UnreadableError: No EPUB of this form, or one with anything more in it.
    """
    files, style = book_in(file_bytes)
    told = package_in(files)
    page = read_xhtml(files[CHAPTER], style=style)
    contents = contents_in(files[CONTENTS])
    marks = page.by_mark
    metadata = next(told.every(f"{OPF}metadata")).children
    links = {rel: tuple(hrefs(metadata, rel)) for rel in RELATIONS}
    return Found(
        urn=only(metadata, f"{DC}identifier", "urn"),
        revision=meta(metadata, "schema:version"),
        language=joined(
            ("", each)
            for each in (
                told.values.get(f"{{{XML}}}lang", ""),
                only(metadata, f"{DC}language"),
                *page.languages,
            )
        )[""],
        headline=headline(
            (
                only(metadata, f"{DC}title"),
                *marks.get("h1", [""]),
                *contents,
            )
        ),
        trace_code=only(metadata, f"{DC}identifier", "trace"),
        visible_text=page.visible_text,
        notice_visible="\n".join(marks.get("rights", [])),
        notice_slots=slots(metadata),
        credits=tuple(marks.get("credit", [])),
        creditors=tuple(each.text for each in metadata if each.name in PEOPLE),
        source_urls=links["dcterms:isVersionOf"],
        translation_urls=links["dcterms:hasVersion"],
        links=tuple(page.links),
        photo_urls=(
            *page.fetched,
            *filter(is_picture_address, (*page.every_link, *addresses_of(metadata))),
        ),
        forbidden=tuple(forbidden_in(metadata, page)),
        unpacked=unpacked(files),
    )
