"""What tests need not pay for: passwords that guard nothing, the same picture twice."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from PIL import Image

# The least that Argon2 takes; how often it is asked stays the same.
LEAST = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
# Sets of files, per process; the oldest is thrown out.
MOST_PICTURES = 64


@contextmanager
def thrifty() -> Iterator[None]:
    """Let hashing be cheap, and each picture be written out in all sizes only once."""
    # Apps are loaded only now.
    from articles.actions import picturing  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        for name, cost in LEAST.items():
            patch.setattr(Argon2PasswordHasher, name, cost)
        patch.setattr(picturing, "encode_all", _Once(picturing.encode_all))
        yield


class _Once:
    """Writes a picture as the real one does: the same pixels become the same bytes."""

    def __init__(self, encode_all: Any) -> None:
        self._encode_all = encode_all
        self._written: OrderedDict[object, dict[str, bytes]] = OrderedDict()

    def __call__(self, image: Image.Image) -> dict[str, bytes]:
        pixels = hashlib.sha256(image.tobytes()).digest()
        # What a picture carries besides its pixels could go into a file, too.
        seen = (image.mode, image.size, pixels, repr(sorted(image.info.items())))
        if seen not in self._written:
            self._written[seen] = self._encode_all(image)
            if len(self._written) > MOST_PICTURES:
                self._written.popitem(last=False)
        return dict(self._written[seen])
