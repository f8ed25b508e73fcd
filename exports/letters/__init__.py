"""Letters: what they say, their writer, their own reader, and the proof."""

from exports.letters.kinds import COMPLAINT, PERMISSION, LetterKind
from exports.letters.package import LetterError, LetterPackage, Place
from exports.letters.sealing import LetterRefused, seal_letter, verify_letter

__all__ = [
    "COMPLAINT",
    "PERMISSION",
    "LetterError",
    "LetterKind",
    "LetterPackage",
    "LetterRefused",
    "Place",
    "seal_letter",
    "verify_letter",
]
