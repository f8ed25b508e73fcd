"""Which files a book holds, and what its package document may say.

References:
    EPUB 3.3 §5 package document; Open Container Format §4.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Final

from exports.formats.readers.found import UnreadableError, joined
from exports.formats.readers.html_tree import HtmlTree
from exports.formats.readers.xml_tree import XML, Element, xml_tree
from exports.formats.readers.zip_files import files_in

_BEGINNING: Final = b"mimetypeapplication/epub+zip"
CHAPTER: Final = "story/story.xhtml"
CONTENTS: Final = "story/contents.xhtml"
_PACKAGE: Final = "story/package.opf"
_STYLE: Final = "story/style.css"
_ALWAYS: Final = frozenset(
    {"mimetype", "META-INF/container.xml", _PACKAGE, CONTENTS, CHAPTER}
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
_LETTERS_STYLE: Final = (
    r'(?:@font-face\{font-family:"Noto Sans Khmer";font-weight:(?:400|700);'
    r"src:url\(noto-sans-khmer-(?:400|700)\.woff2\)\}\n){2}"
    r'body\{font-family:"Noto Sans Khmer",sans-serif;line-height:1\.\d\}\n'
)
OPF: Final = "{http://www.idpf.org/2007/opf}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OCF: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
PEOPLE: Final = (f"{DC}creator", f"{DC}contributor")
_METADATA: Final = frozenset(
    [
        *(f"{OPF}{name}" for name in ("meta", "link")),
        *PEOPLE,
        *(f"{DC}{name}" for name in ("identifier", "title", "language", "rights")),
        *(f"{DC}{name}" for name in ("publisher", "subject", "type", "date")),
        f"{DC}source",
    ]
)
RELATIONS: Final = frozenset(
    {"dcterms:license", "dcterms:isVersionOf", "dcterms:hasVersion"}
)
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"


def book_in(file_bytes: bytes, style: str = "") -> tuple[Mapping[str, bytes], str]:
    """Read the files of a book.

    Args:
        file_bytes: Of the archive.
        style: What its style sheet says beside which letters it uses.

    Returns:
        The files, and the name of the style sheet that pages may load; empty for none.

    Raises:
        UnreadableError: No book, or one with other files than a copy has.
    """
    if file_bytes[30:58] != _BEGINNING:
        message = "no EPUB"
        raise UnreadableError(message)
    files = files_in(file_bytes)
    has_letters = not files.keys().isdisjoint(LETTERS)
    wanted = {
        *_ALWAYS,
        *((_STYLE,) if has_letters or style else ()),
        *(LETTERS if has_letters else ()),
    }
    if files.keys() != wanted:
        message = "other files than a copy has"
        raise UnreadableError(message)
    for name in LETTERS.keys() & files.keys():
        if hashlib.sha256(files[name]).hexdigest() != LETTERS[name]:
            message = f"other letters: {name}"
            raise UnreadableError(message)
    if _STYLE not in files:
        return files, ""
    plain = f"{_LETTERS_STYLE if has_letters else ''}{re.escape(style)}"
    if not re.fullmatch(plain, files[_STYLE].decode("ascii", "replace")):
        message = "a style sheet that does more than choose letters"
        raise UnreadableError(message)
    return files, "style.css"


def package_in(files: Mapping[str, bytes]) -> Element:
    """Check what the book reads and lists; return its package document.

    Raises:
        UnreadableError: Anything but the one chapter, or a list that is not true.
    """
    container = xml_tree(files["META-INF/container.xml"])
    roots = [each.values for each in container.every(f"{_OCF}rootfile")]
    told = xml_tree(files[_PACKAGE])
    spine = [
        each.values for found in told.every(f"{OPF}spine") for each in found.children
    ]
    items = {
        each.values.get("id", ""): each.values.get("href", "")
        for each in told.every(f"{OPF}item")
    }
    names = {f"story/{path}" for path in items.values()}
    faults = {
        "several books": [each.get("full-path") for each in roots] != [_PACKAGE],
        "other pages than its own": spine != [{"idref": "story"}]
        or items.get("story") != "story.xhtml",
        "a list of files that is not true": names
        != {name for name in files if name.startswith("story/")} - {_PACKAGE},
        "no metadata": len(list(told.every(f"{OPF}metadata"))) != 1,
    }
    said = [fault for fault, is_so in faults.items() if is_so]
    if said:
        message = ", ".join(said)
        raise UnreadableError(message)
    return told


def contents_in(file_bytes: bytes) -> list[str]:
    """Return every text of the table of contents, which leads to the one chapter."""
    root = xml_tree(file_bytes, may_say_html=True)
    links = [each.values.get("href") for each in root.every(f"{_XHTML}a")]
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


def only(metadata: list[Element], name: str, id_: str | None = None) -> str:
    """Return the text of the elements of a name, and of an id where one is given."""
    return "\n".join(
        each.text
        for each in metadata
        if each.name == name and (id_ is None or each.values.get("id") == id_)
    )


def meta(metadata: list[Element], name: str) -> str:
    """Return what the metadata says of a property."""
    return "\n".join(
        each.text for each in metadata if each.values.get("property") == name
    )


def hrefs(metadata: list[Element], relation: str) -> Iterator[str]:
    """Yield the addresses to which a relation leads."""
    for each in metadata:
        if each.values.get("rel") == relation:
            yield each.values.get("href", "")


def addresses_of(metadata: list[Element]) -> Iterator[str]:
    """Yield every text and target of the metadata, addresses among them."""
    for each in metadata:
        yield each.values.get("href", "")
        yield each.text


def slots(metadata: list[Element]) -> Mapping[str, str]:
    """Return the notice that machines read, by language."""
    return joined(
        (each.values.get(f"{{{XML}}}lang", ""), each.text)
        for each in metadata
        if each.name == f"{DC}rights"
    )


def unpacked(files: Mapping[str, bytes]) -> bytes:
    """Return all that a book holds, without the letters."""
    return b"\n".join(file for name, file in files.items() if name not in LETTERS)


def forbidden_in(metadata: list[Element], page: HtmlTree) -> Iterator[str]:
    """Yield what is out of place in a page or its metadata, and what is lacking."""
    yield from page.forbidden
    for each in metadata:
        if each.name not in _METADATA or each.children:
            yield f"metadata that is none: {each.name[-20:]}"
        if each.name == f"{OPF}link" and each.values.get("rel") not in RELATIONS:
            yield "a link that loads something"
    if meta(metadata, "tdm:reservation") != "1":
        yield "no reservation of text and data mining"
    if not any(hrefs(metadata, "dcterms:license")):
        yield "no link to the rights"
