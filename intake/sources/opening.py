"""Opens a saved file and reads the story in it, whatever kind it is."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from articles.languages import LanguageTagError, canonical_tag
from intake.sources.files import read_file
from intake.sources.page import PageSource
from intake.sources.refusals import IntakeRefused
from intake.sources.story import IncomingStory
from intake.sources.text import TextSource


class Source(Protocol):
    """A kind of file that stories come in."""

    code: str

    def fits(self, name: str, text: str) -> bool:
        """Tell whether a file is of this kind."""

    def read(self, name: str, text: str) -> IncomingStory:
        """Take a story apart."""


SOURCES: Final[tuple[Source, ...]] = (PageSource(), TextSource())
"""The first that fits reads a file."""


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A story with the file it came in.

    Attributes:
        file_name: without its folder.
        sha256: of the bytes of the file, 64 hexadecimal digits.
        language: BCP 47 tag.
        story: taken apart.
    """

    file_name: str
    sha256: str
    language: str
    story: IncomingStory


def open_story(path: Path, *, language: str) -> Incoming:
    """Read a saved story.

    Args:
        path: of the file.
        language: BCP 47 tag of the story, in any letter case.

    Raises:
        IntakeRefused: the file holds no story that can be read, or the tag is
            malformed.
    """
    try:
        tag = canonical_tag(language)
    except LanguageTagError as error:
        message = f"{error}. Write a tag of BCP 47, such as km or en."
        raise IntakeRefused(message) from error
    file = read_file(path)
    source = next(each for each in SOURCES if each.fits(file.name, file.text))
    return Incoming(
        file_name=file.name,
        sha256=hashlib.sha256(file.content).hexdigest(),
        language=tag,
        story=source.read(file.name, file.text),
    )
