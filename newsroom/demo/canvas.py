"""What the demonstration's pictures are painted with: skies, water, silhouettes."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH: Final = 1600
HEIGHT: Final = 1067
# Painted twice as large and then reduced, so that edges are smooth.
SHEET: Final = (WIDTH * 2, HEIGHT * 2)

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]


def noise(number: int) -> float:
    """Return a value from 0 to 1 that looks random and is always the same."""
    return math.sin(number * 12.9898 + 4.1414) * 43758.5453 % 1


def gradient(size: tuple[int, int], stops: Stops) -> Image.Image:
    """Paint a vertical gradient.

    Args:
        size: Width and height.
        stops: (height from 0 at the top to 1, colour), from the top down.
    """
    height = size[1]
    column = Image.new("RGB", (1, height))
    for y in range(height):
        column.putpixel((0, y), _colour_at(y / max(1, height - 1), stops))
    return column.resize(size)


def _colour_at(position: float, stops: Stops) -> Colour:
    for (above, upper), (below, lower) in pairwise(stops):
        if position <= below:
            share = (position - above) / (below - above)
            red, green, blue = (
                round(a + (b - a) * share) for a, b in zip(upper, lower, strict=True)
            )
            return red, green, blue
    return stops[-1][1]


def glow(picture: Image.Image, centre: Point, radius: float, colour: Colour) -> None:
    """Lay a soft light over a picture."""
    light = Image.new("RGB", (picture.width // 8, picture.height // 8))
    x, y, r = centre[0] / 8, centre[1] / 8, radius / 8
    ImageDraw.Draw(light).ellipse((x - r, y - r, x + r, y + r), fill=colour)
    light = light.filter(ImageFilter.GaussianBlur(r * 0.75))
    picture.paste(ImageChops.screen(picture, light.resize(picture.size)))


def hills(
    pen: ImageDraw.ImageDraw, base: float, height: float, seed: int, colour: Colour
) -> None:
    """Draw a range of low hills that stands on the line `base`."""
    width = pen.im.size[0]
    points: list[Point] = [(0, base)]
    for x in range(0, width + 8, 8):
        wave = math.sin(x / width * 7 + seed) + 0.6 * math.sin(
            x / width * 17 + seed * 2
        )
        points.append((x, base - height * (0.55 + 0.28 * wave)))
    pen.polygon([*points, (width, base)], fill=colour)


def bushes(
    pen: ImageDraw.ImageDraw, base: float, height: float, seed: int, colour: Colour
) -> None:
    """Draw a line of trees far away, standing on the line `base`."""
    width = pen.im.size[0]
    for number in range(int(width / height * 2.2)):
        x = noise(number + seed) * width
        r = height * (0.25 + 0.5 * noise(number * 3 + seed))
        pen.ellipse((x - r * 1.5, base - r, x + r * 1.5, base + r * 0.6), fill=colour)
    pen.rectangle((0, base - height * 0.18, width, base), fill=colour)


def sugar_palm(
    pen: ImageDraw.ImageDraw, foot: Point, height: float, colour: Colour
) -> None:
    """Draw a sugar palm: a bare, slightly bent trunk and a ball of fan leaves."""
    x, y = foot
    bend = height * 0.07 * (noise(int(x)) - 0.5)
    top = (x + bend, y - height)
    half = max(1.5, height * 0.017)
    pen.polygon(
        [
            (x - half * 1.5, y),
            (x + bend * 0.3 - half, y - height * 0.5),
            (top[0] - half * 0.8, top[1]),
            (top[0] + half * 0.8, top[1]),
            (x + bend * 0.3 + half, y - height * 0.5),
            (x + half * 1.5, y),
        ],
        fill=colour,
    )
    for number in range(17):
        _fan_leaf(pen, top, number, height * 0.2, colour)


def _fan_leaf(
    pen: ImageDraw.ImageDraw, top: Point, number: int, reach: float, colour: Colour
) -> None:
    turn = math.radians(-218 + number * 16)
    stem = reach * (0.3 + 0.22 * noise(number))
    x, y = top[0] + math.cos(turn) * stem, top[1] + math.sin(turn) * stem
    pen.line((*top, x, y), fill=colour, width=max(1, round(reach * 0.04)))
    tips: list[Point] = []
    for step in range(-4, 5):
        angle = turn + step * 0.29
        for part, length in ((-0.07, 0.46), (0.0, 0.6), (0.07, 0.46)):
            far = reach * length * (1 - 0.025 * step * step)
            tips.append(
                (x + math.cos(angle + part) * far, y + math.sin(angle + part) * far)
            )
    pen.polygon([(x, y), *tips], fill=colour)


def reflection(
    above: Image.Image, height: int, tint: Colour, darkness: float
) -> Image.Image:
    """Mirror a picture in moving water.

    Args:
        above: What stands over the waterline, down to the waterline.
        height: Of the water.
        tint: Colour of the water itself.
        darkness: 0 for a mirror, 1 for nothing but the tint.
    """
    mirrored = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirrored = mirrored.resize((above.width, max(height, above.height)))
    still = mirrored.crop((0, 0, above.width, height))
    water = still.copy()
    for y in range(height):
        depth = y / height
        reach = 1 + 22 * depth
        wave = math.sin(y * 0.9 / (1 + 5 * depth)) * 0.6 + math.sin(y * 0.23 + 1) * 0.4
        shift = round(wave * reach)
        row = still.crop((0, y, above.width, y + 1))
        water.paste(ImageChops.offset(row, shift, 0), (0, y))
    return Image.blend(water, Image.new("RGB", water.size, tint), darkness)


def over_water(sky: Image.Image, tint: Colour, darkness: float) -> Image.Image:
    """Lay a whole sheet out of a sky, down to the waterline, and of water below it.

    Args:
        sky: With all that stands on the waterline; as wide as `SHEET`.
        tint: As of `reflection`.
        darkness: As of `reflection`.
    """
    _width, height = SHEET
    picture = Image.new("RGB", SHEET)
    picture.paste(sky, (0, 0))
    water = reflection(sky, height - sky.height, tint, darkness)
    picture.paste(water, (0, sky.height))
    return picture


def ripples(
    pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], count: int, colour: Colour
) -> None:
    """Draw short level strokes, longer and wider apart towards the viewer."""
    left, top, right, bottom = box
    for number in range(count):
        depth = noise(number * 7 + count) ** 1.7
        y = top + (bottom - top) * depth
        half = (8 + 90 * depth) * (0.4 + noise(number * 5))
        x = left + (right - left) * noise(number * 11 + 3)
        thick = 0.8 + 2.6 * depth
        pen.ellipse((x - half, y - thick, x + half, y + thick), fill=colour)
