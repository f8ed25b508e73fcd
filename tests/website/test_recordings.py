"""Readers hear a recording while its version is public, with its words as of now."""

import io
import json
import re
from datetime import timedelta

import pytest
import soundfile
from django.utils import timezone

from articles.addresses import version_url
from articles.models import CreditRole, Version
from newsroom.forgetting import verbs
from people.actions import consenting
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def voice():
    return make.a_person("Chan Voice", consents=["en"])


@pytest.fixture
def version(voice):
    version = make.a_version(language="en")
    make.credit(
        version,
        (make.a_desk(), CreditRole.REPORTER),
        (voice, CreditRole.VOICE),
    )
    make.recorded(version, make.a_sound(65))
    return make.published(version)


def path(version, name="voice.mp3"):
    return f"/recordings/{version.recording.pk}/{name}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


class TestPage:
    def test_says_how_long_and_how_large_before_anything_is_loaded(
        self, client, version
    ):
        page = client.get(version_url(version)).content.decode()
        assert "Listen · 1 min 5 s · 0.3 MB" in page
        assert f'preload="none" src="{path(version)}"' in page
        assert f'href="{path(version, "voice.flac")}"' in page
        assert "Read by" in page
        assert "Chan Voice" in page

    def test_says_it_in_khmer_digits(self, client):
        version = make.a_version(language="km")
        make.recorded(version, make.a_sound(65))
        page = client.get(version_url(make.published(version))).content.decode()
        assert "ស្ដាប់ · ១ នាទី ៥ វិនាទី · ០,៣ មេកាបៃ" in page

    def test_has_none_where_nobody_reads(self, client):
        version = make.published(make.a_version(language="en"))
        assert "<audio" not in client.get(version_url(version)).content.decode()

    def test_is_described_for_machines(self, client, version):
        page = client.get(version_url(version)).content.decode()
        (found,) = re.findall(r'ld\+json">(.*?)</script>', page)
        audio = json.loads(found)["audio"]
        assert audio["duration"] == "PT1M5S"
        assert audio["contentUrl"].endswith(path(version))
        assert audio["copyrightNotice"]


class TestServedFile:
    def test_carries_its_story_its_makers_and_its_rights(self, client, version):
        sound = body(client.get(path(version)))
        with soundfile.SoundFile(io.BytesIO(sound)) as read:
            assert read.title == version.headline
            assert "Read by Chan Voice" in read.artist
        assert "Market Association".encode("utf-16-le") in sound
        assert version_url(version).encode() in sound
        master = body(client.get(path(version, "voice.flac")))
        with soundfile.SoundFile(io.BytesIO(master)) as read:
            assert read.title == version.headline
            assert "Market Association" in read.copyright
            assert len(read.read()) == 65 * 44_100

    def test_names_nobody_any_more_at_the_next_request(self, client, version, voice):
        former = client.get(path(version))
        assert b"Chan Voice" in body(former).replace(b"\0", b"")
        verbs.withdraw_byline(contributor=voice, by=make.a_chief(), at=make.NOW)
        for name in ("voice.mp3", "voice.flac"):
            answer = client.get(
                path(version, name), headers={"if-none-match": former["ETag"]}
            )
            assert answer.status_code == 200
            assert b"Chan Voice" not in body(answer).replace(b"\0", b"")
            assert answer["ETag"] != former["ETag"]

    def test_never_names_who_did_not_agree(self, client, version, voice):
        consenting.withdraw_consent(
            contributor=voice, language="en", by=make.a_chief(), at=make.NOW
        )
        sound = body(client.get(path(version))).replace(b"\0", b"")
        assert b"Chan Voice" not in sound
        assert b"The Market desk" in sound

    def test_has_the_new_headline_and_the_new_notice_at_once(self, client, version):
        make.write(version, make.blocks("Water falls again", ["It fell."]))
        make.published(version)
        version.article.outlet.name_en = "The Bazaar"
        version.article.outlet.save()
        make.a_notice(version.article.outlet)
        sound = body(client.get(path(version))).replace(b"\0", b"")
        assert b"Water falls again" in sound
        assert b"The Bazaar" in sound

    def test_is_asked_about_each_time(self, client, version):
        assert client.get(path(version))["Cache-Control"] == "public, no-cache"
        assert not client.cookies

    def test_knows_who_has_it_already(self, client, version):
        tag = client.get(path(version))["ETag"]
        for known in (tag, f'"x", W/{tag}', "*"):
            answer = client.get(path(version), headers={"if-none-match": known})
            assert (answer.status_code, answer.content) == (304, b"")

    def test_has_no_other_file_to_give(self, client, version):
        for name in ("stored.wav", "..%2f..%2fsecret", "voice.ogg"):
            assert client.get(path(version, name)).status_code == 404

    def test_says_that_it_is_gone_where_its_file_is(self, client, version):
        version.recording.sound.storage.delete(version.recording.sound.name)
        assert client.get(path(version)).status_code == 404


class TestRange:
    @pytest.fixture
    def whole(self, client, version):
        return body(client.get(path(version)))

    @pytest.mark.parametrize(
        ("asked", "start", "stop"),
        [
            ("bytes=0-0", 0, 1),
            ("bytes=0-1", 0, 2),
            ("bytes=100-99999", 100, 100_000),
            ("bytes=200000-", 200_000, None),
            ("bytes=-500", -500, None),
            ("bytes=0-999999999", 0, None),
            ("Bytes=10-20", 10, 21),
        ],
    )
    def test_begins_in_the_middle(self, client, version, whole, asked, start, stop):
        answer = client.get(path(version), headers={"range": asked})
        assert answer.status_code == 206
        part = body(answer)
        assert part == whole[start:stop]
        assert answer["Content-Length"] == str(len(part))
        first = start if start >= 0 else len(whole) + start
        assert answer["Content-Range"] == (
            f"bytes {first}-{first + len(part) - 1}/{len(whole)}"
        )

    def test_crosses_from_the_words_into_the_sound(self, client, version, whole):
        at = whole.index(b"\xff\xf3")
        asked = f"bytes={at - 3}-{at + 3}"
        answer = client.get(path(version), headers={"range": asked})
        assert body(answer) == whole[at - 3 : at + 4]

    @pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0", "bytes=9-3"])
    def test_refuses_what_the_file_has_not(self, client, version, whole, asked):
        answer = client.get(path(version), headers={"range": asked})
        assert answer.status_code == 416
        assert answer["Content-Range"] == f"bytes */{len(whole)}"

    @pytest.mark.parametrize(
        "asked", ["bytes=0-1,5-9", "lines=1-2", "bytes=", "bytes=-", "bytes=a-b"]
    )
    def test_sends_the_whole_where_it_understands_nothing(
        self, client, version, whole, asked
    ):
        answer = client.get(path(version), headers={"range": asked})
        assert (answer.status_code, body(answer)) == (200, whole)

    def test_sends_the_whole_where_it_has_changed_meanwhile(
        self, client, version, whole
    ):
        changed = {"range": "bytes=5-9", "if-range": '"something else"'}
        assert client.get(path(version), headers=changed).status_code == 200
        same = {"range": "bytes=5-9", "if-range": client.get(path(version))["ETag"]}
        assert body(client.get(path(version), headers=same)) == whole[5:10]

    def test_tells_the_length_alone(self, client, version, whole):
        answer = client.head(path(version))
        assert (answer.status_code, answer.content) == (200, b"")
        assert answer["Content-Length"] == str(len(whole))
        assert answer["Accept-Ranges"] == "bytes"


class TestWhoMayHear:
    @pytest.fixture(params=["get", "head", "range", "known"])
    def status(self, request, client, version):
        tag = client.get(path(version))["ETag"]
        headers = {
            "range": {"range": "bytes=0-9"},
            "known": {"if-none-match": tag},
        }.get(request.param, {})
        method = client.head if request.param == "head" else client.get
        return lambda: method(path(version), headers=headers).status_code

    def test_nobody_once_the_story_is_hidden(self, version, status):
        assert status() in {200, 206, 304}
        make.hidden(version.article)
        assert status() == 404

    def test_nobody_before_the_embargo_ends(self, version, status):
        version.article.embargoed_until = timezone.now() + timedelta(hours=1)
        version.article.save()
        assert status() == 404
        version.article.embargoed_until = timezone.now() - timedelta(seconds=1)
        version.article.save()
        assert status() in {200, 206, 304}

    def test_nobody_while_the_story_is_restricted(self, version, status):
        version.article.is_restricted = True
        version.article.save()
        assert status() == 404

    def test_nobody_of_a_draft(self, client):
        version = make.a_version(language="en")
        make.recorded(version)
        assert client.get(path(version)).status_code == 404
        assert Version.objects.public().count() == 0

    def test_nobody_once_a_name_was_removed_from_what_is_read(self, client, version):
        text = make.blocks("A villager speaks", ["Sok Thida saw the river rise."])
        make.write(version, text)
        make.published(version)
        removal = verbs.redacting.Removal(["Sok Thida"], {"en": "a villager"})
        asked = verbs.redacting.request_redaction(
            removal=removal, by=make.a_chief(), at=make.NOW
        )
        heard = path(version)
        removed = verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
        assert removed.recordings == 1
        assert client.get(heard).status_code == 404
