"""Reads a letter back from its bytes, without anything that wrote it.

Texts are compared in `cluster_form`: lines of two columns follow each other in the
order in which they were drawn, and between them there is no space.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_document import Fonts, attached, opened, page_drawn
from exports.formats.readers.pdf_objects import Pdf
from exports.formats.readers.pdf_pieces import said
from rights.notices import notice_form

MOST_PAGES: Final = 4
_SPACE: Final = re.compile(r"\s")
# What acts by itself, or could show something else than what is read.
_ACTIVE: Final = frozenset({"/OpenAction", "/AA", "/AcroForm", "/OCProperties"})


class UnreadableLetterError(ValueError):
    """The bytes are no letter."""


@dataclass(frozen=True, kw_only=True)
class FoundLetter:
    """Everything that was found in a letter.

    Attributes:
        visible_text: All that people see, in order.
        rights: What is attached for machines; empty where nothing is.
        forbidden: What no letter may hold, a few words each.
    """

    visible_text: str
    rights: Mapping[str, Any]
    forbidden: tuple[str, ...] = ()


def cluster_form(text: str) -> str:
    """Bring a text into the form in which letters are compared.

    Returns:
        The comparison form of notices without any space.

    >>> cluster_form("ស្ពា ន") == cluster_form("ស្ពាន")
    True
    >>> cluster_form("ស្ពាស្ពាន") == cluster_form("ស្ពាន")
    False
    """
    return _SPACE.sub("", notice_form(text))


def read_letter(file_bytes: bytes) -> FoundLetter:
    """Read a letter.

    Raises:
        UnreadableLetterError: The bytes are no PDF that can be read.

    References:
        ISO 32000-2 §9.10 extraction of text, §14.9.4 replacement text.
    """
    try:
        with opened(file_bytes) as pdf:
            return _read(pdf)
    except UnreadableError as error:
        message = f"no letter: {error}"
        raise UnreadableLetterError(message) from error


def _read(pdf: Pdf) -> FoundLetter:
    forbidden = [name for name in _ACTIVE if name in pdf.root]
    if len(pdf.pages) > MOST_PAGES:
        forbidden.append("more pages than a letter has")
    shown, fonts = [], Fonts()
    for page in pdf.pages:
        drawn = page_drawn(page, fonts)
        shown.append(said(drawn.pieces))
        forbidden += drawn.faults
        if drawn.pictures:
            forbidden.append("a picture that could lie over text")
        if "/Annots" in page.about:
            forbidden.append("something laid over a page")
    return FoundLetter(
        visible_text="\n".join(shown),
        rights=_rights(attached(pdf)),
        forbidden=tuple(dict.fromkeys(forbidden)),
    )


def _rights(content: bytes) -> Mapping[str, Any]:
    rights = json.loads(content) if content else {}
    return rights if isinstance(rights, dict) else {}
