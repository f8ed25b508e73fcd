"""A source goes out in the moment in which somebody is at its translation."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from articles.actions import correcting
from articles.actions.writing import open_to
from articles.models import CorrectionKind, Version
from tests import factories as make
from tests.translations.pairs import (
    BACK,
    KHMER,
    a_source,
    a_translation,
    edited,
    finished,
    released,
    unit_of,
)
from translations.actions.translating import mark
from translations.models import Unit, UnitState
from translations.verifying import differences

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("without_checks"),
]
PATIENCE = 30
A_MOMENT = 1.5


class Translator:
    """Somebody who has a translation open while something else happens."""

    def __init__(self, version: Version) -> None:
        self.version, self.by = version, make.a_chief()
        self.unit = unit_of(version, "a")
        self.has_begun, self.is_done = threading.Event(), threading.Event()

    def writes(self) -> Unit:
        """Lock the translation, let the others begin, then mark a unit."""
        try:
            with transaction.atomic():
                open_to(version=self.version, by=self.by)
                self.has_begun.set()
                self.is_done.wait(A_MOMENT)
                return mark(
                    unit=self.unit,
                    state=UnitState.NEEDS_WORK,
                    seen=self.unit.source_now,
                    by=self.by,
                    at=make.NOW,
                )
        finally:
            connections.close_all()

    def meets(self, act: Callable[[], object]) -> bool:
        """Do something meanwhile; say whether it was done before the writing ended."""

        def other() -> None:
            try:
                assert self.has_begun.wait(PATIENCE)
                act()
                self.is_done.set()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=2) as pool:
            writing, acting = pool.submit(self.writes), pool.submit(other)
            is_first = self.is_done.wait(A_MOMENT)
            assert writing.result(timeout=PATIENCE).state == UnitState.NEEDS_WORK
            acting.result(timeout=PATIENCE)
        return is_first


class TestARelease:
    def test_waits_for_nobody_at_a_translation(self):
        source = a_source()
        version = finished(a_translation(source))
        edited(source, {"n": "ទូកបានមកដល់។", **KHMER, "b": BACK})
        make.approved(source)
        assert Translator(version).meets(lambda: released(source))
        stale = Unit.objects.stale().filter(version=version)
        assert sorted(unit.source_ids for unit in stale) == [["b"], ["n"]]
        assert list(differences()) == []

    def test_of_both_in_a_correction_comes_after_who_was_first(self):
        source = a_source()
        version = finished(a_translation(source))
        make.approved(edited(source, {**KHMER, "b": BACK}))
        again(version)
        correction = make.proposed(source.article, CorrectionKind.CORRECTION)
        by = make.a_chief()
        Translator(version).meets(
            lambda: correcting.publish_correction(
                correction=correction, by=by, at=make.NOW
            )
        )
        (stale,) = Unit.objects.stale().filter(version=version)
        assert stale.source_ids == ["b"]
        for each in (source, version):
            each.refresh_from_db()
            assert each.released_revision_id == each.current_revision_id


def again(version: Version) -> None:
    """Write one more text of a published translation and have it approved."""
    make.write(version, make.blocks("Once more", ["The river rose."]))
    make.approved(version)
