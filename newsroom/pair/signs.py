"""How a row of a pair stands, in words; the style sheet has shapes and colours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from translations.drafts import is_unedited
from translations.freshness import Freshness
from translations.units import Row

Words = str | Promise


@dataclass(frozen=True)
class Sign:
    """How something stands: never by its colour alone.

    Attributes:
        code: For the shape and the colour, which are in the style sheet.
        word: In the interface language.
    """

    code: str
    word: Words


SIGNS: Mapping[str, Sign] = {
    "untranslated": Sign("untranslated", gettext_lazy("untranslated")),
    "translated": Sign("translated", gettext_lazy("translated")),
    "needs_work": Sign("needs-work", gettext_lazy("needs work")),
    "approved": Sign("approved", gettext_lazy("approved")),
}
LEFT_OUT = Sign("left-out", gettext_lazy("left out on purpose"))
LOOSE = Sign("error", gettext_lazy("belongs nowhere yet"))
UNLINKED = Sign("untranslated", gettext_lazy("not begun"))
OWN = Sign("own", gettext_lazy("written for this language"))
ALONE = Sign("alone", gettext_lazy("only in the translation"))
SUGGESTED = Sign("suggested", gettext_lazy("suggested link"))
DRAFT_SIGNS: Mapping[str, Sign] = {
    "machine": Sign("machine", gettext_lazy("machine draft")),
    "memory": Sign("memory", gettext_lazy("from past translations")),
}
EDITED_SIGNS: Mapping[str, Sign] = {
    "machine": Sign("edited", gettext_lazy("machine draft, edited")),
}
STALE_SIGNS: Mapping[Freshness, Sign] = {
    Freshness.CHANGED: Sign("changed", gettext_lazy("the source changed")),
    Freshness.ADDED: Sign("changed", gettext_lazy("new in the source")),
    Freshness.REMOVED: Sign("changed", gettext_lazy("gone from the source")),
    Freshness.MINOR: Sign("minor", gettext_lazy("minor change in the source")),
}


def signs_of(row: Row) -> Iterator[Sign]:
    """Yield how a row stands, what is most urgent first."""
    unit = row.unit
    if unit is None:
        yield OWN if row.is_head else (LOOSE if row.target else UNLINKED)
        return
    if row.freshness in STALE_SIGNS:
        yield STALE_SIGNS[row.freshness]
    yield LEFT_OUT if unit.is_dropped else SIGNS[unit.state]
    if not unit.source_ids:
        yield ALONE
    if unit.confidence is not None:
        yield SUGGESTED
    signs = DRAFT_SIGNS if is_unedited(unit.draft.key, row.target) else EDITED_SIGNS
    if unit.draft.kind in signs:
        yield signs[unit.draft.kind]
