"""Offers what the newsroom translated before that is like a paragraph."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.text.dates import written_number
from articles.text.diff import Change, Op, word_diff
from articles.text.khmer import canonical, key
from articles.text.sentences import sentences
from newsroom.admin.hiding import day_in_words
from newsroom.pair.offers.beside import Beside
from translations.matches import Match, MatchKind, matches_for
from translations.memory.scores import EXACT

MOST_SENTENCES: Final = 12
"""Sentences of a paragraph that are looked for one by one."""

KINDS: Final[dict[MatchKind, Promise]] = {
    MatchKind.CONTEXT: _("the same, at the same place"),
    MatchKind.EXACT: _("the same"),
    MatchKind.FUZZY: _("similar"),
}


@dataclass(frozen=True)
class ShownMatch:
    """A match as the panel shows it.

    Attributes:
        match: What was found.
        score: In the digits of the interface language.
        kind: In words.
        changes: Its source against the one of the row, word by word; empty where both
            say the same.
        day: When readers had it first, in words.
    """

    match: Match
    score: str
    kind: Promise
    changes: tuple[Change, ...]
    day: str


class MatchesOffer:
    """Translations of the same and of similar paragraphs and sentences."""

    def draw(self, beside: Beside) -> SafeString:
        """Show what was found for the whole, then for single sentences."""
        written = key(beside.target_text)
        found = matches_for(beside.source_text, beside.languages, around=beside.around)
        parts: list[Match] = []
        if not any(match.score == EXACT for match in found):
            parts = list(_of_sentences(beside))
        # A sentence says more of its sentence than of the whole paragraph.
        told = {match.entry for match in parts}
        whole = [match for match in _unlike(found, written) if match.entry not in told]
        if not whole and not parts:
            return SafeString("")
        language = beside.languages.source
        shown = {
            "whole": [_shown(each, beside.source_text, language) for each in whole],
            "sentences": [_shown(each, each.source_text, language) for each in parts],
            "beside": beside,
        }
        return render_to_string("pair/offers/_matches.html", shown, beside.request)


def _of_sentences(beside: Beside) -> Iterator[Match]:
    """Yield the best match of each sentence of a paragraph that has several."""
    spoken = beside.languages.source
    several = sentences(canonical(beside.source_text), spoken)[:MOST_SENTENCES]
    if len(several) < 2:  # noqa: PLR2004 - the sentence is the paragraph
        return
    known: set[int] = set()
    for sentence in several:
        for match in matches_for(sentence, beside.languages, limit=1):
            if match.entry not in known:
                known.add(match.entry)
                yield match


def _unlike(found: Sequence[Match], written: str) -> list[Match]:
    """Leave out what the row says already."""
    return [match for match in found if key(match.target_text) != written]


def _shown(match: Match, source: str, language: str) -> ShownMatch:
    changes = word_diff(match.source_text, source, language)
    differs = any(change.op is not Op.SAME for change in changes)
    return ShownMatch(
        match,
        written_number(match.score, get_language() or "en"),
        KINDS[match.kind],
        changes if differs else (),
        day_in_words(match.date),
    )
