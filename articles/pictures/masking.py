"""Makes parts of a picture unrecognisable, so that nobody can bring them back.

A light blur can be undone, and so can a fine mosaic of letters or faces. What stands
in a masked area afterwards is made of at most sixteen coarse colours, each half the
colour of the whole area.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageDraw

TILES = 4
"""Along the longer side of an area."""
EDGE = 16
"""Pixels of a block of the stored JPEG: what is beside an area remembers it so far."""
_COARSE = 32
MOST_AREAS = 12
# Entries of the interface catalogue, shown translated.
NO_AREA = "Mark at least one area of the picture."
TOO_MANY_AREAS = "Mark at most twelve areas at once."
BAD_AREA = (
    "Each area needs a left and a top edge from 0 to 99 percent, and a width and a "
    "height from 1 to 100 percent of the picture."
)


class Shape(StrEnum):
    """What an area looks like."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"


class AreaError(ValueError):
    """An area cannot be masked; says why and what to do."""


@dataclass(frozen=True)
class Area:
    """A part of a picture; all in percent of its width or height.

    Attributes:
        left: 0 up to less than 100.
        top: 0 up to less than 100.
        width: More than 0; what reaches beyond the picture is cut off.
        height: More than 0.
        shape: Of the area.
    """

    left: float
    top: float
    width: float
    height: float
    shape: Shape = Shape.RECTANGLE

    @property
    def is_inside(self) -> bool:
        """Whether there is anything of the picture in it."""
        numbers = (self.left, self.top, self.width, self.height)
        return (
            all(map(math.isfinite, numbers))
            and 0 <= self.left < 100  # noqa: PLR2004 - percent
            and 0 <= self.top < 100  # noqa: PLR2004 - percent
            and 0 < self.width <= 100  # noqa: PLR2004 - percent
            and 0 < self.height <= 100  # noqa: PLR2004 - percent
        )


def masked(image: Image.Image, areas: Iterable[Area]) -> Image.Image:
    """Return a picture in which some areas cannot be recognised any more.

    Args:
        image: RGB; stays as it is.
        areas: One to MOST_AREAS.

    Raises:
        AreaError: There is none, there are too many, or one is outside.
    """
    marked = tuple(areas)
    refused = [
        reason
        for reason, is_wrong in (
            (NO_AREA, not marked),
            (TOO_MANY_AREAS, len(marked) > MOST_AREAS),
            (BAD_AREA, not all(area.is_inside for area in marked)),
        )
        if is_wrong
    ]
    if refused:
        raise AreaError("\n".join(refused))
    result = image.copy()
    for area in marked:
        box = _box(area, image.size)
        result.paste(_tiles(image.crop(box)), box, _stencil(area, box, image.size))
    return result


def _box(area: Area, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the pixels of an area, widened to whole blocks of the stored JPEG."""
    left, top, right, bottom = _edges(area, size)
    width, height = size
    return (_down(left), _down(top), _up(right, width), _up(bottom, height))


def _edges(area: Area, size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return the edges of an area in pixels; those of an ellipse a block further out.

    A rectangle is widened to whole blocks afterwards; an ellipse would lose its middle.
    """
    width, height = size
    more = EDGE if area.shape is Shape.ELLIPSE else 0
    return (
        area.left * width / 100 - more,
        area.top * height / 100 - more,
        (area.left + area.width) * width / 100 + more,
        (area.top + area.height) * height / 100 + more,
    )


def _down(pixels: float) -> int:
    return max(0, math.floor(pixels / EDGE) * EDGE)


def _up(pixels: float, most: int) -> int:
    return min(most, math.ceil(pixels / EDGE) * EDGE)


def _tiles(part: Image.Image) -> Image.Image:
    """Return a part of a picture as at most sixteen tiles."""
    longer = max(part.size)
    across, down = (max(1, round(TILES * side / longer)) for side in part.size)
    # BOX takes the plain average of every pixel of a tile.
    small = part.resize((across, down), Image.Resampling.BOX)
    whole = part.resize((1, 1), Image.Resampling.BOX).resize(small.size)
    coarse = Image.blend(small, whole, 0.5).point(_coarse)
    return coarse.resize(part.size, Image.Resampling.NEAREST)


def _coarse(value: int) -> int:
    return min(255, value // _COARSE * _COARSE + _COARSE // 2)


def _stencil(
    area: Area, box: tuple[int, int, int, int], size: tuple[int, int]
) -> Image.Image:
    """Return where tiles cover the picture, fully or not at all."""
    left, top, right, bottom = box
    stencil = Image.new(
        "1", (right - left, bottom - top), area.shape is Shape.RECTANGLE
    )
    if area.shape is Shape.ELLIPSE:
        edges = _edges(area, size)
        shifted = (
            edges[0] - left,
            edges[1] - top,
            edges[2] - left,
            edges[3] - top,
        )
        ImageDraw.Draw(stencil).ellipse(shifted, fill=1)
    return stencil
