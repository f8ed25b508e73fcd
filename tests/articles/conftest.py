"""A photo for tests of stories."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from articles.actions import picturing
from articles.models import Photo, PhotoOwnership


def a_jpeg(width: int = 1200, height: int = 800, **saved: Any) -> bytes:
    """Make a small picture file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (120, 90, 60)).save(file, "JPEG", **saved)
    return file.getvalue()


@pytest.fixture
def a_photo() -> Callable[..., Photo]:
    """Store a photo with the given facts."""

    def store(**facts: Any) -> Photo:
        photo = Photo(
            **{
                "ownership": PhotoOwnership.OWN,
                "credit_km": "ស្រី មុំ",
                "credit_en": "Srey Mom",
                "description_km": "ទន្លេ",
                "description_en": "A river",
                **facts,
            }
        )
        empty = {name for name, value in facts.items() if value == ""}
        for name in empty:
            setattr(photo, name, "x")
        picturing.store_photo(photo=photo, content=a_jpeg(), by=None)
        if empty:
            Photo.objects.filter(pk=photo.pk).update(**dict.fromkeys(empty, ""))
            photo.refresh_from_db()
        return photo

    return store
