"""Whoever stops writing without saving loses nothing: their sitting ends by itself."""

from datetime import timedelta

import pytest
from django.conf import settings

from articles.actions import publishing, reviewing, sitting
from articles.actions.sitting import end_idle_sittings
from articles.actions.writing import save_revision, write_working_copy
from articles.gates import StepRefused
from articles.models import Revision, Sitting, Status, Version
from tests import factories as make

pytestmark = pytest.mark.django_db

LATER = make.NOW + timedelta(minutes=10)


@pytest.fixture
def version():
    return make.a_version(language="en")


def wrote(version, words, *, by=None, at=make.NOW):
    write_working_copy(
        version=version,
        blocks=make.blocks("The river has risen", [words]),
        by=by or make.a_chief(),
        at=at,
    )


class TestEndIdleSittings:
    def test_keeps_what_was_written_and_never_saved(self, version):
        by = make.an_account(("Reporter", "en"))
        wrote(version, "Not saved.", by=by)
        assert end_idle_sittings(at=LATER) == 1
        version.refresh_from_db()
        kept = version.current_revision
        assert (kept.number, kept.occasion, kept.made_by) == (2, "sitting", by)
        assert "Not saved." in str(kept.blocks)
        assert Sitting.objects.filter(ended_at=LATER).count() == 1

    def test_leaves_those_who_still_write(self, version):
        wrote(version, "Not saved.")
        before = LATER - timedelta(seconds=1)
        assert end_idle_sittings(at=before) == 0
        assert version.revisions.count() == 1

    def test_leaves_a_second_writer_at_the_same_text(self, version):
        one, other = make.a_chief(), make.a_chief()
        wrote(version, "Long ago.", by=one)
        wrote(version, "Just now.", by=other, at=LATER)
        assert end_idle_sittings(at=LATER) == 1
        assert Sitting.objects.get(ended_at=None).account == other
        assert version.revisions.first().made_by == one

    def test_keeps_nothing_twice(self, version):
        wrote(version, "Written, then taken back.")
        wrote(version, "Written, then taken back.", at=LATER)
        end_idle_sittings(at=LATER + timedelta(minutes=10))
        count = Revision.objects.count()
        wrote(version, "Written, then taken back again.", at=LATER)
        wrote(version, "Written, then taken back.", at=LATER)
        end_idle_sittings(at=LATER + timedelta(minutes=20))
        assert Revision.objects.count() == count
        assert not Sitting.objects.filter(ended_at=None).exists()

    def test_has_nothing_to_do_after_a_save(self, version):
        by = make.a_chief()
        wrote(version, "Saved.", by=by)
        save_revision(version=version, by=by, at=make.NOW)
        assert end_idle_sittings(at=LATER) == 0

    @pytest.mark.parametrize("status", [Status.APPROVED, Status.WITHDRAWN])
    def test_ends_those_at_a_closed_text(self, version, status):
        wrote(version, "Not saved.")
        if status == Status.APPROVED:
            make.approved(version)
            number = version.revisions.count()
            Sitting.objects.update(ended_at=None)
        else:
            Version.objects.filter(pk=version.pk).update(
                status=status, withdrawn_at=make.NOW
            )
            number = version.revisions.count() + 1
        assert end_idle_sittings(at=LATER) > 0
        assert version.revisions.count() == number
        assert not Sitting.objects.filter(ended_at=None).exists()

    def test_goes_on_after_one_that_fails(self, version, monkeypatch):
        broken = make.a_version(language="en")
        keep = sitting.keep_text

        def fails(**facts):
            if facts["version"] == broken:
                raise LookupError
            return keep(**facts)

        monkeypatch.setattr(sitting, "keep_text", fails)
        wrote(broken, "Not saved.")
        wrote(version, "Not saved.")
        with pytest.raises(ExceptionGroup) as failed:
            end_idle_sittings(at=LATER)
        assert [type(error) for error in failed.value.exceptions] == [LookupError]
        assert version.revisions.count() == 2
        # What failed is as it was, and comes up again.
        assert Sitting.objects.get(ended_at=None).version == broken

    def test_is_a_chore_of_the_sweeper(self):
        assert "articles.actions.sitting.end_idle_sittings" in settings.CHORES


class TestTouched:
    def test_names_what_was_written_not_what_only_moved_down(self, version):
        by = make.a_chief()
        before = make.TEXTS["en"]
        write_working_copy(
            version=version,
            blocks=make.blocks(before[0], ["A new first one.", *before[1]]),
            by=by,
            at=make.NOW,
        )
        touched = Sitting.objects.get(account=by).touched
        assert len(touched) == 1

    def test_names_what_moved_where_nothing_else_happened(self, version):
        by = make.a_chief()
        headline, paragraphs = make.TEXTS["en"]
        write_working_copy(
            version=version,
            blocks=make.blocks(headline, reversed(paragraphs)),
            by=by,
            at=make.NOW,
        )
        assert len(Sitting.objects.get(account=by).touched) == 2


class TestUnsavedWords:
    def test_keep_a_version_on_the_schedule_from_being_approved_again(self, version):
        make.approved(version)
        hour = make.NOW.replace(year=2100)
        publishing.publish(
            version=version, by=make.a_chief(), at=make.NOW, visible_from=hour
        )
        wrote(version, "Nobody has read this.")
        with pytest.raises(StepRefused, match="not approved"):
            publishing.unschedule(version=version, by=make.a_chief(), at=make.NOW)

    def test_go_with_the_text_when_it_is_submitted(self, version):
        wrote(version, "Not saved.")
        stored = reviewing.submit(version=version, by=make.a_chief(), at=make.NOW)
        assert "Not saved." in str(stored.current_revision.blocks)
