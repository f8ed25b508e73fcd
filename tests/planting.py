"""Plants the demonstration with less care for pictures and passwords."""

from functools import cache
from typing import Any

import pytest

from newsroom.demo import planting
from newsroom.demo.drawing import draw_photo

drawn_once = cache(draw_photo)


def plant_quickly(patch: pytest.MonkeyPatch, settings: Any) -> None:
    """Draw each picture once in a run; hash passwords that guard nothing lightly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    patch.setattr(planting, "draw_photo", drawn_once)
