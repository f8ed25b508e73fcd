"""Follows the drawing of a page: what it says, and whether people see that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from exports.formats.readers.pdf_columns import Columns
from exports.formats.readers.pdf_fonts import Font
from exports.formats.readers.pdf_pieces import Piece
from exports.formats.readers.pdf_runs import Run, replacement, run_of
from exports.formats.readers.pdf_tokens import LINE, operations, shown_in

SMALLEST_POINTS: Final = 6
# Of the way from black to white; what is lighter cannot be read on paper.
LIGHTEST: Final = 0.6
# In points: what is thicker could be painted over text.
THICKEST: Final = 2
_SLACK: Final = 0.01

_COLOURS: Final = (b"g", b"rg", b"sc", b"scn")
_LINES: Final = frozenset(
    {b"m", b"l", b"h", b"re", b"S", b"J", b"j", b"M", b"d", b"CS", b"SCN", b"RG", b"G"}
)
_FILLS: Final = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_NO_MATTER: Final = frozenset({b"ET", b"cs", b"n"})
_PAINTED: Final = "something painted over a page"
_TURNED: Final = "something turned or squeezed"
_SMALL: Final = "letters too small to be read"
_LIGHT: Final = "letters too light to be read"
_BESIDE: Final = "text beside the page"
_OVER: Final = "text over other text or a picture"
_STRANGE: Final = "something that could hide or replace text"


@dataclass
class Drawn:
    """What a page shows.

    Attributes:
        pieces: In the order in which they are drawn.
        marks: Numbers of marked content, in the order in which it begins.
        pictures: Name, and mark, of each picture.
        faults: Why people may not see what is there.
        has_lines: Whether anything was drawn that is neither letter nor picture.
    """

    pieces: list[Piece] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    pictures: list[tuple[str, int | None]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    has_lines: bool = False


def drawn(
    drawing: bytes,
    fonts: Mapping[str, Font],
    size: tuple[float, float],
    *,
    columns: Sequence[float] = (),
) -> Drawn:
    """Follow the operators of a page.

    Args:
        drawing: Its content stream.
        fonts: By name.
        size: Width and height of the page in points.
        columns: Where each begins, the first at 0, in points; in them nothing stands
            beside or over anything else. Without any, that is not judged.

    Raises:
        UnreadableError: Something that no page of ours has.
    """
    pen = _Pen(fonts, size, columns)
    pen.follow(drawing)
    return pen.out


class _Place(NamedTuple):
    """Where the origin lies, and how large a unit is."""

    x: float = 0.0
    y: float = 0.0
    wide: float = 1.0
    high: float = 1.0

    def moved(self, matrix: list[Any]) -> "_Place":
        wide, _b, _c, high, right, up = matrix
        x, y, to_side, upwards = self
        return _Place(
            x + right * to_side, y + up * upwards, to_side * wide, upwards * high
        )


class _Pen:
    def __init__(
        self,
        fonts: Mapping[str, Font],
        size: tuple[float, float],
        columns: Sequence[float],
    ) -> None:
        self.out = Drawn()
        self._fonts, self._size = fonts, size
        self._columns = Columns(columns, size)
        # Of what was drawn last: its column and height, and where it ends.
        self._stood, self._end = (0, 0.0), 0.0
        self._font, self._points = ("", Font({}, {}, 0.0)), 0.0
        self._named = {
            name.encode("latin-1"): (name, font) for name, font in fonts.items()
        }
        self._place, self._light = _Place(), 0.0
        self._kept: list[tuple[_Place, float, tuple[str, Font], float]] = []
        self._text = _Place()
        self._marks: list[tuple[int | None, bool]] = [(None, False)]
        self._replaced: list[str | None] = []
        self._replacing = 0
        self._glyphs = b""
        self._steps: dict[bytes, Callable[[list[Any]], object]] = {
            LINE: self._line_of_text,
            b"BDC": self._open,
            b"BMC": self._open,
            b"EMC": self._close,
            b"q": self._keep,
            b"Q": self._restore,
            b"cm": self._move,
            b"BT": self._begin,
            b"Tm": self._begin_at,
            b"Tf": self._choose,
            b"Tj": self._show,
            b"TJ": lambda operands: self._show(operands[0]),
            b"Tr": self._hide,
            b"w": self._widen,
            b"Do": self._picture,
            **dict.fromkeys(_COLOURS, self._colour),
        }

    def follow(self, drawing: bytes) -> None:
        """Take every operator of a page."""
        for operator, operands in operations(drawing):
            step = self._steps.get(operator)
            if step is not None:
                step(operands)
            elif operator in _LINES:
                self.out.has_lines = True
            elif operator in _FILLS:
                self.out.faults.append(_PAINTED)
            elif operator not in _NO_MATTER:
                self.out.faults.append(_STRANGE)

    def _keep(self, _operands: list[Any]) -> None:
        self._kept.append((self._place, self._light, self._font, self._points))

    def _restore(self, _operands: list[Any]) -> None:
        self._place, self._light, self._font, self._points = self._kept.pop()

    def _begin(self, _operands: list[Any]) -> None:
        self._text = self._place

    def _move(self, matrix: list[Any]) -> None:
        self._judge_turn(matrix)
        self._place = self._place.moved(matrix)

    def _begin_at(self, matrix: list[Any]) -> None:
        self._judge_turn(matrix)
        self._text = self._place.moved(matrix)

    def _judge_turn(self, matrix: list[Any]) -> None:
        if matrix[1] or matrix[2]:
            self.out.faults.append(_TURNED)

    def _colour(self, operands: list[Any]) -> None:
        self._light = min(operands)

    def _hide(self, operands: list[Any]) -> None:
        if operands != [0]:
            self.out.faults.append("letters that nobody sees")

    def _widen(self, operands: list[Any]) -> None:
        self.out.has_lines = True
        if operands[0] * self._place.wide > THICKEST:
            self.out.faults.append(_PAINTED)

    def _choose(self, operands: list[Any]) -> None:
        self._font, self._points = (operands[0], self._fonts[operands[0]]), operands[1]

    def _open(self, operands: list[Any]) -> None:
        about = operands[1] if isinstance(operands[-1], dict) else {}
        mark, is_artifact = self._marks[-1]
        if "/MCID" in about:
            mark = int(about["/MCID"])
            self.out.marks.append(mark)
        self._marks.append((mark, is_artifact or operands[0] == "/Artifact"))
        text = about.get("/ActualText")
        if text is not None:
            if self._replacing:
                self.out.faults.append(_STRANGE)
            self._glyphs = b""
            self._replacing += 1
        self._replaced.append(None if text is None else replacement(text))

    def _close(self, _operands: list[Any]) -> None:
        said = self._replaced.pop()
        if said is not None:
            self._replacing -= 1
            run = Run(0.0, self._glyphs, (), None, ()).replaced(self._font[0], said)
            self.out.faults += run.faults
            self._tell(run)
        self._marks.pop()

    def _show(self, parts: list[Any]) -> None:
        name, font = self._font
        is_replaced = bool(self._replaced) and self._replaced[-1] is not None
        run = run_of(name, font, parts, is_loose=not is_replaced)
        x, y, wide, high = self._text
        self._judge_scale(wide, high)
        self._stood = self._put(run, self._points * wide, x, y), y
        self._text = _Place(self._end, y, wide, high)
        if is_replaced:
            self._glyphs += run.glyphs
        else:
            self._tell(run)

    def _put(self, run: Run, size: float, x: float, y: float) -> int:
        """Judge letters that stand at a place, and return in which column."""
        self._end = end = x + run.advance * size
        column, is_over = self._columns.stand(size, x, y, end)
        width, height = self._size
        if run.faults:
            self.out.faults += run.faults
        if size < SMALLEST_POINTS:
            self.out.faults.append(_SMALL)
        if self._light > LIGHTEST:
            self.out.faults.append(_LIGHT)
        if not (0 <= x <= width and 0 <= y <= height and end <= width + _SLACK):
            self.out.faults.append(_BESIDE)
        if is_over:
            self.out.faults.append(_OVER)
        return column

    def _tell(self, run: Run) -> None:
        """Keep what letters say: a text together, or each its own."""
        self.out.pieces.append(
            Piece(*self._marks[-1], *self._stood, run.told, run.plain)
        )

    def _judge_scale(self, wide: float, high: float) -> None:
        if wide <= 0 or abs(wide - high) > _SLACK:
            self.out.faults.append(_TURNED)

    def _line_of_text(self, operands: list[Any]) -> None:
        """Take a whole line of the usual form, as its operators would be taken."""
        mark, right, up, light, written = operands
        before, self._light = self._light, light
        is_marked = mark is not None
        if is_marked:
            self.out.marks.append(mark)
            self._marks.append((mark, self._marks[-1][1]))
        if self._replacing:
            self.out.faults.append(_STRANGE)
        x, y, wide, high = self._place
        left, line = x + right * wide, y + up * high
        self._judge_scale(wide, high)
        mark, is_artifact = self._marks[-1]
        column, tell = 0, self.out.pieces.append
        for said, named, points, aside, shown in written:
            name, font = self._named[named]
            run = font.runs.get((said, named, shown))
            if run is None:
                run = _run_of_line(name, font, said, shown)
                font.runs[said, named, shown] = run
            size, at = float(points) * wide, left + float(aside) * wide
            column = self._put(run, size, at, line)
            tell(Piece(mark, is_artifact, column, line, run.told, run.plain))
        if is_marked:
            self._marks.pop()
        self._stood, self._light = (column, line), before

    def _picture(self, operands: list[Any]) -> None:
        place = self._place
        self.out.pictures.append((operands[0], self._marks[-1][0]))
        width, height = self._size
        bottom, top = place.y, place.y + place.high
        is_within = 0 <= place.x <= place.x + place.wide <= width and bottom >= 0
        if not is_within or top > height or place.wide <= 0 or place.high <= 0:
            self.out.faults.append("a picture beside the page")
        if self._columns.lay(bottom, top):
            self.out.faults.append(_OVER)


def _run_of_line(name: str, font: Font, said: bytes, shown: bytes) -> Run:
    """Measure what is shown in a line, with the digits of what stands for it."""
    run = run_of(name, font, shown_in(shown), is_loose=not said)
    if not said:
        return run
    return run.replaced(name, replacement(bytes.fromhex(said.decode())))
