"""Reads an EPUB copy: the package document for machines, one chapter for people."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    headline,
    is_picture_address,
    joined,
)
from exports.formats.readers.html_tree import HtmlTree
from exports.formats.readers.xhtml_page import read_xhtml
from exports.formats.readers.xml_tree import XML, Element, xml_tree
from exports.formats.readers.zip_files import files_in

_BEGINNING: Final = b"mimetypeapplication/epub+zip"
_CHAPTER: Final = "story/story.xhtml"
_CONTENTS: Final = "story/contents.xhtml"
_PACKAGE: Final = "story/package.opf"
_STYLE: Final = "story/style.css"
_ALWAYS: Final = frozenset(
    {"mimetype", "META-INF/container.xml", _PACKAGE, _CONTENTS, _CHAPTER}
)
# Letters that show what they stand for; in others a notice could be blank.
LETTERS: Final[Mapping[str, str]] = {
    "story/noto-sans-khmer-400.woff2": (
        "74bbeb423be295013813a992d7eab3c11b454294d9ea166778e39e5dff5a8a98"
    ),
    "story/noto-sans-khmer-700.woff2": (
        "b5bf3dfaf6d6176b3f72716181058756bdf3de55b11c4a88c65dac2f7593254e"
    ),
    "story/OFL.txt": "cebe68e383ee6acd931f8b173ee33bdcb6d3895ad0deae5272446b0ff95a96dd",
}
# Nothing but which letters are used, and how far lines stand apart.
_PLAIN_STYLE: Final = re.compile(
    r'(?:@font-face\{font-family:"Noto Sans Khmer";font-weight:(?:400|700);'
    r"src:url\(noto-sans-khmer-(?:400|700)\.woff2\)\}\n){2}"
    r'body\{font-family:"Noto Sans Khmer",sans-serif;line-height:1\.\d\}\n'
)
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OCF: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PEOPLE: Final = (f"{_DC}creator", f"{_DC}contributor")
_METADATA: Final = frozenset(
    [
        *(f"{_OPF}{name}" for name in ("meta", "link")),
        *_PEOPLE,
        *(f"{_DC}{name}" for name in ("identifier", "title", "language", "rights")),
        *(f"{_DC}{name}" for name in ("publisher", "subject", "type", "date")),
        f"{_DC}source",
    ]
)
_RELATIONS: Final = frozenset(
    {"dcterms:license", "dcterms:isVersionOf", "dcterms:hasVersion"}
)


def read_epub_file(file_bytes: bytes) -> Found:
    """Read an EPUB copy.

    People see the one chapter in the order of reading; the notice is what they see in
    its element of the class `rights`. Machines read the package document.

    Raises:
        UnreadableError: No EPUB of this form, or one with anything more in it.
    """
    if file_bytes[30:58] != _BEGINNING:
        message = "no EPUB"
        raise UnreadableError(message)
    files = files_in(file_bytes)
    style = _style(files)
    told = _package(files)
    page = read_xhtml(files[_CHAPTER], style=style)
    contents = _contents(files[_CONTENTS])
    marks = page.by_mark
    metadata = next(told.every(f"{_OPF}metadata")).children
    links = {rel: tuple(_hrefs(metadata, rel)) for rel in _RELATIONS}
    return Found(
        urn=_only(metadata, f"{_DC}identifier", "urn"),
        revision=_meta(metadata, "schema:version"),
        language=joined(
            ("", each)
            for each in (
                told.values.get(f"{{{XML}}}lang", ""),
                _only(metadata, f"{_DC}language"),
                *page.languages,
            )
        )[""],
        headline=headline(
            (
                _only(metadata, f"{_DC}title"),
                *marks.get("h1", [""]),
                *contents,
            )
        ),
        trace_code=_only(metadata, f"{_DC}identifier", "trace"),
        visible_text=page.visible_text,
        notice_visible="\n".join(marks.get("rights", [])),
        notice_slots=joined(
            (each.values.get(f"{{{XML}}}lang", ""), each.text)
            for each in metadata
            if each.name == f"{_DC}rights"
        ),
        credits=tuple(marks.get("credit", [])),
        creditors=tuple(each.text for each in metadata if each.name in _PEOPLE),
        source_urls=links["dcterms:isVersionOf"],
        translation_urls=links["dcterms:hasVersion"],
        links=tuple(page.links),
        photo_urls=(
            *page.fetched,
            *filter(is_picture_address, (*page.every_link, *_addresses(metadata))),
        ),
        forbidden=tuple(_forbidden(metadata, page)),
        unpacked=b"\n".join(
            file for name, file in files.items() if name not in LETTERS
        ),
    )


def _style(files: Mapping[str, bytes]) -> str:
    """Check which files there are; return the style sheet that pages may load."""
    more = files.keys() - _ALWAYS
    if not more and files.keys() == _ALWAYS:
        return ""
    if files.keys() != {*_ALWAYS, _STYLE, *LETTERS}:
        message = "other files than a copy has"
        raise UnreadableError(message)
    for name, wanted in LETTERS.items():
        if hashlib.sha256(files[name]).hexdigest() != wanted:
            message = f"other letters: {name}"
            raise UnreadableError(message)
    if not _PLAIN_STYLE.fullmatch(files[_STYLE].decode("ascii", "replace")):
        message = "a style sheet that does more than choose letters"
        raise UnreadableError(message)
    return "style.css"


def _package(files: Mapping[str, bytes]) -> Element:
    container = xml_tree(files["META-INF/container.xml"])
    roots = [each.values for each in container.every(f"{_OCF}rootfile")]
    told = xml_tree(files[_PACKAGE])
    spine = [
        each.values for found in told.every(f"{_OPF}spine") for each in found.children
    ]
    items = {
        each.values.get("id", ""): each.values.get("href", "")
        for each in told.every(f"{_OPF}item")
    }
    names = {f"story/{path}" for path in items.values()}
    faults = {
        "several books": [each.get("full-path") for each in roots] != [_PACKAGE],
        "other pages than its own": spine != [{"idref": "story"}]
        or items.get("story") != "story.xhtml",
        "a list of files that is not true": names
        != {name for name in files if name.startswith("story/")} - {_PACKAGE},
        "no metadata": len(list(told.every(f"{_OPF}metadata"))) != 1,
    }
    said = [fault for fault, is_so in faults.items() if is_so]
    if said:
        message = ", ".join(said)
        raise UnreadableError(message)
    return told


def _contents(file_bytes: bytes) -> list[str]:
    """Return every text of the table of contents: the headline and nothing else."""
    root = xml_tree(file_bytes, may_say_html=True)
    links = [
        each.values.get("href")
        for each in root.every("{http://www.w3.org/1999/xhtml}a")
    ]
    if links != ["story.xhtml"]:
        message = "a table of contents that leads elsewhere"
        raise UnreadableError(message)
    return [text for text in map(str.strip, _texts(root)) if text]


def _texts(element: Element) -> Iterator[str]:
    for each in element.content:
        if isinstance(each, str):
            yield each
        else:
            yield from _texts(each)


def _only(metadata: list[Element], name: str, id_: str | None = None) -> str:
    return "\n".join(
        each.text
        for each in metadata
        if each.name == name and (id_ is None or each.values.get("id") == id_)
    )


def _meta(metadata: list[Element], name: str) -> str:
    return "\n".join(
        each.text for each in metadata if each.values.get("property") == name
    )


def _hrefs(metadata: list[Element], relation: str) -> Iterator[str]:
    for each in metadata:
        if each.values.get("rel") == relation:
            yield each.values.get("href", "")


def _addresses(metadata: list[Element]) -> Iterator[str]:
    for each in metadata:
        yield each.values.get("href", "")
        yield each.text


def _forbidden(metadata: list[Element], page: HtmlTree) -> Iterator[str]:
    yield from page.forbidden
    for each in metadata:
        if each.name not in _METADATA or each.children:
            yield f"metadata that is none: {each.name[-20:]}"
        if each.name == f"{_OPF}link" and each.values.get("rel") not in _RELATIONS:
            yield "a link that loads something"
    if _meta(metadata, "tdm:reservation") != "1":
        yield "no reservation of text and data mining"
    if not any(_hrefs(metadata, "dcterms:license")):
        yield "no link to the rights"
