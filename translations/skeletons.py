"""The consonants of a name, so that a Khmer and a Latin spelling can meet."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from articles.text.khmer import COENG

SHORTEST: Final = 3
"""Consonants that a skeleton needs, or half the language looks like a name."""
LONGEST: Final = 9

_SIGNS: Final = {
    "k": "កខគឃ",
    "n": "ងញណន",
    "c": "ចឆជឈ",
    "t": "ដឋឌឍតថទធ",
    "p": "បផពភ",
    "m": "ម\u17c6",
    "r": "រឫឬ",
    "l": "លឡឭឮ",
    "v": "វឪ",
    "s": "ឝឞស",
    "h": "ហ\u17c7",
}
_SOUNDS: Final = {sign: sound for sound, signs in _SIGNS.items() for sign in signs}
# H over another letter writes a sound that Khmer has no letter for: G, and F, which
# the Latin side folds to P.
_F: Final = f"ហ{COENG}វ"
_FOREIGN_SOUND: Final = re.compile(f"ហ{COENG}(?=.)")
_SILENCED: Final = re.compile(".\u17cd")
_LATIN_SOUNDS: Final = (
    ("tion", "sn"),
    ("chh", "c"),
    ("sch", "s"),
    ("ch", "c"),
    ("sh", "s"),
    ("ph", "p"),
    ("ck", "k"),
    ("ng", "n"),
    ("ny", "n"),
    ("nh", "n"),
    ("kh", "k"),
    ("gh", "k"),
    ("th", "t"),
    ("dh", "t"),
    ("bh", "p"),
    ("x", "ks"),
)
_SOFT_C: Final = re.compile("c(?=[eiy])")
# Only the C of "ch" is left a C; every other one is heard as K or S.
_HARD_C: Final = re.compile("c(?!h)")
_LATIN_FOLDS: Final = str.maketrans("gqzjwfbd", "kkscvppt")
_CONSONANTS: Final = re.compile("[^b-df-hj-np-tv-xz]+")
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=16_384)
def khmer_skeleton(word: str) -> str:
    """Write the consonants of a Khmer word in Latin letters.

    Args:
        word: The `key` of a word or name.

    Returns:
        Lower case, voiced and breathed sounds as one, no letter twice in a row; empty
        for a word without a consonant.

    >>> khmer_skeleton("ភ្នំពេញ"), khmer_skeleton("កម្ពុជា")
    ('pnmpn', 'kmpc')
    """
    word = _SILENCED.sub("", _FOREIGN_SOUND.sub("", word.replace(_F, "ផ")))
    return _DOUBLED.sub(r"\1", "".join(_SOUNDS.get(sign, "") for sign in word))


@lru_cache(maxsize=16_384)
def latin_skeleton(word: str) -> str:
    """Reduce a name in Latin letters to the consonants that Khmer would hear.

    Args:
        word: One word, or several; in any letter case.

    Returns:
        As `khmer_skeleton`.

    >>> latin_skeleton("Phnom Penh"), latin_skeleton("Canada")
    ('pnmpn', 'knt')
    """
    word = unicodedata.normalize("NFD", word).lower().replace("đ", "d")
    word = _HARD_C.sub("k", _SOFT_C.sub("s", word))
    for written, heard in _LATIN_SOUNDS:
        word = word.replace(written, heard)
    word = _CONSONANTS.sub("", word.translate(_LATIN_FOLDS))
    return _DOUBLED.sub(r"\1", word)


def joined(skeletons: tuple[str, ...]) -> str:
    """Join skeletons of neighbouring words as if they were one word.

    >>> joined(("hn", "nt"))
    'hnt'
    """
    return _DOUBLED.sub(r"\1", "".join(skeletons))
