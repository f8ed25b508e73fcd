"""The picture of the bridge story: bamboo across the river in the morning."""

from typing import Final

from PIL import Image, ImageDraw

from newsroom.demo import canvas
from newsroom.demo.canvas import Colour, Point

_W, _H = canvas.SHEET
_HORIZON: Final = round(_H * 0.46)
_BAMBOO: Final[Colour] = (176, 132, 70)
_SHADE: Final[Colour] = (112, 80, 46)
_DARK: Final[Colour] = (46, 58, 58)
# Where the deck meets the island, and where it ends, outside the picture.
_FAR: Final[Point] = (_W * 0.26, _HORIZON + _H * 0.012)
_NEAR: Final[Point] = (_W * 1.12, _H * 0.98)
_PIERS: Final = 24


def bamboo_bridge() -> Image.Image:
    """Paint a bridge on bamboo legs that grows from an island towards the viewer.

    Returns:
        A picture of `canvas.SHEET` pixels, to be reduced.
    """
    sky = canvas.gradient(
        (_W, _HORIZON),
        (
            (0.0, (112, 162, 196)),
            (0.55, (186, 212, 214)),
            (0.85, (248, 226, 186)),
            (1.0, (255, 214, 160)),
        ),
    )
    canvas.glow(sky, (_W * 0.74, _HORIZON * 0.86), _H * 0.2, (90, 66, 24))
    pen = ImageDraw.Draw(sky)
    canvas.hills(pen, _HORIZON, _H * 0.05, 4, (150, 178, 182))
    canvas.bushes(pen, _HORIZON, _H * 0.028, 12, (112, 142, 136))
    _island(pen)

    picture = canvas.over_water(sky, (126, 162, 168), 0.3)
    pen = ImageDraw.Draw(picture)
    canvas.ripples(pen, (0, _HORIZON + 60, _W, _H), 150, (214, 226, 218))
    _legs(pen)
    _deck(pen)
    _walker(pen, 0.74, (150, 54, 48))
    _walker(pen, 0.83, (58, 88, 130))
    return picture


def _island(pen: ImageDraw.ImageDraw) -> None:
    pen.ellipse(
        (_W * -0.2, _HORIZON - _H * 0.03, _W * 0.42, _HORIZON + _H * 0.05), fill=_DARK
    )
    for place, height in ((0.05, 0.24), (0.1, 0.3), (0.17, 0.2), (0.31, 0.15)):
        canvas.sugar_palm(pen, (_W * place, _HORIZON - 12), _H * height, _DARK)
    for number in range(9):
        x = _W * (0.0 + 0.045 * number)
        r = _H * (0.018 + 0.02 * canvas.noise(number))
        pen.ellipse(
            (x - r * 1.6, _HORIZON - _H * 0.03 - r, x + r * 1.6, _HORIZON),
            fill=(58, 76, 64),
        )


def _place(along: float) -> tuple[Point, float]:
    """Find a point of the deck, 0 at the island to 1 at the bank, and its scale."""
    # Equal steps of the bridge look longer the nearer they are.
    depth = along / (along + (1 - along) * 6.5)
    x = _FAR[0] + (_NEAR[0] - _FAR[0]) * depth
    y = _FAR[1] + (_NEAR[1] - _FAR[1]) * depth
    return (x, y - _H * (0.012 + 0.1 * depth)), 0.13 + 0.87 * depth


def _legs(pen: ImageDraw.ImageDraw) -> None:
    for number in range(_PIERS + 1):
        (x, y), scale = _place(number / _PIERS)
        tall, half = _H * 0.17 * scale, _H * 0.062 * scale
        thick = max(2, round(_H * 0.009 * scale))
        for side in (-1, 1):
            foot = x + side * half * 1.15
            pen.line((x + side * half, y, foot, y + tall), fill=_SHADE, width=thick)
            pen.line(
                (foot, y + tall, foot - side * 6 * scale, y + tall * 1.5),
                fill=(130, 132, 112),
                width=thick,
            )
        pen.line(
            (x - half, y + tall * 0.2, x + half * 1.1, y + tall * 0.85),
            fill=_SHADE,
            width=max(2, thick // 2),
        )


def _deck(pen: ImageDraw.ImageDraw) -> None:
    edges = [_edges(number / 80) for number in range(81)]
    left, right = [e[0] for e in edges], [e[1] for e in edges]
    pen.polygon([*left, *reversed(right)], fill=_BAMBOO)
    for number in range(240):
        near, far = _edges(number / 240)
        tone = round(24 * canvas.noise(number * 3)) - 12
        _point, scale = _place(number / 240)
        pen.line(
            (*near, *far),
            fill=(_BAMBOO[0] - 26 + tone, _BAMBOO[1] - 24 + tone, _BAMBOO[2] - 16),
            width=max(1, round(7 * scale)),
        )
    for side in (left, right):
        pen.line(side, fill=_SHADE, width=10, joint="curve")
        _rail(pen, side)


def _edges(along: float) -> tuple[Point, Point]:
    (x, y), scale = _place(along)
    half = _H * 0.072 * scale
    return (x - half, y + half * 0.12), (x + half, y - half * 0.12)


def _rail(pen: ImageDraw.ImageDraw, side: list[Point]) -> None:
    top: list[Point] = []
    for number, (x, y) in enumerate(side):
        _point, scale = _place(number / 80)
        high = _H * 0.1 * scale
        top.append((x, y - high))
        if number % 4 == 0:
            thick = max(2, round(_H * 0.007 * scale))
            pen.line((x, y, x, y - high * 1.06), fill=_SHADE, width=thick)
    pen.line(top, fill=_BAMBOO, width=9, joint="curve")


def _walker(pen: ImageDraw.ImageDraw, along: float, shirt: Colour) -> None:
    (x, y), scale = _place(along)
    tall = _H * 0.19 * scale
    half = tall * 0.13
    for side, reach in ((-1, 0.7), (1, 0.9)):
        pen.line(
            (x, y - tall * 0.45, x + side * half * reach, y),
            fill=_DARK,
            width=max(3, round(half * 0.7)),
        )
    pen.rounded_rectangle(
        (x - half, y - tall * 0.82, x + half, y - tall * 0.38), half * 0.5, fill=shirt
    )
    head = tall * 0.085
    pen.ellipse(
        (x - head, y - tall * 0.82 - head * 2, x + head, y - tall * 0.82),
        fill=(120, 84, 60),
    )
    pen.polygon(
        [
            (x - head * 2.1, y - tall * 0.92),
            (x, y - tall * 1.06),
            (x + head * 2.1, y - tall * 0.92),
        ],
        fill=(214, 188, 132),
    )
