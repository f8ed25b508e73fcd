"""A unit is written, by several at once too, and no word is lost."""

import pytest

from articles.actions.writing import (
    EditConflict,
    WritingRefused,
    working_copy,
    write_working_copy,
)
from articles.models import Status
from articles.text.blocks import Block, BlockKind
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
    base_of,
    changed,
    finished,
    say,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.arranging import split
from translations.actions.translating import UnitRefused, write_head, write_unit
from translations.models import Unit

pytestmark = pytest.mark.django_db


def write(unit, html, *, base=None, by=None, seen=None):
    return write_unit(
        unit=unit,
        html=html,
        base=base_of(unit) if base is None else base,
        seen=unit.source_now if seen is None else seen,
        by=by or make.a_chief(),
        at=make.NOW,
    )


class TestWriteUnit:
    def test_puts_paragraphs_where_the_source_has_them(self):
        version = sent(a_source())
        for name in ("c", "a", "d", "b"):
            translate(unit_of(version, name), ENGLISH[name])
        assert texts(version) == list(ENGLISH.values())

    def test_takes_several_paragraphs_for_one(self):
        version = sent(a_source())
        translate(unit_of(version, "b"), "Two.", "Three.")
        translate(unit_of(version, "a"), "One.")
        assert texts(version) == ["One.", "Two.", "Three."]
        assert len(unit_of(version, "b").target_ids) == 2

    def test_keeps_the_ids_of_paragraphs_that_are_rewritten(self):
        version = sent(a_source())
        unit = translate(unit_of(version, "a"), "One.", "Two.")
        before = unit.target_ids
        unit = translate(unit, "One!", "Two.", "Three.")
        assert unit.target_ids[:2] == before
        unit = translate(unit, "Two.")
        assert unit.target_ids == before[1:]
        assert texts(version) == ["Two."]

    def test_begins_work_that_is_not_done_yet(self):
        version = sent(a_source())
        written = write(unit_of(version, "a"), "<p>The river</p>").unit
        assert written.state == NEEDS_WORK
        assert written.made_from == written.source_now
        assert [each["text"] for each in written.made_from_blocks] == [KHMER["a"]]

    def test_is_as_if_nothing_had_been_once_it_is_emptied(self):
        version = sent(a_source())
        unit = translate(unit_of(version, "a"), "The river.")
        emptied = write(unit, "").unit
        assert (emptied.state, emptied.target_ids) == (UNTRANSLATED, [])
        assert (emptied.made_from, texts(version)) == ("", [])

    def test_takes_an_approval_back_with_the_words(self):
        version = sent(a_source())
        unit = translate(unit_of(version, "a"), "The river.")
        say(unit, APPROVED)
        assert write(unit, "<p>The river!</p>").unit.state == TRANSLATED

    def test_changes_nothing_where_the_same_is_sent_again(self):
        version = sent(a_source())
        unit = translate(unit_of(version, "a"), "The river.")
        say(unit, APPROVED)
        assert write(unit, "<p>The river.</p>").unit.state == APPROVED

    def test_does_not_make_a_stale_unit_fresh(self):
        source = a_source()
        version = a_translation(source)
        changed(source, a="ទឹកទន្លេស្រក។")
        unit = unit_of(version, "a")
        written = write(unit, "<p>The river fell.</p>").unit
        assert written.made_from != written.source_now
        assert Unit.objects.stale().filter(pk=written.pk).exists()

    def test_leaves_what_others_write_elsewhere(self):
        version = a_translation(a_source())
        a, b = unit_of(version, "a"), unit_of(version, "b")
        base_a, base_b = base_of(a), base_of(b)
        write(a, "<p>Mine.</p>", base=base_a)
        write(b, "<p>Theirs.</p>", base=base_b)
        assert texts(version)[:2] == ["Mine.", "Theirs."]

    def test_stops_two_who_write_the_same(self):
        version = a_translation(a_source())
        unit = unit_of(version, "a")
        base = base_of(unit)
        write(unit, "<p>Theirs.</p>", base=base)
        with pytest.raises(EditConflict) as refusal:
            write(unit, "<p>Mine.</p>", base=base)
        (conflict,) = refusal.value.conflicts
        assert [b.html for b in (conflict.base, conflict.theirs, conflict.mine)] == [
            f"<p>{ENGLISH['a']}</p>",
            "<p>Theirs.</p>",
            "<p>Mine.</p>",
        ]
        assert texts(version)[0] == "Theirs."

    def test_keeps_paragraphs_that_two_add_to_one_unit(self):
        version = a_translation(a_source())
        unit = unit_of(version, "a")
        base = base_of(unit)
        write(unit, f"<p>{ENGLISH['a']}</p><p>Theirs.</p>", base=base)
        written = write(unit, f"<p>{ENGLISH['a']}</p><p>Mine.</p>", base=base)
        assert written.others_wrote
        assert sorted(texts(version)[:3]) == sorted([ENGLISH["a"], "Theirs.", "Mine."])
        assert len(unit_of(version, "a").target_ids) == 3

    def test_stores_once_what_is_sent_twice(self):
        version = sent(a_source())
        unit = unit_of(version, "a")
        for _time in range(2):
            write(unit, "<p>The river.</p>", base=())
        assert texts(version) == ["The river."]
        assert len(unit_of(version, "a").target_ids) == 1

    def test_cleans_what_comes_from_the_clipboard(self):
        version = sent(a_source())
        write(
            unit_of(version, "a"),
            '<p onclick="x">A <b>bold</b> river<script>1</script></p>',
        )
        (block,) = base_of(unit_of(version, "a"))
        assert block.html == "<p>A <strong>bold</strong> river</p>"

    def test_is_for_who_may_write_the_version(self):
        version = sent(a_source())
        with pytest.raises(PermissionRefused):
            write(
                unit_of(version, "a"),
                "<p>x</p>",
                by=make.an_account(("Reporter", "km")),
            )

    def test_is_refused_once_the_version_is_approved(self):
        version = finished(a_translation(a_source()))
        version.status = Status.APPROVED
        version.save()
        with pytest.raises(WritingRefused, match="Reopen"):
            write(unit_of(version, "a"), "<p>x</p>")

    def test_says_that_a_unit_is_gone(self):
        version = sent(a_source())
        unit = unit_of(version, "a")
        Unit.objects.filter(pk=unit.pk).delete()
        with pytest.raises(UnitRefused, match="Open the page again"):
            write(unit, "<p>x</p>")


class TestWriteHead:
    def test_stands_before_the_body_in_its_order(self):
        version = a_translation(a_source())
        by = make.a_chief()
        for name in ("caption", "headline", "standfirst"):
            write_head(
                version=version, name=name, html=name, base=(), by=by, at=make.NOW
            )
        ids = [block.id for block in working_copy(version)]
        assert ids[:3] == ["headline", "standfirst", "caption"]

    def test_stops_two_who_write_the_same(self):
        version = sent(a_source())
        facts = {"version": version, "name": "headline", "by": make.a_chief()}
        write_head(html="Theirs", base=(), at=make.NOW, **facts)
        with pytest.raises(EditConflict):
            write_head(html="Mine", base=(), at=make.NOW, **facts)

    def test_goes_when_it_is_emptied(self):
        version = sent(a_source())
        facts = {"version": version, "name": "headline", "by": make.a_chief()}
        written = write_head(html="A river", base=(), at=make.NOW, **facts)
        write_head(html=" ", base=written.base, at=make.NOW, **facts)
        assert working_copy(version) == ()

    def test_knows_the_parts_of_a_text(self):
        with pytest.raises(UnitRefused):
            write_head(
                version=sent(a_source()),
                name="footer",
                html="x",
                base=(),
                by=make.a_chief(),
                at=make.NOW,
            )


def test_admin_edits_are_the_same_rows():
    version = a_translation(a_source())
    unit = unit_of(version, "b")
    whole = [
        Block(id=block.id, kind=BlockKind(block.kind), html=block.html)
        for block in working_copy(version)
        if block.id not in unit.target_ids
    ]
    write_working_copy(version=version, blocks=whole, by=make.a_chief(), at=make.NOW)
    translate(unit_of(version, "b"), "Back again.")
    assert texts(version) == [ENGLISH["a"], "Back again.", ENGLISH["c"], ENGLISH["d"]]


def test_an_added_paragraph_that_is_emptied_can_be_written_again():
    version = a_translation(a_source())
    unit = translate(unit_of(version, "d"), ENGLISH["d"], "Context.")
    _one, added = split(unit=unit, sources=1, targets=1, by=make.a_chief(), at=make.NOW)
    base = base_of(added)
    write(added, "", base=base)
    assert texts(version) == list(ENGLISH.values())
    written = write(added, "<p>Other context.</p>", base=())
    assert "Other context." in texts(version)
    write(written.unit, "", base=written.base)
    finished(version)
    assert not Unit.objects.filter(pk=added.pk).exists()
