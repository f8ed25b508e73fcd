"""Attacks on the text of a folder, and on what its picture says of itself."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from articles.pictures import packet_of, with_packet
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.killers.base import CHANGES, CHANGES_MORE, Change, Killers
from tests.exports.killers.text import TextKillers
from tests.exports.packages import our_photo

STORY = "story.txt"
RIGHTS = re.compile(r"<(dc:rights|xmpRights:UsageTerms)>.*?</\1>")
LINE = re.compile(r'<rdf:li xml:lang="([^"]*)">(.*?)</rdf:li>')


class PhotosKillers(Killers):
    """Attacks on the text of a folder, and on what its picture says of itself."""

    story: ClassVar[Mapping[str, Any]] = {"photo": our_photo()}
    picture: ClassVar[str] = "photo.jpg"

    def text(self) -> TextKillers:
        return TextKillers(self.package, unpacked(self.good)[STORY])

    def with_text(self, story: bytes) -> bytes:
        return repacked({**unpacked(self.good), STORY: story})

    def with_picture(self, picture: bytes) -> bytes:
        return repacked({**unpacked(self.good), self.picture: picture})

    def packet(self) -> str:
        return packet_of(unpacked(self.good)[self.picture]).decode()

    def with_packet(self, packet: str) -> bytes:
        picture = unpacked(self.good)[self.picture]
        return self.with_picture(with_packet(picture, packet.encode()))

    def seen(self, change: Change) -> bytes:
        return self.with_text(self.text().seen(change))

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        story = self.text().told(change, tags)
        picture = unpacked(self.picture_told(change, tags))[self.picture]
        return repacked({**unpacked(self.good), STORY: story, self.picture: picture})

    def picture_told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        """Change the notice in the picture alone."""

        def line(found: re.Match[str]) -> str:
            if (found[1] if found[1] != "x-default" else "en") not in tags:
                return found[0]
            text = html.escape(change(html.unescape(found[2])), quote=False)
            return f'<rdf:li xml:lang="{found[1]}">{text}</rdf:li>' if text else ""

        return self.with_packet(
            RIGHTS.sub(lambda found: LINE.sub(line, found[0]), self.packet())
        )

    def changed(self, attack: str) -> Iterator[bytes]:
        yield from super().changed(attack)
        every = tuple(self.package.notice.texts)
        for change in (CHANGES[attack], *CHANGES_MORE.get(attack, ())):
            yield self.with_text(self.text().told(change, every))
            yield self.picture_told(change, every)

    def one_language_only(self) -> Iterator[bytes]:
        yield from super().one_language_only()
        texts = self.package.notice.texts
        for kept in texts:
            others = tuple(tag for tag in texts if tag != kept)
            yield self.picture_told(lambda _text: "", others)

    def hidden(self) -> Iterator[bytes]:
        for story in self.text().hidden():
            yield self.with_text(story)
        files = unpacked(self.good)
        yield repacked({self.picture: files[self.picture], STORY: files[STORY]})
        yield repacked(
            {"notice/story.txt": files[STORY], self.picture: files[self.picture]}
        )
        yield repacked({**files, "photo-2.jpg": our_photo().picture})
        picture, packet = files[self.picture], self.packet()
        yield self.with_picture(_noted(picture, 0xE1, b"Exif\0\0Free for all."))
        yield self.with_picture(_noted(picture, 0xFE, b"Free for all."))
        yield self.with_picture(
            _noted(picture, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet.encode())
        )
        yield self.with_picture(picture + b"Free for all.")
        yield self.with_packet(packet.replace("dc:rights", "dc:hidden"))
        yield self.with_packet(packet.replace("UsageTerms", "HiddenTerms"))
        yield self.with_packet(packet.replace(">True<", ">False<"))
        yield self.with_packet(packet.replace("DMI-PROHIBITED", "DMI-ALLOWED-"))
        yield self.with_packet(packet.replace("#copy-", "#nobody-"))
        first = RIGHTS.search(packet)
        assert first is not None
        free = LINE.sub(r'<rdf:li xml:lang="\1">Free.</rdf:li>', first[0])
        yield self.with_packet(packet.replace(first[0], f"{free}{first[0]}"))
        default = '<rdf:li xml:lang="x-default">'
        yield self.with_packet(packet.replace(default, f"{default}Free. "))

    def in_a_comment_only(self) -> Iterator[bytes]:
        for story in self.text().in_a_comment_only():
            yield self.with_text(story)
        notice = self.package.notice_text
        bare = with_packet(unpacked(self.good)[self.picture], b"")
        yield self.with_picture(bare)
        yield self.with_picture(_noted(bare, 0xFE, notice.encode()))
        yield self.with_packet(RIGHTS.sub(f"<!-- {notice} -->", self.packet()))
        kept = unpacked(self.with_text(self.text().seen(lambda _text: "")))
        yield repacked({**kept, "NOTICE.txt": notice.encode()})

    def metadata_only(self) -> Iterator[bytes]:
        for story in self.text().metadata_only():
            yield self.with_text(story)
        yield repacked({self.picture: unpacked(self.good)[self.picture]})


def _noted(picture: bytes, marker: int, note: bytes) -> bytes:
    """Put a segment into a JPEG file, behind the first."""
    first = 4 + int.from_bytes(picture[4:6], "big")
    segment = bytes([0xFF, marker]) + (len(note) + 2).to_bytes(2, "big") + note
    return picture[:first] + segment + picture[first:]
