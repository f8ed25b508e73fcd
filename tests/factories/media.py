"""Makes photos and recordings for tests, and their files."""

import io
from typing import Any

import numpy as np
import soundfile
from PIL import Image

from articles.actions import picturing, voicing
from articles.models import CreditRole, Photo, PhotoOwnership, Recording, Version
from people.models import Account
from tests.factories import people
from tests.factories.numbers import NOW
from tests.factories.stories import credit


def a_jpeg(width: int = 1200, height: int = 800, **saved: Any) -> bytes:
    """Make a small picture file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (120, 90, 60)).save(file, "JPEG", **saved)
    return file.getvalue()


def a_photo(**facts: Any) -> Photo:
    """Store a photo; what is given as empty is emptied past the form's checks."""
    filled = {
        "ownership": PhotoOwnership.OWN,
        "credit_km": "ស្រី មុំ",
        "credit_en": "Srey Mom",
        "description_km": "ទន្លេ",
        "description_en": "A river",
        **{name: value or "x" for name, value in facts.items()},
    }
    photo = picturing.store_photo(
        photo=Photo(**filled), content=a_jpeg(), by=None, at=NOW
    )
    emptied = {name: "" for name, value in facts.items() if value == ""}
    if emptied:
        Photo.objects.filter(pk=photo.pk).update(**emptied)
        photo.refresh_from_db()
    return photo


def a_sound(
    seconds: float = 2,
    *,
    form: str = "WAV",
    rate: int = 44_100,
    channels: int = 1,
    loudness: float = 0.3,
    **saved: Any,
) -> bytes:
    """Make a small sound file: a tone that swells."""
    moments = np.arange(round(rate * seconds)) / rate
    tone = np.sin(2 * np.pi * 220 * moments) * loudness * np.sin(np.pi * moments) ** 2
    file = io.BytesIO()
    samples = np.repeat(tone[:, None], channels, axis=1)
    soundfile.write(file, samples, rate, format=form, **saved)
    return file.getvalue()


def recorded(
    version: Version, content: bytes | None = None, *, by: Account | None = None
) -> Recording:
    """Store a recording of a version, read by the desk unless a voice is credited."""
    if not version.credits.filter(role=CreditRole.VOICE).exists():
        credited = [(c.contributor, CreditRole(c.role)) for c in version.credits.all()]
        credit(version, *credited, (people.a_desk(), CreditRole.VOICE))
    return voicing.store_recording(
        version=version,
        file=io.BytesIO(content or a_sound()),
        by=by or people.a_chief(),
        at=NOW,
    )
