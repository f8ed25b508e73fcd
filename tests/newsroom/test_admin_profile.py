"""The profile, and the language of the desk: what somebody sees and sets."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from articles.models import NotificationChoice, NotificationKind, Way
from newsroom.admin import profile
from newsroom.admin.profile_forms import COMMON, known_zones
from newsroom.admin.returning import onward
from newsroom.roles import ROLES
from people.models import Account, Consent, Contributor, DigestPlan
from tests import factories as make
from tests.newsroom.walking import open_addresses
from translations.actions import assigning
from translations.actions.assigning import Terms

pytestmark = pytest.mark.django_db

PAGE, SPEAK = "/admin/profile/", "/admin/language/"
TRANSLATOR = ("Translator", "en")
FACTS = {
    "do": "facts",
    "interface_language": "en",
    "time_zone": "Europe/Paris",
    "email": "a@mail.example",
}


def shown(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def words(page):
    text = page[page.index('<div id="content"') : page.index('<footer id="footer"')]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def told(**chosen):
    """Fill in the form of what one is told; everything as it is by default."""
    ways = {f"ways-{kind.value}": Way.MAIL.value for kind in NotificationKind}
    days = [str(day) for day in range(1, 8)]
    return {
        "do": "told",
        "plan-hour": "",
        "plan-days": days,
        "plan-paused_until": "",
        **ways,
        **chosen,
    }


class TestWhatItSays:
    def test_is_for_every_member_of_staff(self, client, sign_in):
        assert client.get(PAGE).status_code == 302
        account = sign_in()
        page = words(shown(client))
        assert account.username in page
        assert "None yet. Ask an administrator." in page

    def test_names_roles_in_plain_words(self, client, sign_in):
        sign_in(TRANSLATOR, ("Translator", "km"), ("Editor", ""))
        page = words(shown(client))
        assert "Translator · English, Khmer: translates and submits texts" in page
        assert "Editor · every language: reads, returns and approves" in page

    def test_has_words_for_every_role(self):
        assert profile.ROLE_WORDS.keys() == ROLES.keys()

    def test_shows_the_byline_and_where_it_is_printed(self, client, sign_in):
        account = sign_in(TRANSLATOR)
        own = Contributor.objects.create(
            slug="dara", name_km="ដារ៉ា", name_en="Dara", account=account
        )
        assert "printed in no language" in words(shown(client))
        Consent.objects.create(contributor=own, language="en", given_at=make.NOW)
        page = shown(client)
        assert '<span lang="km">ដារ៉ា</span> · Khmer' in page
        assert "printed in: English" in words(page)
        assert reverse("admin:my-credits") in page

    def test_counts_open_assignments(self, client, sign_in):
        account = sign_in(TRANSLATOR)
        assert "Open assignments 0" in words(shown(client))
        original = make.a_version()
        assigning.offer(
            version=make.a_version(article=original.article, language="en"),
            to=account,
            terms=Terms(),
            by=make.a_chief(),
            at=make.NOW,
        )
        assert "Open assignments 1" in words(shown(client))

    def test_never_shows_who_somebody_is(self, client, sign_in):
        other = make.an_account(TRANSLATOR)
        Account.objects.filter(pk=other.pk).update(email="other@mail.example")
        sign_in(TRANSLATOR)
        page = shown(client)
        assert "real name" not in page.lower()
        assert other.username not in page
        assert "other@mail.example" not in page

    def test_is_linked_from_every_page(self, client, sign_in):
        sign_in(TRANSLATOR)
        for path in ("/admin/", "/admin/notifications/", "/admin/password_change/"):
            assert f'href="{PAGE}"' in client.get(path).content.decode()


class TestFacts:
    def test_are_stored_and_show_at_once(self, client, sign_in):
        account = sign_in(TRANSLATOR, language="km")
        response = client.post(PAGE, FACTS)
        assert (response.status_code, response.url) == (302, PAGE)
        account.refresh_from_db()
        found = (account.interface_language, account.time_zone, account.email)
        assert found == ("en", "Europe/Paris", "a@mail.example")
        page = client.get(PAGE).content.decode()
        assert '<html lang="en"' in page
        assert "Stored." in page

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"email": "nobody"}, "Enter a valid email address."),
            ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
            ({"interface_language": "fr"}, "Select a valid choice."),
        ],
    )
    def test_come_back_with_what_was_typed(self, client, sign_in, wrong, said):
        account = sign_in(TRANSLATOR)
        page = client.post(PAGE, {**FACTS, **wrong}).content.decode()
        assert said in page
        typed = {**FACTS, **wrong}["email"]
        assert f'name="email" value="{typed}"' in page
        account.refresh_from_db()
        assert account.email == ""

    def test_offer_the_common_zones_first_and_all_others_once(self, client, sign_in):
        account = sign_in(TRANSLATOR)
        Account.objects.filter(pk=account.pk).update(time_zone="Etc/GMT-7")
        page = shown(client)
        select = page[page.index('name="time_zone"') :]
        select = select[: select.index("</select>")]
        found = re.findall(r'<option value="([^"]+)"', select)
        assert found[: len(COMMON)] == [name for name, _label in COMMON]
        assert found[len(COMMON)] == "Etc/GMT-7"
        assert "Phnom Penh (UTC+07:00)" in select
        world = {name for names in known_zones().values() for name in names}
        assert world <= set(found)
        assert len(world) > 400
        assert '<option value="Etc/GMT-7" selected' in select

    def test_change_nobody_else(self, client, sign_in):
        other = make.an_account(TRANSLATOR)
        sign_in(TRANSLATOR)
        sent = {**FACTS, "account": other.pk, "username": "x", "is_superuser": "1"}
        client.post(PAGE, sent)
        other.refresh_from_db()
        assert other.email == ""
        assert not Account.objects.filter(is_superuser=True).exists()


class TestWhatOneIsTold:
    def test_is_stored(self, client, sign_in):
        account = sign_in(TRANSLATOR)
        sent = told(
            **{
                "plan-hour": "18",
                "plan-days": ["1", "4"],
                "plan-paused_until": "2026-04-16",
                "ways-commented": "nowhere",
                "ways-returned": "desk",
            }
        )
        assert client.post(PAGE, sent).url == PAGE
        plan = DigestPlan.objects.get(account=account)
        found = (plan.hour, plan.days, plan.paused_until)
        assert found == (18, [1, 4], date(2026, 4, 16))
        chosen = NotificationChoice.objects.filter(account=account).exclude(way="mail")
        ways = dict(chosen.values_list("kind", "way"))
        assert ways == {"commented": "nowhere", "returned": "desk"}
        page = shown(client)
        assert '<option value="18" selected>18:00</option>' in page
        assert 'value="2026-04-16"' in page

    def test_cannot_be_nothing_of_work_that_is_theirs(self, client, sign_in):
        sign_in(TRANSLATOR)
        page = client.post(PAGE, told(**{"ways-returned": "nowhere"})).content.decode()
        assert "Select a valid choice." in page
        assert not NotificationChoice.objects.exists()
        select = page[page.index('name="ways-offered"') :]
        assert "not at all" not in select[: select.index("</select>")]

    @pytest.mark.parametrize(
        "wrong",
        [{"plan-hour": "24"}, {"plan-days": ["8"]}, {"plan-paused_until": "soon"}],
    )
    def test_stores_nothing_where_something_is_wrong(self, client, sign_in, wrong):
        sign_in(TRANSLATOR)
        sent = told(**{"ways-commented": "nowhere", **wrong})
        page = client.post(PAGE, sent).content.decode()
        assert "errorlist" in page
        select = page[page.index('name="ways-commented"') :]
        assert '"nowhere" selected' in select[: select.index("</select>")]
        assert not NotificationChoice.objects.exists()
        assert not DigestPlan.objects.exists()

    def test_is_not_known_by_another_name(self, client, sign_in):
        sign_in(TRANSLATOR)
        assert client.post(PAGE, {"do": "x"}).status_code == 404


class TestSpeaking:
    def test_changes_the_language_and_stays_on_the_page(self, client, sign_in):
        account = sign_in(TRANSLATOR, language="km")
        here = "/admin/calendar/?month=2026-12&language=en"
        response = client.post(SPEAK, {"language": "en", "then": here})
        assert (response.status_code, response.url) == (302, here)
        account.refresh_from_db()
        assert account.interface_language == "en"
        assert '<html lang="en"' in client.get(here).content.decode()
        assert list(get_messages(response.wsgi_request)) == []

    def test_is_a_press_and_not_a_link(self, client, sign_in):
        account = sign_in(language="km")
        assert client.get(f"{SPEAK}?language=en").url == "/admin/"
        assert client.post(SPEAK, {"language": "fr"}).status_code == 404
        account.refresh_from_db()
        assert account.interface_language == "km"

    @pytest.mark.parametrize(
        "then",
        [
            "https://evil.example/",
            "https:/admin/",
            "//evil.example/admin/",
            "/\\evil.example/admin/",
            "\\\\evil.example\\admin\\",
            "/admin/\r\nSet-Cookie: a=b",
            "javascript:alert(1)",
            "/admin@evil.example/",
            "/admin/../km/",
            "/km/",
            "admin/",
            "",
        ],
    )
    def test_leads_nowhere_else(self, client, sign_in, then):
        sign_in()
        response = client.post(SPEAK, {"language": "km", "then": then})
        assert (response.status_code, response.url) == (302, "/admin/")

    def test_heeds_a_page_of_the_desk(self):
        request = HttpRequest()
        request.POST = QueryDict(mutable=True)
        request.POST["then"] = "/admin/articles/version/?q=ទឹក"
        assert onward(request, "/") == "/admin/articles/version/?q=ទឹក"

    def test_names_each_language_by_itself(self, client, sign_in):
        for language in ("km", "en"):
            sign_in(language=language)
            page = client.get("/admin/").content.decode()
            buttons = re.findall(r'name="language" value="(\w+)"[^>]*>([^<]+)<', page)
            assert buttons == [("km", "ខ្មែរ"), ("en", "English")]
            assert re.findall(r'value="(\w+)" lang="\w+" aria-current', page) == [
                language
            ]


class TestBeforeSigningIn:
    def test_the_address_says_the_language_and_no_cookie_does(self, client):
        for language, other in (("km", "en"), ("en", "km")):
            response = client.get(f"/admin/login/?lang={language}&next=/admin/profile/")
            page = unescape(response.content.decode())
            assert f'<html lang="{language}"' in page
            assert f'href="?lang={other}&next=%2Fadmin%2Fprofile%2F"' in page
            assert set(response.cookies) <= {"spean_csrf"}

    def test_a_wrong_password_is_told_in_that_language(self, client):
        sent = {"username": "nobody", "password": "wrong"}
        for language in ("km", "en"):
            page = client.post(f"/admin/login/?lang={language}", sent)
            assert f'<html lang="{language}"' in page.content.decode()

    def test_speaks_no_other_language(self, client):
        page = client.get("/admin/login/?lang=fr", headers={"accept-language": "km"})
        assert '<html lang="km"' in page.content.decode()

    def test_is_over_once_somebody_is_in(self, client, sign_in):
        sign_in(language="km")
        assert '<html lang="km"' in client.get("/admin/?lang=en").content.decode()


class TestEveryPage:
    def test_says_that_it_is_khmer(self, client, sign_in):
        sign_in(is_superuser=True, language="km")
        found = 0
        for address in open_addresses("x"):
            if not address.startswith("/admin/"):
                continue
            response = client.get(address)
            if response.streaming or "text/html" not in response["Content-Type"]:
                continue
            page = response.content.decode()
            if response.status_code == 200 and page:
                found += 1
                assert '<html lang="km"' in page, address
                assert 'class="speaks"' in page, address
        assert found > 60
