"""Renditions are as heavy as a page may afford, whatever is on the picture."""

import io
import os

import pytest
from PIL import Image, ImageFilter

from articles.models import Photo
from articles.pictures import (
    CONTENT_TYPES,
    MASTER,
    RENDITIONS,
    encode,
    encode_all,
    file_path,
)
from newsroom.demo.drawing import draw_photo
from newsroom.demo.stories import DEMO_PHOTOS


def grain(width=1600, height=1067):
    return Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))


def a_photograph():
    """Make something as rough as leaves and water."""
    rough = grain(800, 533).filter(ImageFilter.GaussianBlur(0.7))
    return rough.resize((1600, 1067), Image.Resampling.BICUBIC)


PICTURES = {
    **{
        photo.key: lambda key=photo.key: Image.open(io.BytesIO(draw_photo(key)))
        for photo in DEMO_PHOTOS
    },
    "photograph": a_photograph,
    "grain": grain,
    "tall grain": lambda: grain(800, 2400),
}


class TestEncodeAll:
    @pytest.mark.parametrize("name", PICTURES)
    def test_keeps_every_rendition_within_its_budget(self, name):
        files = encode_all(PICTURES[name]().convert("RGB"))
        assert len(files) == 1 + len(RENDITIONS) * len(CONTENT_TYPES)
        for rendition in RENDITIONS:
            for extension, heaviest in rendition.heaviest.items():
                content = files[f"{rendition.width}.{extension}"]
                assert len(content) <= heaviest, (rendition.width, extension)
                assert len(content) > 500

    def test_smooths_no_picture_that_fits_as_it_is(self):
        picture = Image.open(io.BytesIO(draw_photo(DEMO_PHOTOS[0].key))).convert("RGB")
        shown = Image.open(io.BytesIO(encode(picture, "webp", 960)))
        smaller = picture.resize(shown.size, Image.Resampling.LANCZOS)
        off = sum(
            abs(a - b)
            for a, b in zip(
                shown.convert("L").tobytes(),
                smaller.convert("L").tobytes(),
                strict=True,
            )
        )
        assert off / (shown.width * shown.height) < 2

    def test_never_makes_a_picture_larger_than_it_is(self):
        files = encode_all(Image.new("RGB", (700, 500)))
        sizes = {n: Image.open(io.BytesIO(files[n])).size for n in files}
        assert sizes[MASTER] == sizes["960.jpg"] == sizes["1440.webp"] == (700, 500)
        assert sizes["480.webp"] == (480, 343)

    def test_makes_the_same_bytes_each_time(self):
        picture = a_photograph()
        assert encode_all(picture) == encode_all(picture)


class TestFilePath:
    def test_refuses_any_other_name(self):
        with pytest.raises(ValueError, match="no rendition"):
            file_path(Photo().pk, "0" * 24, "../../etc/passwd")
