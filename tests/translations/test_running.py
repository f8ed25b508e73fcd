import pytest
from django.test import override_settings

from articles.models import Article
from ledger.models import Entry
from people.models import RoleGrant
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.machines import Phrasebook
from tests.translations.pairs import (
    KHMER,
    a_source,
    changed,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.arranging import translate_heads
from translations.actions.drafting import MachineRefused
from translations.actions.running import (
    CANCELLED,
    MOVED,
    OFF,
    cancel_run,
    draft_item,
    draft_story,
    perform,
    resume_run,
)
from translations.models import MachineDraft, MachineItem, Unit, UnitState
from translations.suggest import Service
from translations.suggest.base import ServiceError, Trouble
from worklist.actions.failing import WorkRefused
from worklist.actions.working import Outcome, work
from worklist.models import WorkState

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return a_source()


@pytest.fixture
def version(source):
    return sent(source)


@pytest.fixture
def translator():
    return make.an_account(("Translator", "en"))


def ordered(version, *, by=None, service=None):
    return draft_story(
        version=version,
        service=service or Phrasebook(),
        by=by or make.a_chief(),
        at=make.NOW,
    )


def items(run):
    return list(run.items.order_by("pk"))


class TestDraftStory:
    def test_makes_work_of_every_paragraph_that_nobody_translated(self, version):
        translate(unit_of(version, "b"), "Villagers moved.")
        run = ordered(version)
        assert [item.source_ids for item in items(run)] == [["a"], ["c"], ["d"]]
        assert {item.state for item in items(run)} == {WorkState.WAITING}

    def test_leaves_headlines_to_people(self, version):
        translate_heads(version=version, is_wanted=True, by=make.a_chief(), at=make.NOW)
        assert ["headline"] not in [item.source_ids for item in items(ordered(version))]

    def test_is_in_the_ledger_before_anything_is_sent(self, version, translator):
        service = Phrasebook()
        ordered(version, by=translator, service=service)
        (entry,) = Entry.objects.filter(kind="text.sent_to_machine")
        assert len(entry.facts["blocks"]) == len(KHMER)
        assert service.asked == []

    def test_of_a_long_story_takes_several_entries(self):
        version = sent(a_source({f"p{n}": f"ទឹកឡើង {n}។" for n in range(101)}))
        ordered(version)
        entries = Entry.objects.filter(kind="text.sent_to_machine")
        assert sorted(len(e.facts["blocks"]) for e in entries) == [1, 100]

    def test_is_refused_while_it_is_at_it(self, version):
        ordered(version)
        with pytest.raises(MachineRefused, match="already"):
            ordered(version)

    def test_is_refused_where_nothing_waits(self, source):
        version = sent(source)
        for name in KHMER:
            translate(unit_of(version, name), "Done.")
        with pytest.raises(MachineRefused, match="No paragraph waits"):
            ordered(version)

    def test_is_refused_for_a_restricted_story(self, version):
        Article.objects.update(is_restricted=True)
        with pytest.raises(MachineRefused, match="restricted"):
            ordered(version)
        assert not MachineItem.objects.exists()

    def test_is_refused_without_a_service(self, version):
        with pytest.raises(MachineRefused, match="MACHINE_BACKEND"):
            draft_story(version=version, service=None, by=make.a_chief(), at=make.NOW)

    def test_is_for_who_may_write_there(self, version):
        with pytest.raises(PermissionRefused):
            ordered(version, by=make.an_account(("Translator", "fr")))


class TestDraftItem:
    def test_fills_a_paragraph_in_the_name_of_who_asked(self, version, translator):
        run = ordered(version, by=translator)
        draft_item(item=items(run)[0], service=Phrasebook("The river rose."))
        assert texts(version) == ["The river rose."]
        assert unit_of(version, "a").state == UnitState.NEEDS_WORK
        assert MachineDraft.objects.get().asked_by == translator

    def test_leaves_alone_what_a_person_wrote_meanwhile(self, version):
        run = ordered(version)
        translate(unit_of(version, "a"), "Faster.")
        service = Phrasebook("The river rose.")
        draft_item(item=items(run)[0], service=service)
        assert (texts(version), service.asked) == (["Faster."], [])

    def test_is_safe_to_do_again(self, version):
        run, service = ordered(version), Phrasebook("The river rose.", "Twice.")
        for _time in range(2):
            draft_item(item=items(run)[0], service=service)
        assert texts(version) == ["The river rose."]

    def test_sends_nothing_else_than_was_asked_for(self, source, version):
        run, service = ordered(version), Phrasebook("x")
        changed(source, a="ទឹកស្រក។")
        with pytest.raises(WorkRefused) as refused:
            draft_item(item=items(run)[0], service=service)
        assert (refused.value.reasons, service.asked) == ((MOVED,), [])

    def test_sends_nothing_of_a_story_that_was_restricted_since(self, version):
        run, service = ordered(version), Phrasebook("x")
        Article.objects.update(is_restricted=True)
        with pytest.raises(WorkRefused) as refused:
            draft_item(item=items(run)[0], service=service)
        assert service.asked == []
        assert any("restricted" in each for each in refused.value.reasons)

    def test_sends_nothing_for_who_lost_the_role(self, version, translator):
        run, service = ordered(version, by=translator), Phrasebook("x")
        RoleGrant.objects.filter(account=translator).delete()
        with pytest.raises(WorkRefused):
            draft_item(item=items(run)[0], service=service)
        assert texts(version) == []

    def test_stops_where_the_machine_was_switched_off(self, version):
        with pytest.raises(WorkRefused) as refused:
            draft_item(item=items(ordered(version))[0], service=None)
        assert refused.value.reasons == (OFF,)

    def test_is_tried_again_where_that_may_help(self, version):
        (item, *_rest) = items(ordered(version))
        with pytest.raises(ServiceError):
            draft_item(item=item, service=Phrasebook(trouble=Trouble.BUSY))
        with pytest.raises(WorkRefused, match="key"):
            draft_item(item=item, service=Phrasebook(trouble=Trouble.DENIED))


@pytest.mark.django_db(transaction=True)
class TestWork:
    @override_settings(MACHINE_SERVICE=Service("reversing"))
    def test_drafts_the_whole_story_paragraph_by_paragraph(self):
        version = sent(a_source({"a": "one two", "b": "three four"}))
        run = ordered(version)
        for item in items(run):
            outcome = work(model=MachineItem, item_id=item.pk, perform=perform)
            assert outcome is Outcome.DONE
        assert texts(version) == ["two one", "four three"]
        assert Unit.objects.filter(version=version, drafted_as="machine").count() == 2

    @override_settings(MACHINE_SERVICE=None)
    def test_is_parked_and_resumed(self):
        version = sent(a_source())
        run = ordered(version)
        for item in items(run):
            assert (
                work(model=MachineItem, item_id=item.pk, perform=perform)
                is Outcome.PARKED
            )
        assert resume_run(run=run, by=make.a_chief(), at=make.NOW) == len(KHMER)
        with override_settings(MACHINE_SERVICE=Service("reversing")):
            for item in items(run):
                work(model=MachineItem, item_id=item.pk, perform=perform)
        assert {item.state for item in items(run)} == {WorkState.DONE}


class TestCancelRun:
    def test_takes_back_what_waits_and_keeps_what_is_there(self, version):
        run = ordered(version)
        first, *_rest = items(run)
        draft_item(item=first, service=Phrasebook("The river rose."))
        MachineItem.objects.filter(pk=first.pk).update(
            state=WorkState.DONE, finished_at=make.NOW
        )
        assert cancel_run(run=run, by=make.a_chief(), at=make.NOW) == 3
        assert texts(version) == ["The river rose."]
        assert [item.reason for item in items(run)[1:]] == [CANCELLED] * 3
        # And the story can be given to the machine anew.
        assert len(items(ordered(version))) == 3

    def test_is_for_who_may_write_or_edit_there(self, version):
        run = ordered(version)
        for act in (cancel_run, resume_run):
            with pytest.raises(PermissionRefused):
                act(run=run, by=make.an_account(("Translator", "fr")), at=make.NOW)
