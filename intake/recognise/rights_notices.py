"""The rights notice under a story: whose it is and which acts it names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.text.khmer import canonical, key
from intake.recognise.lines import Found, Line, plain
from rights.terms import Act

FIVE_ACTS: Final = frozenset(Act) - {Act.TRANSLATE}
"""The acts that the house notice names."""

_MANY_ACTS: Final = 3
_NEAR_THE_END: Final = 12
_LONGEST_NAME: Final = 300
_ELECTRONIC: Final = "អេឡិ[ចក]ត្រូនិ[ចក]"
_AGAIN: Final = "(?:ជា|សារជា|ឡើង|បន្ត|ជាបន្ត)"
_ACTS: Final = tuple(
    (act, re.compile(pattern))
    for act, pattern in (
        (Act.PRINT, r"\bin print\b|\bprint(?:ed|ing)?\b|បោះពុម្ព"),
        (Act.ELECTRONIC, rf"\belectronic|{_ELECTRONIC}"),
        # "To print" and "to publish" end in the same word in Khmer.
        (
            Act.BROADCAST,
            r"\bbroadcast|(?<!បោះពុម្ព)(?<!ចុះ)(?<!ផ្សព្វ)ផ្សាយ",
        ),
        (Act.REWRITING, rf"\bre-?writ(?:e|ing|ten)|សរសេរ{_AGAIN}"),
        (Act.REDISTRIBUTION, rf"\bre-?distribut|ចែកចាយ{_AGAIN}"),
    )
)
_PERMISSION: Final = re.compile(
    r"\bpermission\b|\bconsent\b|\bauthori[sz]ation\b|\brights reserved\b"
    r"|អនុញ្ញាត|រក្សា ?សិទ្ធ"
)
_OPENING: Final = re.compile(
    r"^(?:©|\(c\)|copyright\b|all rights reserved|no part of\b"
    r"|(?:this|the) (?:article|story|content|material|work)s? (?:may|must|can) ?not"
    r"|រក្សា ?សិទ្ធ|ហាម)"
    r"|^[^.។]{1,80}[.។] ?"
    r"(?:no part of\b|all rights reserved|គ្មានផ្នែក|ហាម|រក្សា ?សិទ្ធ)"
)
_CONTINUES: Final = re.compile(
    r"not responsible|no liability|infring|legal action|prosecut|under .{1,40} laws?\b"
    r"|មិនទទួលខុសត្រូវ|ផ្លូវច្បាប់|ច្បាប់កម្ពុជា"
)
_QUOTED: Final = tuple("“\"«‘'")
_BEFORE_HOLDER: Final = re.compile(
    r"^(?:(?:©|\([cC]\)|[Cc]opyright|រក្សា ?សិទ្ធិ?(?:គ្រប់យ៉ាង)?|ដោយ|by|\d{4}|[-–—,: ])\s*)+"
)
_FROM_HOLDER: Final = re.compile(
    r"(?:permission|consent|authori[sz]ation)(?: in writing)? (?:of|from|by) "
    r"|អក្សរពី ?|អនុញ្ញាតពី ?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class RightsNotice(Found):
    """A notice as it was found.

    Attributes:
        acts: which of the five acts it names.
        places: of its paragraphs among the lines searched, from 0.
    """

    acts: frozenset[Act]
    places: tuple[int, ...]

    @property
    def names_all_acts(self) -> bool:
        """Whether it reserves as much as the house notice does."""
        return self.acts >= FIVE_ACTS

    def is_of(self, names: Iterable[str]) -> bool:
        """Tell whether it speaks for an outlet.

        The name must stand where a notice names the holder: at its beginning, in
        brackets of its first sentence, or as the one to ask for permission. An outlet
        that is only mentioned holds nothing.

        Args:
            names: of the outlet, in any language.

        >>> line = Line(number=1, text="© 2026 Mekong. All rights reserved.", html="")
        >>> found = rights_notice([line])
        >>> found.is_of(["Mekong"]), found.is_of(["Tonle"]) if found else None
        (True, False)
        """
        places = list(_holder_places(self.words))
        return any(
            re.match(rf"{re.escape(name)}(?!\w)", place, re.IGNORECASE)
            for name in (plain(each) for each in names)
            if name
            for place in places
        )


def rights_notice(lines: Sequence[Line]) -> RightsNotice | None:
    """Find the notice among the last lines of a story.

    Args:
        lines: of the whole story, without what was recognised before.

    Returns:
        All its paragraphs together; None where there is none.
    """
    seen = [_seen(line) for line in lines]
    places: list[int] = []
    for at in range(max(0, len(lines) - _NEAR_THE_END), len(lines)):
        follows = at - 1 in places and _CONTINUES.search(seen[at])
        if follows or _is_notice(seen[at]):
            places.append(at)
    if not places:
        return None
    return RightsNotice(
        words="\n".join(lines[at].text for at in places),
        line=lines[places[0]].number,
        places=tuple(places),
        acts=frozenset(act for at in places for act in _acts(seen[at])),
    )


def _seen(line: Line) -> str:
    return key(line.text)


def _is_notice(text: str) -> bool:
    if text.startswith(_QUOTED) or not _PERMISSION.search(text):
        return False
    return bool(_OPENING.search(text)) or len(set(_acts(text))) >= _MANY_ACTS


def _acts(text: str) -> Iterator[Act]:
    return (act for act, pattern in _ACTS if pattern.search(text))


def _holder_places(words: str) -> Iterator[str]:
    for paragraph in words.split("\n"):
        text = plain(canonical(paragraph))
        rest = _BEFORE_HOLDER.sub("", text)
        yield rest
        first = re.split(r"[.។](?:\s|$)", text, maxsplit=1)[0]
        yield from (inner[1] for inner in re.finditer(r"\(([^()]+)\)", first))
        yield from (
            text[each.end() : each.end() + _LONGEST_NAME]
            for each in _FROM_HOLDER.finditer(text)
        )
