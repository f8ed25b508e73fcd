import pytest

from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    finished,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.aligning import align_anew
from translations.actions.arranging import (
    confirm,
    merge,
    move,
    relink,
    split,
    translate_heads,
)
from translations.actions.translating import UnitRefused, drop, mark, write_head
from translations.models import Unit, UnitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return a_source()


@pytest.fixture
def version(source):
    return a_translation(source)


def joined(version, one, two):
    return merge(
        unit=unit_of(version, *one),
        other=unit_of(version, *two),
        by=make.a_chief(),
        at=make.NOW,
    )


def parted(unit, sources, targets):
    return split(
        unit=unit, sources=sources, targets=targets, by=make.a_chief(), at=make.NOW
    )


class TestMerge:
    def test_tells_two_paragraphs_as_one(self, version):
        unit = joined(version, "b", "c")
        assert unit.source_ids == ["b", "c"]
        assert len(unit.target_ids) == 2
        assert Unit.objects.filter(version=version).count() == 3
        assert unit.made_from == unit.source_now
        assert texts(version) == list(ENGLISH.values())

    def test_keeps_the_order_of_the_source(self, version):
        assert joined(version, "c", "b").source_ids == ["b", "c"]

    def test_takes_in_what_is_not_translated_yet(self, source):
        version = a_translation(source, texts={"a": "The river.", "c": "It rained."})
        unit = joined(version, "a", "b")
        assert (unit.source_ids, unit.state) == (["a", "b"], UnitState.TRANSLATED)
        # Whoever joins them says that the one paragraph says both.
        assert unit.made_from == unit.source_now

    def test_stays_stale_if_one_was(self, source, version):
        changed(source, b="អ្នកភូមិត្រឡប់មកវិញ។")
        unit = joined(version, "b", "c")
        assert Unit.objects.stale().filter(pk=unit.pk).exists()
        assert [each["text"] for each in unit.made_from_blocks] == [
            KHMER["b"],
            KHMER["c"],
        ]

    def test_becomes_fresh_when_the_source_is_as_it_was(self, source, version):
        changed(source, b="អ្នកភូមិត្រឡប់មកវិញ។")
        joined(version, "b", "c")
        changed(source)
        assert not Unit.objects.stale().exists()

    def test_takes_added_context_in(self, source, version):
        added = parted(translate(unit_of(version, "a"), "River.", "Context."), 1, 1)[1]
        assert (added.source_version, added.source_ids) == (None, [])
        unit = merge(
            unit=added, other=unit_of(version, "b"), by=make.a_chief(), at=make.NOW
        )
        assert unit.source_ids == ["b"]
        assert len(unit.target_ids) == 2

    def test_is_refused_with_itself(self, version):
        with pytest.raises(UnitRefused):
            joined(version, "a", "a")

    def test_is_for_who_may_write_there(self, version):
        with pytest.raises(PermissionRefused):
            merge(
                unit=unit_of(version, "a"),
                other=unit_of(version, "b"),
                by=make.an_account(("Reporter", "km")),
                at=make.NOW,
            )


class TestSplit:
    def test_undoes_a_merge(self, version):
        before = {
            tuple(u.source_ids): (tuple(u.target_ids), u.made_from, u.state)
            for u in Unit.objects.filter(version=version)
        }
        parted(joined(version, "b", "c"), 1, 1)
        assert before == {
            tuple(u.source_ids): (tuple(u.target_ids), u.made_from, u.state)
            for u in Unit.objects.filter(version=version)
        }

    def test_gives_each_part_what_it_was_made_from(self, source, version):
        changed(source, b="អ្នកភូមិត្រឡប់មកវិញ។")
        one, two = parted(joined(version, "b", "c"), 1, 1)
        stale = set(Unit.objects.stale().values_list("pk", flat=True))
        assert (one.pk in stale, two.pk in stale) == (True, False)

    def test_leaves_a_part_without_text_untranslated(self, source):
        version = a_translation(source, texts={"a": "The river.", "b": "Villagers."})
        one, two = parted(joined(version, "a", "b"), 1, 2)
        assert (one.source_ids, len(one.target_ids)) == (["a"], 2)
        assert (two.source_ids, two.state) == (["b"], UnitState.UNTRANSLATED)
        assert two.made_from == ""

    def test_refuses_an_empty_part(self, version):
        with pytest.raises(UnitRefused, match="empty"):
            parted(unit_of(version, "a"), 1, 1)
        assert unit_of(version, "a").target_ids


class TestRelink:
    def test_takes_paragraphs_from_where_they_were(self, source, version):
        target = unit_of(version, "b").target_ids
        relink(
            version=version,
            source=source,
            source_ids=["c", "b"],
            target_ids=target,
            by=make.a_chief(),
            at=make.NOW,
        )
        unit = unit_of(version, "b", "c")
        assert unit.target_ids == target
        # What stood beside c is a paragraph of the translation alone.
        assert Unit.objects.get(version=version, source_ids=[]).target_ids
        assert texts(version) == list(ENGLISH.values())

    def test_makes_added_context(self, version):
        target = unit_of(version, "b").target_ids
        unit = relink(
            version=version,
            source=None,
            source_ids=[],
            target_ids=target,
            by=make.a_chief(),
            at=make.NOW,
        )
        assert (unit.source_version, unit.state) == (None, UnitState.TRANSLATED)
        assert unit_of(version, "b").state == UnitState.UNTRANSLATED

    @pytest.mark.parametrize(
        ("source_ids", "target_ids"), [(["z"], []), ([], ["z"]), ([], [])]
    )
    def test_knows_what_is_there(self, source, version, source_ids, target_ids):
        with pytest.raises(UnitRefused):
            relink(
                version=version,
                source=source,
                source_ids=source_ids,
                target_ids=target_ids,
                by=make.a_chief(),
                at=make.NOW,
            )


class TestMove:
    def test_tells_a_paragraph_elsewhere(self, version):
        by, at = make.a_chief(), make.NOW
        move(unit=unit_of(version, "a"), after=unit_of(version, "c"), by=by, at=at)
        assert texts(version) == [ENGLISH[name] for name in "bcad"]
        move(unit=unit_of(version, "d"), after=None, by=by, at=at)
        assert texts(version) == [ENGLISH[name] for name in "dbca"]

    def test_stays_behind_the_headline(self, version):
        finished(version)
        move(unit=unit_of(version, "c"), after=None, by=make.a_chief(), at=make.NOW)
        assert texts(version)[0] == ENGLISH["c"]

    def test_wants_a_text(self, source):
        version = a_translation(source, texts={"a": "The river."})
        with pytest.raises(UnitRefused):
            move(
                unit=unit_of(version, "b"),
                after=unit_of(version, "a"),
                by=make.a_chief(),
                at=make.NOW,
            )
        with pytest.raises(UnitRefused):
            move(
                unit=unit_of(version, "a"),
                after=unit_of(version, "b"),
                by=make.a_chief(),
                at=make.NOW,
            )


class TestConfirm:
    def test_makes_a_suggestion_a_persons_own(self, source, version):
        by = make.an_account(("Translator", "en"))
        align_anew(version=version, source=source, by=by, at=make.NOW)
        waiting = Unit.objects.filter(version=version, confidence__isnull=False)
        number = waiting.count()
        assert number
        assert confirm(version=version, by=by, at=make.NOW) == number
        assert not waiting.exists()
        assert set(
            Unit.objects.filter(version=version)
            .exclude(state=UnitState.UNTRANSLATED)
            .values_list("anchored_by", flat=True)
        ) == {by.pk}

    def test_takes_one_at_a_time(self, source, version):
        by = make.a_chief()
        units = align_anew(version=version, source=source, by=by, at=make.NOW)
        assert confirm(version=version, by=by, at=make.NOW, units=units[:1]) == 1
        left = Unit.objects.filter(version=version, confidence__isnull=False)
        assert left.count() == len(units) - 1


class TestTranslateHeads:
    def test_watches_the_headline_from_now_on(self, source):
        version = sent(source)
        by = make.a_chief()
        write_head(
            version=version,
            name="headline",
            html="A river",
            base=(),
            by=by,
            at=make.NOW,
        )
        translate_heads(version=version, is_wanted=True, by=by, at=make.NOW)
        unit = unit_of(version, "headline")
        assert (unit.target_ids, unit.state) == (["headline"], UnitState.TRANSLATED)
        translate(unit, "The river")
        translate_heads(version=version, is_wanted=False, by=by, at=make.NOW)
        assert not Unit.objects.filter(source_ids=["headline"]).exists()

    def test_is_translated_like_any_other(self, source):
        version = sent(source)
        by = make.a_chief()
        translate_heads(version=version, is_wanted=True, by=by, at=make.NOW)
        unit = translate(unit_of(version, "headline"), "The river has risen")
        assert unit.target_ids == ["headline"]

    def test_stays_for_itself(self, source):
        version = a_translation(source)
        by = make.a_chief()
        translate_heads(version=version, is_wanted=True, by=by, at=make.NOW)
        with pytest.raises(UnitRefused, match="for themselves"):
            joined(version, ["headline"], ["a"])


def test_a_dropped_unit_survives_being_joined(source):
    version = a_translation(source, texts={"a": "The river.", "d": "School."})
    by = make.a_chief()
    for name in ("b", "c"):
        unit = unit_of(version, name)
        drop(unit=unit, seen=unit.source_now, by=by, at=make.NOW)
    unit = joined(version, "b", "c")
    assert (unit.is_dropped, unit.state) == (True, UnitState.TRANSLATED)
    unit = joined(version, "a", ["b", "c"])
    assert (unit.is_dropped, unit.source_ids) == (False, ["a", "b", "c"])
    assert (
        mark(
            unit=unit,
            state=UnitState.TRANSLATED,
            seen=unit.source_now,
            by=by,
            at=make.NOW,
        ).made_from
        == unit.source_now
    )
