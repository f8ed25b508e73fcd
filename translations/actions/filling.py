"""Fill what nobody has translated yet with what was translated before."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.html import escape

from articles.actions.writing import open_to, working_copy
from articles.models import Version
from articles.text.khmer import key
from people.models import Account
from translations.actions.translating import write_unit
from translations.lookup import rows_of, sources_held
from translations.matches import Around, Match, exact_for, matches_for
from translations.memory.pairs import Languages
from translations.memory.scores import EXACT
from translations.models import Draft, Unit, UnitState
from translations.readings import put_in
from translations.units import Row, source_text, source_texts_around


@dataclass(frozen=True)
class Filled:
    """What came of it.

    Attributes:
        empty: Paragraphs that nobody had translated.
        filled: Those that have a text now; each still needs a person's look.
    """

    empty: int
    filled: int


@transaction.atomic
def fill_from_memory(*, version: Version, by: Account, at: datetime) -> Filled:
    """Put translations of the very same text into the paragraphs that are empty.

    Nothing that somebody wrote is touched. What was put in is known as a draft until
    a person changes it, and needs work until a person says that it fits.

    Args:
        version: The translation.
        by: Must be allowed to write it in the state it is in.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write in its language, or in its state, or may
            not know of one of its sources.
        WritingRefused: Nobody may: it is approved or withdrawn.
    """
    stored = open_to(version=version, by=by)
    made_from = {
        source.pk: source.language
        for source in (link.source_version for link in sources_held(stored))
        if source is not None
    }
    rows = rows_of(stored, working_copy(stored))
    waiting = [row for row in rows if _is_empty(row)]
    filled = 0
    for source, language in made_from.items():
        mine = [row for row in waiting if row.source_version == source]
        languages = Languages(language, stored.language)
        known = exact_for([source_text(row) for row in mine], languages)
        for row in mine:
            found = known.get(key(source_text(row)), ())
            if found:
                _fill(row, _chosen(row, rows, found, languages), by, at)
                filled += 1
    return Filled(len(waiting), filled)


def _is_empty(row: Row) -> bool:
    unit = row.unit
    return (
        unit is not None
        and unit.state == UnitState.UNTRANSLATED
        and bool(row.source)
        and not row.target
    )


def _chosen(
    row: Row, rows: tuple[Row, ...], found: tuple[Match, ...], languages: Languages
) -> Match:
    """Choose among several translations that from between the same neighbours."""
    if len(found) > 1:
        before, after = source_texts_around(row, rows)
        in_place = matches_for(
            source_text(row),
            languages,
            around=Around(before, after),
            limit=1,
            threshold=EXACT,
        )
        return next(iter(in_place), found[0])
    return found[0]


def _fill(row: Row, match: Match, by: Account, at: datetime) -> None:
    lines = [escape(each) for each in match.target_text.splitlines() if each.strip()]
    html = " ".join(lines) if row.is_head else "".join(f"<p>{it}</p>" for it in lines)
    if row.unit is None:
        return
    unit = Unit.objects.select_related("version__article").get(pk=row.unit.pk)
    seen = unit.source_now
    written = write_unit(unit=unit, html=html, base=(), seen=seen, by=by, at=at)
    if written.unit is not None:
        put_in(written.unit, Draft.MEMORY, written.base)
        written.unit.save()
