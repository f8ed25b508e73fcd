"""Offer, accept, decline: and what the version says meanwhile."""

import pytest
from django.db import IntegrityError, transaction

from articles.actions import publishing, reviewing
from articles.models import Article, NotificationKind, Status
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.assigned import (
    DUE,
    HOUR,
    accepted,
    another_fixture,  # noqa: F401
    editor_fixture,  # noqa: F401
    how_far,
    offer,
    told,
    translator_fixture,  # noqa: F401
    version_fixture,  # noqa: F401
)
from translations.actions import assigning, erasing
from translations.actions.assigning import AssignmentRefused
from translations.assignments import standing_assignment
from translations.models import Agreed, Assignment, Priority
from translations.stages import Stage

pytestmark = pytest.mark.django_db


class TestOffer:
    def test_sets_the_deadline_and_leaves_the_text_where_it_is(
        self, version, editor, translator
    ):
        holder = version.owner
        offered = offer(
            version,
            translator,
            editor,
            due_at=DUE,
            priority=Priority.HIGH,
            note=" Mind the names. ",
        )
        version.refresh_from_db()
        assert (version.owner, version.due_at) == (holder, DUE)
        assert (offered.priority, offered.note) == ("high", "Mind the names.")
        assert how_far(version) == Stage.OFFERED
        assert told(translator) == [NotificationKind.OFFERED]

    def test_to_oneself_is_accepted_at_once(self, version, editor):
        offer(version, editor, editor)
        version.refresh_from_db()
        assert (version.owner, how_far(version)) == (editor, Stage.ACCEPTED)
        assert told(editor) == []

    def test_is_refused_to_who_may_not_edit(self, version, translator):
        with pytest.raises(PermissionRefused):
            offer(version, translator, translator)

    def test_says_every_reason_at_once(self, version, editor):
        reporter = make.an_account(("Reporter", "km"))
        make.submitted(version)
        with pytest.raises(AssignmentRefused) as refused:
            offer(version, reporter, editor)
        assert len(str(refused.value).splitlines()) == 2

    @pytest.mark.parametrize("state", ["submitted", "approved"])
    def test_is_refused_while_no_writer_can_go_on(
        self, version, editor, translator, state
    ):
        getattr(make, state)(version)
        with pytest.raises(AssignmentRefused, match="Return it"):
            offer(version, translator, editor)

    def test_is_refused_while_somebody_else_is_asked_or_has_it(
        self, version, editor, translator, another
    ):
        offered = offer(version, translator, editor)
        with pytest.raises(AssignmentRefused, match="on offer"):
            offer(version, another, editor)
        assigning.accept(assignment=offered, by=translator, at=make.NOW)
        with pytest.raises(AssignmentRefused, match="Hand it on"):
            offer(version, another, editor)

    def test_is_refused_to_who_may_not_know_of_the_story(
        self, version, editor, translator
    ):
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        version.article.cleared_people.add(editor)
        version.article.refresh_from_db()
        with pytest.raises(AssignmentRefused, match="may not write"):
            offer(version, translator, editor)

    def test_may_follow_once_the_text_is_out(
        self, version, editor, translator, another
    ):
        first = accepted(version, translator, editor)
        make.published(version, at=make.NOW + HOUR)
        assert how_far(version) == Stage.PUBLISHED
        offer(version, another, editor, at=make.NOW + 2 * HOUR)
        first.refresh_from_db()
        assert first.state == Agreed.ENDED
        assert how_far(version) == Stage.OFFERED


class TestAccept:
    def test_puts_the_text_into_ones_hands(self, version, editor, translator):
        accepted(version, translator, editor)
        version.refresh_from_db()
        assert (version.owner, how_far(version)) == (translator, Stage.ACCEPTED)
        assert told(editor) == [NotificationKind.ACCEPTED]

    def test_is_for_whom_it_was_offered_to(self, version, editor, translator, another):
        offered = offer(version, translator, editor)
        for somebody in (another, editor, make.a_chief()):
            with pytest.raises(PermissionRefused, match="somebody else"):
                assigning.accept(assignment=offered, by=somebody, at=make.NOW)

    def test_comes_too_late_once_it_is_taken_back(self, version, editor, translator):
        offered = offer(version, translator, editor)
        assigning.withdraw(assignment=offered, by=editor, at=make.NOW)
        with pytest.raises(AssignmentRefused, match="not on offer"):
            assigning.accept(assignment=offered, by=translator, at=make.NOW)

    def test_is_refused_once_the_role_is_gone(self, version, editor, translator):
        offered = offer(version, translator, editor)
        translator.role_grants.all().delete()
        with pytest.raises(PermissionRefused):
            assigning.accept(assignment=offered, by=translator, at=make.NOW)


class TestDecline:
    def test_says_why_and_frees_the_text(self, version, editor, translator, another):
        offered = offer(version, translator, editor)
        declined = assigning.decline(
            assignment=offered, reason=" Away. ", by=translator, at=make.NOW
        )
        assert (declined.state, declined.reason) == (Agreed.DECLINED, "Away.")
        assert told(editor) == [NotificationKind.DECLINED]
        offer(version, another, editor)
        assert how_far(version) == Stage.OFFERED

    def test_wants_a_reason(self, version, editor, translator):
        offered = offer(version, translator, editor)
        with pytest.raises(AssignmentRefused, match="Say why"):
            assigning.decline(
                assignment=offered, reason=" ", by=translator, at=make.NOW
            )


class TestTerms:
    def test_can_be_changed_while_it_stands(self, version, editor, translator):
        current = accepted(version, translator, editor, due_at=DUE)
        assigning.set_deadline(version=version, due_at=None, by=editor)
        assigning.set_priority(assignment=current, priority=Priority.LOW, by=editor)
        version.refresh_from_db()
        current.refresh_from_db()
        assert (version.due_at, current.priority) == (None, Priority.LOW)

    def test_are_the_editors(self, version, editor, translator):
        current = accepted(version, translator, editor)
        with pytest.raises(PermissionRefused):
            assigning.set_deadline(version=version, due_at=DUE, by=translator)
        with pytest.raises(PermissionRefused):
            assigning.set_priority(
                assignment=current, priority=Priority.LOW, by=translator
            )


class TestStageOfStored:
    def test_goes_with_the_text(self, version, editor, translator):
        accepted(version, translator, editor)
        assert how_far(version) == Stage.ACCEPTED
        make.write(version, make.blocks("Mine", ["Mine."]), by=translator)
        assert how_far(version) == Stage.IN_PROGRESS
        reviewing.submit(version=version, by=translator, at=make.NOW)
        assert how_far(version) == Stage.SUBMITTED
        reviewing.return_text(version=version, reason="?", by=editor, at=make.NOW)
        assert how_far(version) == Stage.RETURNED
        reviewing.submit(version=version, by=translator, at=make.NOW)
        reviewing.approve(version=version, by=editor, at=make.NOW)
        assert how_far(version) == Stage.APPROVED
        version.refresh_from_db()
        publishing.publish(version=version, by=make.a_chief(), at=make.NOW)
        assert how_far(version) == Stage.PUBLISHED


class TestErasing:
    def test_forgets_the_words_and_keeps_who_was_asked(
        self, version, editor, translator
    ):
        offered = offer(version, translator, editor, note="Call Sok.")
        assigning.decline(
            assignment=offered, reason="I know Sok.", by=translator, at=make.NOW
        )
        before = make.NOW - HOUR
        assert erasing.erase_notes(article=version.article, at=before) == 0
        assert erasing.erase_notes(article=version.article, at=make.NOW) == 1
        offered.refresh_from_db()
        assert (offered.note, offered.reason) == ("", "")
        assert (offered.state, offered.assignee) == (Agreed.DECLINED, translator)


class TestTheDatabase:
    def test_lets_one_assignment_of_a_version_stand(
        self, version, editor, translator, another
    ):
        offer(version, translator, editor)
        with (
            pytest.raises(IntegrityError, match="one_open_assignment_a_version"),
            transaction.atomic(),
        ):
            Assignment.objects.create(
                version=version,
                assignee=another,
                offered_by=editor,
                offered_at=make.NOW,
            )

    def test_keeps_no_words_in_the_history(self, version, editor, translator):
        offered = offer(version, translator, editor, note="Secret.")
        columns = {field.name for field in type(offered.events.get())._meta.fields}
        assert columns.isdisjoint({"note", "reason"})
        assert "state" in columns

    def test_knows_the_status_of_a_version_alone(self, version, editor, translator):
        accepted(version, translator, editor)
        make.submitted(version)
        version.refresh_from_db()
        assert version.status == Status.SUBMITTED
        assert standing_assignment(version).state == Agreed.ACCEPTED
