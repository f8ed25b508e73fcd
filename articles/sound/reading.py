"""What an uploaded recording is, why it is refused, and its sound block by block.

A file is judged by its first bytes, never by its name or declared type. Only formats
that hold sound and nothing else are opened: no playlist and no list of other files, so
that nothing leads from here into the machine or the network, and no film.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import soundfile

LARGEST_UPLOAD_BYTES = 200_000_000
LONGEST_SECONDS, SHORTEST_SECONDS = 30 * 60, 1
LOWEST_RATE, HIGHEST_RATE, MOST_CHANNELS = 8_000, 96_000, 2
FRAMES_AT_ONCE = 65_536
# What nobody hears: a microphone that was off.
SILENT_BELOW = 0.001

# Entries of the interface catalogue, shown translated.
NO_RECORDING = (
    "The file is no recording that can be read. Use MP3, WAV, AIFF, FLAC, Ogg Vorbis "
    "or Opus; a Telegram voice message will do as it is."
)
IN_A_FILM_CONTAINER = (
    "The file is an M4A, MP4 or 3GP file, which cannot be read here. Save the "
    "recording as MP3, WAV or FLAC and choose it again."
)
DAMAGED = (
    "The end of the recording is missing or damaged. Copy it from the device again."
)
TOO_LARGE = (
    "The file is larger than 200 MB. Save the recording as FLAC or MP3, or in mono."
)
TOO_LONG = "The recording is longer than 30 minutes. Cut it into parts."
TOO_SHORT = "The recording is shorter than a second."
TOO_MANY_CHANNELS = "The recording has more than two channels. Save it in mono."
UNUSUAL_RATE = (
    "The recording has an unusual sample rate. Save it with 44,100 or 48,000 Hz."
)
NOTHING_TO_HEAR = (
    "Nothing is to be heard in the recording. Check the microphone and record again."
)

_FORMATS = frozenset({"WAV", "WAVEX", "RF64", "AIFF", "FLAC", "OGG", "MP3"})
_HEAD, _TAIL = 64, 65_536
_UNKNOWN_LENGTHS = (0, 0xFFFFFFFF)
# An MPEG audio frame begins with eleven bits set; then its version and its layer.
_FRAME_BITS, _LAYER_3_FRAME = 0xFFE6, 0xFFE2
_PAGE, _PAGE_HEADER = b"OggS", 27


class SoundError(ValueError):
    """A file is no recording that can be used; a reason and what to do on each line."""


@dataclass(frozen=True)
class Facts:
    """What the head of a file says of its sound.

    Attributes:
        rate: Samples a second.
        channels: One or two.
        frames: As the file claims; what is really there is counted while reading.
    """

    rate: int
    channels: int
    frames: int


class Recorded:
    """A recording that is open for reading."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.facts = Facts(file.samplerate, file.channels, file.frames)

    def blocks(self) -> Iterator[np.ndarray[Any, np.dtype[np.float32]]]:
        """Yield the sound in turn, as (frames, channels) between -1 and 1.

        Raises:
            SoundError: It ends before its time, or goes on beyond the limit.
        """
        facts, seen, loudest = self.facts, 0, 0.0
        while True:
            try:
                block = self._file.read(FRAMES_AT_ONCE, dtype="float32", always_2d=True)
            except soundfile.LibsndfileError as error:
                raise SoundError(DAMAGED) from error
            if not len(block):
                break
            seen += len(block)
            if seen > LONGEST_SECONDS * facts.rate:
                raise SoundError(TOO_LONG)
            sound = np.nan_to_num(block, copy=False)
            loudest = max(loudest, float(np.abs(sound).max()))
            yield sound
        # Encoders pad; more than a second cannot be lost by that.
        if seen + facts.rate < facts.frames:
            raise SoundError(DAMAGED)
        if seen < SHORTEST_SECONDS * facts.rate:
            raise SoundError(TOO_SHORT)
        if loudest < SILENT_BELOW:
            raise SoundError(NOTHING_TO_HEAR)


@contextmanager
def opened(file: BinaryIO) -> Iterator[Recorded]:
    """Open an uploaded recording; what its head gives away is refused at once.

    Args:
        file: Readable and seekable; its name is not looked at.

    Raises:
        SoundError: It cannot be used; lists every reason that its head shows.
    """
    size = file.seek(0, io.SEEK_END)
    if size > LARGEST_UPLOAD_BYTES:
        raise SoundError(TOO_LARGE)
    _refuse_other_kinds(file)
    if not _is_whole(file, size):
        raise SoundError(DAMAGED)
    file.seek(0)
    try:
        source = soundfile.SoundFile(file)
    except (soundfile.LibsndfileError, OSError, ValueError, TypeError) as error:
        raise SoundError(NO_RECORDING) from error
    with source:
        if source.format not in _FORMATS:
            raise SoundError(NO_RECORDING)
        recorded = Recorded(source)
        against = tuple(_objections(recorded.facts))
        if against:
            raise SoundError("\n".join(against))
        yield recorded


def _objections(facts: Facts) -> Iterator[str]:
    if not LOWEST_RATE <= facts.rate <= HIGHEST_RATE:
        yield UNUSUAL_RATE
    if not 1 <= facts.channels <= MOST_CHANNELS:
        yield TOO_MANY_CHANNELS
    if facts.frames > LONGEST_SECONDS * facts.rate:
        yield TOO_LONG
    if facts.frames < SHORTEST_SECONDS * facts.rate:
        yield TOO_SHORT


def _refuse_other_kinds(file: BinaryIO) -> None:
    head = _at(file, 0, _HEAD)
    if head[4:8] == b"ftyp":
        raise SoundError(IN_A_FILM_CONTAINER)
    if head[:3] == b"ID3":
        # A tag says nothing of what follows it.
        head = _at(file, _end_of_id3(head), _HEAD).lstrip(b"\0") or b"\xff\xfb"
    kind, form = head[:4], head[8:12]
    is_known = (
        (kind in (b"RIFF", b"RF64") and form == b"WAVE")
        or (kind == b"FORM" and form in (b"AIFF", b"AIFC"))
        or kind in (b"fLaC", _PAGE)
        or int.from_bytes(head[:2], "big") & _FRAME_BITS == _LAYER_3_FRAME
    )
    if not is_known:
        raise SoundError(NO_RECORDING)


def _end_of_id3(head: bytes) -> int:
    """Return where an ID3v2 tag ends (ID3v2.4 §3.1: four bytes of seven bits)."""
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _is_whole(file: BinaryIO, size: int) -> bool:
    """Say whether a file is as long as it says itself, where its head says it."""
    head = _at(file, 0, _HEAD)
    if head[:4] in (b"RIFF", b"FORM"):
        order = "little" if head[:4] == b"RIFF" else "big"
        length = int.from_bytes(head[4:8], order)  # type: ignore[arg-type]
        return length in _UNKNOWN_LENGTHS or length + 8 <= size + 1
    if head[:4] == _PAGE:
        return _ends_with_a_page(_at(file, max(0, size - _TAIL), _TAIL))
    return True


def _ends_with_a_page(tail: bytes) -> bool:
    """Say whether the last Ogg page is all there (RFC 3533 §6)."""
    start = tail.rfind(_PAGE)
    header = tail[start : start + _PAGE_HEADER]
    if start < 0 or len(header) < _PAGE_HEADER:
        return False
    table = tail[start + _PAGE_HEADER : start + _PAGE_HEADER + header[-1]]
    whole = start + _PAGE_HEADER + header[-1] + sum(table)
    return len(table) == header[-1] and whole <= len(tail)


def _at(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)
