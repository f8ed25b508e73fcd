"""The permission letter: what it says, its writer, its own reader, and the proof."""

from exports.letters.package import LetterError, LetterPackage
from exports.letters.sealing import LetterRefused, seal_letter, verify_letter

__all__ = [
    "LetterError",
    "LetterPackage",
    "LetterRefused",
    "seal_letter",
    "verify_letter",
]
