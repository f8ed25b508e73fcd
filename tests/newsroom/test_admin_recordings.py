"""The page of a version's recording: heard, stored, replaced, removed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.actions.holding import set_hold
from articles.models import CreditRole, Recording
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.a_version(language="km")


def page(version, name="recording", *more):
    return reverse(f"admin:articles_version_{name}", args=[version.pk, *more])


def upload(client, version, content, name="ទន្លេ.mp3"):
    file = SimpleUploadedFile(name, content, content_type="audio/mpeg")
    return client.post(page(version), {"file": file}, follow=True)


class TestPage:
    def test_is_offered_on_the_versions_page(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        change = reverse("admin:articles_version_change", args=[version.pk])
        assert page(version) in client.get(change).content.decode()

    def test_stores_a_recording_whatever_its_file_is_called(
        self, client, sign_in, version
    ):
        sign_in(("Reporter", "km"))
        answer = upload(client, version, make.a_sound(65), "Interview at home.exe")
        assert "The recording is stored." in answer.content.decode()
        assert "1 min 5 s · 0.3 MB" in answer.content.decode()
        recording = Recording.objects.get()
        assert "Interview" not in f"{recording.sound.name}{recording.master.name}"

    def test_says_every_reason_why_a_file_is_refused(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        answer = upload(client, version, make.a_sound(0.5, channels=4))
        assert "longer" not in answer.content.decode()
        assert "shorter than a second" in answer.content.decode()
        assert "more than two channels" in answer.content.decode()
        assert not Recording.objects.exists()

    def test_asks_for_a_file_where_none_was_chosen(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        answer = client.post(page(version), {})
        assert "This field is required" in answer.content.decode()

    def test_says_that_a_voice_is_not_credited(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        assert "credit as voice" in client.get(page(version)).content.decode()
        make.credit(version, (make.a_desk(), CreditRole.VOICE))
        assert "credit as voice" not in client.get(page(version)).content.decode()

    def test_lets_nobody_store_who_may_only_look(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        content = client.get(page(version)).content.decode()
        assert 'enctype="multipart/form-data"' not in content
        answer = upload(client, version, make.a_sound())
        assert "may not do this" in answer.content.decode()
        assert not Recording.objects.exists()

    def test_is_not_there_for_who_may_not_know_of_the_story(
        self, client, sign_in, version
    ):
        make.recorded(version)
        version.article.is_restricted = True
        version.article.save()
        sign_in(("Publisher", ""))
        for address in (
            page(version),
            page(version, "recording_remove"),
            page(version, "recording_file", "voice.mp3"),
        ):
            assert client.get(address).status_code == 404
        assert upload(client, version, make.a_sound()).status_code == 404


class TestHearing:
    def test_lets_staff_hear_what_is_not_published(self, client, sign_in, version):
        make.recorded(version)
        sign_in(("Reporter", "km"))
        for name, kind in (("voice.mp3", "audio/mpeg"), ("voice.flac", "audio/flac")):
            answer = client.get(page(version, "recording_file", name))
            assert (answer.status_code, answer["Content-Type"]) == (200, kind)
            assert b"".join(answer.streaming_content)
            assert "no-store" in answer["Cache-Control"]
        assert client.get(page(version, "recording_file", "x.wav")).status_code == 404


class TestRemoving:
    def test_asks_once(self, client, sign_in, version):
        make.recorded(version)
        sign_in(("Reporter", "km"))
        address = page(version, "recording_remove")
        assert "deleted from the disk" in client.get(address).content.decode()
        answer = client.post(address, follow=True)
        assert "The recording is removed." in answer.content.decode()
        assert not Recording.objects.exists()
        assert client.get(address).status_code == 404

    def test_is_not_offered_while_the_story_is_held(self, client, sign_in, version):
        make.recorded(version)
        set_hold(article=version.article, by=make.a_chief(), at=make.NOW)
        sign_in(("Reporter", "km"))
        text = client.get(page(version)).content.decode()
        assert "legal hold" in text
        assert page(version, "recording_remove") not in text
        answer = client.post(page(version, "recording_remove"), follow=True)
        assert "legal hold" in answer.content.decode()
        assert Recording.objects.exists()
