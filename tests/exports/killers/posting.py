"""Attacks on a kit: on its story and a card as in other folders, and on each post."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from PIL import Image

from articles.pictures import packet_of, with_packet
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.killers.base import CHANGES, CHANGES_MORE, Change
from tests.exports.killers.photos import PhotosKillers

POSTS = ("telegram-caption.txt", "telegram-message.txt", "facebook.txt")


class PostingKillers(PhotosKillers):
    """Attacks on the story, on a card, and on the short notice of each post."""

    story: ClassVar[Mapping[str, Any]] = {}
    picture: ClassVar[str] = "card-square.jpg"

    def with_post(self, name: str, change: Change) -> bytes:
        files = unpacked(self.good)
        told, _, notice = files[name].decode().rpartition("\n\n")
        return repacked({**files, name: f"{told}\n\n{change(notice)}".encode()})

    def changed(self, attack: str) -> Iterator[bytes]:
        yield from super().changed(attack)
        for change in (CHANGES[attack], *CHANGES_MORE.get(attack, ())):
            for name in POSTS:
                bad = self.with_post(name, change)
                if bad != self.good:
                    yield bad

    def hidden(self) -> Iterator[bytes]:
        yield from super().hidden()
        for name in POSTS:
            yield self.with_post(name, lambda text: f"{text}\n\nAnd more.")
            yield self.with_post(name, lambda text: f"\u202e{text}")
            yield self.with_post(name, lambda text: f"\u0008{text}")
        card = unpacked(self.good)[self.picture]
        with Image.open(io.BytesIO(card)) as drawn:
            bare = drawn.convert("RGB")
        bare.paste((253, 251, 247), (0, bare.height - 200, *bare.size))
        file = io.BytesIO()
        bare.save(file, "JPEG", quality=92)
        yield self.with_picture(with_packet(file.getvalue(), packet_of(card)))

    def in_a_comment_only(self) -> Iterator[bytes]:
        yield from super().in_a_comment_only()
        for name in POSTS:
            yield self.with_post(name, lambda text: f"<!-- {text} -->")

    def metadata_only(self) -> Iterator[bytes]:
        yield from super().metadata_only()
        files = unpacked(self.good)
        for name in POSTS:
            told = files[name].decode().rpartition("\n\n")[0]
            yield repacked({**files, name: told.encode()})
