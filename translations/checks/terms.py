"""Terms of the glossary: said as it wants them, never as it forbids."""

from collections.abc import Iterator
from typing import Final

from translations.checks.mentions import mentions
from translations.checks.pairs import Finding, SegmentPair, Severity

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
        by_source = {each.source: each for each in pair.names}
        said = mentions(pair.source_key, by_source)
        for term in dict.fromkeys(by_source[it.name] for it in said):
            told = {
                it.name
                for it in mentions(pair.target_key, (*term.targets, *term.forbidden))
            }
            wrong = [word for word in term.forbidden if word in told]
            for word in wrong:
                values = {"forbidden": word, "term": term.targets[0]}
                yield Finding(self.code, Severity.ERROR, FORBIDDEN, values)
            if not term.is_person and not wrong and told.isdisjoint(term.targets):
                values = {"term": term.targets[0], "source": term.source}
                yield Finding(self.code, Severity.WARNING, OTHERWISE, values)
