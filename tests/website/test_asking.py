"""Readers ask to republish without a cookie, and without being noted anywhere."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache

from articles.addresses import version_url
from rights.models import Channel, PermissionRequest, RequestState
from tests import factories as make
from website.guarding import FROM_EVERYWHERE, FROM_ONE_PLACE, LARGEST_BODY, URLENCODED

pytestmark = pytest.mark.django_db
WISH = {
    "organisation": "កាសែតមេគង្គ",
    "contact": "editor@mekong.example",
    "acts": ["print", "electronic"],
    "where": ["newspaper"],
    "territory": "KH",
    "from_date": "2026-04-01",
    "until_date": "2026-09-30",
    "message": "សូមអរគុណ",
}


@pytest.fixture(autouse=True)
def nobody_counted():
    cache.clear()


@pytest.fixture
def version():
    return make.a_published_pair()[0]


def ask(client, version, *, origin=settings.SITE_URL, **changed):
    fields = {**WISH, **changed}
    return client.post(
        f"{version_url(version)}ask/",
        urlencode(fields, doseq=True),
        content_type=URLENCODED,
        **({"HTTP_ORIGIN": origin} if origin else {}),
    )


class TestForm:
    @pytest.mark.parametrize("language", ["km", "en", "zh-Hans", "vi"])
    def test_opens_for_each_language_of_a_story(self, client, language):
        original, translation = make.a_published_pair()
        told = {"km": original, "en": translation}.get(language)
        if told is None:
            third = make.a_version(article=original.article, language=language)
            told = make.published(third)
        page = client.get(f"{version_url(told)}ask/").content.decode()
        words = "សុំ" if language == "km" else "What you want to do"
        assert words in page
        assert told.headline in page

    def test_is_led_to_by_the_story(self, client, version):
        page = client.get(version_url(version)).content.decode()
        assert f'href="{version_url(version)}ask/"' in page

    def test_sets_no_cookie_and_varies_by_none(self, client, version):
        for response in (
            client.get(f"{version_url(version)}ask/"),
            ask(client, version),
            ask(client, version, acts=[]),
            client.get(f"{version_url(version)}asked/"),
        ):
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", ""), response
            assert "csrfmiddlewaretoken" not in response.content.decode()

    def test_asks_the_database_for_no_session(
        self, client, version, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(4) as asked:
            client.get(f"{version_url(version)}ask/")
        assert not [q for q in asked.captured_queries if "session" in q["sql"]]

    def test_is_not_there_for_what_readers_do_not_see(self, client, version):
        make.hidden(version.article)
        assert client.get(f"{version_url(version)}ask/").status_code == 404
        assert ask(client, version).status_code == 404
        assert not PermissionRequest.objects.exists()


class TestAsking:
    def test_keeps_what_was_filled_in(self, client, version):
        response = ask(client, version, edits=["length"])
        assert response.url == f"{version_url(version)}asked/"
        kept = PermissionRequest.objects.get()
        assert (kept.version, kept.channel, kept.state) == (
            version,
            Channel.FORM,
            RequestState.OPEN,
        )
        assert (kept.organisation, kept.contact) == (
            WISH["organisation"],
            WISH["contact"],
        )
        assert (kept.acts, kept.media) == (["electronic", "print"], ["newspaper"])
        assert (kept.territories, kept.edits) == (["KH"], ["length"])
        assert kept.wanted_from_date == date(2026, 4, 1)
        assert kept.wanted_until_date == date(2026, 9, 30)
        assert kept.entered_by is None
        thanked = client.get(response.url).content.decode()
        assert WISH["organisation"] not in thanked

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"acts": []}, "This field is required"),
            ({"organisation": " "}, "This field is required"),
            ({"contact": "nobody"}, "valid email"),
            ({"acts": ["fly"]}, "Select a valid choice"),
            ({"until_date": "2026-01-01"}, "The last day is before the first"),
            ({"from_date": "soon"}, "Enter a valid date"),
            ({"message": "a" * 2_001}, "at most 2000 characters"),
            ({"message": "a\0b"}, "Null characters"),
        ],
    )
    def test_gives_back_everything_with_the_reason(self, client, changed, words):
        version = make.a_published_pair()[1]
        response = ask(client, version, **changed)
        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        if "organisation" not in changed:
            assert WISH["organisation"] in page
        assert not PermissionRequest.objects.exists()

    def test_tells_programs_the_same_and_keeps_nothing(self, client, version):
        response = ask(client, version, website="https://spam.example")
        assert response.url == f"{version_url(version)}asked/"
        assert not PermissionRequest.objects.exists()

    @pytest.mark.parametrize(
        "origin",
        ["", "null", "https://else.example", f"{settings.SITE_URL}.evil.example"],
    )
    def test_takes_it_from_our_own_pages_only(self, client, version, origin):
        answer = ask(client, version, origin=origin)
        assert answer.status_code == 403
        # In the language of the page, whatever the browser's.
        assert "សូមបំពេញទម្រង់" in answer.content.decode()
        assert not PermissionRequest.objects.exists()

    def test_takes_no_more_than_people_write(self, client, version):
        response = ask(client, version, message="a" * (LARGEST_BODY + 1))
        assert response.status_code == 413

    def test_takes_no_files(self, client, version):
        response = client.post(
            f"{version_url(version)}ask/", WISH, HTTP_ORIGIN=settings.SITE_URL
        )
        assert response.status_code == 415


class TestTooMany:
    def test_from_one_place_are_stopped_without_losing_a_word(self, client, version):
        for _time in range(FROM_ONE_PLACE):
            assert ask(client, version).status_code == 302
        response = ask(client, version)
        assert response.status_code == 429
        assert WISH["organisation"] in response.content.decode()
        assert PermissionRequest.objects.count() == FROM_ONE_PLACE

    def test_from_another_place_still_come_through(self, client, version):
        for _time in range(FROM_ONE_PLACE):
            ask(client, version)
        client.defaults["REMOTE_ADDR"] = "198.51.100.7"
        assert ask(client, version).status_code == 302

    def test_from_everywhere_are_stopped_too(self, client, version):
        for number in range(FROM_EVERYWHERE + 1):
            client.defaults["REMOTE_ADDR"] = f"198.51.{number}.7"
            status = ask(client, version).status_code
        assert status == 429

    def test_are_not_counted_where_nobody_can(self, client, version, settings):
        settings.CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://127.0.0.1:1",
            }
        }
        assert ask(client, version).status_code == 302

    def test_leave_no_address_in_the_database_or_the_log(self, client, version, caplog):
        client.defaults["REMOTE_ADDR"] = "198.51.100.77"
        ask(client, version)
        kept = PermissionRequest.objects.values().get()
        assert "198.51.100" not in str(kept) + caplog.text
