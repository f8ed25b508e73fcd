"""A text goes from its writer to its reader; nobody approves their own."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from articles.actions import publishing, reviewing, writing
from articles.gates import StepRefused
from articles.models import Approval, Status, Transition, Version
from people.models import Account
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Account:
    return make.an_account(("Translator", ""))


@pytest.fixture
def editor() -> Account:
    return make.an_account(("Editor", ""))


@pytest.fixture
def draft(translator: Account) -> Version:
    return make.a_version(language="en", by=translator)


def codes(refused: pytest.ExceptionInfo[StepRefused]) -> set[str]:
    return {objection.code for objection in refused.value.objections}


class TestSubmit:
    def test_keeps_a_revision_and_is_in_nobodys_hands(self, draft, translator):
        text = make.blocks("Not saved yet", ["Only written."])
        writing.write_working_copy(
            version=draft, blocks=text, by=translator, at=make.NOW
        )
        version = reviewing.submit(version=draft, by=translator, at=make.NOW)
        assert (version.status, version.owner) == (Status.SUBMITTED, None)
        assert "Only written." in str(version.current_revision.blocks)

    def test_refuses_an_empty_text_with_every_reason(self, draft, translator):
        writing.write_working_copy(version=draft, blocks=(), by=translator, at=make.NOW)
        with pytest.raises(StepRefused) as refused:
            reviewing.submit(version=draft, by=translator, at=make.NOW)
        assert codes(refused) == {"headline_missing", "body_missing"}

    def test_can_be_taken_back_by_who_submitted_and_by_nobody_else(
        self, draft, translator
    ):
        reviewing.submit(version=draft, by=translator, at=make.NOW)
        other = make.an_account(("Translator", "en"))
        with pytest.raises(StepRefused, match="Somebody else"):
            reviewing.take_back(version=draft, by=other, at=make.NOW)
        version = reviewing.take_back(version=draft, by=translator, at=make.NOW)
        assert (version.status, version.owner) == (Status.DRAFT, translator)


class TestReturn:
    def test_gives_it_back_with_the_reason(self, draft, translator, editor):
        reviewing.submit(version=draft, by=translator, at=make.NOW)
        reviewing.take(version=draft, by=editor, at=make.NOW)
        version = reviewing.return_text(
            version=draft, reason=" Which river? ", by=editor, at=make.NOW
        )
        assert (version.status, version.owner) == (Status.DRAFT, translator)
        step = version.transitions.last()
        assert (step.step, step.from_status, step.reason) == (
            "return",
            "in_edit",
            "Which river?",
        )

    def test_wants_a_reason(self, draft, translator, editor):
        reviewing.submit(version=draft, by=translator, at=make.NOW)
        with pytest.raises(StepRefused) as refused:
            reviewing.return_text(version=draft, reason="  ", by=editor, at=make.NOW)
        assert codes(refused) == {"reason_missing"}


class TestApprove:
    def test_stands_for_exactly_the_text_that_was_read(self, draft, translator, editor):
        reviewing.submit(version=draft, by=translator, at=make.NOW)
        reviewing.take(version=draft, by=editor, at=make.NOW)
        make.write(draft, make.blocks("Edited", ["By the editor."]), by=editor)
        version = reviewing.approve(version=draft, by=editor, at=make.NOW)
        assert version.approved_revision == version.current_revision
        approval = version.approved_revision.approval
        assert (approval.writer, approval.approved_by) == (translator, editor)

    def test_is_refused_to_the_translator(self, draft):
        both = make.an_account(("Translator", "en"), ("Editor", "en"))
        make.write(draft, make.blocks("Mine", ["My own words."]), by=both)
        version = make.submitted(draft)
        with pytest.raises(StepRefused) as refused:
            reviewing.approve(version=version, by=both, at=make.NOW)
        assert codes(refused) == {"own_text"}

    def test_is_refused_to_who_only_submitted(self, draft, editor):
        version = reviewing.submit(version=draft, by=editor, at=make.NOW)
        with pytest.raises(StepRefused, match="Somebody else"):
            reviewing.approve(version=version, by=editor, at=make.NOW)

    def test_closes_the_text_until_it_is_reopened(self, draft, editor):
        version = make.approved(draft)
        with pytest.raises(writing.WritingRefused, match="Reopen"):
            make.write(version, make.blocks("x", ["y"]), by=editor)
        version = reviewing.reopen(version=version, by=editor, at=make.NOW)
        assert version.approved_revision is None
        make.write(version, make.blocks("x", ["y"]), by=editor)

    def test_of_a_change_leaves_readers_their_text(self, draft, translator, editor):
        version = make.published(draft)
        released = version.released_revision
        make.write(version, make.blocks("Changed", ["Changed."]), by=translator)
        with pytest.raises(StepRefused) as refused:
            publishing.publish(version=version, by=make.a_chief(), at=make.NOW)
        assert codes(refused) == {"not_approved"}
        version = reviewing.approve(version=version, by=editor, at=make.NOW)
        assert (version.status, version.released_revision) == (
            Status.PUBLISHED,
            released,
        )
        version = publishing.publish(version=version, by=make.a_chief(), at=make.NOW)
        assert version.headline == "Changed"

    def test_of_a_change_is_refused_to_who_made_it(self, draft, editor):
        version = make.published(draft)
        make.write(version, make.blocks("Changed", ["Changed."]), by=editor)
        with pytest.raises(StepRefused, match="You wrote"):
            reviewing.approve(version=version, by=editor, at=make.NOW)


class TestSpike:
    def test_drops_what_was_never_public_and_can_be_revived(self, draft, editor):
        version = reviewing.spike(
            version=draft, reason="Overtaken.", by=editor, at=make.NOW
        )
        assert version.status == Status.WITHDRAWN
        version = reviewing.revive(version=draft, by=editor, at=make.NOW)
        assert (version.status, version.owner) == (Status.DRAFT, editor)

    def test_is_refused_where_a_text_was_released(self, draft, editor):
        version = make.published(draft)
        with pytest.raises(StepRefused) as refused:
            reviewing.spike(version=version, reason="No.", by=editor, at=make.NOW)
        assert codes(refused) == {"wrong_state", "was_public"}


class TestHandOver:
    def test_puts_it_into_hands_that_may_write(self, draft, editor, translator):
        version = reviewing.hand_over(
            version=draft, to=translator, by=editor, at=make.NOW, due_at=make.NOW
        )
        assert (version.owner, version.due_at) == (translator, make.NOW)

    def test_refuses_hands_that_may_not(self, draft, editor):
        reporter = make.an_account(("Reporter", "km"))
        with pytest.raises(writing.WritingRefused, match="Choose somebody"):
            reviewing.hand_over(version=draft, to=reporter, by=editor, at=make.NOW)


class TestTheDatabase:
    """What no code can get past."""

    def test_refuses_to_release_a_text_that_nobody_read(self, draft):
        version = make.published(draft)
        make.write(version, make.blocks("Unread", ["Unread."]))
        with (
            pytest.raises(IntegrityError, match="what_is_released_has_a_second_read"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "UPDATE articles_version SET released_revision_id ="
                " current_revision_id; SET CONSTRAINTS ALL IMMEDIATE"
            )

    def test_refuses_an_approval_by_the_writer(self, draft, translator):
        draft.refresh_from_db()
        with (
            pytest.raises(IntegrityError, match="Nobody approves"),
            transaction.atomic(),
        ):
            Approval.objects.create(
                version=draft,
                revision=draft.current_revision,
                approved_by=translator,
                approved_at=make.NOW,
            )

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE {} SET step = 'publish'",
            "UPDATE {} SET by_id = by_id + 1",
            "DELETE FROM {}",
        ],
    )
    def test_refuses_to_rewrite_the_steps(self, draft, statement):
        make.submitted(draft)
        with (
            pytest.raises(DatabaseError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(Transition._meta.db_table))
