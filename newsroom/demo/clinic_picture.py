"""The picture of the clinic story: a white boat at a floating house, in the morning."""

from typing import Final

from PIL import Image, ImageDraw

from newsroom.demo import canvas
from newsroom.demo.canvas import Colour, Point

_W, _H = canvas.SHEET
_HORIZON: Final = round(_H * 0.44)
_FAR: Final[Colour] = (132, 164, 160)
_TREES: Final[Colour] = (94, 132, 118)
_PLANK: Final[Colour] = (146, 104, 70)
_WOOD: Final[Colour] = (112, 76, 54)
_SHADE: Final[Colour] = (72, 52, 46)
_TIN: Final[Colour] = (88, 122, 142)
_WHITE: Final[Colour] = (246, 246, 240)
_BLUE: Final[Colour] = (46, 108, 152)
_SKIN: Final[Colour] = (142, 98, 70)


def clinic_boat() -> Image.Image:
    """Paint a white boat with an awning, its two medics, and a mother at her door.

    Returns:
        A picture of `canvas.SHEET` pixels, to be reduced.
    """
    sky = canvas.gradient(
        (_W, _HORIZON),
        (
            (0.0, (126, 178, 204)),
            (0.6, (196, 220, 220)),
            (1.0, (252, 234, 200)),
        ),
    )
    canvas.glow(sky, (_W * 0.2, _HORIZON * 0.8), _H * 0.2, (84, 66, 30))
    pen = ImageDraw.Draw(sky)
    canvas.hills(pen, _HORIZON, _H * 0.05, 7, (162, 188, 190))
    canvas.bushes(pen, _HORIZON, _H * 0.03, 21, _FAR)
    for place, height in ((0.52, 0.13), (0.555, 0.18), (0.6, 0.14)):
        canvas.sugar_palm(pen, (_W * place, _HORIZON), _H * height, _TREES)
    for place, width in ((0.05, 0.085), (0.17, 0.06), (0.4, 0.05)):
        _far_house(pen, (_W * place, _HORIZON), _W * width)

    picture = canvas.over_water(sky, (112, 156, 158), 0.36)
    pen = ImageDraw.Draw(picture)
    canvas.ripples(pen, (0, _HORIZON + 50, _W, _H), 120, (206, 224, 218))
    _house(pen, (_W * 0.6, _H * 0.7), _W * 0.46)
    _boat(pen, (_W * 0.365, _H * 0.76), _W * 0.46)
    return picture


def _far_house(pen: ImageDraw.ImageDraw, foot: Point, width: float) -> None:
    x, y = foot
    tall = width * 0.34
    pen.rectangle((x, y - tall * 0.16, x + width, y + tall * 0.05), fill=_WOOD)
    pen.rectangle(
        (x + width * 0.1, y - tall, x + width * 0.9, y - 2), fill=(140, 120, 100)
    )
    pen.polygon(
        [(x, y - tall), (x + width / 2, y - tall * 1.6), (x + width, y - tall)],
        fill=_TIN,
    )


def _house(pen: ImageDraw.ImageDraw, foot: Point, width: float) -> None:
    """Draw a house on drums, from its left edge to outside the picture."""
    x, y = foot
    tall = width * 0.42
    _shadow(pen, (x + width * 0.48, y + tall * 0.16), width * 0.55)
    for number in range(9):
        left = x + width * (0.02 + number * 0.125)
        pen.rounded_rectangle(
            (left, y - 6, left + width * 0.105, y + tall * 0.13), 26, fill=_BLUE
        )
    pen.rectangle((x - width * 0.03, y - tall * 0.08, _W, y + 4), fill=_PLANK)
    left, top = x + width * 0.2, y - tall * 0.86
    pen.rectangle((left, top, _W, y - tall * 0.08), fill=_WOOD)
    for number in range(1, 16):
        plank = left + number * width * 0.055
        pen.line((plank, top, plank, y - tall * 0.08), fill=_SHADE, width=5)
    door = x + width * 0.36
    pen.rectangle(
        (door, y - tall * 0.68, door + width * 0.17, y - tall * 0.08), fill=(58, 42, 40)
    )
    window = x + width * 0.64
    pen.rectangle(
        (window, y - tall * 0.64, window + width * 0.16, y - tall * 0.4), fill=_SHADE
    )
    for number in range(4):
        pot = window + width * (0.01 + number * 0.04)
        _pot(pen, (pot, y - tall * 0.4), width * 0.028)
    eaves = y - tall * 0.82
    pen.polygon(
        [
            (x + width * 0.06, eaves),
            (x + width * 0.3, y - tall * 1.22),
            (_W, y - tall * 1.22),
            (_W, eaves),
        ],
        fill=_TIN,
    )
    for number in range(22):
        ridge = x + width * (0.3 + number * 0.04)
        pen.line(
            (ridge, y - tall * 1.22, ridge - width * 0.05, eaves),
            fill=(76, 108, 128),
            width=5,
        )
    pen.line(
        (x + width * 0.12, eaves, x + width * 0.12, y - tall * 0.08),
        fill=_SHADE,
        width=16,
    )
    _person(pen, (door + width * 0.07, y - tall * 0.08), tall * 0.52, (176, 74, 92))
    _bundle(pen, (door + width * 0.045, y - tall * 0.36), tall * 0.07)


def _pot(pen: ImageDraw.ImageDraw, foot: Point, width: float) -> None:
    x, y = foot
    pen.rectangle((x, y - width * 0.7, x + width, y), fill=(176, 96, 62))
    for number in range(5):
        r = width * (0.3 + 0.25 * canvas.noise(number + int(x)))
        leaf = x + width * (0.1 + 0.2 * number)
        pen.ellipse(
            (leaf - r, y - width * 1.1 - r, leaf + r, y - width * 0.6), fill=_TREES
        )


def _boat(pen: ImageDraw.ImageDraw, middle: Point, length: float) -> None:
    x, y = middle
    _shadow(pen, (x, y + length * 0.12), length * 0.52)
    top = y - length * 0.25
    for place in (-0.28, -0.04, 0.24):
        post = x + place * length
        pen.line((post, top, post, y), fill=_SHADE, width=12)
    pen.rounded_rectangle(
        (x - length * 0.08, y - length * 0.12, x + length * 0.02, y + 10),
        14,
        fill=(214, 222, 222),
    )
    _person(pen, (x - length * 0.19, y + length * 0.02), length * 0.23, _WHITE)
    _person(pen, (x + length * 0.13, y + length * 0.02), length * 0.24, _WHITE)
    pen.polygon(
        [
            (x - length * 0.35, top + length * 0.012),
            (x - length * 0.31, top - length * 0.035),
            (x + length * 0.29, top - length * 0.035),
            (x + length * 0.33, top + length * 0.012),
        ],
        fill=_BLUE,
    )
    hull = (
        (-0.56, -0.09),
        (-0.4, -0.015),
        (0.36, -0.015),
        (0.5, -0.06),
        (0.45, 0.1),
        (-0.42, 0.1),
    )
    pen.polygon([(x + dx * length, y + dy * length) for dx, dy in hull], fill=_WHITE)
    stripe = ((-0.47, 0.03), (0.475, 0.03), (0.465, 0.06), (-0.455, 0.06))
    pen.polygon([(x + dx * length, y + dy * length) for dx, dy in stripe], fill=_BLUE)


def _shadow(pen: ImageDraw.ImageDraw, middle: Point, half: float) -> None:
    """Darken the water under something, in strokes that end in ripples."""
    x, y = middle
    for step in range(12):
        reach = (
            half * (1 - 0.035 * step) * (0.86 + 0.2 * canvas.noise(step + int(half)))
        )
        drop = y + step * half * 0.021
        pen.ellipse(
            (x - reach, drop, x + reach, drop + half * 0.018), fill=(92, 132, 138)
        )


def _person(pen: ImageDraw.ImageDraw, foot: Point, tall: float, shirt: Colour) -> None:
    x, y = foot
    half = tall * 0.12
    pen.rectangle((x - half * 0.8, y - tall * 0.45, x + half * 0.8, y), fill=_SHADE)
    pen.rounded_rectangle(
        (x - half, y - tall * 0.8, x + half, y - tall * 0.38), half * 0.6, fill=shirt
    )
    head = tall * 0.09
    pen.ellipse(
        (x - head, y - tall * 0.79 - head * 2, x + head, y - tall * 0.79), fill=_SKIN
    )
    pen.pieslice(
        (x - head * 1.1, y - tall - head * 0.2, x + head * 1.1, y - tall * 0.8),
        180,
        360,
        fill=(36, 30, 34),
    )


def _bundle(pen: ImageDraw.ImageDraw, middle: Point, size: float) -> None:
    """Draw a child in a cloth."""
    x, y = middle
    pen.ellipse((x - size, y - size * 0.6, x + size, y + size * 0.7), fill=_WHITE)
    pen.ellipse((x - size, y - size * 0.5, x - size * 0.2, y + size * 0.3), fill=_SKIN)
