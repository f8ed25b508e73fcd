from pathlib import Path

import pytest

from articles.actions import reviewing
from articles.actions.writing import WritingRefused, working_copy
from articles.models import Article, Source
from articles.text.blocks import fingerprint
from ledger.models import Entry
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.machines import Phrasebook, drafted, edited_by_hand
from tests.translations.pairs import (
    KHMER,
    a_source,
    base_of,
    changed,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.arranging import merge, split, translate_heads
from translations.actions.drafting import MachineRefused, draft_unit
from translations.actions.translating import SourceMoved, UnitRefused, drop, mark
from translations.drafts import is_unedited
from translations.models import Draft, MachineDraft, Unit, UnitState
from translations.readings import linked
from translations.suggest.base import ServiceError, Trouble

pytestmark = pytest.mark.django_db

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("articles", "exports", "newsroom", "rights", "translations", "website")
MACHINES = (
    *("__init__.py", "base.py", "chat.py", "libre.py", "marks.py", "posting.py"),
    "reversing.py",
)


@pytest.fixture
def source():
    return a_source()


@pytest.fixture
def translator():
    return make.an_account(("Translator", "en"))


@pytest.fixture
def version(source):
    return sent(source)


def translated_from_a_restricted_story(version):
    other = a_source()
    Article.objects.filter(pk=other.article_id).update(is_restricted=True)
    Source.objects.filter(version=version).update(
        source_version=other, source_revision=other.released_revision
    )
    Unit.objects.filter(version=version).update(source_version=other)


class TestDraftUnit:
    def test_fills_an_empty_unit_that_a_person_must_confirm(self, version, translator):
        given = drafted(version, "a", "The river rose.", by=translator)
        unit = unit_of(version, "a")
        assert (given.is_filled, given.html) == (True, "<p>The river rose.</p>")
        assert texts(version) == ["The river rose."]
        assert unit.state == UnitState.NEEDS_WORK
        assert unit.drafted_as == Draft.MACHINE
        assert is_unedited(linked(unit).draft.key, base_of(unit))
        assert Unit.objects.exclude(drafted_as="").count() == 1

    def test_remembers_who_asked_whom_and_never_the_text(self, version, translator):
        drafted(version, "a", "The river rose.", by=translator)
        (stored,) = MachineDraft.objects.all()
        unit = unit_of(version, "a")
        assert (stored.service, stored.model) == ("phrasebook", "pocket-1")
        assert (stored.asked_by, stored.given_at) == (translator, make.NOW)
        assert stored.block_id == unit.target_ids[0]
        assert stored.key == fingerprint("The river rose.")
        assert stored.source_key == unit.source_now

    def test_is_in_the_ledger_without_a_word(self, version, translator):
        drafted(version, "a", "The river rose.", by=translator)
        entry = Entry.objects.get(kind="text.sent_to_machine")
        assert entry.subject == f"urn:spean:version:{version.pk}"
        assert entry.facts["service"] == "phrasebook"
        assert entry.facts["account"] == f"account:{translator.pk}"
        assert entry.facts["language"] == "en"
        (digest,) = entry.facts["blocks"]
        # Salted: nobody can try texts against it.
        assert digest not in {fingerprint(text) for text in KHMER.values()}
        assert len(digest) == 64

    def test_is_in_the_ledger_also_where_the_service_failed(self, version):
        with pytest.raises(ServiceError):
            drafted(version, "a", service=Phrasebook(trouble=Trouble.BROKEN))
        assert Entry.objects.filter(kind="text.sent_to_machine").exists()
        assert not MachineDraft.objects.exists()
        assert unit_of(version, "a").state == UnitState.UNTRANSLATED

    def test_never_overwrites_a_person(self, version):
        translate(unit_of(version, "a"), "A person wrote this.", state=None)
        given = drafted(version, "a", "The river rose.")
        assert (given.is_filled, given.html) == (False, "<p>The river rose.</p>")
        assert texts(version) == ["A person wrote this."]
        assert unit_of(version, "a").drafted_as == ""
        assert MachineDraft.objects.get().block_id == ""

    def test_never_overwrites_who_writes_while_the_service_is_waited_for(self, version):
        class Slow(Phrasebook):
            def translate(self, *asked):
                translate(unit_of(version, "a"), "Faster.", state=None)
                return super().translate(*asked)

        given = drafted(version, "a", service=Slow("The river rose."))
        assert not given.is_filled
        assert texts(version) == ["Faster."]

    def test_keeps_markup_by_its_marks(self):
        source = a_source({"a": "ទឹក<strong>ទន្លេ</strong>ឡើង"})
        version, service = sent(source), Phrasebook("The ⟦1⟧river⟦/1⟧ rose.")
        given = drafted(version, "a", service=service)
        assert service.asked == ["ទឹក⟦1⟧ទន្លេ⟦/1⟧ឡើង"]
        assert given.html == "<p>The <strong>river</strong> rose.</p>"
        assert not MachineDraft.objects.get().is_plain

    def test_says_where_markup_was_lost(self):
        version = sent(a_source({"a": "ទឹក<strong>ទន្លេ</strong>ឡើង"}))
        given = drafted(version, "a", "The ⟦1⟧river rose.")
        assert given.is_plain
        assert given.html == "<p>The river rose.</p>"
        assert MachineDraft.objects.get().is_plain

    @pytest.mark.parametrize(
        "answer",
        [
            "<script>alert(1)</script>Rain.",
            "Rain.</p><h2>More</h2>",
            '<img src="https://x.example/a.png">Rain.',
        ],
    )
    def test_takes_what_comes_for_text_and_never_for_markup(self, version, answer):
        drafted(version, "a", answer)
        assert texts(version) == [answer]
        assert len(working_copy(version)) == 1

    def test_wants_a_person_who_has_the_source_before_them(self, source, version):
        unit = unit_of(version, "a")
        seen = unit.source_now
        changed(source, a="ទឹកស្រក។")
        unit = unit_of(version, "a")
        unit.source_now = seen
        with pytest.raises(SourceMoved):
            draft_unit(
                unit=unit,
                seen=seen,
                service=Phrasebook("x"),
                by=make.a_chief(),
                at=make.NOW,
            )

    def test_cannot_be_approved_by_who_asked(self, version):
        editor = make.an_account(("Editor", "en"))
        unit = drafted(version, "a", "The river rose.", by=editor).unit
        with pytest.raises(UnitRefused, match="Somebody else"):
            mark(
                unit=unit,
                state=UnitState.APPROVED,
                seen=unit.source_now,
                by=editor,
                at=make.NOW,
            )


class TestRefuses:
    def refused(self, version, name="a", **more):
        service = more.pop("service", Phrasebook("Rain."))
        with pytest.raises(MachineRefused) as refusal:
            drafted(version, name, service=service, **more)
        assert getattr(service, "asked", []) == []
        assert not Entry.objects.filter(kind="text.sent_to_machine").exists()
        return str(refusal.value)

    def test_every_restricted_story(self, version):
        Article.objects.update(is_restricted=True)
        assert "restricted" in self.refused(version)

    def test_a_translation_of_a_restricted_story(self, version):
        translated_from_a_restricted_story(version)
        assert "restricted" in self.refused(version)

    def test_who_may_not_know_of_the_source(self, version, translator):
        translated_from_a_restricted_story(version)
        told = self.refused(version, by=translator)
        # Every reason, each on its line.
        assert len(told.splitlines()) == 2
        assert "may not know" in told

    def test_headlines(self, version):
        translate_heads(version=version, is_wanted=True, by=make.a_chief(), at=make.NOW)
        told = self.refused(version, "headline")
        assert "written by people" in told

    def test_what_is_left_out(self, version):
        unit = unit_of(version, "a")
        drop(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        assert "left out" in self.refused(version)

    def test_where_there_is_no_service(self, version):
        unit = unit_of(version, "a")
        with pytest.raises(MachineRefused, match="MACHINE_BACKEND"):
            draft_unit(
                unit=unit,
                seen=unit.source_now,
                service=None,
                by=make.a_chief(),
                at=make.NOW,
            )

    def test_who_may_not_write_there(self, version):
        for by in (make.an_account(("Translator", "fr")), make.an_account()):
            with pytest.raises(PermissionRefused):
                drafted(version, "a", "Rain.", by=by)

    def test_what_was_withdrawn(self, version):
        reviewing.spike(version=version, reason="x", by=make.a_chief(), at=make.NOW)
        with pytest.raises(WritingRefused):
            drafted(version, "a", "Rain.")

    def test_a_story_that_is_restricted_while_the_service_is_waited_for(self, version):
        class Slow(Phrasebook):
            def translate(self, *asked):
                Article.objects.update(is_restricted=True)
                return super().translate(*asked)

        with pytest.raises(MachineRefused):
            drafted(version, "a", service=Slow("Rain."))
        assert texts(version) == []


class TestSplitAndJoin:
    def test_is_asked_for_each_paragraph_of_a_unit(self, source):
        version = sent(source)
        joined = merge(
            unit=unit_of(version, "b"),
            other=unit_of(version, "c"),
            by=make.a_chief(),
            at=make.NOW,
        )
        service = Phrasebook("Villagers moved.", "It rained.")
        given = draft_unit(
            unit=joined,
            seen=joined.source_now,
            service=service,
            by=make.a_chief(),
            at=make.NOW,
        )
        assert texts(version) == ["Villagers moved.", "It rained."]
        parts = split(
            unit=given.unit, sources=1, targets=1, by=make.a_chief(), at=make.NOW
        )
        assert [part.drafted_as for part in parts] == ["machine", "machine"]
        edited_by_hand(parts[0], "Villagers went uphill.")
        still = [
            is_unedited(linked(unit).draft.key, base_of(unit))
            for unit in Unit.objects.filter(pk__in=[p.pk for p in parts]).order_by("pk")
        ]
        assert still == [False, True]


class TestNobodyElse:
    def test_gives_a_text_to_a_machine(self):
        """Headlines, captions and corrections have no way to one."""
        asking = {
            str(path.relative_to(PROJECT))
            for room in ROOMS
            for path in (PROJECT / room).rglob("*.py")
            if "translations.suggest" in path.read_text()
        }
        assert asking - {f"translations/suggest/{n}" for n in MACHINES} == {
            "newsroom/env.py",
            # These two choose the service for the actions below.
            "newsroom/pair/deeds.py",
            "newsroom/pair/machine.py",
            "translations/actions/drafting.py",
            "translations/actions/running.py",
            "translations/models/machine_draft.py",
            "translations/models/machine_run.py",
        }
