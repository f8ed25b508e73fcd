"""How a translation can stand before its source changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from articles.actions import reviewing
from articles.models import Notification, Version
from people.models import Account
from tests import factories as make
from tests.translations.pairs import (
    BACK,
    ENGLISH,
    a_source,
    changed,
    finished,
    sent,
    translate,
    unit_of,
)
from translations.actions import arranging, translating
from translations.models import Unit, UnitState


@dataclass
class Case:
    """A pair of texts, and who translated it."""

    source: Version
    version: Version
    by: Account


def a_case(state: str) -> Case:
    """Translate a story so that it stands in a state."""
    by = make.an_account(("Translator", "en"))
    source = a_source()
    case = Case(source, sent(source, by=by), by)
    STATES[state](case)
    return case


def all_of_it(case: Case, **texts: str) -> None:
    for name, text in {**ENGLISH, **texts}.items():
        unit = Unit.objects.filter(version=case.version, source_ids=[name]).first()
        if unit is not None:
            translate(unit, text, by=case.by)


def some_of_it(case: Case) -> None:
    for name in "ac":
        translate(unit_of(case.version, name), ENGLISH[name], by=case.by)


def begun(case: Case) -> None:
    all_of_it(case)
    unit = unit_of(case.version, "b")
    translating.mark(
        unit=unit,
        state=UnitState.NEEDS_WORK,
        seen=unit.source_now,
        by=case.by,
        at=make.NOW,
    )


def approved(case: Case) -> None:
    all_of_it(case)
    editor = make.an_account(("Editor", "en"))
    for unit in Unit.objects.filter(version=case.version):
        translating.mark(
            unit=unit,
            state=UnitState.APPROVED,
            seen=unit.source_now,
            by=editor,
            at=make.NOW,
        )


def out(case: Case) -> None:
    all_of_it(case)
    finished(case.version)


def left_out(case: Case) -> None:
    for name in "acd":
        translate(unit_of(case.version, name), ENGLISH[name], by=case.by)
    unit = unit_of(case.version, "b")
    translating.drop(unit=unit, seen=unit.source_now, by=case.by, at=make.NOW)
    finished(case.version)


def with_context(case: Case) -> None:
    all_of_it(case)
    unit = translate(unit_of(case.version, "b"), ENGLISH["b"], "Context.", by=case.by)
    arranging.split(unit=unit, sources=1, targets=1, by=case.by, at=make.NOW)
    finished(case.version)


def joined(case: Case) -> None:
    arranging.merge(
        unit=unit_of(case.version, "b"),
        other=unit_of(case.version, "c"),
        by=case.by,
        at=make.NOW,
    )
    for name in "ad":
        translate(unit_of(case.version, name), ENGLISH[name], by=case.by)
    translate(unit_of(case.version, "b", "c"), "Rain sent them uphill.", by=case.by)
    finished(case.version)


def told_as_two(case: Case) -> None:
    all_of_it(case)
    translate(unit_of(case.version, "b"), "Villagers moved.", "Uphill.", by=case.by)
    finished(case.version)


def two_as_two(case: Case) -> None:
    joined(case)
    translate(unit_of(case.version, "b", "c"), "Rain fell.", "They moved.", by=case.by)
    finished(case.version)


def told_last(case: Case) -> None:
    all_of_it(case)
    arranging.move(
        unit=unit_of(case.version, "b"),
        after=unit_of(case.version, "d"),
        by=case.by,
        at=make.NOW,
    )
    finished(case.version)


def with_headline(case: Case) -> None:
    arranging.translate_heads(
        version=case.version, is_wanted=True, by=case.by, at=make.NOW
    )
    all_of_it(case, headline="The river has risen")
    finished(case.version)


def answered(case: Case) -> None:
    out(case)
    changed(case.source, b=BACK)
    unit = unit_of(case.version, "b")
    translating.still_right(unit=unit, seen=unit.source_now, by=case.by, at=make.NOW)
    Notification.objects.all().delete()


def updated(case: Case) -> None:
    out(case)
    changed(case.source, b=BACK)
    translate(unit_of(case.version, "b"), "Villagers came home.", by=case.by)
    Notification.objects.all().delete()


def updated_and_out(case: Case) -> None:
    updated(case)
    finished(case.version)


def scheduled(case: Case) -> None:
    all_of_it(case)
    finished(case.version)
    Version.objects.filter(pk=case.version.pk).update(
        published_at=timezone.now() + timedelta(days=1)
    )


def unconfirmed(case: Case) -> None:
    out(case)
    Unit.objects.filter(version=case.version).update(confidence=0.5)


def withdrawn(case: Case) -> None:
    all_of_it(case)
    reviewing.spike(version=case.version, reason="x", by=make.a_chief(), at=make.NOW)


STATES: dict[str, Callable[[Case], None]] = {
    "untranslated": lambda _case: None,
    "half done": some_of_it,
    "needs work": begun,
    "translated": all_of_it,
    "approved": approved,
    "public": out,
    "left out": left_out,
    "with context": with_context,
    "two as one": joined,
    "one as two": told_as_two,
    "two as two": two_as_two,
    "told last": told_last,
    "with headline": with_headline,
    "answered": answered,
    "updated": updated,
    "updated, out": updated_and_out,
    "scheduled": scheduled,
    "unconfirmed": unconfirmed,
    "withdrawn": withdrawn,
}
