"""Say everything that is wrong with an entry of the glossary, or tidy it."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext as _

from articles.languages import LanguageTagError, canonical_tag
from articles.text.finding import findable
from articles.text.khmer import canonical
from translations.terms.concepts import (
    BETWEEN,
    LONGEST_NOTE,
    LONGEST_TEXT,
    Concept,
    Form,
    Kind,
    Note,
    Saying,
    Standing,
)
from translations.terms.files import FIRST_LANGUAGES, PARTS
from translations.terms.finding import folded_of


class TermRefused(Exception):  # noqa: N818 - refusals are not errors
    """An entry cannot be kept so; every reason stands on its own line."""


def tidy(concept: Concept) -> Concept:
    """Return an entry as it is stored.

    Raises:
        TermRefused: Something is wrong with it; lists everything.
    """
    refused = list(dict.fromkeys(_objections(concept)))
    if refused:
        raise TermRefused("\n".join(refused))
    sayings = (
        Saying(canonical_tag(it.language), _one_line(it.text), it.form, it.standing)
        for it in concept.sayings
    )
    notes = (
        Note(canonical_tag(it.language), canonical(it.text).strip())
        for it in concept.notes
    )
    return Concept(
        code=concept.code,
        kind=concept.kind,
        sayings=_in_order(sayings),
        notes=tuple(it for it in notes if it.text),
    )


def _in_order(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """Put wordings by language and part, Khmer and English first; each once."""
    once = list(dict.fromkeys(sayings))
    languages = list(dict.fromkeys([*FIRST_LANGUAGES, *(it.language for it in once)]))
    parts = list(PARTS.values())
    once.sort(
        key=lambda it: (
            languages.index(it.language),
            parts.index((it.form, it.standing)),
        )
    )
    return tuple(once)


def _objections(concept: Concept) -> Iterator[str]:
    """Yield everything that is wrong with an entry."""
    for tag in concept.languages:
        try:
            canonical_tag(tag)
        except LanguageTagError:
            yield _("“%(tag)s” is no language tag such as km or en.") % {"tag": tag}
    for saying in concept.sayings:
        yield from _objections_to(saying, concept)
    for note in concept.notes:
        if len(note.text) > LONGEST_NOTE:
            yield _("A note has at most %(most)s characters. Make it shorter.") % {
                "most": LONGEST_NOTE
            }
    names = [it for it in concept.sayings if it.form is Form.NAME]
    preferred = [it for it in names if it.standing is Standing.PREFERRED]
    if not preferred:
        yield _("Give a preferred name in at least one language.")
    yield from _clashes(names)


def _objections_to(saying: Saying, concept: Concept) -> Iterator[str]:
    if not findable(saying.text):
        yield _("A name has at least one letter.")
    elif len(_one_line(saying.text)) > LONGEST_TEXT:
        yield _("“%(text)s…” is too long: a name has at most %(most)s characters.") % {
            "text": saying.text[:40],
            "most": LONGEST_TEXT,
        }
    if BETWEEN in saying.text:
        yield _("A name holds no “%(sign)s”: it stands between names in files.") % {
            "sign": BETWEEN
        }
    if saying.form is not Form.NAME and concept.kind is not Kind.PERSON:
        yield _("Only a person has a title and a first and second reference.")


def _clashes(names: Collection[Saying]) -> Iterator[str]:
    """Yield where two names of one language contradict each other."""
    unwanted: dict[tuple[str, str], bool] = {}
    preferred: dict[str, str] = {}
    for each in names:
        there = (each.language.lower(), folded_of(each.text).text)
        is_unwanted = each.standing is Standing.FORBIDDEN
        if unwanted.setdefault(there, is_unwanted) is not is_unwanted:
            yield _("“%(text)s” cannot be both wanted and not wanted.") % {
                "text": each.text
            }
        if each.standing is Standing.PREFERRED:
            first = preferred.setdefault(there[0], each.text)
            if folded_of(first).text != there[1]:
                yield _(
                    "Only one name is preferred in a language: %(one)s or %(other)s."
                ) % {
                    "one": first,
                    "other": each.text,
                }


def _one_line(text: str) -> str:
    return " ".join(canonical(text).split())
