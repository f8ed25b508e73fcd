"""A recording as it is stored: a lossless master and a small copy, sound alone.

Both are made of the decoded sound and of nothing else, so that whatever the device
wrote into the file (place, owner, model, pictures) is in neither. The same sound gives
the same bytes.
"""

import os
import shutil
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO

import lameenc
import numpy as np
import soundfile

from articles.sound.reading import opened

# Speech in mono; MPEG-2 layer III, which every telephone of the last decades plays.
COPY_KILOBITS, COPY_RATE, COPY_QUALITY = 40, 24_000, 5
# "fLaC", then STREAMINFO with its header: all that a FLAC file needs before its frames.
BARE_HEAD = 42
_LAST_BLOCK, _STREAMINFO_HEADER = 0x80, b"\x00\x00\x22"
_LOUDEST = 32_768


@dataclass(frozen=True)
class Stored:
    """A file as it was written.

    Attributes:
        path: Where.
        size: Bytes.
        sha256: In hex.
    """

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class Encoded:
    """A recording in both forms.

    Attributes:
        seconds: Its length, rounded up.
        copy: MP3, mono.
        master: FLAC, as many channels as were recorded.
    """

    seconds: int
    copy: Stored
    master: Stored


def encode(file: BinaryIO, *, copy: Path, master: Path) -> Encoded:
    """Read an uploaded recording once and write it in both forms.

    Args:
        file: Readable and seekable.
        copy: Where to write the small one; must not be there yet.
        master: Where to write the lossless one; must not be there yet.

    Raises:
        SoundError: It is no recording that can be used; what was written is no use.
        OSError: There is no room.
    """
    tagged = master.with_name(f"{master.name}.part.tmp")
    try:
        with opened(file) as recorded:
            facts, frames = recorded.facts, 0
            encoder = _encoder(facts.rate)
            # Ours alone before anything is in them.
            for path in (copy, tagged):
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            with (
                copy.open("wb") as small,
                soundfile.SoundFile(
                    str(tagged),
                    "w",
                    samplerate=facts.rate,
                    channels=facts.channels,
                    format="FLAC",
                    subtype="PCM_16",
                ) as lossless,
            ):
                for block in recorded.blocks():
                    frames += len(block)
                    lossless.write(_samples(block))
                    small.write(encoder.encode(_mono(block)))
                small.write(encoder.flush())
        _strip(tagged, master)
    finally:
        tagged.unlink(missing_ok=True)
    return Encoded(-(-frames // facts.rate), _stored(copy), _stored(master))


def _encoder(rate: int) -> Any:
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(COPY_RATE)
    encoder.set_channels(1)
    encoder.set_bit_rate(COPY_KILOBITS)
    encoder.set_quality(COPY_QUALITY)
    encoder.silence()
    return encoder


def _samples(block: Any) -> Any:
    scaled = np.rint(block * _LOUDEST)
    return np.clip(scaled, -_LOUDEST, _LOUDEST - 1).astype(np.int16)


def _mono(block: Any) -> bytes:
    samples: bytes = _samples(block.mean(axis=1)).astype("<i2").tobytes()
    return samples


def _strip(tagged: Path, bare: Path) -> None:
    """Copy a FLAC file without any block but STREAMINFO (RFC 9639 §8)."""
    with tagged.open("rb") as source:
        head, is_last = source.read(BARE_HEAD), False
        if head[:4] != b"fLaC" or head[5:8] != _STREAMINFO_HEADER:
            msg = "The encoder wrote no FLAC file."
            raise LookupError(msg)
        is_last = bool(head[4] & _LAST_BLOCK)
        while not is_last:
            header = source.read(4)
            is_last = bool(header[0] & _LAST_BLOCK)
            source.seek(int.from_bytes(header[1:], "big"), os.SEEK_CUR)
        descriptor = os.open(bare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            target.write(head[:4] + bytes((_LAST_BLOCK,)) + head[5:])
            shutil.copyfileobj(source, target)


def _stored(path: Path) -> Stored:
    with path.open("rb") as file:
        return Stored(
            path, path.stat().st_size, file_digest(file, "sha256").hexdigest()
        )
