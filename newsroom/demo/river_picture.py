"""The picture of the first story: the river at dusk."""

from typing import Final

from PIL import Image, ImageDraw, ImageFilter

from newsroom.demo import canvas
from newsroom.demo.canvas import Colour, Point

_W, _H = canvas.SHEET
_NIGHT: Final[Colour] = (24, 22, 46)
_FAR: Final[Colour] = (92, 58, 98)
_MIDDLE: Final[Colour] = (56, 38, 74)
_RED: Final[Colour] = (196, 44, 40)


def river_at_dusk() -> Image.Image:
    """Paint two fishing boats, a floating house and four red posts.

    Returns:
        A picture of `canvas.SHEET` pixels, to be reduced.
    """
    horizon = round(_H * 0.54)
    sun = (_W * 0.63, horizon - _H * 0.055)
    sky = _evening_sky(horizon, sun)
    pen = ImageDraw.Draw(sky)
    canvas.hills(pen, horizon, _H * 0.11, 3, (150, 84, 104))
    canvas.hills(pen, horizon, _H * 0.06, 8, (118, 68, 100))
    canvas.bushes(pen, horizon, _H * 0.035, 5, _FAR)
    for place, height in ((0.06, 0.21), (0.115, 0.16), (0.145, 0.24), (0.93, 0.19)):
        canvas.sugar_palm(pen, (_W * place, horizon), _H * height, _MIDDLE)
    canvas.sugar_palm(pen, (_W * 0.885, horizon), _H * 0.13, _MIDDLE)
    _floating_house(pen, (_W * 0.16, horizon + _H * 0.004), _H * 0.085)

    picture = canvas.over_water(sky, (38, 30, 66), 0.34)
    _glitter(picture, sun[0], horizon)
    pen = ImageDraw.Draw(picture)
    _boat(pen, (_W * 0.30, _H * 0.665), _H * 0.17, standing=False)
    for number in range(4):
        _post(pen, (_W * (0.60 + number * 0.105), _H * (0.70 + number * 0.022)))
    _boat(pen, (_W * 0.46, _H * 0.83), _H * 0.36, standing=True)
    return picture


def _evening_sky(horizon: int, sun: Point) -> Image.Image:
    sky = canvas.gradient(
        (_W, horizon),
        (
            (0.0, (38, 36, 84)),
            (0.32, (92, 62, 122)),
            (0.58, (188, 92, 118)),
            (0.8, (244, 142, 98)),
            (1.0, (255, 206, 128)),
        ),
    )
    clouds = Image.new("L", sky.size)
    pen = ImageDraw.Draw(clouds)
    for number in range(46):
        y = horizon * (0.18 + 0.6 * canvas.noise(number))
        x = _W * canvas.noise(number * 5 + 2)
        half = _W * (0.05 + 0.13 * canvas.noise(number * 3))
        thick = horizon * (0.004 + 0.014 * canvas.noise(number * 7))
        pen.ellipse((x - half, y - thick, x + half, y + thick), fill=130)
    clouds = clouds.filter(ImageFilter.GaussianBlur(14))
    sky.paste(Image.new("RGB", sky.size, (255, 170, 132)), (0, 0), clouds)
    canvas.glow(sky, sun, _H * 0.26, (150, 86, 40))
    canvas.glow(sky, sun, _H * 0.1, (190, 130, 70))
    r = _H * 0.047
    ImageDraw.Draw(sky).ellipse(
        (sun[0] - r, sun[1] - r, sun[0] + r, sun[1] + r), fill=(255, 240, 200)
    )
    return sky


def _glitter(picture: Image.Image, x: float, horizon: int) -> None:
    light = Image.new("L", picture.size)
    pen = ImageDraw.Draw(light)
    for number in range(620):
        depth = canvas.noise(number * 3) ** 1.5
        y = horizon + (_H - horizon) * depth * 0.97
        spread = _W * (0.02 + 0.085 * depth)
        aside = (canvas.noise(number * 7) + canvas.noise(number * 11) - 1) * spread
        half = (10 + 70 * depth) * (0.3 + canvas.noise(number * 5))
        thick = 1 + 3.4 * depth
        pen.ellipse(
            (x + aside - half, y - thick, x + aside + half, y + thick),
            fill=round(200 - 90 * depth),
        )
    light = light.filter(ImageFilter.GaussianBlur(1.6))
    picture.paste(Image.new("RGB", picture.size, (255, 214, 150)), (0, 0), light)


def _floating_house(pen: ImageDraw.ImageDraw, foot: Point, height: float) -> None:
    x, y = foot
    width = height * 2.1
    pen.rectangle((x, y - height * 0.16, x + width, y), fill=_NIGHT)
    pen.rectangle(
        (x + width * 0.1, y - height * 0.66, x + width * 0.86, y - height * 0.1),
        fill=_MIDDLE,
    )
    pen.polygon(
        [
            (x + width * 0.02, y - height * 0.6),
            (x + width * 0.48, y - height * 1.08),
            (x + width * 0.96, y - height * 0.6),
        ],
        fill=_NIGHT,
    )
    for place in (0.24, 0.58):
        pen.rectangle(
            (
                x + width * place,
                y - height * 0.5,
                x + width * (place + 0.13),
                y - height * 0.28,
            ),
            fill=(255, 196, 106),
        )


def _post(pen: ImageDraw.ImageDraw, foot: Point) -> None:
    x, y = foot
    half, height = _H * 0.0042, _H * 0.1
    for step in range(14):
        drop = y + step * _H * 0.0052
        sway = half * (1.6 if step % 2 else -1.2)
        pen.line(
            (x - half + sway, drop, x + half + sway, drop),
            fill=(112, 36, 52),
            width=round(_H * 0.003),
        )
    pen.rectangle((x - half, y - height, x + half, y), fill=_RED)
    pen.rectangle(
        (x - half, y - height * 0.94, x + half, y - height * 0.8), fill=(246, 226, 206)
    )


def _boat(
    pen: ImageDraw.ImageDraw, middle: Point, length: float, *, standing: bool
) -> None:
    x, y = middle
    for step in range(10):
        half = length * (0.46 - step * 0.03)
        drop = y + length * (0.045 + step * 0.011)
        pen.ellipse(
            (x - half, drop, x + half, drop + length * 0.007), fill=(30, 24, 54)
        )
    hull = (
        (-0.62, -0.09),
        (-0.46, -0.02),
        (-0.2, 0.0),
        (0.2, 0.0),
        (0.46, -0.02),
        (0.62, -0.09),
        (0.5, 0.03),
        (0.3, 0.058),
        (-0.3, 0.058),
        (-0.5, 0.03),
    )
    pen.polygon([(x + dx * length, y + dy * length) for dx, dy in hull], fill=_NIGHT)
    if standing:
        _standing_fisher(pen, (x + length * 0.3, y), length * 0.4)
    else:
        _sitting_fisher(pen, (x - length * 0.24, y), length * 0.34)


def _standing_fisher(pen: ImageDraw.ImageDraw, foot: Point, height: float) -> None:
    x, y = foot
    _limbs(
        pen,
        foot,
        height,
        (
            ((-0.08, 0.0), (-0.03, -0.42), 0.09),
            ((0.1, 0.0), (0.02, -0.42), 0.09),
            ((0.0, -0.4), (0.03, -0.76), 0.17),
            ((0.02, -0.72), (-0.18, -0.56), 0.06),
            ((0.05, -0.72), (-0.1, -0.46), 0.06),
            ((-0.3, -0.9), (0.12, 0.34), 0.022),
        ),
    )
    _hat(pen, (x + height * 0.04, y - height * 0.83), height * 0.17)


def _sitting_fisher(pen: ImageDraw.ImageDraw, foot: Point, height: float) -> None:
    x, y = foot
    _limbs(
        pen,
        foot,
        height,
        (
            ((0.0, -0.02), (0.03, -0.42), 0.2),
            ((0.02, -0.04), (0.3, -0.14), 0.12),
            ((0.03, -0.36), (0.36, -0.24), 0.07),
            ((0.18, -0.46), (0.78, 0.26), 0.03),
        ),
    )
    _hat(pen, (x + height * 0.04, y - height * 0.5), height * 0.2)


def _limbs(
    pen: ImageDraw.ImageDraw,
    foot: Point,
    height: float,
    limbs: tuple[tuple[Point, Point, float], ...],
) -> None:
    x, y = foot
    for (x1, y1), (x2, y2), thickness in limbs:
        ends = (
            (x + x1 * height, y + y1 * height),
            (x + x2 * height, y + y2 * height),
        )
        pen.line(ends, fill=_NIGHT, width=max(2, round(thickness * height)))
        r = thickness * height / 2
        for end_x, end_y in ends:
            pen.ellipse((end_x - r, end_y - r, end_x + r, end_y + r), fill=_NIGHT)


def _hat(pen: ImageDraw.ImageDraw, chin: Point, half: float) -> None:
    x, y = chin
    r = half * 0.42
    pen.ellipse((x - r, y - r * 1.4, x + r, y + r * 0.9), fill=_NIGHT)
    pen.ellipse((x - half, y - r * 1.25, x + half, y - r * 0.55), fill=_NIGHT)
    pen.rounded_rectangle(
        (x - r * 1.15, y - r * 2.3, x + r * 1.15, y - r * 0.8), r * 0.8, fill=_NIGHT
    )
