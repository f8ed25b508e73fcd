"""Offers what the glossary calls the things that a paragraph names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.text.blocks import block_text
from newsroom.admin.deeds import acting
from newsroom.pair.offers.beside import Beside
from translations.glossary import terms_in
from translations.models import TermKind
from translations.terms.concepts import Concept, Standing
from translations.terms.finding import Found, folded_of

FIRST: Final = _("first time in the story")
LATER: Final = _("named before")
CHANGE: Final = "translations.change_term"


@dataclass(frozen=True)
class Piece:
    """A part of the source.

    Attributes:
        text: As it stands there.
        is_term: The glossary knows it.
    """

    text: str
    is_term: bool


@dataclass(frozen=True)
class Wanted:
    """A wording that can be put in.

    Attributes:
        text: In the language of the translation.
        why: What it is for; empty where it needs no words.
    """

    text: str
    why: Promise | str = ""


@dataclass(frozen=True)
class ShownTerm:
    """What the glossary says of one thing.

    Attributes:
        said: As the source says it.
        kind: In words.
        wanted: The best first; empty where the language has no name for it yet.
        unwanted: What it must not be called.
        note: For whoever translates; empty for nothing.
        shared_with: Others of the story who are called the same the second time.
        url: Of the entry; empty for who may not change it.
    """

    said: str
    kind: str
    wanted: tuple[Wanted, ...]
    unwanted: tuple[str, ...]
    note: str
    shared_with: tuple[str, ...] = ()
    url: str = ""


class TermsOffer:
    """Terms of the paragraph: marked where they stand, and ready to be put in."""

    def draw(self, beside: Beside) -> SafeString:
        """Show the source with its terms marked, then each of them."""
        story = _Story(beside)
        if not story.here:
            return SafeString("")
        shown = {
            "pieces": list(_pieces(beside.source_text, story.here)),
            "terms": list(story.terms()),
            "beside": beside,
        }
        return render_to_string("pair/offers/_terms.html", shown, beside.request)


class _Story:
    """What the sources of a story name, and what one of its rows does."""

    def __init__(self, beside: Beside) -> None:
        self._source, self._target = beside.languages.source, beside.languages.target
        self._may_change = acting(beside.request).has_perm(CHANGE)
        rows = [row for row in beside.pair.rows if row.source_version]
        texts = ["\n".join(map(block_text, row.source)) for row in rows]
        at = next(at for at, row in enumerate(rows) if row.key == beside.row.key)
        found = terms_in(texts, self._source)
        self.text, self.here = texts[at], found[at]
        self._before = {it.code for it in _concepts(found[:at])}
        self._people = {it.code: it for it in _concepts(found) if it.is_person}

    def terms(self) -> Iterator[ShownTerm]:
        """Yield each thing that the row names, once."""
        known = set()
        for found in self.here:
            for meaning in found.meanings:
                if meaning.concept.code not in known:
                    known.add(meaning.concept.code)
                    yield self._shown(meaning.concept, self.text[_span(found)])

    def _shown(self, concept: Concept, said: str) -> ShownTerm:
        shared = self._sharing(concept)
        wanted = self._wanted(concept, is_shared=bool(shared))
        page = reverse("admin:translations_term_change", args=[concept.pk])
        return ShownTerm(
            said=said,
            kind=str(TermKind(concept.kind).label),
            wanted=tuple(dict.fromkeys(it for it in wanted if it.text)),
            unwanted=concept.forbidden(self._target),
            note=concept.note(self._target) or concept.note(self._source),
            shared_with=shared,
            url=page if self._may_change else "",
        )

    def _wanted(self, concept: Concept, *, is_shared: bool) -> Iterator[Wanted]:
        """Yield what fits here: the first reference, or the second one."""
        name = concept.preferred(self._target)
        if concept.is_person:
            first = Wanted(concept.first_reference(self._target), FIRST)
            second = Wanted(concept.second_reference(self._target), LATER)
            later = Wanted(name) if is_shared else second
            is_later = concept.code in self._before
            yield from (later, first) if is_later else (first, later)
        else:
            yield Wanted(name)
        admitted = (Standing.ADMITTED,)
        for text in concept.texts(self._target, standings=admitted):
            yield Wanted(text)

    def _sharing(self, concept: Concept) -> tuple[str, ...]:
        """List the others of the story who are called the same from then on."""
        called = folded_of(concept.second_reference(self._target)).text
        if not (concept.is_person and called):
            return ()
        return tuple(
            other.preferred(self._target)
            for other in self._people.values()
            if other.code != concept.code
            and folded_of(other.second_reference(self._target)).text == called
        )


def _concepts(found: Iterable[Sequence[Found]]) -> Iterator[Concept]:
    for several in found:
        for each in several:
            for meaning in each.meanings:
                yield meaning.concept


def _pieces(text: str, found: Iterable[Found]) -> Iterator[Piece]:
    """Cut a text at the borders of its terms; nothing is lost."""
    reached = 0
    for each in found:
        if each.start > reached:
            yield Piece(text[reached : each.start], is_term=False)
        yield Piece(text[_span(each)], is_term=True)
        reached = each.end
    if reached < len(text):
        yield Piece(text[reached:], is_term=False)


def _span(found: Found) -> slice:
    return slice(found.start, found.end)
