"""Reads a posting kit: its story, each text, and what each card says of itself."""

import io
from dataclasses import replace
from typing import Final

from PIL import Image, UnidentifiedImageError

from exports.formats.readers.found import (
    Found,
    FoundCard,
    UnreadableError,
    decoded,
    joined,
    told_alike,
)
from exports.formats.readers.photos_file import CREDIT, TRACE, picture_faults
from exports.formats.readers.picture_file import packet_in, pixels_of
from exports.formats.readers.text_file import NEVER, read_text_file
from exports.formats.readers.xmp_packet import DC, RIGHTS, Packet, xmp_packet
from exports.formats.readers.zip_files import files_in

_STORY: Final = "story.txt"
_POSTS: Final = ("telegram-caption.txt", "telegram-message.txt", "facebook.txt")
_CARDS: Final = ("card-wide.jpg", "card-square.jpg", "card-tall.jpg")
_LARGEST_SIDE: Final = 2_000
# The notice stands in the lowest part of a card, in a colour that is darker than this.
_FOOT, _DARK, _FEWEST_DOTS = 0.12, 150, 200


def read_posting_file(file_bytes: bytes) -> Found:
    """Read a kit.

    People see the texts and the cards; machines read the header lines of the story and
    the XMP of each card, which must all say the same.

    Raises:
        UnreadableError: No archive of this form, or one with anything more in it.
    """
    files = files_in(file_bytes)
    if tuple(files) != (_STORY, *_POSTS, *_CARDS):
        message = "other files than a kit has"
        raise UnreadableError(message)
    found = read_text_file(files[_STORY])
    posts = {name: decoded(files[name]) for name in _POSTS}
    told = {name: packet_in(files[name]) for name in _CARDS}
    packets = {name: xmp_packet(each) for name, each in told.items()}
    traces = (packet.text(f"{DC}source") for packet in packets.values())
    return replace(
        found,
        trace_code=joined(
            ("", code)
            for code in (
                found.trace_code,
                *(each.partition(TRACE)[2] for each in traces),
            )
        )[""],
        notice_slots=told_alike(
            found.notice_slots,
            *(
                packet.alternatives(f"{space}{name}")
                for packet in packets.values()
                for space, name in ((DC, "rights"), (RIGHTS, "UsageTerms"))
            ),
        ),
        forbidden=(
            *found.forbidden,
            *(fault for each in packets.values() for fault in picture_faults(each)),
            *(
                f"the character U+{ord(sign):04X}"
                for text in posts.values()
                for sign in NEVER.findall(text)
            ),
        ),
        unpacked=b"\n".join(
            (*(files[each] for each in (_STORY, *_POSTS)), *told.values())
        ),
        posts=posts,
        cards={name: _card(files[name], packet) for name, packet in packets.items()},
    )


def _card(file_bytes: bytes, packet: Packet) -> FoundCard:
    try:
        with Image.open(io.BytesIO(file_bytes), formats=("JPEG",)) as picture:
            width, height = picture.size
            if max(picture.size) > _LARGEST_SIDE:
                message = "a card of an unheard-of size"
                raise UnreadableError(message)
            # Half as large is read in a third of the time, and the letters stay dark.
            picture.draft("L", (width // 2, height // 2))
            across, down = picture.size
            foot = picture.convert("L").crop(
                (0, round(down * (1 - _FOOT)), across, down)
            )
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        message = "a card that cannot be seen"
        raise UnreadableError(message) from error
    dark = sum(foot.histogram()[:_DARK])
    return FoundCard(
        width, height, pixels_of(file_bytes), packet.text(CREDIT), dark >= _FEWEST_DOTS
    )
