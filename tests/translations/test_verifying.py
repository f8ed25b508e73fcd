"""Units say what their sources say, whatever people do."""

import os
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from articles.actions import linking, publishing
from articles.actions.writing import working_copy
from articles.models import Status, Version
from articles.text.blocks import body_blocks, from_json
from tests import factories as make
from tests.translations.pairs import (
    BACK,
    FELL,
    GONE,
    KHMER,
    NEW,
    a_source,
    a_translation,
    body,
    changed,
    edited,
    finished,
    released,
    translate,
    unit_of,
)
from translations.actions import aligning, arranging, translating
from translations.actions.anchoring import UnitRefused
from translations.models import Unit, UnitState
from translations.readings import linked
from translations.verifying import differences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]

HISTORIES = int(os.environ.get("HISTORIES", "12"))
STEPS = 14
WORDS = (*KHMER.values(), BACK, FELL, GONE, NEW)


class Newsroom:
    """People at one pair of texts who do whatever comes."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)  # noqa: S311 - no secret
        self.paragraphs = dict(KHMER)
        self.source = a_source()
        self.version = a_translation(self.source)
        self.by = make.a_chief()

    def step(self) -> None:
        """Do one of the things that people do."""
        deeds = (
            self.edits,
            self.edits,
            self.releases,
            self.translates,
            self.answers,
            self.joins,
            self.parts,
            self.leaves_out,
            self.publishes,
            self.saves,
            self.links,
            self.says_from_what,
            self.watches_heads,
            self.moves,
            self.takes_up,
        )
        self.chance.choice(deeds)()

    def edits(self) -> None:
        """Change, add, take out or move paragraphs of the source, and publish it."""
        self._rewrite()
        minor = self.chance.random() < 0.4
        released(edited(self.source, self.paragraphs, is_minor=minor))

    def saves(self) -> None:
        """Keep a draft of the source."""
        self._rewrite()
        edited(self.source, self.paragraphs, is_minor=self.chance.random() < 0.4)

    def releases(self) -> None:
        """Publish what was kept."""
        self.source.refresh_from_db()
        if self.source.current_revision_id != self.source.released_revision_id:
            released(self.source)

    def _rewrite(self) -> None:
        names = list(self.paragraphs)
        match self.chance.choice(("change", "change", "add", "take", "move")):
            case "change":
                self.paragraphs[self.chance.choice(names)] = self.chance.choice(WORDS)
            case "add":
                self.paragraphs[f"n{len(names)}{self.chance.randint(0, 99)}"] = NEW
            case "take" if len(names) > 1:
                del self.paragraphs[self.chance.choice(names)]
            case _:
                self.chance.shuffle(names)
                self.paragraphs = {name: self.paragraphs[name] for name in names}

    def _unit(self) -> Unit | None:
        units = list(Unit.objects.filter(version=self.version).order_by("pk"))
        return self.chance.choice(units) if units else None

    def translates(self) -> None:
        """Write a unit anew, say that it is done, or empty it."""
        unit = self._unit()
        if unit is not None:
            texts = self.chance.choice((["One."], ["One.", "Two."], []))
            state = UnitState.TRANSLATED if texts else None
            translate(unit, *texts, by=self.by, state=state)

    def answers(self) -> None:
        """Say that a unit is still right."""
        unit = self._unit()
        if unit is not None and unit.state != UnitState.UNTRANSLATED:
            translating.still_right(
                unit=unit, seen=unit.source_now, by=self.by, at=make.NOW
            )

    def joins(self) -> None:
        """Join two units."""
        one, two = self._unit(), self._unit()
        if one is not None and two is not None and one != two:
            with suppress(UnitRefused):
                arranging.merge(unit=one, other=two, by=self.by, at=make.NOW)

    def parts(self) -> None:
        """Take a unit apart, if it can be."""
        unit = self._unit()
        if unit is not None and len(unit.source_ids) + len(unit.target_ids) > 1:
            try:
                arranging.split(
                    unit=unit,
                    sources=self.chance.randint(0, len(unit.source_ids)),
                    targets=self.chance.randint(0, len(unit.target_ids)),
                    by=self.by,
                    at=make.NOW,
                )
            except UnitRefused:
                assert Unit.objects.filter(pk=unit.pk).exists()

    def leaves_out(self) -> None:
        """Leave out what nobody has translated."""
        unit = self._unit()
        if unit is not None and unit.source_ids and not unit.target_ids:
            translating.drop(unit=unit, seen=unit.source_now, by=self.by, at=make.NOW)

    def links(self) -> None:
        """Say that some paragraphs belong together, whatever was said before."""
        source = [each for each in self._ids(self.source) if self._may()]
        target = [each for each in self._ids(self.version) if self._may()]
        if source or target:
            arranging.relink(
                version=self.version,
                source=self.source if source else None,
                source_ids=source,
                target_ids=target,
                by=self.by,
                at=make.NOW,
            )

    def _may(self) -> bool:
        return self.chance.random() < 0.3

    def _ids(self, version: Version) -> list[str]:
        """List the paragraphs of a text that counts: of the source, what is out."""
        version.refresh_from_db()
        released = version.released_revision
        blocks = working_copy(version)
        if version == self.source and released is not None:
            blocks = from_json(released.blocks)
        return [block.id for block in body_blocks(blocks)]

    def says_from_what(self) -> None:
        """Say from which text of the source it was made."""
        if self.chance.random() < 0.5:
            revision = self.chance.choice(list(self.source.revisions.all()))
            linking.link_source(
                version=self.version, source=self.source, by=self.by, revision=revision
            )

    def watches_heads(self) -> None:
        """Have the headline translated, or written per language."""
        arranging.translate_heads(
            version=self.version,
            is_wanted=self.chance.random() < 0.5,
            by=self.by,
            at=make.NOW,
        )

    def moves(self) -> None:
        """Tell a unit at another place."""
        unit, after = self._unit(), self._unit()
        is_body = {"headline"}.isdisjoint
        if (
            unit is not None
            and after is not None
            and unit != after
            and unit.target_ids
            and after.target_ids
            and is_body((*unit.target_ids, *after.target_ids))
        ):
            # What only the translation had may be emptied and not yet released.
            with suppress(UnitRefused):
                arranging.move(unit=unit, after=after, by=self.by, at=make.NOW)

    def takes_up(self) -> None:
        """Translate after all what was left out."""
        unit = self._unit()
        if unit is not None and unit.is_dropped:
            translating.take_up(unit=unit, by=self.by, at=make.NOW)

    def publishes(self) -> None:
        """Publish the translation."""
        if Unit.objects.filter(version=self.version).exclude(target_ids=[]).exists():
            finished(self.version)


def behind() -> list[int]:
    """List by the plain rule what readers are not told, in the order of keys."""
    units = Unit.objects.order_by("pk")
    return [unit.pk for unit in units if linked(unit).is_behind]


class TestDifferences:
    @pytest.mark.parametrize("seed", range(HISTORIES))
    def test_are_none_whatever_happens(self, seed):
        newsroom = Newsroom(seed)
        for _step in range(STEPS):
            newsroom.step()
            assert [str(each) for each in differences()] == []
            assert behind() == [u.pk for u in Unit.objects.behind().order_by("pk")]
        blocks = [each for u in Unit.objects.all() for each in u.target_ids]
        assert len(blocks) == len(set(blocks))

    def test_name_what_was_changed_behind_our_back(self):
        source = a_source()
        version = a_translation(source)
        changed(source, b=BACK)
        unit = unit_of(version, "b")
        Unit.objects.filter(pk=unit.pk).update(source_now="0" * 64, is_minor=True)
        assert [(each.unit, each.what) for each in differences()] == [
            (unit.pk, "source_now"),
            (unit.pk, "is_minor"),
        ]
        with pytest.raises(CommandError, match="2 differences"):
            call_command("verify_freshness", stdout=StringIO())
        told = StringIO()
        call_command("verify_freshness", "--mend", stdout=told)
        assert "Every unit says what its source says." in told.getvalue()
        assert not list(differences())
        assert Unit.objects.stale().get() == unit

    def test_name_what_cannot_be_mended(self):
        version = a_translation(a_source())
        Unit.objects.filter(version=version, source_ids=["a"]).update(
            made_from="1" * 64
        )
        with pytest.raises(CommandError, match="1 difference"):
            call_command("verify_freshness", "--mend", stdout=StringIO())


class TestAlignWaiting:
    def test_links_what_came_in_without_links(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        later = version.created_at + timedelta(hours=2)
        assert not Unit.objects.exists()
        assert aligning.align_waiting(at=version.created_at) == 0
        assert aligning.align_waiting(at=later) == 1
        units = Unit.objects.filter(version=version)
        assert units
        assert all(unit.confidence is not None for unit in units)
        assert aligning.align_waiting(at=later) == 0
        changed(source, a=FELL)
        assert Unit.objects.stale().filter(version=version).count() <= 1

    def test_leaves_alone_what_was_dropped(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        version.status, version.withdrawn_at = Status.WITHDRAWN, make.NOW
        version.save()
        later = version.created_at + timedelta(hours=2)
        assert aligning.align_waiting(at=later) == 0

    def test_reads_what_was_kept_of_a_text_that_nobody_writes(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        version.working_blocks.all().delete()
        later = version.created_at + timedelta(hours=2)
        assert aligning.align_waiting(at=later) == 1

    def test_is_held_up_by_nothing_that_cannot_be_aligned(self, monkeypatch):
        monkeypatch.setattr(aligning, "MOST_AT_ONCE", 1)
        source, by = a_source(), make.a_chief()
        empty = make.a_version(language="km", text=body({}))
        without = make.a_version(article=empty.article, language="en")
        two = make.a_version(article=source.article, language="en")
        linking.link_source(version=two, source=a_source({"x": NEW}), by=by)
        last = make.a_version(article=a_source().article, language="en")
        later = last.created_at + timedelta(hours=2)
        counted = [aligning.align_waiting(at=later) for _minute in range(3)]
        assert counted == [1, 1, 0]
        units = Unit.objects.filter(version__in=[without, two, last])
        assert set(units.values_list("version", flat=True)) == {two.pk, last.pk}

    def test_is_followed_from_then_on(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        aligning.align_waiting(at=version.created_at + timedelta(hours=2))
        for unit in Unit.objects.filter(version=version).exclude(target_ids=[]):
            for name in unit.source_ids:
                changed(source, **{name: FELL})
                unit.refresh_from_db()
                assert linked(unit).is_stale

    def test_happens_at_the_latest_with_the_release(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        make.approved(version)
        publishing.publish(version=version, by=make.a_chief(), at=make.NOW)
        assert Unit.objects.filter(version=version).exists()
