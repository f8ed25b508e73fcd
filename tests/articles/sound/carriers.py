"""Sound files that carry what betrays somebody, one for each way to hide it."""

import io
from typing import Any

import numpy as np
import soundfile

SECRET = "Toul-Kork-Secret-7731"  # noqa: S105 - a word to look for
NAME = "សុខ ដារ៉ា"


def tone(form: str, *, subtype: str | None = None, **texts: str) -> bytes:
    """Make a second and a half of a tone, with texts that the format itself carries."""
    moments = np.arange(66_150) / 44_100
    file = io.BytesIO()
    with soundfile.SoundFile(
        file, "w", samplerate=44_100, channels=1, format=form, subtype=subtype
    ) as written:
        for name, text in texts.items():
            setattr(written, name, text)
        written.write(np.sin(2 * np.pi * 220 * moments) * 0.3)
    return file.getvalue()


def _id3() -> bytes:
    def frame(name: bytes, content: bytes) -> bytes:
        return name + len(content).to_bytes(4, "big") + b"\0\0" + content

    frames = b"".join(
        (
            frame(b"TIT2", b"\x03" + NAME.encode()),
            frame(b"TSSE", b"\x03" + SECRET.encode()),
            frame(b"GEOB", b"\0text/plain\0place\0\0" + SECRET.encode()),
            frame(b"APIC", b"\0image/jpeg\0\x03\0" + SECRET.encode() * 20),
        )
    )
    size = bytes(len(frames) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\0\0" + size + frames


def _ape() -> bytes:
    item = SECRET.encode()
    body = len(item).to_bytes(4, "little") + bytes(4) + b"Device\0" + item
    rest = (2000).to_bytes(4, "little") + (len(body) + 32).to_bytes(4, "little")
    footer = b"APETAGEX" + rest + (1).to_bytes(4, "little") + bytes(4 + 8)
    return body + footer


def _chunked(sound: bytes, *chunks: tuple[bytes, bytes], order: Any) -> bytes:
    added = b""
    for name, content in chunks:
        added += name + len(content).to_bytes(4, order) + content
        added += b"\0" * (len(content) % 2)
    whole = sound[12:] + added
    return sound[:4] + (len(whole) + 4).to_bytes(4, order) + sound[8:12] + whole


def _flac() -> bytes:
    sound = tone("FLAC", title=NAME, comment=SECRET)
    head, rest = sound[:42], sound[42:]
    said = SECRET.encode() * 3

    def counted(part: bytes) -> bytes:
        return len(part).to_bytes(4, "big") + part

    picture = bytes((0, 0, 0, 3)) + counted(b"image/jpeg") + counted(said)
    picture += bytes(16) + counted(said)
    blocks = b""
    for kind, content in ((6, picture), (2, b"spea" + said)):
        blocks += bytes((kind,)) + len(content).to_bytes(3, "big") + content
    return head + blocks + rest


def carriers() -> dict[str, bytes]:
    """Return each way to carry words beside sound, that may come in."""
    mp3 = tone("MP3")
    said = SECRET.encode() + NAME.encode()
    return {
        "ID3v2 with a picture": _id3() + mp3,
        "ID3v1": mp3 + b"TAG" + SECRET.encode().ljust(125, b"\0"),
        "APEv2": mp3 + _ape(),
        "Vorbis comments": tone("OGG", subtype="VORBIS", title=NAME, artist=SECRET),
        "Opus comments": tone_of_opus(),
        "FLAC comments, picture, application": _flac(),
        "LIST INFO": tone("WAV", title=SECRET, artist=NAME, software=SECRET),
        "bext": _chunked(
            tone("WAV"), (b"bext", said.ljust(602, b"\0")), order="little"
        ),
        "iXML and XMP": _chunked(
            tone("WAV"),
            (b"iXML", b"<BWFXML><NOTE>" + said + b"</NOTE></BWFXML>"),
            (b"_PMX", b"<x:xmpmeta>" + said + b"</x:xmpmeta>"),
            order="little",
        ),
        "id3 in WAV": _chunked(tone("WAV"), (b"id3 ", _id3()), order="little"),
        "AIFF texts": _chunked(
            tone("AIFF"),
            (b"NAME", said),
            (b"AUTH", said),
            (b"ANNO", said),
            (b"ID3 ", _id3()),
            order="big",
        ),
        "bytes after the end": tone("FLAC") + said,
    }


def tone_of_opus() -> bytes:
    """Make an Opus file with comments, as a messenger sends it."""
    moments = np.arange(72_000) / 48_000
    file = io.BytesIO()
    with soundfile.SoundFile(
        file, "w", samplerate=48_000, channels=1, format="OGG", subtype="OPUS"
    ) as written:
        written.title, written.comment = NAME, SECRET
        written.write(np.sin(2 * np.pi * 220 * moments) * 0.3)
    return file.getvalue()


def in_a_film_container() -> bytes:
    """Make what a telephone's own recorder writes, with the place it was made at."""
    place = b"\xa9xyz" + SECRET.encode()
    udta = (8 + len(place)).to_bytes(4, "big") + b"udta" + place
    moov = (8 + len(udta)).to_bytes(4, "big") + b"moov" + udta
    return (24).to_bytes(4, "big") + b"ftypM4A \0\0\0\0M4A mp42" + moov + bytes(9000)


def forms_of(text: str) -> tuple[bytes, ...]:
    """Return a text in each way in which a file may hold it."""
    return text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")
