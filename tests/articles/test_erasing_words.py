"""Reasons, dropped notes, decided requests and names nobody saw are forgotten."""

import pytest
from django.utils import timezone

from articles.actions import correcting, opening, publishing, reviewing, writing
from articles.models import (
    CorrectionWording,
    ReplyDecision,
    ReplyRequest,
    Sitting,
    Version,
)
from tests import factories as make
from tests.articles.aging import DAY, WORDS, erase, released_after_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return released_after_drafts()


class TestReasons:
    def test_are_emptied_and_the_steps_stay(self):
        version = make.submitted(make.a_version())
        reviewing.return_text(
            version=version, reason=WORDS, by=make.a_chief(), at=make.NOW
        )
        make.published(Version.objects.get(pk=version.pk))
        steps = list(version.transitions.values_list("step", "by", "at"))
        assert erase(version)["reasons"] == 1
        assert list(version.transitions.values_list("step", "by", "at")) == steps
        assert not version.transitions.exclude(reason="").exists()

    def test_go_although_the_reader_has_written_since(self):
        version = make.a_version()
        publishing.publish_at_once(
            version=version, reason=WORDS, by=make.a_chief(), at=make.NOW
        )
        reader = make.a_chief()
        reviewing.confirm(version=version, by=reader, at=make.NOW)
        writing.write_working_copy(
            version=version,
            blocks=make.blocks("ថ្មី", ("ខ",)),
            by=reader,
            at=make.NOW,
        )
        writing.save_revision(version=version, by=reader, at=make.NOW)
        # Its own text, written since: what is unread stays, and so does the reader.
        assert erase(version)["reasons"] == 2


class TestSittings:
    def test_forget_which_paragraph_and_keep_who(self, version):
        before = list(Sitting.objects.values_list("account", "approval"))
        assert erase(version)["touched_paragraphs"] > 0
        assert list(Sitting.objects.values_list("account", "approval")) == before
        assert not Sitting.objects.exclude(touched=[]).exists()


class TestCorrections:
    """History has the database's own clock, so that these days count from today."""

    def words(self):
        history = CorrectionWording.pgh_event_model.objects
        return set(history.values_list("text", flat=True))

    def test_that_were_dropped_leave_no_word(self, version):
        note = make.proposed(version.article, km=WORDS)
        correcting.drop_correction(correction=note, by=make.a_chief())
        assert self.words() == {WORDS}
        assert erase(version, at=timezone.now() + 31 * DAY)["correction_drafts"] == 2
        assert self.words() == {""}

    def test_that_were_dropped_lately_stay(self, version):
        note = make.proposed(version.article, km=WORDS)
        correcting.drop_correction(correction=note, by=make.a_chief())
        erase(version, at=timezone.now() + 29 * DAY)
        assert self.words() == {WORDS}

    def test_leave_only_what_was_published(self, version):
        note = make.proposed(version.article, km=WORDS)
        correcting.reword_correction(
            correction=note,
            kind=note.kind,
            wordings={"km": "លេខត្រូវបានកែ។"},
            by=make.a_chief(),
            at=make.NOW,
        )
        correcting.publish_correction(correction=note, by=make.a_chief(), at=make.NOW)
        erase(version, at=timezone.now() + 31 * DAY)
        assert self.words() == {"", "លេខត្រូវបានកែ។"}
        assert note.wordings.get().text == "លេខត្រូវបានកែ។"

    def test_that_wait_for_a_publisher_stay(self, version):
        note = make.proposed(version.article, km=WORDS)
        erase(version, at=timezone.now() + 365 * DAY)
        assert note.wordings.get().text == WORDS
        assert WORDS in self.words()

    def test_that_can_never_go_out_leave_no_word(self, version):
        note = make.proposed(version.article, km=WORDS)
        make.taken_down(version.article)
        erase(version, at=timezone.now() + 31 * DAY)
        assert not note.wordings.exists()
        assert self.words() == {""}

    def test_of_another_story_stay(self, version):
        other = make.published(make.a_version())
        note = make.proposed(other.article, km=WORDS)
        correcting.drop_correction(correction=note, by=make.a_chief())
        erase(version, at=timezone.now() + 31 * DAY)
        assert self.words() == {WORDS}


class TestReplies:
    def a_request(self, version, **facts):
        return ReplyRequest.objects.create(
            article=version.article,
            claimant="Who",
            demand=WORDS,
            received_at=make.NOW,
            due_date=make.NOW.date(),
            entered_by=make.a_chief(),
            **facts,
        )

    def test_that_were_decided_lose_who_and_what(self, version):
        request = self.a_request(
            version,
            decision=ReplyDecision.REFUSE,
            answer="Because",
            decided_by=make.a_chief(),
            decided_at=make.NOW,
        )
        assert erase(version)["replies"] == 1
        request.refresh_from_db()
        assert (request.claimant, request.demand, request.answer) == ("", "", "")
        assert request.decision == ReplyDecision.REFUSE

    def test_that_wait_stay(self, version):
        request = self.a_request(version)
        erase(version)
        request.refresh_from_db()
        assert request.demand == WORDS


class TestNames:
    def test_that_readers_had_stay(self, version):
        by, first = make.a_chief(), version.slug
        opening.describe_version(
            version=version,
            slug="second",
            rights_basis=version.rights_basis,
            by=by,
            at=make.NOW,
        )
        erase(version)
        history = str(list(version.pgh_event_model.objects.values("slug")))
        assert first in history
        assert "second" in history

    def test_that_readers_never_had_go(self):
        version = make.a_version()
        for slug in ("never-seen", "seen"):
            opening.describe_version(
                version=version,
                slug=slug,
                rights_basis=version.rights_basis,
                by=make.a_chief(),
                at=make.NOW,
            )
        make.published(version)
        assert erase(version)["unused_names"] > 0
        history = str(list(version.pgh_event_model.objects.values("slug")))
        assert "never-seen" not in history
        assert "'seen'" in history
