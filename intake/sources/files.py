"""Bytes of a saved file, refused in one clear line where they hold no text."""

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from intake.sources.refusals import IntakeRefused

LARGEST: Final = 5_000_000
"""Bytes."""

LONGEST_NAME: Final = 255
"""Characters."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MAGIC: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, perhaps a Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


@dataclass(frozen=True)
class SavedFile:
    """A file that holds text.

    Attributes:
        name: of the file, without its folder.
        content: its bytes.
        text: the same decoded, without a byte order mark.
    """

    name: str
    content: bytes
    text: str


def read_file(path: Path) -> SavedFile:
    """Read a file of text.

    Raises:
        IntakeRefused: it cannot be read, is no file, is empty, is larger than 5 MB, is
            no text, or is neither UTF-8 nor UTF-16 with a byte order mark.
    """
    content = _bytes(path)
    name = path.name.encode(errors="replace").decode()[:LONGEST_NAME]
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        message = f"{name} is empty. Save the story again and try with the new file."
        raise IntakeRefused(message)
    for magic, what in _MAGIC:
        if content.startswith(magic):
            message = f"{name} is {what}. Save the story as plain text or as a page."
            raise IntakeRefused(message)
    text = _decoded(name, content)
    if "\x00" in text or len(_CONTROLS.findall(text)) * 1000 > len(text):
        message = (
            f"{name} is no text: it holds binary bytes. "
            "Save the story as plain text or as a page."
        )
        raise IntakeRefused(message)
    return SavedFile(name=name, content=content, text=text)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            message = f"{path} is a folder. Name the file in it."
            raise IntakeRefused(message)
        if not stat.S_ISREG(status.st_mode):
            message = f"{path} is no ordinary file. Name a saved story."
            raise IntakeRefused(message)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{path} cannot be read ({reason}). Check its name and permissions."
        raise IntakeRefused(message) from error
    if len(content) > LARGEST:
        message = (
            f"{path.name} is larger than {LARGEST // 1_000_000} MB, "
            "more than any story. Save only the story."
        )
        raise IntakeRefused(message)
    return content


def _decoded(name: str, content: bytes) -> str:
    is_utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        if not is_utf16 and b"\x00" in content:
            problem = "is no text, or UTF-16 without a byte order mark"
        elif is_utf16:
            problem = f"is no UTF-16: byte {error.start + 1} cannot be read"
        else:
            problem = f"is not UTF-8: byte {error.start + 1} cannot be read"
        message = f"{name} {problem}. Save it as UTF-8 and try again."
        raise IntakeRefused(message) from error
