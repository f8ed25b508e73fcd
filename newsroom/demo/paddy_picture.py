"""The picture of the second story: rain over flooded paddies."""

from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from newsroom.demo import canvas
from newsroom.demo.canvas import Colour, Point

_W, _H = canvas.SHEET
_HORIZON: Final = round(_H * 0.47)
_WOOD: Final[Colour] = (74, 54, 42)
_DARK: Final[Colour] = (34, 62, 56)
_DYKE: Final[Colour] = (88, 116, 62)
_RICE: Final[tuple[Colour, ...]] = ((122, 168, 70), (148, 188, 82), (104, 152, 66))


def rain_over_paddies() -> Image.Image:
    """Paint paddies in the morning, a far shower, and a gauge on a fence post.

    Returns:
        A picture of `canvas.SHEET` pixels, to be reduced.
    """
    sky = _rainy_sky()
    pen = ImageDraw.Draw(sky)
    canvas.hills(pen, _HORIZON, _H * 0.09, 2, (126, 156, 168))
    canvas.hills(pen, _HORIZON, _H * 0.05, 6, (96, 136, 140))
    canvas.bushes(pen, _HORIZON, _H * 0.03, 9, (62, 104, 92))
    for place, height in ((0.07, 0.2), (0.13, 0.26), (0.19, 0.17), (0.56, 0.12)):
        canvas.sugar_palm(pen, (_W * place, _HORIZON), _H * height, _DARK)
    _pagoda(pen, (_W * 0.36, _HORIZON), _H * 0.1)

    picture = canvas.over_water(sky, (150, 178, 186), 0.28)
    pen = ImageDraw.Draw(picture)
    canvas.ripples(pen, (0, _HORIZON + 40, _W, _H), 130, (206, 222, 222))
    _paddies(pen)
    _fence(pen)
    _gauge(picture, (_W * 0.765, _H * 0.56), _H * 0.2)
    return picture


def _rainy_sky() -> Image.Image:
    sky = canvas.gradient(
        (_W, _HORIZON),
        (
            (0.0, (92, 124, 158)),
            (0.5, (150, 180, 200)),
            (0.82, (220, 224, 210)),
            (1.0, (252, 234, 196)),
        ),
    )
    canvas.glow(sky, (_W * 0.2, _HORIZON * 0.86), _H * 0.24, (80, 62, 20))
    _clouds(sky, 22, 0.0, (226, 232, 236))
    _clouds(sky, 16, 0.42, (116, 134, 156))
    _shower(sky)
    return sky


def _clouds(sky: Image.Image, count: int, left: float, colour: Colour) -> None:
    cover = Image.new("L", sky.size)
    pen = ImageDraw.Draw(cover)
    for number in range(count):
        x = _W * (left + (1.05 - left) * canvas.noise(number * 5 + count))
        y = _HORIZON * (0.04 + 0.3 * canvas.noise(number * 3 + count))
        r = _H * (0.03 + 0.05 * canvas.noise(number * 7))
        for part in range(5):
            aside = (part - 2) * r * 0.9
            size = r * (1.0 - 0.2 * abs(part - 2) + 0.2 * canvas.noise(number + part))
            pen.ellipse(
                (x + aside - size, y - size * 0.7, x + aside + size, y + size * 0.55),
                fill=215,
            )
    cover = cover.filter(ImageFilter.GaussianBlur(16))
    sky.paste(Image.new("RGB", sky.size, colour), (0, 0), cover)


def _shower(sky: Image.Image) -> None:
    rain = Image.new("L", sky.size)
    pen = ImageDraw.Draw(rain)
    for number in range(700):
        x = _W * (0.6 + 0.44 * canvas.noise(number * 3))
        y = _HORIZON * (0.24 + 0.66 * canvas.noise(number * 5))
        length = _HORIZON * (0.08 + 0.14 * canvas.noise(number * 7))
        pen.line((x, y, x - length * 0.22, y + length), fill=150, width=4)
    curtain = Image.new("L", sky.size)
    ImageDraw.Draw(curtain).polygon(
        [
            (_W * 0.6, _HORIZON * 0.24),
            (_W * 1.05, _HORIZON * 0.24),
            (_W, _HORIZON),
            (_W * 0.54, _HORIZON),
        ],
        fill=150,
    )
    curtain = curtain.filter(ImageFilter.GaussianBlur(60))
    cover = ImageChops.lighter(rain.filter(ImageFilter.GaussianBlur(1.4)), curtain)
    sky.paste(Image.new("RGB", sky.size, (106, 126, 152)), (0, 0), cover)


def _pagoda(pen: ImageDraw.ImageDraw, foot: Point, height: float) -> None:
    x, y = foot
    for step, (half, low, high) in enumerate(
        ((0.95, 0.3, 0.56), (0.68, 0.48, 0.74), (0.4, 0.64, 0.94))
    ):
        pen.polygon(
            [
                (x - height * half, y - height * low),
                (x - height * half * 0.5, y - height * (low + high) * 0.53),
                (x, y - height * high),
                (x + height * half * 0.5, y - height * (low + high) * 0.53),
                (x + height * half, y - height * low),
            ],
            fill=(176 - step * 8, 112, 62),
        )
    pen.rectangle(
        (x - height * 0.7, y - height * 0.32, x + height * 0.7, y), fill=(214, 196, 160)
    )
    for number in range(6):
        left = x - height * (0.62 - number * 0.22)
        pen.rectangle(
            (left, y - height * 0.28, left + height * 0.1, y), fill=(150, 118, 88)
        )
    pen.polygon(
        [
            (x - height * 0.05, y - height * 0.9),
            (x, y - height * 1.3),
            (x + height * 0.05, y - height * 0.9),
        ],
        fill=(160, 112, 62),
    )


def _paddies(pen: ImageDraw.ImageDraw) -> None:
    rows = 15
    for row in range(rows):
        depth = (row / rows) ** 1.75
        y = _HORIZON + (_H - _HORIZON) * (0.02 + depth)
        if row % 3 == 1:
            _dyke(pen, y, depth)
        else:
            _rice_row(pen, y, depth, row)


def _dyke(pen: ImageDraw.ImageDraw, y: float, depth: float) -> None:
    thick = _H * (0.003 + 0.02 * depth)
    points: list[Point] = [
        (x, y + thick * (canvas.noise(x // 40) - 0.5) * 0.5) for x in range(0, _W, 40)
    ]
    pen.polygon([*points, (_W, y), (_W, y + thick), (0, y + thick)], fill=_DYKE)
    pen.line((0, y + thick, _W, y + thick), fill=(66, 90, 54), width=4)


def _rice_row(pen: ImageDraw.ImageDraw, y: float, depth: float, row: int) -> None:
    gap = 12 + 78 * depth
    tall = _H * (0.008 + 0.075 * depth)
    for number in range(int(_W / gap) + 2):
        x = number * gap + (canvas.noise(number + row * 31) - 0.5) * gap * 0.6
        for blade in range(-3, 4):
            lean = blade * gap * 0.13 + (canvas.noise(number * 7 + blade) - 0.5) * 6
            tip = y - tall * (1 - 0.09 * abs(blade))
            half = 1.2 + 4.6 * depth
            pen.polygon(
                [(x - half, y), (x + lean, tip), (x + half, y)],
                fill=_RICE[(number + blade) % 3],
            )


def _fence(pen: ImageDraw.ImageDraw) -> None:
    for place, top in ((0.71, 0.44), (0.985, 0.36)):
        x = _W * place
        half = _H * 0.014
        pen.rounded_rectangle((x - half, _H * top, x + half, _H), half / 2, fill=_WOOD)
        pen.line(
            (x + half * 0.5, _H * top + half, x + half * 0.5, _H),
            fill=(100, 76, 58),
            width=6,
        )
    for height in (0.62, 0.8):
        pen.line(
            (_W * 0.71, _H * height, _W * 0.985, _H * (height - 0.03)),
            fill=(96, 90, 84),
            width=7,
        )


def _gauge(picture: Image.Image, top: Point, height: float) -> None:
    x, y = top
    half = height * 0.2
    glass = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(glass)
    pen.rounded_rectangle(
        (x - half, y, x + half, y + height), half * 0.35, fill=(226, 240, 244, 150)
    )
    pen.rounded_rectangle(
        (x - half, y + height * 0.58, x + half, y + height),
        half * 0.35,
        fill=(84, 150, 200, 190),
    )
    pen.polygon(
        [
            (x - half, y),
            (x + half, y),
            (x + half * 0.36, y + height * 0.2),
            (x - half * 0.36, y + height * 0.2),
        ],
        fill=(244, 250, 252, 190),
    )
    for number in range(9):
        mark = y + height * (0.28 + number * 0.075)
        reach = half * (0.9 if number % 2 else 0.5)
        pen.line((x - half, mark, x - half + reach, mark), (196, 44, 40, 255), 5)
    pen.rounded_rectangle(
        (x - half, y, x + half, y + height), half * 0.35, outline=_DARK, width=6
    )
    for place in (0.3, 0.78):
        band = y + height * place
        pen.rectangle(
            (_W * 0.71 - _H * 0.016, band, x + half, band + height * 0.035),
            fill=(70, 70, 74, 255),
        )
    picture.paste(glass, (0, 0), glass)
