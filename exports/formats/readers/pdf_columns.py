"""Where the columns of a page have come to: nothing may stand over anything else."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# In parts of the size of letters: how far one may reach into another, how far a
# line lies below the one before.
OVERLAP: Final = 0.6
NEXT_LINE: Final = 0.5


@dataclass(slots=True)
class _Column:
    """Where the text of a column has come to.

    Attributes:
        line: Height of the line that is written.
        tall: Size of its first letters.
        end: Where its last letters end.
    """

    line: float
    tall: float = 0.0
    end: float = 0.0


class Columns:
    """The columns of a page, each written from its head to its foot.

    Args:
        edges: Where each begins, the first at 0, in points; without any, nothing is
            judged.
        size: Width and height of the page, in points.
    """

    def __init__(self, edges: Sequence[float], size: tuple[float, float]) -> None:
        self._edges, self._width = edges, size[0]
        self._columns = [_Column(size[1]) for _edge in edges]

    def stand(self, size: float, x: float, y: float, end: float) -> tuple[int, bool]:
        """Take letters.

        Args:
            size: In points.
            x: Where they begin.
            y: Their line, above the lower edge of the page.
            end: Where they end.

        Returns:
            The column in which they begin, from 0; whether they stand over anything.
        """
        first, is_over, columns = 0, False, self._columns
        if len(columns) > 1:
            first = bisect_right(self._edges, x, 1) - 1
            last = bisect_left(self._edges, end, first + 1) - 1
            columns = columns[first : last + 1]
        for column in columns:
            # What is raised or lowered is smaller than the letters beside it.
            step = NEXT_LINE * (size if size > column.tall else column.tall)
            if y < column.line - step:
                column.line, column.tall = y, size
            elif abs(y - column.line) > step or x < column.end - OVERLAP * size:
                is_over = True
            column.end = end
        return first, is_over

    def lay(self, bottom: float, top: float) -> bool:
        """Take a picture, which no column stands beside; say whether it lies on any."""
        is_over = any(top > column.line for column in self._columns)
        # Whatever follows stands on a line below.
        self._columns = [_Column(bottom, 0.0, self._width) for _each in self._columns]
        return is_over
