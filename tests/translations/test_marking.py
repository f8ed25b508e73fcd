"""How far a unit is, what becomes stale, and what readers find meanwhile."""

import pytest

from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import (
    APPROVED,
    ENGLISH,
    KHMER,
    NEEDS_WORK,
    TRANSLATED,
    UNTRANSLATED,
    a_source,
    a_translation,
    changed,
    edited,
    finished,
    released,
    say,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.translating import (
    SourceMoved,
    UnitRefused,
    drop,
    still_right,
    take_up,
)
from translations.models import Anchor, Unit

pytestmark = pytest.mark.django_db


class TestMark:
    def test_remembers_who_translated_and_from_what(self):
        translator = make.an_account(("Translator", "en"))
        unit = translate(unit_of(sent(a_source()), "a"), "The river.", by=translator)
        assert (unit.anchored_by, unit.anchored_as) == (translator, Anchor.TRANSLATED)
        assert (unit.anchored_at, unit.made_from) == (make.NOW, unit.source_now)

    def test_brings_a_stale_unit_up_to_date(self):
        source = a_source()
        version = a_translation(source)
        changed(source, a="ទឹកទន្លេស្រក។")
        unit = say(unit_of(version, "a"), TRANSLATED)
        assert (unit.anchored_as, unit.made_from) == (Anchor.UPDATED, unit.source_now)
        assert not Unit.objects.stale().exists()

    def test_never_says_so_of_a_source_that_nobody_looked_at(self):
        source = a_source()
        version = a_translation(source)
        seen = unit_of(version, "a").source_now
        changed(source, a="ទឹកទន្លេស្រក។")
        with pytest.raises(SourceMoved, match="Look at the change first"):
            say(unit_of(version, "a"), TRANSLATED, seen=seen)
        assert Unit.objects.stale().count() == 1

    def test_is_approved_by_somebody_else(self):
        editor = make.an_account(("Editor", "en"))
        unit = translate(unit_of(sent(a_source()), "a"), "The river.", by=editor)
        with pytest.raises(UnitRefused, match="Somebody else"):
            say(unit, APPROVED, by=editor)
        other = make.an_account(("Editor", "en"))
        assert say(unit, APPROVED, by=other).state == APPROVED

    def test_is_approved_by_an_editor(self):
        unit = translate(unit_of(sent(a_source()), "a"), "The river.")
        with pytest.raises(PermissionRefused):
            say(unit, APPROVED, by=make.an_account(("Translator", "en")))

    def test_approves_nothing_stale(self):
        source = a_source()
        version = a_translation(source)
        changed(source, a="ទឹកទន្លេស្រក។")
        with pytest.raises(UnitRefused, match="still right"):
            say(unit_of(version, "a"), APPROVED)

    @pytest.mark.parametrize("state", [TRANSLATED, NEEDS_WORK, APPROVED])
    def test_wants_a_text(self, state):
        with pytest.raises(UnitRefused, match="no translation yet"):
            say(unit_of(sent(a_source()), "a"), state)


class TestStillRight:
    def test_answers_for_a_published_translation_at_once(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ទឹកទន្លេស្រក។")
        by = make.an_account(("Translator", "en"))
        unit = unit_of(version, "a")
        still_right(unit=unit, seen=unit.source_now, by=by, at=make.NOW)
        unit.refresh_from_db()
        assert (unit.anchored_as, unit.anchored_by) == (Anchor.STILL_RIGHT, by)
        assert not Unit.objects.behind().exists()
        assert texts(version) == list(ENGLISH.values())

    def test_moves_the_link_once_all_of_it_is_answered(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ទឹកទន្លេស្រក។", b="អ្នកភូមិបានត្រឡប់មកវិញ។")
        source.refresh_from_db()
        for name, moved in (("a", False), ("b", True)):
            unit = unit_of(version, name)
            still_right(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
            (link,) = version.sources.all()
            assert (link.source_revision == source.released_revision) is moved

    def test_keeps_a_paragraph_whose_source_went(self):
        source = a_source()
        version = finished(a_translation(source))
        without = {name: text for name, text in KHMER.items() if name != "b"}
        released(edited(source, without))
        unit = unit_of(version, "b")
        still_right(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        unit.refresh_from_db()
        assert (unit.source_version, unit.source_ids) == (None, [])
        assert texts(version) == list(ENGLISH.values())
        assert not Unit.objects.behind().exists()

    def test_is_no_answer_to_what_was_not_looked_at(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ទឹកទន្លេស្រក។")
        unit = unit_of(version, "a")
        changed(source, a="ទឹកទន្លេនៅដដែល។")
        with pytest.raises(SourceMoved):
            still_right(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)

    def test_is_not_said_by_who_may_not_write_there(self):
        version = finished(a_translation(a_source()))
        unit = unit_of(version, "a")
        with pytest.raises(PermissionRefused):
            still_right(
                unit=unit,
                seen=unit.source_now,
                by=make.an_account(("Editor", "km")),
                at=make.NOW,
            )


class TestDrop:
    def test_leaves_a_paragraph_out_on_purpose(self):
        version = a_translation(a_source(), texts={"a": "The river."})
        unit = unit_of(version, "b")
        dropped = drop(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        assert (dropped.is_dropped, dropped.state) == (True, TRANSLATED)
        back = take_up(unit=dropped, by=make.a_chief(), at=make.NOW)
        assert (back.is_dropped, back.state, back.made_from) == (
            False,
            UNTRANSLATED,
            "",
        )

    def test_throws_no_words_away(self):
        version = a_translation(a_source())
        unit = unit_of(version, "a")
        with pytest.raises(UnitRefused, match="Empty it first"):
            drop(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)

    def test_is_taken_up_by_writing(self):
        version = sent(a_source())
        unit = unit_of(version, "a")
        drop(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        written = translate(unit, "The river.")
        assert (written.is_dropped, written.state) == (False, TRANSLATED)

    def test_takes_up_only_what_was_left_out(self):
        with pytest.raises(UnitRefused):
            take_up(unit=unit_of(sent(a_source()), "a"), by=make.a_chief(), at=make.NOW)


class TestReadersText:
    def test_is_behind_until_the_update_is_released(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ទឹកទន្លេស្រក។")
        assert Unit.objects.behind().count() == 1
        translate(unit_of(version, "a"), "The river fell.")
        assert not Unit.objects.stale().exists()
        assert Unit.objects.behind().count() == 1
        finished(version)
        assert not Unit.objects.behind().exists()

    def test_is_not_behind_by_a_minor_change(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, is_minor=True, a="ទឹកទន្លេបានឡើងខ្ពស់ណាស់នៅថ្ងៃនេះ។")
        unit = unit_of(version, "a")
        assert unit.is_minor
        assert not Unit.objects.behind().exists()
        translate(unit, "The river rose high today.")
        assert not Unit.objects.behind().exists()

    def test_is_behind_while_a_paragraph_that_went_is_still_read(self):
        source = a_source()
        version = finished(a_translation(source))
        released(edited(source, {n: t for n, t in KHMER.items() if n != "b"}))
        translate(unit_of(version, "b"), state=None)
        assert (Unit.objects.stale().count(), Unit.objects.behind().count()) == (0, 1)
        finished(version)
        assert not Unit.objects.behind().exists()
        assert not Unit.objects.filter(version=version, source_ids=["b"]).exists()

    def test_is_not_behind_when_a_paragraph_is_only_rewritten(self):
        version = finished(a_translation(a_source()))
        translate(unit_of(version, "a"), state=None)
        assert not Unit.objects.behind().exists()

    def test_hears_still_right_only_of_the_text_that_readers_have(self):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ទឹកទន្លេស្រក។")
        translate(unit_of(version, "a"), "The river fell.", state=None)
        unit = unit_of(version, "a")
        still_right(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        assert (Unit.objects.stale().count(), Unit.objects.behind().count()) == (0, 1)
