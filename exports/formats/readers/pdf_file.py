"""Reads a PDF copy: what its pages show, its tags, its XMP, what is attached.

The drawing is followed operator by operator; what no page of a copy has is refused.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from pypdf import PageObject, PdfReader

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    decoded,
    headline,
    is_picture_address,
    joined,
    json_object,
    told_alike,
)
from exports.formats.readers.pdf_document import Fonts, attached, opened, page_drawn
from exports.formats.readers.pdf_page import Drawn, Piece, said
from exports.formats.readers.pdf_structure import Block, structure
from exports.formats.readers.picture_file import pixels_of
from exports.formats.readers.xmp_packet import DC, RIGHTS, Packet, xmp_packet

_MOST_PAGES: Final = 60
_ROOT: Final = frozenset(
    {"/Type", "/Pages", "/Metadata", "/OutputIntents", "/Lang", "/StructTreeRoot"}
    | {"/MarkInfo", "/ViewerPreferences", "/Outlines", "/Names", "/AF"}
)
_PAGE: Final = frozenset(
    {"/Type", "/Resources", "/MediaBox", "/StructParents", "/Tabs", "/Parent"}
    | {"/Contents", "/Annots"}
)
_RESOURCES: Final = frozenset({"/ProcSet", "/ColorSpace", "/XObject", "/Font"})
_LINK: Final = frozenset(
    {"/Type", "/Subtype", "/Rect", "/Border", "/QuadPoints", "/A", "/F"}
    | {"/StructParent", "/Contents"}
)
_PICTURE: Final = frozenset(
    {"/Type", "/Subtype", "/Filter", "/Width", "/Height", "/BitsPerComponent"}
    | {"/ColorSpace", "/Length", "/Interpolate"}
)
_A4: Final = [0, 0, 595, 842]
_FACTS: Final = frozenset(
    {"kind", "urn", "revision", "language", "headline", "trace", "address"}
    | {"published", "licensee", "creditors", "sources", "translations", "rightsPage"}
    | {"rightsHolder", "tdmReservation", "noticeEdition", "notice"}
)
_TDM: Final = "{http://www.w3.org/ns/tdmrep/}"
_SCHEMES: Final = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class _Part:
    """A line of text, and the element that it stands in."""

    block: Block
    text: str


@dataclass
class _Shown:
    """What was found on the pages."""

    parts: list[_Part] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def add(self, drawn: Drawn, foot: str) -> None:
        """Take what a page shows besides its text."""
        self.feet.append(foot)
        self.forbidden += drawn.faults
        if drawn.has_lines:
            self.forbidden.append("something drawn that is no letter")
        if any(piece.mark is None and not piece.is_artifact for piece in drawn.pieces):
            self.forbidden.append("text that is not read aloud")


def read_pdf_file(file_bytes: bytes) -> Found:
    """Read a copy.

    People see its paragraphs in the order of the tags, which is that of the drawing;
    the notice is what follows the last heading, and again stands at the foot of each
    page. Machines read `rights.json` and the XMP, which must agree.

    Raises:
        UnreadableError: No PDF of this form, or one with anything more in it.
    """
    with opened(file_bytes) as reader:
        return _found(reader)


def _found(reader: PdfReader) -> Found:
    root = reader.root_object
    if not root.keys() <= _ROOT or len(reader.pages) > _MOST_PAGES:
        message = "a document with something that no copy has"
        raise UnreadableError(message)
    text = decoded(attached(reader))
    facts = json_object(text)
    stream: Any = root["/Metadata"].get_object()
    metadata = decoded(stream.get_data())
    packet = xmp_packet(metadata.encode())
    about = {name: str(each) for name, each in (reader.metadata or {}).items()}
    shown = _shown(reader)
    visible = [each.text for each in shown.parts if not each.block.is_mark]
    languages = (str(root.get("/Lang")), *packet.items(f"{DC}language"))
    titles = (*packet.items(f"{DC}title"), about.get("/Title", ""))
    sources, translations = _texts(facts, "sources"), _texts(facts, "translations")
    elsewhere = tuple(filter(None, (packet.text(f"{DC}source"),)))
    elsewhere += packet.items(f"{DC}relation")
    names, contributors = tuple(_names(facts)), packet.items(f"{DC}contributor")
    return Found(
        urn=_same(_text(facts, "urn"), packet.text(f"{DC}identifier")),
        revision=str(facts.get("revision", "")),
        language=_same(_text(facts, "language"), *languages),
        headline=headline((*_of(shown, "/H1"), _text(facts, "headline"), *titles)),
        trace_code=_text(facts, "trace"),
        visible_text="\n".join(visible),
        notice_visible="\n".join(_notice(shown)),
        notice_slots=_slots(facts, packet),
        credits=tuple(_credits(shown)),
        creditors=names if names == contributors else (*names, *contributors, ""),
        source_urls=sources
        if (*sources, *translations) == elsewhere
        else (*sources, *elsewhere, ""),
        translation_urls=translations,
        links=tuple(shown.links),
        photo_urls=tuple(filter(is_picture_address, shown.links)),
        forbidden=tuple(dict.fromkeys((*shown.forbidden, *_forbidden(facts, packet)))),
        unpacked="\n".join(
            (*visible, *shown.links, text, metadata, *about.values())
        ).encode(),
        feet=tuple(shown.feet),
        pictures=tuple(shown.pictures),
    )


def _shown(reader: PdfReader) -> _Shown:
    numbers = {
        page.indirect_reference.idnum: at
        for at, page in enumerate(reader.pages)
        if page.indirect_reference is not None
    }
    leaves, linked = structure(reader.root_object["/StructTreeRoot"], numbers)
    shown, fonts = _Shown(), Fonts()
    pieces: dict[tuple[int, int | None], list[Piece]] = defaultdict(list)
    marks: list[tuple[int, int]] = []
    annotations: list[int] = []
    for at, page in enumerate(reader.pages):
        _check(page)
        drawn = page_drawn(page, fonts, is_one_column=True)
        marks += [(at, mark) for mark in drawn.marks]
        for piece in drawn.pieces:
            pieces[at, None if piece.is_artifact else piece.mark].append(piece)
        figures = {
            leaf.mark
            for leaf in leaves
            if leaf.page == at and leaf.block.role == "/Figure"
        }
        shown.add(drawn, said(pieces.pop((at, None), [])))
        shown.pictures += _pictures(page, drawn, figures)
        for number, url in _links(page):
            annotations.append(number)
            shown.links.append(url)
    if marks != [(leaf.page, leaf.mark) for leaf in leaves]:
        shown.forbidden.append("text that is read aloud in another order")
    if sorted(annotations) != sorted(linked):
        shown.forbidden.append("a link that is not read aloud")
    for block, group in groupby(leaves, key=lambda leaf: leaf.block):
        told = [piece for leaf in group for piece in pieces[leaf.page, leaf.mark]]
        shown.parts.append(_Part(block, said(told)))
    return shown


def _check(page: PageObject) -> None:
    """Refuse what could change what a page shows: a cut, a turn, another black."""
    resources: Any = page["/Resources"].get_object()
    if not page.keys() <= _PAGE or not resources.keys() <= _RESOURCES:
        message = "a page with something that no copy has"
        raise UnreadableError(message)
    box = page.mediabox
    if [round(float(each)) for each in (*box.lower_left, *box.upper_right)] != _A4:
        message = "a page of another size than a copy has"
        raise UnreadableError(message)
    spaces = resources.get("/ColorSpace", {})
    for space in spaces.get_object().values() if spaces else ():
        kind, profile = space.get_object()
        if kind != "/ICCBased" or profile.get_object()["/N"] not in {1, 3}:
            message = "colours that no copy has"
            raise UnreadableError(message)


def _pictures(page: PageObject, drawn: Drawn, figures: set[int]) -> Iterator[str]:
    for name, mark in drawn.pictures:
        picture = page["/Resources"]["/XObject"][name].get_object()  # type: ignore[index]
        if (
            mark not in figures
            or not picture.keys() <= _PICTURE
            or picture["/Subtype"] != "/Image"
            or picture["/Filter"] not in ("/DCTDecode", ["/DCTDecode"])
        ):
            message = "a picture that no copy has"
            raise UnreadableError(message)
        yield pixels_of(picture._data)


def _links(page: PageObject) -> Iterator[tuple[int, str]]:
    annotations = page.get("/Annots")
    width, height = page.mediabox.width, page.mediabox.height
    for reference in annotations.get_object() if annotations else ():
        link = reference.get_object()
        action = link["/A"].get_object()
        url = str(action["/URI"])
        left, bottom, right, top = (float(each) for each in link["/Rect"])
        if (
            not link.keys() <= _LINK
            or link["/Subtype"] != "/Link"
            or action.keys() != {"/Type", "/S", "/URI"}
            or action["/S"] != "/URI"
            or not url.lower().startswith(_SCHEMES)
            or not 0 <= left < right <= width
            or not 0 <= bottom < top <= height
        ):
            message = "something laid over a page that is no link"
            raise UnreadableError(message)
        yield reference.idnum, url


def _of(shown: _Shown, role: str) -> Iterator[str]:
    return (each.text for each in shown.parts if each.block.role == role)


def _notice(shown: _Shown) -> Iterator[str]:
    at = max(
        (at for at, each in enumerate(shown.parts) if each.block.role[:2] == "/H"),
        default=len(shown.parts),
    )
    return (each.text for each in shown.parts[at + 1 :])


def _credits(shown: _Shown) -> Iterator[str]:
    label = ""
    for part in shown.parts:
        if part.block.is_credit and part.block.role == "/Lbl":
            label = part.text
        elif part.block.is_credit:
            yield f"{label} {part.text}"


def _text(facts: Mapping[str, Any], name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def _texts(facts: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = facts.get(name)
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _same(*texts: str) -> str:
    """Return what all say; all of it, where they do not say the same."""
    return joined(("", each) for each in texts)[""]


def _names(facts: Mapping[str, Any]) -> Iterator[str]:
    people = facts.get("creditors")
    for each in people if isinstance(people, list) else ():
        yield str(each.get("name", "")) if isinstance(each, dict) else ""


def _slots(facts: Mapping[str, Any], packet: Packet) -> dict[str, str]:
    notice = facts.get("notice")
    told = notice if isinstance(notice, dict) else {}
    return told_alike(
        {tag: str(text) for tag, text in told.items()},
        packet.alternatives(f"{DC}rights"),
        packet.alternatives(f"{RIGHTS}UsageTerms"),
    )


def _forbidden(facts: Mapping[str, Any], packet: Packet) -> Iterator[str]:
    if not facts.keys() <= _FACTS:
        yield "facts that no copy has"
    if facts.get("tdmReservation") != "1" or packet.text(f"{_TDM}reservation") != "1":
        yield "no reservation of text and data mining"
    if packet.text(f"{RIGHTS}Marked") != "True":
        yield "a file that does not say that it is protected"
