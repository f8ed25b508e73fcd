"""What is empty is filled with what was translated before, and with nothing else."""

import pytest

from articles.actions.writing import WritingRefused, working_copy
from articles.text.blocks import block_text, body_blocks
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations import pairs
from translations.actions.borrowing import take_in
from translations.actions.filling import Filled, fill_from_memory
from translations.actions.remembering import remember_when_due
from translations.actions.translating import drop
from translations.drafts import is_unedited
from translations.memory.pairs import Languages, Pair
from translations.models import Draft, UnitState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]


@pytest.fixture
def published(db):
    version = pairs.finished(pairs.a_translation(pairs.a_source()))
    remember_when_due(at=make.NOW)
    return version


@pytest.fixture
def version(published):
    return pairs.sent(pairs.a_source({**pairs.KHMER, "d": "អ្វីថ្មីទាំងស្រុងនៅថ្ងៃនេះ។"}))


def fill(version, by=None):
    return fill_from_memory(version=version, by=by or make.a_chief(), at=make.NOW)


class TestFillFromMemory:
    def test_fills_what_was_translated_before_in_its_place(self, version):
        assert fill(version) == Filled(empty=4, filled=3)
        texts = [block_text(block) for block in body_blocks(working_copy(version))]
        assert texts == [pairs.ENGLISH[name] for name in "abc"]

    def test_leaves_it_to_a_person_to_say_that_it_fits(self, version):
        fill(version)
        unit = pairs.unit_of(version, "a")
        assert unit.state == UnitState.NEEDS_WORK
        assert unit.drafted_as == Draft.MEMORY
        assert is_unedited(unit.drafted_key, pairs.base_of(unit))
        assert pairs.unit_of(version, "d").state == UnitState.UNTRANSLATED

    def test_is_no_draft_any_more_once_it_is_edited(self, version):
        fill(version)
        unit = pairs.translate(pairs.unit_of(version, "a"), "Another sentence.")
        assert not is_unedited(unit.drafted_key, pairs.base_of(unit))

    def test_never_touches_what_somebody_wrote(self, version):
        pairs.translate(pairs.unit_of(version, "a"), "Mine.", state=None)
        assert fill(version) == Filled(empty=3, filled=2)
        assert "Mine." in pairs.texts(version)
        assert pairs.ENGLISH["a"] not in pairs.texts(version)

    def test_leaves_out_what_is_left_out(self, version):
        unit = pairs.unit_of(version, "a")
        drop(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        assert fill(version).filled == 2

    def test_does_nothing_the_second_time(self, version):
        fill(version)
        assert fill(version) == Filled(empty=1, filled=0)

    def test_empties_as_any_other_text(self, version):
        fill(version)
        unit = pairs.translate(pairs.unit_of(version, "a"), state=None)
        assert unit.state == UnitState.UNTRANSLATED
        assert fill(version) == Filled(empty=2, filled=1)

    def test_takes_the_translation_that_stood_between_the_same_neighbours(
        self, published
    ):
        again = {"x": pairs.KHMER["d"], "b": pairs.KHMER["b"]}
        other = {"x": pairs.ENGLISH["d"], "b": "People went up the hill."}
        pairs.finished(pairs.a_translation(pairs.a_source(again), "en", other))
        remember_when_due(at=make.NOW)
        version = pairs.sent(pairs.a_source())
        fill(version)
        assert pairs.ENGLISH["b"] in pairs.texts(version)
        version = pairs.sent(pairs.a_source(again))
        fill(version)
        assert other["b"] in pairs.texts(version)

    def test_uses_texts_from_outside_where_there_is_nothing_of_our_own(self):
        take_in(
            name="old.tmx",
            pairs=[Pair(source=pairs.KHMER["a"], target="Rock & <b>roll</b>.")],
            languages=Languages("km", "en"),
            by=make.a_chief(),
            at=make.NOW,
        )
        version = pairs.sent(pairs.a_source())
        assert fill(version) == Filled(empty=4, filled=1)
        assert pairs.texts(version)[-1] == "Rock & <b>roll</b>."

    def test_is_for_who_may_write_it(self, version):
        with pytest.raises(PermissionRefused):
            fill(version, by=make.an_account(("Translator", "km")))

    def test_is_refused_for_what_was_taken_down(self, published):
        make.taken_down(published.article)
        with pytest.raises(WritingRefused):
            fill(published)
