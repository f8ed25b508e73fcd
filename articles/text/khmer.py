"""Khmer text: the form that is stored and the key that is compared.

Unicode normalisation leaves Khmer as it was typed, so one word has many spellings
that look alike. `canonical` repairs what no reader can see; `key` also folds what
readers take for the same word. Store the first, compare only the second.

References:
    The Unicode Standard, §16.4 Khmer (order of signs in a syllable; U+17A3, U+17A4,
    U+17B4, U+17B5, U+17D3 are deprecated or discouraged). XML 1.0 §2.2 (characters
    that no document may hold).
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Final

BASE: Final = r"\u1780-\u17a2\u17a5-\u17b3"
"""Consonants and independent vowels, for use inside a character class."""
MARK: Final = r"\u17b6-\u17d1\u17dd"
"""Dependent vowels and signs without the coeng, for use inside a character class."""
COENG: Final = "\u17d2"
ZWSP: Final = "\u200b"
INVISIBLE: Final = (
    r"\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
)
"""Break hints, joiners and direction marks, for use inside a character class."""

_ZWNJ = "\u200c"
_NEVER_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u17b4\u17b5\ufeff\ufffe\uffff"
    r"\ud800-\udfff]+"
)
_NEWLINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE_RUN = re.compile(f"[{INVISIBLE}]+")
_ZWSP_RUN = re.compile(f"{ZWSP}{{2,}}")
_COENG_RUN = re.compile(f"{COENG}{{2,}}")
# What `storable` repairs, in one walk: most texts have nothing of it.
_UNSTORABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u17b4\u17b5\u2028\u2029\ufeff\ufffe\uffff"
    r"\ud800-\udfff]"
)
_SUBSCRIPT = re.compile(f"{COENG}[{BASE}]")
# One sign after a base is always in order; two or more may not be.
_SYLLABLE = re.compile(f"[{BASE}](?:[{MARK}{_ZWNJ}]|{COENG}[{BASE}]){{2,}}+")
_FOREIGN = re.compile(r"[^\u1780-\u17ff]+")
_GIVEN = "អោយ"
_GIVE = re.compile(f"(?<!{COENG}){_GIVEN}(?![{MARK}{COENG}])")

_AA, _II, _U, _OE, _E, _AE, _OO = "\u17b6\u17b8\u17bb\u17be\u17c1\u17c2\u17c4"
_NIKAHIT, _ROBAT, _RO = "\u17c6", "\u17cc", "\u179a"
_MUUSIKATOAN, _TRIISAP = "\u17c9\u17ca"
_SHIFTERS = {_MUUSIKATOAN, _TRIISAP}
_ABOVE = frozenset("\u17b7\u17b8\u17b9\u17ba\u17be\u17bf\u17d0")
_RAISES_SHIFTER = _ABOVE | {"\u17dd"}
_TAKES_TRIISAP = frozenset(
    "\u1780\u1781\u1782\u1783\u1785\u1786\u1787\u1788\u178a\u178b\u178c\u178d\u178f"
    "\u1790\u1791\u1792\u1795\u1796\u1797\u179e\u179f\u17a0\u17a2"
)
_BA = "\u1794"
_PLACES = (
    _ROBAT,
    _MUUSIKATOAN + _TRIISAP,
    _ZWNJ,
    "\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5",
    "\u17bb\u17bc\u17bd",
    "\u17b7\u17b8\u17b9\u17ba",
    _AA,
    "\u17c6\u17cb\u17cd\u17ce\u17cf\u17d0\u17d1\u17dd",
    "\u17c7\u17c8",
)
_PLACE = {mark: at for at, mark in enumerate("".join(_PLACES))}

_KEY_FOLDS = {
    **{chr(0x17E0 + digit): str(digit) for digit in range(10)},
    "\u17b2": "\u17b1",  # two ways to write the vowel of ឱ្យ
    "\u17d8": "\u17d4\u179b\u17d4",  # one sign for ។ល។
}
_KEY_FOLDED = re.compile(r"[\u17b2\u17d8\u17e0-\u17e9]")

# A syllable of real text is short; a longer one is not worth its memory.
_CACHED_LENGTH = 16
_MOST_REMEMBERED = 32_768
_MANY_MARKS = 256


def canonical(text: str) -> str:
    """Repair the order and composition of signs, for text that is stored.

    Keeps the writer's spelling, the zero-width spaces between words and the choice
    of subscript TA or DA. Removes what no reader sees and no database or document
    can hold: control characters but tab and newline (every kind of line end becomes
    a newline), lone surrogates, byte order marks, soft hyphens, joiners and direction
    marks that touch Khmer (emoji and other scripts keep theirs), zero-width spaces
    inside a syllable. Other scripts come out in NFC.

    Returns:
        The same text for its own result, and a text with the same `key`.

    >>> canonical("ធ្វេី") == "ធ្វើ", canonical("ខែ្មរ") == "ខ្មែរ"
    (True, True)
    """
    text = _INVISIBLE_RUN.sub(_kept_invisibles, _plain(text))
    return _composed(_reordered(text, _stored_syllable))


def key(text: str) -> str:
    """Fold a text to what readers take for the same words, for comparison only.

    Beyond `canonical`: subscript DA is TA, Khmer digits are 0-9, ឲ is ឱ, អោយ is ឱ្យ,
    a U that is drawn for a shifter is the shifter; nothing invisible is left, letter
    case is gone, each run of white space is one space and the ends have none.

    Returns:
        The same key for its own result; empty for a text with nothing to see.

    >>> key("ភ្នំ\u200bពេញ") == key("ភ្នំពេញ"), key("  ឆ្នាំ២០២៦  ") == "ឆ្នាំ2026"
    (True, True)
    """
    text = without_invisibles(_plain(text))
    text = _one_coeng(_folded(text)).replace("\u17d2\u178a", "\u17d2\u178f")
    text = _reordered(text, _compared_syllable)
    if _GIVEN in text:
        text = _GIVE.sub("ឱ្យ", text)
    return " ".join(_caseless(text).split())


def nearly_key(text: str) -> str:
    """Fold a canonical text nearly as `key` does, in a fraction of its time.

    What is found in it by a key is there; some spellings are not found in it.

    >>> nearly_key("ភ្នំ\u200bពេញ ២០២៦") == key("ភ្នំពេញ 2026")
    True
    """
    folded = _folded(without_invisibles(text))
    return folded.replace("\u17d2\u178a", "\u17d2\u178f").lower()


def without_invisibles(text: str) -> str:
    """Drop zero-width spaces, joiners and direction marks.

    >>> without_invisibles("ភ្នំ\u200bពេញ") == "ភ្នំពេញ"
    True
    """
    return _INVISIBLE_RUN.sub("", text)


def invisible_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what `without_invisibles` drops begins and ends.

    >>> list(invisible_runs("ភ្នំ\u200bពេញ"))
    [(4, 5)]
    """
    return (found.span() for found in _INVISIBLE_RUN.finditer(text))


def storable(text: str) -> str:
    r"""Drop what no database or document can hold; every line end becomes a newline.

    >>> storable("a\x00\r\nb")
    'a\nb'
    """
    if not _UNSTORABLE.search(text):
        return text
    return _NEWLINE.sub("\n", _NEVER_TEXT.sub("", text))


def _plain(text: str) -> str:
    text = storable(text)
    text = text.replace("\u17a3", "\u17a2").replace("\u17a4", "\u17a2\u17b6")
    return text.replace("\u17d3", "\u17c6")


def _folded(text: str) -> str:
    # `str.translate` looks every letter up and takes several times as long.
    return _KEY_FOLDED.sub(lambda found: _KEY_FOLDS[found[0]], text)


def _kept_invisibles(found: re.Match[str]) -> str:
    run, start, end = found[0], *found.span()
    before = found.string[start - 1 : start]
    after = found.string[end : end + 1]
    if not (_is_khmer(before) or _is_khmer(after)):
        return _ZWSP_RUN.sub(ZWSP, run)
    if _continues_syllable(before, after):
        return _ZWNJ if before in _SHIFTERS and _ZWNJ in run else ""
    return ZWSP if ZWSP in run else ""


def _is_khmer(character: str) -> bool:
    return "\u1780" <= character <= "\u17ff"


def _continues_syllable(before: str, after: str) -> bool:
    if before == COENG:
        return "\u1780" <= after <= "\u17d3"
    is_letter = "\u1780" <= before <= "\u17d3" or before == "\u17dd"
    return is_letter and ("\u17b6" <= after <= "\u17d3" or after == "\u17dd")


def _reordered(text: str, syllable: "_Repair") -> str:
    text = _one_coeng(text)
    if syllable.are_in_order(_SYLLABLE.findall(text)):
        return text
    return _SYLLABLE.sub(syllable, text)


def _one_coeng(text: str) -> str:
    return _COENG_RUN.sub(COENG, text) if COENG * 2 in text else text


def _ordered(cluster: str, *, folds: bool) -> str:
    base, rest = cluster[0], cluster[1:]
    # Subscript RO is drawn before its base, wherever it was typed.
    subscripts = sorted(_SUBSCRIPT.findall(rest), key=lambda each: each[1] == _RO)
    typed = _SUBSCRIPT.sub("", rest)
    marks = _recomposed(set(typed), is_e_doubled=typed.count(_E) > 1)
    if folds:
        marks = _shifted(marks, {base, *(each[1] for each in subscripts)})
    in_order = sorted(marks, key=_PLACE.__getitem__)
    if _ZWNJ in marks and not _needs_joiner_break(in_order):
        in_order.remove(_ZWNJ)
    robat = _ROBAT if _ROBAT in marks else ""
    return base + robat + "".join(subscripts) + "".join(in_order[len(robat) :])


def _recomposed(marks: set[str], *, is_e_doubled: bool) -> set[str]:
    if is_e_doubled:
        marks = marks - {_E} | {_AE}
    if {_E, _AA} <= marks:
        marks = marks - {_E, _AA} | {_OO}
    if {_E, _II} <= marks:
        marks = marks - {_E, _II} | {_OE}
    if {_OE, _AA} <= marks:
        marks = marks - {_OE, _AA} | {_OO, _II}
    return marks


def _shifted(marks: set[str], letters: set[str]) -> set[str]:
    # A shifter under a vowel that is drawn above the letter looks like the vowel U.
    if _U not in marks:
        return marks
    if marks.isdisjoint(_RAISES_SHIFTER) and not {_AA, _NIKAHIT} <= marks:
        return marks
    is_triisap = _BA not in letters and not letters.isdisjoint(_TAKES_TRIISAP)
    return marks - {_U} | {_TRIISAP if is_triisap else _MUUSIKATOAN}


def _needs_joiner_break(in_order: list[str]) -> bool:
    # ZWNJ after a shifter keeps it above the letter; anywhere else it does nothing.
    at = in_order.index(_ZWNJ)
    following = in_order[at + 1 :]
    is_above = following[:1] == [_AA] and _NIKAHIT in following
    is_above = is_above or bool(_ABOVE.intersection(following[:1]))
    return is_above and not _SHIFTERS.isdisjoint(in_order[:at])


class _Repair:
    """A replacement for one syllable that remembers the short ones."""

    def __init__(self, *, folds: bool) -> None:
        self._folds = folds
        self._repaired: dict[str, str] = {}
        self._in_order: set[str] = set()

    def are_in_order(self, clusters: Collection[str]) -> bool:
        """Say whether each of some syllables is known to stay as it is."""
        return self._in_order.issuperset(clusters)

    def __call__(self, found: re.Match[str]) -> str:
        cluster = found[0]
        repaired = self._repaired.get(cluster)
        if repaired is None:
            repaired = _ordered(cluster, folds=self._folds)
            if len(cluster) <= _CACHED_LENGTH:
                self._remember(cluster, repaired)
        return repaired

    def _remember(self, cluster: str, repaired: str) -> None:
        # A language has some thousands of them; who invents more begins anew.
        if len(self._repaired) >= _MOST_REMEMBERED:
            self._repaired.clear()
            self._in_order.clear()
        self._repaired[cluster] = repaired
        if repaired == cluster:
            self._in_order.add(cluster)


_stored_syllable = _Repair(folds=False)
_compared_syllable = _Repair(folds=True)


def _composed(text: str) -> str:
    # Never across Khmer: NFC moves a coeng before an atthacan and breaks the syllable.
    if unicodedata.is_normalized("NFC", text):
        return text
    return _FOREIGN.sub(_composed_run, text)


def _composed_run(found: re.Match[str]) -> str:
    run = found[0]
    if len(run) > _MANY_MARKS:
        # unicodedata sorts marks in quadratic time, but sorted marks in linear time.
        grouped = groupby(run, lambda each: unicodedata.combining(each) > 0)
        run = "".join(
            "".join(sorted(group, key=unicodedata.combining) if are_marks else group)
            for are_marks, group in grouped
        )
    return unicodedata.normalize("NFC", run)


def _caseless(text: str) -> str:
    text = _composed(text)
    folded = _composed(text.casefold())
    while folded != text:
        text, folded = folded, _composed(folded.casefold())
    return folded
