"""Changes files that are packed into one, and packs them again."""

import io
import zipfile

from tests.exports.killers.pdfs import exchanged_in_pdf
from translations.formats.zipped import pack


def unpacked(file_bytes: bytes) -> dict[str, bytes]:
    """Take an archive apart; empty for bytes that are none."""
    if not file_bytes.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(file_bytes)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(files: dict[str, bytes]) -> bytes:
    """Pack files as a copy packs them."""
    return pack(files.items(), stored=("mimetype",))


def exchanged(file_bytes: bytes, old: bytes, new: bytes) -> bytes:
    """Exchange bytes that are there, in the file or in those packed in it."""
    if file_bytes.startswith(b"%PDF"):
        return exchanged_in_pdf(file_bytes, old, new)
    files = unpacked(file_bytes)
    if not files:
        assert old in file_bytes
        return file_bytes.replace(old, new)
    assert any(old in each for each in files.values())
    changed = {name: each.replace(old, new) for name, each in files.items()}
    return repacked(changed)
