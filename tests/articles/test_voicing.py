"""A recording is stored, replaced and removed by who may, whole or not at all."""

import errno
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pghistory.models import Events

from articles.actions import publishing, voicing
from articles.actions.holding import set_hold
from articles.actions.voicing import RecordingRefused
from articles.gates import PublicationRefused, objections
from articles.models import CreditRole, Recording
from articles.sound.reading import SoundError
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.a_version(language="km")


def files() -> set[str]:
    root = default_storage.path("recordings")
    return {path.name for path in Path(root).rglob("*") if path.is_file()}


def store(version, by, content=None):
    return voicing.store_recording(
        version=version,
        file=io.BytesIO(make.a_sound() if content is None else content),
        by=by,
        at=make.NOW,
    )


class TestStoreRecording:
    def test_keeps_two_files_under_names_that_say_nothing(self, version):
        recording = make.recorded(version)
        assert files() == {"copy.mp3", "master.flac"}
        assert recording.sound.name == f"recordings/{recording.pk}/copy.mp3"
        assert (recording.seconds, recording.stored_at) == (2, make.NOW)
        assert recording.size == recording.sound.size
        assert recording.master_size == recording.master.size

    def test_is_told_by_the_history(self, version):
        recording = make.recorded(version)
        (event,) = Events.objects.tracks(recording)
        assert event.pgh_data["master_sha256"] == recording.master_sha256

    def test_takes_another_ones_place(
        self, version, django_capture_on_commit_callbacks
    ):
        former = make.recorded(version)
        with django_capture_on_commit_callbacks(execute=True):
            new = make.recorded(version, make.a_sound(3))
        assert Recording.objects.get().pk == new.pk != former.pk
        assert not default_storage.exists(f"recordings/{former.pk}")
        assert files() == {"copy.mp3", "master.flac"}

    def test_leaves_nothing_where_the_file_is_refused(self, version):
        with pytest.raises(SoundError):
            store(version, make.a_chief(), b"no sound")
        assert files() == set()
        assert list(Path(default_storage.path("recordings")).glob("*")) == []

    def test_leaves_nothing_and_says_so_where_the_disk_is_full(
        self, version, monkeypatch
    ):
        def full(_file, *, copy, master):
            copy.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(voicing, "encode", full)
        with pytest.raises(RecordingRefused, match="disk of the server is full"):
            store(version, make.a_chief())
        assert files() == set()

    def test_refuses_whoever_may_not_write_in_that_language(self, version):
        with pytest.raises(PermissionRefused):
            store(version, make.an_account(("Reporter", "en")))
        assert store(version, make.an_account(("Reporter", "km")))

    def test_refuses_whoever_may_not_know_of_the_story(self, version):
        version.article.is_restricted = True
        version.article.save()
        with pytest.raises(PermissionRefused, match="Only the people named"):
            store(version, make.an_account(("Publisher", "")))

    def test_needs_a_publisher_where_readers_hear_it_at_once(self, version):
        make.credit(
            version,
            (make.a_desk(), CreditRole.REPORTER),
            (make.a_desk(), CreditRole.VOICE),
        )
        make.published(version)
        with pytest.raises(PermissionRefused):
            store(version, make.an_account(("Editor", "km")))
        assert store(version, make.an_account(("Publisher", "km")))

    def test_needs_a_voice_credited_where_readers_hear_it_at_once(self, version):
        make.published(version)
        with pytest.raises(RecordingRefused, match="credit as voice"):
            store(version, make.a_chief())

    def test_refuses_a_withdrawn_version(self, version):
        make.published(version)
        make.taken_down(version.article)
        version.refresh_from_db()
        with pytest.raises(RecordingRefused, match="withdrawn"):
            store(version, make.a_chief())

    def test_lets_nothing_of_a_held_story_go(self, version):
        make.recorded(version)
        set_hold(article=version.article, by=make.a_chief(), at=make.NOW)
        with pytest.raises(RecordingRefused, match="legal hold"):
            make.recorded(version)
        with pytest.raises(RecordingRefused, match="legal hold"):
            voicing.remove_recording(version=version, by=make.a_chief())
        assert Recording.objects.count() == 1


class TestRemoveRecording:
    def test_takes_the_row_and_both_files(
        self, version, django_capture_on_commit_callbacks
    ):
        make.recorded(version)
        with django_capture_on_commit_callbacks(execute=True):
            voicing.remove_recording(version=version, by=make.a_chief())
        assert not Recording.objects.exists()
        assert files() == set()

    def test_says_that_there_is_none(self, version):
        with pytest.raises(RecordingRefused, match="no recording"):
            voicing.remove_recording(version=version, by=make.a_chief())


class TestVoiceGate:
    def test_keeps_a_recording_without_a_voice_from_readers(self, version):
        store(version, make.a_chief())
        make.approved(version)
        with pytest.raises(PublicationRefused, match="credit as voice"):
            publishing.publish(version=version, by=make.a_chief(), at=make.NOW)

    def test_is_content_with_the_desk(self, version):
        make.recorded(version)
        assert objections(version) == ()

    def test_does_not_ask_where_nobody_reads_aloud(self, version):
        assert objections(version) == ()
