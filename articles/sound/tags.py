"""What is written on a served recording: its story, its makers, its rights.

The stored files carry nothing. These heads are made of the database whenever a file is
served, and stand before the stored bytes: a name that may not be printed any more is on
no file from that moment on.

References:
    ID3v2.3 §3 and §4; RFC 9639 §8.6 (Vorbis comment in FLAC).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.sound.encoding import BARE_HEAD

_VORBIS_COMMENT, _LAST_BLOCK = 4, 0x80
# ISO 639-2, as ID3 wants it.
_ISO_639_2 = {"km": "khm", "en": "eng"}


@dataclass(frozen=True)
class SoundTags:
    """The words on a recording, in its language.

    Attributes:
        title: The headline.
        artist: The credit line: public names only.
        publisher: The outlet.
        copyright: The short notice.
        language: BCP 47 tag.
        address: Of the story, its transcript.
        rights_address: Where the whole notice stands.
        identifier: URN of the story.
        date: Of publication, ISO 8601.
    """

    title: str
    artist: str
    publisher: str
    copyright: str
    language: str
    address: str
    rights_address: str
    identifier: str
    date: str


def mp3_head(tags: SoundTags) -> bytes:
    r"""Return an ID3v2.3 tag, to stand before the frames of an MP3 file.

    Version 2.3 with UTF-16: what old telephones read.

    >>> mp3_head(SoundTags("ក", "", "", "", "km", "", "", "", ""))[:5]
    b'ID3\x03\x00'
    """
    frames = b"".join(_frames(tags))
    size = len(frames)
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + syncsafe + frames


def flac_head(tags: SoundTags, bare: bytes) -> bytes:
    """Return the head of a FLAC file with its comments.

    Args:
        tags: What to write.
        bare: The head of the stored file, which is to be served without it.
    """
    comments = [f"{name}={value}".encode() for name, value in _comments(tags) if value]
    block = (0).to_bytes(4, "little") + len(comments).to_bytes(4, "little")
    block += b"".join(len(each).to_bytes(4, "little") + each for each in comments)
    header = bytes((_LAST_BLOCK | _VORBIS_COMMENT,)) + len(block).to_bytes(3, "big")
    return bare[:4] + b"\x00" + bare[5:BARE_HEAD] + header + block


def _frames(tags: SoundTags) -> Iterator[bytes]:
    code = _ISO_639_2.get(tags.language.partition("-")[0], "und")
    for name, value in (
        ("TIT2", tags.title),
        ("TPE1", tags.artist),
        ("TPUB", tags.publisher),
        ("TCOP", _copyright(tags)),
        ("TLAN", code),
        ("TYER", tags.date[:4]),
    ):
        if value:
            yield _frame(name, b"\x01" + _utf_16(value))
    # An address may hold Khmer letters; these frames are Latin-1 alone.
    for name, address in (("WOAF", tags.address), ("WCOP", tags.rights_address)):
        if address.isascii() and address:
            yield _frame(name, address.encode("ascii"))
    if tags.identifier:
        described = _utf_16("identifier") + b"\0\0" + _utf_16(tags.identifier)
        yield _frame("TXXX", b"\x01" + described)


def _copyright(tags: SoundTags) -> str:
    """Return the notice as TCOP wants it: a year and a space first (ID3v2.3 §4.2.1)."""
    return f"{tags.date[:4]} {tags.copyright}" if tags.copyright else ""


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + len(content).to_bytes(4, "big") + b"\0\0" + content


def _utf_16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def _comments(tags: SoundTags) -> tuple[tuple[str, str], ...]:
    return (
        ("TITLE", tags.title),
        ("ARTIST", tags.artist),
        ("ORGANIZATION", tags.publisher),
        ("COPYRIGHT", tags.copyright),
        ("LICENSE", tags.rights_address),
        ("LANGUAGE", tags.language),
        ("DATE", tags.date),
        ("CONTACT", tags.address),
        ("IDENTIFIER", tags.identifier),
    )
