"""A story at rest forgets what its translators saw, and what was never released."""

from datetime import timedelta

import pytest

from articles.actions.sitting import IDLE, end_idle_sittings
from articles.models import Status, Version
from newsroom import retention
from tests import factories as make
from tests.translations.pairs import (
    BACK,
    FELL,
    GONE,
    KHMER,
    NEW,
    a_source,
    a_translation,
    changed,
    edited,
    finished,
    released,
    translate,
    unit_of,
)
from translations.actions import arranging
from translations.lookup import readers_are_behind
from translations.models import Unit, UnitState
from translations.readings import linked
from translations.verifying import differences

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = make.NOW + 31 * DAY


def at_rest(version: Version) -> None:
    """Let the set days go by, with nobody at the texts any more."""
    end_idle_sittings(at=make.NOW + IDLE)
    retention.erase_whole_story(article=version.article, at=LATER)
    assert list(differences()) == []


def saw(unit: Unit, *texts: str) -> None:
    """Remember of a unit that its translator saw other words of the source."""
    unit.made_from = "7" * 64
    unit.shown_from = unit.made_from
    unit.made_from_blocks = [
        {"id": block_id, "text": text}
        for block_id, text in zip(unit.source_ids, texts, strict=True)
    ]
    unit.save()


@pytest.fixture
def source():
    return a_source()


@pytest.fixture
def version(source):
    return finished(a_translation(source))


class TestEraseSeenSources:
    def test_keeps_what_readers_ever_had(self, source, version):
        changed(source, b=BACK)
        at_rest(version)
        unit = unit_of(version, "b")
        assert [each["text"] for each in unit.made_from_blocks] == [KHMER["b"]]
        assert linked(unit).freshness.value == "changed"

    def test_forgets_what_no_kept_text_has(self, source, version):
        unit = unit_of(version, "b")
        saw(unit, "A draft that nobody published.")
        erased = retention.erase_whole_story(article=version.article, at=LATER)
        assert erased["seen_sources"] == 1
        unit.refresh_from_db()
        assert (unit.made_from_blocks, unit.made_from) == ([], "7" * 64)
        assert linked(unit).freshness.value == "changed"
        assert readers_are_behind(version)
        assert [each.what for each in differences()] == []

    def test_leaves_alone_who_is_at_work(self, source, version):
        unit = unit_of(version, "b")
        saw(unit, "A draft that nobody published.")
        Version.objects.filter(pk=version.pk).update(released_at=LATER)
        erased = retention.erase_whole_story(article=version.article, at=LATER)
        assert "seen_sources" not in erased
        unit.refresh_from_db()
        assert unit.made_from_blocks

    def test_leaves_what_was_stale_so_when_it_is_joined_or_parted(
        self, source, version
    ):
        one, by = unit_of(version, "b"), make.a_chief()
        translate(unit_of(version, "a"), "The river rose.", "Today.", by=by)
        Unit.objects.filter(pk=one.pk).update(made_from="7" * 64, made_from_blocks=[])
        joined = arranging.merge(
            unit=unit_of(version, "a"), other=one, by=by, at=make.NOW
        )
        assert linked(joined).is_stale
        Unit.objects.filter(pk=joined.pk).update(
            made_from="7" * 64, made_from_blocks=[]
        )
        parts = arranging.split(unit=joined, sources=1, targets=1, by=by, at=make.NOW)
        assert [linked(part).is_stale for part in parts] == [True, True]


class TestThrowAway:
    def test_takes_an_update_back_that_was_never_released(self, source, version):
        changed(source, b=BACK)
        translate(unit_of(version, "b"), "They came home.", "All of them.")
        assert not Unit.objects.stale().exists()
        at_rest(version)
        (unit,) = Unit.objects.stale()
        assert [each["text"] for each in unit.made_from_blocks] == [KHMER["b"]]
        assert len(unit.target_ids) == 1
        assert readers_are_behind(version)
        translate(unit, "They came home.")
        finished(version)
        assert not readers_are_behind(version)

    def test_lets_a_new_paragraph_wait_again(self, source, version):
        released(edited(source, {"n": NEW, **KHMER}))
        translate(unit_of(version, "n"), "A boat came.")
        at_rest(version)
        unit = unit_of(version, "n")
        assert (unit.state, unit.target_ids) == (UnitState.UNTRANSLATED, [])
        assert linked(unit).freshness.value == "added"
        assert readers_are_behind(version)

    def test_takes_up_what_was_left_out_since(self, source, version):
        changed(source, b=BACK)
        by = make.a_chief()
        unit = translate(unit_of(version, "b"), by=by, state=None)
        assert unit.target_ids == []
        at_rest(version)
        unit.refresh_from_db()
        assert unit.state == UnitState.UNTRANSLATED
        assert readers_are_behind(version)

    def test_leaves_nothing_of_a_dropped_translation(self, source):
        version = a_translation(source)
        changed(source, a=FELL)
        Version.objects.filter(pk=version.pk).update(
            status=Status.WITHDRAWN, withdrawn_at=make.NOW
        )
        at_rest(version)
        assert {
            (unit.state, len(unit.target_ids))
            for unit in Unit.objects.filter(version=version)
        } == {(UnitState.UNTRANSLATED, 0)}

    def test_changes_nothing_where_all_of_it_is_out(self, source, version):
        changed(source, c=GONE)
        before = list(Unit.objects.order_by("pk").values())
        at_rest(version)
        assert list(Unit.objects.order_by("pk").values()) == before
