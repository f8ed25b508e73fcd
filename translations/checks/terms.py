"""Terms of the glossary: said as it wants them, never as it forbids."""

from collections.abc import Iterator
from typing import Final

from translations.checks.mentions import mentions
from translations.checks.pairs import Finding, Name, SegmentPair, Severity

# Entries of the interface catalogue.
OTHERWISE: Final = "The glossary says “%(term)s” for %(source)s."
FORBIDDEN: Final = "The glossary does not want “%(forbidden)s”; it says “%(term)s”."


class TermsCheck:
    """Asks the glossary; people are watched by the check of names."""

    code = "terms"
    name = "Glossary"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield what is said in forbidden words, then what is said in unknown ones."""
        if not pair.is_whole:
            return
        for terms in _named(pair):
            wanted = [word for term in terms for word in term.targets]
            unwanted = {word: term for term in terms for word in term.forbidden}
            told = {it.name for it in mentions(pair.target_text, (*unwanted, *wanted))}
            wrong = [word for word in unwanted if word in told and word not in wanted]
            for word in wrong:
                values = {"forbidden": word, "term": unwanted[word].targets[0]}
                yield Finding(self.code, Severity.ERROR, FORBIDDEN, values)
            if not wrong and _is_owed(terms) and told.isdisjoint(wanted):
                values = {"term": terms[0].targets[0], "source": terms[0].source}
                yield Finding(self.code, Severity.WARNING, OTHERWISE, values)


def _named(pair: SegmentPair) -> Iterator[tuple[Name, ...]]:
    """Yield what the source names, each once; together what is called the same."""
    by_source: dict[str, dict[Name, None]] = {}
    for term in pair.names:
        for spelling in term.sources:
            by_source.setdefault(spelling, {})[term] = None
    said = mentions(pair.source_text, by_source)
    yield from dict.fromkeys(tuple(by_source[it.name]) for it in said)


def _is_owed(terms: tuple[Name, ...]) -> bool:
    """Say whether the translation has to say it, in whatever words."""
    return not any(term.is_person or term.is_optional for term in terms)
