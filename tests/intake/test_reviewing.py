"""A finding is marked as reviewed once, by who may, with who and when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pghistory.models import Events

from articles.models import Article
from intake.actions.reviewing import review_findings
from intake.actions.taking_in import Place, take_in
from intake.models import Finding
from intake.sources.opening import open_story
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


@pytest.fixture
def findings(fixtures):
    take_in(
        incoming=open_story(fixtures / "saved-story.txt", language="en"),
        place=Place(outlet=make.an_outlet(), section=make.a_section()),
        by=make.a_chief(),
        at=make.NOW,
    )
    return Finding.objects.all()


@pytest.fixture
def waiting(findings):
    return list(findings.unreviewed())


class TestReviewFindings:
    def test_keeps_who_when_and_what_was_decided(self, waiting):
        editor = make.an_account(("Editor", "en"))
        number = review_findings(
            findings=waiting, by=editor, at=LATER, note=" Asked  Srey Mom. "
        )
        assert number == len(waiting) > 0
        stored = Finding.objects.get(pk=waiting[0].pk)
        assert (stored.reviewed_by, stored.reviewed_at) == (editor, LATER)
        assert (stored.review_note, stored.is_waiting) == ("Asked Srey Mom.", False)
        assert not Finding.objects.unreviewed().exists()

    def test_leaves_an_event_that_says_by_whom(self, waiting):
        editor = make.an_account(("Editor", "en"))
        review_findings(findings=waiting[:1], by=editor, at=LATER)
        event = Events.objects.tracks(waiting[0]).get()
        assert event.pgh_context["verb"] == "review_findings"
        assert event.pgh_context["by"] == editor.pk
        assert event.pgh_data["reviewed_by_id"] == editor.pk

    def test_leaves_what_was_decided_before(self, waiting):
        first, second = make.a_chief(), make.a_chief()
        review_findings(findings=waiting, by=first, at=LATER, note="Ours.")
        again = review_findings(
            findings=waiting, by=second, at=LATER + timedelta(days=1), note="Theirs."
        )
        stored = Finding.objects.get(pk=waiting[0].pk)
        assert again == 0
        assert (stored.reviewed_by, stored.review_note) == (first, "Ours.")

    def test_leaves_findings_that_ask_for_no_decision(self, findings):
        quiet = findings.filter(is_to_review=False)
        assert quiet
        assert review_findings(findings=quiet, by=make.a_chief(), at=LATER) == 0
        assert not Finding.objects.exclude(reviewed_at=None).exists()

    @pytest.mark.parametrize("role", ["Editor", "Publisher", "Rights desk"])
    def test_is_done_by_who_holds_a_role_in_the_language(self, waiting, role):
        account = make.an_account((role, "en"))
        assert review_findings(findings=waiting[:1], by=account, at=LATER) == 1

    @pytest.mark.parametrize(
        ("role", "language"),
        [("Reporter", "en"), ("Translator", "en"), ("Editor", "km")],
    )
    def test_is_done_by_nobody_else(self, waiting, role, language):
        account = make.an_account((role, language))
        with pytest.raises(PermissionRefused):
            review_findings(findings=waiting, by=account, at=LATER)
        assert Finding.objects.unreviewed().count() == len(waiting)

    def test_is_refused_on_a_story_that_is_not_for_everybody(self, waiting):
        editor = make.an_account(("Editor", "en"))
        Article.objects.update(is_restricted=True)
        with pytest.raises(PermissionRefused):
            review_findings(findings=waiting, by=editor, at=LATER)
        Article.objects.get().cleared_people.add(editor)
        assert review_findings(findings=waiting, by=editor, at=LATER)

    def test_refuses_a_note_that_is_a_report(self, waiting):
        with pytest.raises(ValidationError, match="at most 500"):
            review_findings(
                findings=waiting, by=make.a_chief(), at=LATER, note="x" * 501
            )


class TestTheDatabase:
    @pytest.mark.parametrize("facts", [{"reviewed_at": LATER}, {"review_note": "x"}])
    def test_refuses_a_review_by_nobody(self, waiting, facts):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=waiting[0].pk).update(**facts)
