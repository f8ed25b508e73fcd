"""The demonstration draws its own pictures."""

import io

import pytest
from PIL import Image, ImageStat

from newsroom.demo.drawing import draw_photo
from newsroom.demo.shapes import DemoPhoto
from newsroom.demo.stories import DEMO_PHOTOS


@pytest.mark.parametrize("photo", DEMO_PHOTOS, ids=lambda photo: photo.key)
class TestDrawPhoto:
    def test_draws_a_lead_picture_the_same_way_each_time(
        self, photo: DemoPhoto
    ) -> None:
        first = draw_photo(photo.key)
        assert first == draw_photo(photo.key)
        with Image.open(io.BytesIO(first)) as picture:
            assert picture.format == "JPEG"
            assert picture.size == (1600, 1067)
            assert max(ImageStat.Stat(picture).stddev) > 20

    def test_carries_no_stowaway(self, photo: DemoPhoto) -> None:
        with Image.open(io.BytesIO(draw_photo(photo.key))) as picture:
            assert not picture.getexif()


class TestUnknownPicture:
    def test_is_refused(self) -> None:
        with pytest.raises(KeyError):
            draw_photo("no-such-picture")
