"""Give back, take back, hand on: the text is free for somebody else."""

import pytest
from pghistory.models import Events

from articles.actions import reviewing
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
from translations.assignments import stage, standing_assignment, unassigned
from translations.models import Agreed, Assignment, Priority
from translations.stages import Stage

pytestmark = pytest.mark.django_db


class TestGiveBack:
    def give(self, assignment, by, reason=" Ill. "):
        return assigning.give_back(
            assignment=assignment, reason=reason, by=by, at=make.NOW + HOUR
        )

    def test_frees_the_text_and_keeps_what_is_written(
        self, version, editor, translator, another
    ):
        current = accepted(version, translator, editor)
        make.write(version, make.blocks("Half", ["Half of it."]), by=translator)
        kept = list(version.working_blocks.values_list("block_id", "html"))
        revision = version.current_revision_id
        given = self.give(current, translator)
        assert (given.state, given.reason) == (Agreed.GIVEN_BACK, "Ill.")
        assert given.answered_at == make.NOW
        assert given.ended_at == make.NOW + HOUR
        version.refresh_from_db()
        assert (version.owner, version.status) == (None, Status.DRAFT)
        assert version.current_revision_id == revision
        assert list(version.working_blocks.values_list("block_id", "html")) == kept
        assert standing_assignment(version) is None
        assert stage(_with_work(given)) == Stage.GIVEN_BACK
        # Somebody else can take it up at once.
        accepted(version, another, editor)
        assert how_far(version) == Stage.ACCEPTED

    def test_lies_with_what_nobody_has(self, version, editor, translator):
        current = accepted(version, translator, editor)
        assert version not in unassigned(editor, ["en"])
        self.give(current, translator)
        assert version in unassigned(editor, ["en"])

    def test_tells_who_offered_it_and_the_editors_of_the_language(
        self, version, editor, translator, another
    ):
        second, french = (make.an_account(("Editor", tag)) for tag in ("en", "fr"))
        current = accepted(version, translator, editor)
        self.give(current, translator)
        assert told(editor)[-1] == NotificationKind.GIVEN_BACK
        assert told(second) == [NotificationKind.GIVEN_BACK]
        assert told(french) == told(another) == []
        assert NotificationKind.GIVEN_BACK not in told(translator)

    def test_tells_nobody_who_may_not_know_of_the_story(
        self, version, editor, translator
    ):
        current = accepted(version, translator, editor)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        version.article.cleared_people.add(translator)
        self.give(current, translator)
        assert NotificationKind.GIVEN_BACK not in told(editor)

    def test_wants_a_reason_and_lists_all_that_stands_against_it(
        self, version, editor, translator
    ):
        offered = offer(version, translator, editor)
        with pytest.raises(AssignmentRefused) as refused:
            self.give(offered, translator, reason=" ")
        assert str(refused.value).splitlines() == [
            "You do not have it any more, or have not accepted it.",
            "Say why.",
        ]

    def test_is_for_a_text_that_a_writer_has(self, version, editor, translator):
        current = accepted(version, translator, editor)
        make.submitted(version)
        with pytest.raises(AssignmentRefused, match="no writer can go on"):
            self.give(current, translator)

    def test_is_for_who_has_it(self, version, editor, translator, another):
        current = accepted(version, translator, editor)
        for other in (another, editor):
            with pytest.raises(PermissionRefused):
                self.give(current, other)

    def test_is_done_once(self, version, editor, translator):
        current = accepted(version, translator, editor)
        self.give(current, translator)
        with pytest.raises(AssignmentRefused):
            self.give(current, translator)

    def test_leaves_a_text_with_whoever_it_was_handed_to(
        self, version, editor, translator, another
    ):
        current = accepted(version, translator, editor)
        reviewing.hand_over(version=version, to=another, by=editor, at=make.NOW)
        self.give(current, translator)
        version.refresh_from_db()
        assert version.owner == another

    def test_keeps_its_history_and_forgets_its_reason(
        self, version, editor, translator
    ):
        current = accepted(version, translator, editor)
        self.give(current, translator)
        states = [event.pgh_data["state"] for event in Events.objects.tracks(current)]
        assert states == ["offered", "accepted", "given_back"]
        assert "Ill." not in str(
            [event.pgh_data for event in Events.objects.tracks(current)]
        )
        assert erasing.erase_notes(article=version.article, at=make.NOW) == 1
        current.refresh_from_db()
        assert (current.reason, current.state) == ("", Agreed.GIVEN_BACK)


def _with_work(assignment):
    return Assignment.objects.with_work().get(pk=assignment.pk)


class TestWithdraw:
    def test_takes_the_text_out_of_their_hands(self, version, editor, translator):
        current = accepted(version, translator, editor)
        assigning.withdraw(assignment=current, by=editor, at=make.NOW)
        version.refresh_from_db()
        assert (version.owner, standing_assignment(version)) == (None, None)
        assert told(translator)[-1] == NotificationKind.WITHDRAWN

    def test_leaves_a_text_with_the_editor_who_has_it(
        self, version, editor, translator
    ):
        current = accepted(version, translator, editor)
        make.submitted(version)
        reviewing.take(version=version, by=editor, at=make.NOW)
        assigning.withdraw(assignment=current, by=editor, at=make.NOW)
        version.refresh_from_db()
        assert version.owner == editor

    def test_is_done_once(self, version, editor, translator):
        current = offer(version, translator, editor)
        assigning.withdraw(assignment=current, by=editor, at=make.NOW)
        with pytest.raises(AssignmentRefused, match="not stand"):
            assigning.withdraw(assignment=current, by=editor, at=make.NOW)


class TestHandOn:
    def test_gives_it_at_once(self, version, editor, translator, another):
        first = accepted(
            version, translator, editor, due_at=DUE, priority=Priority.URGENT, note="N"
        )
        second = assigning.hand_on(
            assignment=first, to=another, is_given=True, by=editor, at=make.NOW
        )
        version.refresh_from_db()
        first.refresh_from_db()
        assert (version.owner, version.due_at) == (another, DUE)
        assert (first.state, second.state) == (Agreed.ENDED, Agreed.ACCEPTED)
        assert (second.priority, second.note) == (Priority.URGENT, "N")
        assert told(translator)[-1] == NotificationKind.WITHDRAWN
        assert told(another) == [NotificationKind.HANDED_OVER]

    def test_asks_first(self, version, editor, translator, another):
        first = accepted(version, translator, editor)
        assigning.hand_on(
            assignment=first, to=another, is_given=False, by=editor, at=make.NOW
        )
        version.refresh_from_db()
        assert (version.owner, how_far(version)) == (None, Stage.OFFERED)
        assert told(another) == [NotificationKind.OFFERED]

    def test_goes_to_somebody_else(self, version, editor, translator):
        first = accepted(version, translator, editor)
        with pytest.raises(AssignmentRefused, match="has it already"):
            assigning.hand_on(
                assignment=first, to=translator, is_given=True, by=editor, at=make.NOW
            )

    def test_waits_until_a_writer_can_go_on(self, version, editor, translator, another):
        first = accepted(version, translator, editor)
        make.submitted(version)
        with pytest.raises(AssignmentRefused, match="Return it"):
            assigning.hand_on(
                assignment=first, to=another, is_given=True, by=editor, at=make.NOW
            )
        assert standing_assignment(version) == first
