"""What the pages of a PDF copy show: its lines by their tags, its feet, its links."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_document import Fonts, page_drawn
from exports.formats.readers.pdf_objects import Page, Pdf, Stream
from exports.formats.readers.pdf_page import Drawn
from exports.formats.readers.pdf_pieces import Piece, said
from exports.formats.readers.pdf_structure import Block, Leaf, structure
from exports.formats.readers.pdf_values import resolved, text_of
from exports.formats.readers.picture_file import pixels_of

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
_A4: Final = [595, 842]
_SCHEMES: Final = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Part:
    """A line of text, the element that it stands in, and where it was drawn.

    Attributes:
        block: The element.
        text: What it says.
        drawn: Page from 0, and a piece there, in order.
    """

    block: Block
    text: str
    drawn: tuple[tuple[int, Piece], ...]


class Link(NamedTuple):
    """What leads somewhere.

    Attributes:
        number: Of its object.
        url: Where to.
        left: Its left edge, in points.
    """

    number: int
    url: str
    left: float


@dataclass
class Shown:
    """What was found on the pages.

    Attributes:
        parts: In the order of the tags.
        feet: Of each page, what stands at its edge.
        links: In order.
        pictures: Digests of their pixels.
        forbidden: What no copy may hold.
    """

    parts: list[Part] = field(default_factory=list)
    feet: list[list[Piece]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    def add(self, drawn: Drawn, foot: list[Piece]) -> None:
        """Take what a page shows besides its text."""
        self.feet.append(foot)
        self.forbidden += drawn.faults
        if drawn.has_lines:
            self.forbidden.append("something drawn that is no letter")
        if any(piece.mark is None and not piece.is_artifact for piece in drawn.pieces):
            self.forbidden.append("text that is not read aloud")


def shown_by(pdf: Pdf, columns: Sequence[float]) -> Shown:
    """Follow the pages of a copy, and its tags.

    Args:
        pdf: The file.
        columns: Where each begins, the first at 0, in points.

    Raises:
        UnreadableError: A document or a page with anything that no copy has.
    """
    if not pdf.root.keys() <= _ROOT or len(pdf.pages) > _MOST_PAGES:
        message = "a document with something that no copy has"
        raise UnreadableError(message)
    numbers = {page.number: at for at, page in enumerate(pdf.pages)}
    leaves, linked = structure(pdf.root["/StructTreeRoot"], numbers)
    figures = {
        (leaf.page, leaf.mark) for leaf in leaves if leaf.block.role == "/Figure"
    }
    shown, fonts = Shown(), Fonts()
    pieces: dict[tuple[int, int | None], list[Piece]] = defaultdict(list)
    marks: list[tuple[int, int]] = []
    for at, page in enumerate(pdf.pages):
        _check(page)
        drawn = page_drawn(page, fonts, columns)
        marks += [(at, mark) for mark in drawn.marks]
        for piece in drawn.pieces:
            pieces[at, None if piece.is_artifact else piece.mark].append(piece)
        shown.add(drawn, pieces.pop((at, None), []))
        marked = {mark for number, mark in figures if number == at}
        shown.pictures += _pictures(page, drawn, marked)
        shown.links += _links(page)
    for block, group in groupby(leaves, key=lambda leaf: leaf.block):
        told = tuple(
            (leaf.page, piece)
            for leaf in group
            for piece in pieces[leaf.page, leaf.mark]
        )
        shown.parts.append(Part(block, said(piece for _at, piece in told), told))
    if not _is_in_order(marks, leaves, pieces, len(columns)):
        shown.forbidden.append("text that is read aloud in another order")
    if sorted(link.number for link in shown.links) != sorted(linked):
        shown.forbidden.append("a link that is not read aloud")
    return shown


def _is_in_order(
    marks: Sequence[tuple[int, int]],
    leaves: Iterable[Leaf],
    pieces: dict[tuple[int, int | None], list[Piece]],
    columns: int,
) -> bool:
    """Say whether what is drawn is read aloud in that order, page by page.

    In columns, what goes on overleaf is read to its end before what stands beside it;
    each column is told from its beginning to its end.
    """
    told = [(leaf.page, leaf.mark) for leaf in leaves]
    if columns == 1:
        return marks == told
    if marks != sorted(told, key=lambda each: each[0]):
        return False

    standing = {place: {piece.column for piece in pieces[place]} for place in marks}
    return all(
        [place for place in marks if at in standing[place]]
        == [place for place in told if at in standing[place]]
        for at in range(columns)
    )


def _check(page: Page) -> None:
    """Refuse what could change what a page shows: a cut, a turn, another black."""
    resources = page.about["/Resources"]
    if not page.about.keys() <= _PAGE or not resources.keys() <= _RESOURCES:
        message = "a page with something that no copy has"
        raise UnreadableError(message)
    if [round(each) for each in page.size()] != _A4:
        message = "a page of another size than a copy has"
        raise UnreadableError(message)
    for space in resources.get("/ColorSpace", {}).values():
        kind, profile = resolved(space)
        if kind != "/ICCBased" or resolved(profile).about["/N"] not in {1, 3}:
            message = "colours that no copy has"
            raise UnreadableError(message)


def _pictures(page: Page, drawn: Drawn, figures: set[int]) -> Iterator[str]:
    for name, mark in drawn.pictures:
        picture: Stream = page.about["/Resources"]["/XObject"][name]
        about = picture.about
        if (
            mark not in figures
            or not about.keys() <= _PICTURE
            or about["/Subtype"] != "/Image"
            or about["/Filter"] not in ("/DCTDecode", ["/DCTDecode"])
        ):
            message = "a picture that no copy has"
            raise UnreadableError(message)
        yield pixels_of(picture.packed)


def _links(page: Page) -> Iterator[Link]:
    width, height = page.size()
    for reference in page.about.get("/Annots", []):
        link = resolved(reference)
        action = link["/A"]
        url = text_of(action["/URI"])
        left, bottom, right, top = map(float, link["/Rect"])
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
        yield Link(reference.number, url, left)
