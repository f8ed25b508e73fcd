"""What becomes of a translation when its source changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.actions import linking, publishing, switching, writing
from articles.models import (
    Notification,
    NotificationKind,
    Origin,
    Version,
)
from articles.text.blocks import Block
from tests import factories as make
from tests.translations.cases import CASES
from tests.translations.pairs import (
    BACK,
    FELL,
    KHMER,
    NEW,
    a_source,
    a_translation,
    body,
    changed,
    edited,
    finished,
    released,
    sent,
    translate,
    unit_of,
)
from tests.translations.states import STATES, Case, a_case, left_out
from translations.actions import arranging, translating
from translations.actions.following import follow_release
from translations.lookup import is_behind, standing_of
from translations.models import Unit
from translations.readings import linked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]


def read_as_behind(version: Version) -> bool:
    """Say whether readers find the translation, and the sentence on it."""
    return Version.objects.public().filter(is_behind(), pk=version.pk).exists()


def not_fresh(version: Version) -> str:
    units = [linked(u) for u in Unit.objects.filter(version=version).order_by("pk")]
    return ", ".join(
        sorted(
            f"{''.join(unit.source_ids)} {unit.freshness.value}"
            for unit in units
            if unit.freshness.value != "fresh"
        )
    )


class TestEveryCase:
    @pytest.mark.parametrize(
        ("state", "edit", "stale", "counted", "readers", "translator"),
        [(case[0], *case[2:]) for case in CASES],
        ids=[f"{case[0]}: {case[1]}" for case in CASES],
    )
    def test_ends_as_the_table_says(
        self, state, edit, stale, counted, readers, translator
    ):
        case = a_case(state)
        edit(case)
        standing = standing_of([case.version.pk])
        is_told = Notification.objects.filter(
            account=case.by, kind=NotificationKind.SOURCE_CHANGED
        ).exists()
        assert (
            not_fresh(case.version),
            standing[case.version.pk].stale if standing else 0,
            read_as_behind(case.version),
            is_told,
        ) == (stale, counted, readers, translator)

    def test_is_written_down(self):
        assert len(CASES) >= 40
        assert {case[0] for case in CASES} == set(STATES)
        assert len({case[:2] for case in CASES}) == len(CASES)


class TestSeveralSources:
    def test_are_followed_each_for_itself(self):
        source, other = a_source(), a_source({"x": NEW, "y": FELL})
        version = a_translation(source)
        by = make.a_chief()
        linking.link_source(version=version, source=other, by=by)
        (added, *_rest) = (
            arranging.relink(
                version=version,
                source=other,
                source_ids=[name],
                target_ids=unit_of(version, target).target_ids,
                by=by,
                at=make.NOW,
            )
            for name, target in (("x", "d"), ("y", "c"))
        )
        finished(version)
        changed(source, a=FELL)
        assert not_fresh(version) == "a changed"
        released(edited(other, {"x": BACK, "y": FELL}))
        assert not_fresh(version) == "a changed, x changed"
        assert Unit.objects.get(pk=added.pk).source_version == other


class TestWhatIsNotFollowed:
    def test_is_an_original_that_is_not_held(self):
        version = make.a_version(
            language="en", origin=Origin.TRANSLATION, article=make.a_story()
        )
        linking.link_original_not_held(
            version=version, outlet_name="Le Monde", language="fr", by=make.a_chief()
        )
        make.published(version)
        assert not Unit.objects.filter(version=version).exists()
        assert not read_as_behind(version)

    def test_is_what_was_reported_separately(self):
        source = a_source()
        other = make.published(
            make.a_version(
                article=source.article, language="en", origin=Origin.COUNTERPART
            )
        )
        changed(source, b=BACK)
        assert not Unit.objects.filter(version=other).exists()
        assert not read_as_behind(other)

    def test_is_a_source_that_readers_do_not_see(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, b=BACK)
        assert read_as_behind(version)
        Version.objects.filter(pk=source.pk).update(
            published_at=timezone.now() + timedelta(days=1)
        )
        assert not read_as_behind(version)


class TestAChain:
    @pytest.mark.parametrize("last", ["vi", "zh-Hans"])
    def test_tells_the_readers_at_its_end(self, last):
        source = a_source()
        english = finished(a_translation(source, "en"))
        third = finished(a_translation_of_english(english, last))
        changed(source, b=BACK)
        assert (not_fresh(english), not_fresh(third)) == ("b changed", "")
        assert read_as_behind(third)
        translate(unit_of(english, "b"), "Villagers came home.")
        assert read_as_behind(third)
        finished(english)
        # Now the translation in between says it, and the last one is to follow.
        (stale,) = Unit.objects.stale().filter(version=third)
        assert linked(stale).freshness.value == "changed"
        assert read_as_behind(third)
        translating.still_right(
            unit=stale, seen=stale.source_now, by=make.a_chief(), at=make.NOW
        )
        assert not read_as_behind(third)


def a_translation_of_english(english: Version, language: str) -> Version:
    version = sent(english, language)
    for unit in Unit.objects.filter(version=version).order_by("pk"):
        translate(unit, f"{language} {unit.source_ids[0]}")
    return version


class TestAnUnscheduledSource:
    def test_counts_as_what_was_linked(self):
        source = make.a_version(language="km", text=body(KHMER))
        version = a_translation(source)
        released(edited(source, {**KHMER, "b": BACK}))
        assert not_fresh(version) == "b changed"
        Version.objects.filter(pk=source.pk).update(
            published_at=timezone.now() + timedelta(days=1)
        )
        publishing.unschedule(version=source, by=make.a_chief(), at=make.NOW)
        assert not_fresh(version) == ""
        released_again = publishing.publish(
            version=source, by=make.a_chief(), at=make.NOW
        )
        assert released_again.released_revision_id
        assert not_fresh(version) == "b changed"


class TestASwitchOfTheOriginal:
    def test_turns_the_units_round(self):
        source = a_source()
        case = Case(source, sent(source), make.a_chief())
        left_out(case)
        by = make.a_chief()
        switching.switch_original(
            article=source.article, to_version=case.version, by=by, at=make.NOW
        )
        turned = Unit.objects.filter(version=source)
        assert sorted(unit.target_ids for unit in turned) == [
            ["a"],
            ["b"],
            ["c"],
            ["d"],
        ]
        assert not Unit.objects.filter(version=case.version).exists()
        only_there = turned.get(target_ids=["b"])
        assert (only_there.source_version, only_there.is_dropped) == (None, False)
        assert not_fresh(source) == ""
        case.version.refresh_from_db()
        translated = turned.get(target_ids=["a"])
        whole_text = [
            Block(id=block.id, kind=block.kind, html="<p>The river fell.</p>")
            if block.id in translated.source_ids
            else block
            for block in writing.working_copy(case.version)
        ]
        writing.write_working_copy(
            version=case.version, blocks=whole_text, by=by, at=make.NOW
        )
        writing.save_revision(version=case.version, by=by, at=make.NOW)
        released(case.version)
        assert Unit.objects.stale().get().pk == translated.pk


class TestQueries:
    def test_are_five_inside_the_release(self, django_assert_max_num_queries):
        source = a_source()
        finished(a_translation(source))
        edited(source, {"n": NEW, **KHMER, "b": BACK})
        make.approved(source)
        source.refresh_from_db()
        was_id = source.released_revision_id
        source.released_revision = source.current_revision
        source.save()
        by = make.a_chief()
        with django_assert_max_num_queries(5):
            follow_release(version=source, was_id=was_id, by=by, at=make.NOW)
        assert Unit.objects.stale().count() == 2

    def test_are_no_more_for_many_translations(self, django_assert_max_num_queries):
        source = a_source()
        for language in ("en", "vi", "zh-Hans", "fr"):
            a_translation(source, language)
        edited(source, {"n": NEW, **KHMER, "b": BACK})
        make.approved(source)
        source.refresh_from_db()
        was_id = source.released_revision_id
        source.released_revision = source.current_revision
        source.save()
        by = make.a_chief()
        with django_assert_max_num_queries(5):
            follow_release(version=source, was_id=was_id, by=by, at=make.NOW)
        assert Unit.objects.stale().count() == 8
        told = Notification.objects.filter(kind=NotificationKind.SOURCE_CHANGED)
        assert {(each.version.language, each.number) for each in told} == {
            (language, 2) for language in ("en", "vi", "zh-Hans", "fr")
        }
