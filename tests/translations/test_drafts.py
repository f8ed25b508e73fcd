import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.actions import writing
from articles.text.blocks import Block, BlockKind
from tests import factories as make
from tests.translations.pairs import (
    a_source,
    a_translation,
    base_of,
    translate,
    unit_of,
)
from translations.actions.aligning import align_anew
from translations.actions.arranging import merge, move, relink, split
from translations.actions.translating import write_unit
from translations.drafts import (
    NO_DRAFT,
    NOT_DRAFTED,
    Drafted,
    carried_draft,
    draft_key,
    is_unedited,
)
from translations.models import Draft, Unit
from translations.readings import linked, put_in

WORDS = ("River", "Hill", "Rain", "School")


def a_text(*texts: str) -> tuple[Block, ...]:
    return tuple(
        Block(id=f"b{at}", kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")
        for at, text in enumerate(texts)
    )


def put(blocks, kind="machine") -> Drafted:
    return Drafted(tuple(block.id for block in blocks), kind, draft_key(blocks))


class TestIsUnedited:
    def test_is_what_was_put_in_whatever_no_reader_sees(self):
        put_there = a_text("ទឹក\u200bឡើង ៣")
        assert is_unedited(draft_key(put_there), a_text("ទឹកឡើង 3"))

    def test_is_not_what_somebody_changed_by_one_word(self):
        assert not is_unedited(draft_key(a_text("The river")), a_text("The rivers"))

    def test_is_again_what_was_changed_back(self):
        key = draft_key(a_text("The river"))
        assert is_unedited(key, a_text("The river"))

    def test_is_never_what_a_person_wrote(self):
        assert not is_unedited(NO_DRAFT, ())
        assert not is_unedited(NO_DRAFT, a_text("The river"))


class TestCarriedDraft:
    @given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6), st.data())
    def test_leaves_parts_of_what_nobody_edited_unedited(self, words, data):
        text = a_text(*words)
        at = data.draw(st.integers(1, len(text) - 1))
        for part in (text[:at], text[at:]):
            carried = carried_draft([b.id for b in part], [put(text)], text)
            assert is_unedited(carried.key, part)
            assert carried.kind == "machine"

    @given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6))
    def test_joins_what_nobody_edited_to_something_unedited(self, words):
        text = a_text(*words)
        former = [put([block]) for block in text]
        carried = carried_draft([b.id for b in text], former, text)
        assert is_unedited(carried.key, text)

    def test_takes_words_of_a_person_for_an_edit(self):
        text = a_text("River", "Hill")
        person = Drafted(("b1",))
        carried = carried_draft(["b0", "b1"], [put(text[:1]), person], text)
        assert carried.kind == "machine"
        assert not is_unedited(carried.key, text)

    def test_knows_whose_part_was_edited_when_they_are_parted(self):
        text = a_text("River", "Hill")
        former = Drafted(("b0", "b1"), "machine", draft_key(text[:1]))
        one, two = (carried_draft([b.id], [former], text) for b in text)
        assert is_unedited(one.key, text[:1])
        assert not is_unedited(two.key, text[1:])

    def test_owes_readers_the_machine_where_both_are_joined(self):
        text = a_text("River", "Hill")
        former = [put(text[:1], "memory"), put(text[1:], "machine")]
        assert carried_draft(["b0", "b1"], former, text).kind == "machine"

    def test_knows_no_draft_of_what_others_had(self):
        text = a_text("River", "Hill")
        carried = carried_draft(["b1"], [put(text[:1])], text)
        assert (carried.kind, carried.key) == (NO_DRAFT, NO_DRAFT)
        assert not carried_draft([], [put(text)], text).kind
        assert Drafted() == NOT_DRAFTED


@pytest.fixture
def version():
    return a_translation(a_source())


def machine(version, name, *texts):
    """Take the text of a unit for a draft of the machine that nobody edited."""
    unit = translate(unit_of(version, name), *texts)
    put_in(unit, Draft.MACHINE, base_of(unit))
    unit.save()
    return unit


def is_left_alone(unit):
    unit.refresh_from_db()
    return is_unedited(linked(unit).draft.key, base_of(unit))


def kinds(version):
    units = Unit.objects.filter(version=version)
    return sorted(units.exclude(drafted_as="").values_list("drafted_as", flat=True))


@pytest.mark.django_db
class TestUnits:
    def test_are_edited_as_soon_as_their_text_is(self, version):
        unit = machine(version, "a", "The river.")
        assert is_left_alone(unit)
        translate(unit, "The river rose.")
        assert not is_left_alone(unit)
        assert kinds(version) == ["machine"]
        translate(unit, "The river.")
        assert is_left_alone(unit)

    def test_forget_the_draft_when_they_are_emptied(self, version):
        unit = machine(version, "a", "The river.")
        write_unit(
            unit=unit,
            html="",
            base=base_of(unit),
            seen=unit.source_now,
            by=make.a_chief(),
            at=make.NOW,
        )
        assert kinds(version) == []

    def test_stay_unedited_in_both_parts(self, version):
        unit = machine(version, "a", "The river.", "It rose.")
        parts = split(unit=unit, sources=1, targets=1, by=make.a_chief(), at=make.NOW)
        assert [is_left_alone(part) for part in parts] == [True, True]

    def test_stay_unedited_when_joined_and_parted_again(self, version):
        one, two = machine(version, "b", "Villagers."), machine(version, "c", "Rain.")
        joined = merge(unit=one, other=two, by=make.a_chief(), at=make.NOW)
        assert is_left_alone(joined)
        parts = split(unit=joined, sources=1, targets=1, by=make.a_chief(), at=make.NOW)
        assert [is_left_alone(part) for part in parts] == [True, True]

    def test_are_edited_when_joined_with_what_a_person_wrote(self, version):
        one = machine(version, "b", "Villagers.")
        joined = merge(
            unit=one, other=unit_of(version, "c"), by=make.a_chief(), at=make.NOW
        )
        assert not is_left_alone(joined)
        assert kinds(version) == ["machine"]

    def test_stay_unedited_where_they_are_told_at_another_place(self, version):
        unit = machine(version, "a", "The river.", "It rose.")
        last = unit_of(version, "d")
        move(unit=unit, after=last, by=make.a_chief(), at=make.NOW)
        assert is_left_alone(unit)

    def test_keep_it_when_paragraphs_are_linked_by_hand(self, version):
        unit = machine(version, "a", "The river.", "It rose.")
        anew = relink(
            version=version,
            source=unit.source_version,
            source_ids=["a"],
            target_ids=unit.target_ids[:1],
            by=make.a_chief(),
            at=make.NOW,
        )
        assert is_left_alone(anew)
        rest = Unit.objects.get(version=version, target_ids=unit.target_ids[1:])
        assert is_left_alone(rest)

    def test_keep_it_when_all_links_are_looked_for_again(self, version):
        unit = machine(version, "a", "The river rose today.")
        align_anew(
            version=version,
            source=unit.source_version,
            by=make.a_chief(),
            at=make.NOW,
        )
        again = Unit.objects.get(version=version, target_ids__overlap=unit.target_ids)
        assert again.pk != unit.pk
        assert again.drafted_as == Draft.MACHINE
        assert writing.working_copy(version)
