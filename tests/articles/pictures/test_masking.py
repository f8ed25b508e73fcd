"""What was masked cannot be brought back."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageChops

from articles.pictures import Area, AreaError, Shape, masked
from articles.pictures.masking import EDGE, MOST_AREAS, TILES


def grain(width=640, height=480):
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


def colours(image):
    return {colour for _times, colour in image.getcolors(1 << 24)}


FACE = Area(25, 25, 25, 25)


class TestMasked:
    def test_leaves_at_most_sixteen_coarse_colours(self):
        part = masked(grain(), [FACE]).crop((160, 120, 320, 240))
        assert len(colours(part)) <= TILES * TILES
        assert {value % 32 for pixel in colours(part) for value in pixel} == {16}

    def test_depends_on_nothing_but_the_average_of_each_tile(self):
        # Two faces with the same sixteen averages become the same picture.
        one = grain(640, 640)
        other = one.copy()
        box = (160, 160, 320, 320)
        for left in range(160, 320, 40):
            for top in range(160, 320, 40):
                tile = one.crop((left, top, left + 40, top + 40))
                other.paste(tile.transpose(Image.Transpose.ROTATE_180), (left, top))
        assert ImageChops.difference(one, other).getbbox()
        area = Area(25, 25, 25, 25)
        hidden = [masked(each, [area]).crop(box) for each in (one, other)]
        assert hidden[0].tobytes() == hidden[1].tobytes()

    @pytest.mark.parametrize("shape", Shape)
    def test_changes_every_pixel_of_the_area(self, shape):
        before = Image.new("RGB", (640, 480), (255, 255, 255))
        before.paste((3, 3, 3), (160, 120, 320, 240))
        after = masked(before, [Area(25, 25, 25, 25, shape)])
        middle = after.crop((235, 175, 245, 185))
        assert (3, 3, 3) not in colours(middle)
        assert (255, 255, 255) not in colours(middle)

    @pytest.mark.parametrize("shape", Shape)
    def test_leaves_the_rest_of_the_picture_as_it_is(self, shape):
        before = grain()
        changed = ImageChops.difference(
            before, masked(before, [Area(25, 25, 25, 25, shape)])
        )
        left, top, right, bottom = changed.getbbox()
        assert left >= 160 - 2 * EDGE
        assert top >= 120 - 2 * EDGE
        assert right <= 320 + 2 * EDGE
        assert bottom <= 240 + 2 * EDGE

    @given(
        left=some.floats(0, 99),
        top=some.floats(0, 99),
        width=some.floats(0.1, 60),
        height=some.floats(0.1, 60),
    )
    def test_covers_all_of_an_ellipse_wherever_it_is(self, left, top, width, height):
        white = Image.new("RGB", (320, 240), (255, 255, 255))
        area = Area(left, top, width, height, Shape.ELLIPSE)
        after = masked(white, [area])
        for across, down in ((0.5, 0), (0.5, 1), (0, 0.5), (1, 0.5), (0.5, 0.5)):
            x, y = (left + width * across) * 3.2, (top + height * down) * 2.4
            if x < 320 and y < 240:
                # White becomes the coarse white of a tile.
                assert after.getpixel((int(x), int(y))) == (240, 240, 240)

    def test_keeps_the_picture_that_it_was_given(self):
        before = grain()
        copy = before.copy()
        masked(before, [FACE])
        assert before.tobytes() == copy.tobytes()

    def test_masks_several_areas_and_what_reaches_over_the_edge(self):
        after = masked(grain(), [Area(90, 90, 100, 100), Area(0, 0, 10, 10)])
        assert len(colours(after.crop((580, 440, 640, 480)))) <= TILES * TILES
        assert len(colours(after.crop((0, 0, 60, 40)))) <= TILES * TILES

    @pytest.mark.parametrize(
        ("areas", "reason"),
        [
            ([], "at least one"),
            ([FACE] * (MOST_AREAS + 1), "at most twelve"),
            ([Area(-1, 0, 10, 10)], "0 to 99"),
            ([Area(0, 100, 10, 10)], "0 to 99"),
            ([Area(0, 0, 0, 10)], "1 to 100"),
            ([Area(0, 0, float("nan"), 10)], "1 to 100"),
            ([Area(float("inf"), 0, 10, 10)], "1 to 100"),
        ],
    )
    def test_refuses_what_is_no_area(self, areas, reason):
        with pytest.raises(AreaError, match=reason):
            masked(grain(64, 64), areas)
