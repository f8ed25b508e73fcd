"""Sets a PDF copy: by the standards, or not at all; with what machines read in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from exports.formats.faults import (
    LettersUnknownError,
    SealRefused,
    UnsettableError,
)
from exports.formats.pdf_metadata import with_metadata
from exports.formats.typesetting import (
    LettersMissingError,
    Standard,
    StandardMissedError,
    typeset,
)
from exports.package import LicensedPackage

STANDARDS: Final[tuple[Standard, ...]] = ("a-3a", "ua-1")
_HERE: Final = Path(__file__).parent
_SETTING: Final = "setting.typ"


def template(name: str) -> str:
    """Return a template with what all of them share before it.

    Args:
        name: Of its file, here.
    """
    return "".join(
        Path(_HERE, each).read_text(encoding="utf-8") for each in (_SETTING, name)
    )


def set_copy(
    code: str,
    words: Mapping[str, Any],
    facts: Mapping[str, Any],
    *,
    name: str,
    sides: Sequence[LicensedPackage],
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Set a copy.

    Args:
        code: Of the format, for whoever reads why it is refused.
        words: That people see.
        facts: That are attached as `rights.json`.
        name: Of the template.
        sides: Whose facts its XMP tells.
        pictures: JPEG files that the template names.

    Raises:
        SealRefused: The story has letters that no font has, or lacks a part that the
            standards want; names them.

    References:
        PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).
    """
    try:
        pdf = typeset(
            template(name).encode(),
            {"story": words, "rights": facts},
            standards=STANDARDS,
            pictures=pictures,
        )
    except LettersMissingError as error:
        fault = LettersUnknownError(
            f"no font here has {error}: write them otherwise, or install a font"
        )
        raise SealRefused(code, (fault,)) from error
    except StandardMissedError as error:
        raise SealRefused(code, (UnsettableError(str(error)),)) from error
    return with_metadata(pdf, *sides)
