"""The page of the calendar: its days, its words, its ways, and who gets it."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions import publishing
from articles.models import Article, Version
from newsroom.admin import calendar_rows
from newsroom.calendar.spans import Unit
from people.models import Account
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/admin/calendar/"
EDITOR, PUBLISHER = ("Editor", ""), ("Publisher", "")
ZONE = ZoneInfo("Asia/Phnom_Penh")
DAY = timedelta(days=1)


def scheduled(at, language="km"):
    version = make.approved(make.a_version(language=language))
    return publishing.publish(
        version=version, by=make.a_chief(), at=make.NOW, visible_from=at
    )


def shown(client, query=""):
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def content(page):
    text = page[page.index('<div id="content"') : page.index('<footer id="footer"')]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def links(page):
    return {
        unescape(label): unescape(url)
        for url, label in re.findall(r'<a href="([^"]*)"[^>]*>([^<]+)</a>', page)
    }


class TestThePage:
    def test_is_for_who_may_see_stories(self, client, sign_in):
        sign_in()
        assert client.get(PAGE).status_code == 403
        sign_in(("Translator", "en"))
        assert client.get(PAGE).status_code == 200
        assert client.post(PAGE).status_code == 405

    def test_begins_with_this_month_where_one_is(self, client, sign_in):
        sign_in(EDITOR)
        today = timezone.now().astimezone(ZONE)
        page = shown(client)
        assert f"{today:%B %Y}" in content(page)
        assert page.count('aria-current="date"') == 1

    def test_has_a_line_for_what_goes_out(self, client, sign_in):
        sign_in(EDITOR)
        version = scheduled(datetime(2998, 3, 5, 7, 30, tzinfo=ZONE))
        page = shown(client, "?month=2998-03")
        # "in whose hands" is said by nobody: a text on the schedule is in nobody's.
        line = content(page).partition("Monday, March 5, 2998")[2][:90]
        assert "7:30 a.m. Publication" in line
        assert "Khmer scheduled" in line
        change = reverse("admin:articles_version_change", args=[version.pk])
        assert f'href="{change}" lang="km">{version.headline}</a>' in page

    def test_speaks_khmer(self, client, sign_in):
        sign_in(EDITOR, language="km")
        scheduled(datetime(2998, 3, 5, 7, 30, tzinfo=ZONE))
        text = content(shown(client, "?month=2998-03"))
        for words in ("ខែមីនា ឆ្នាំ២៩៩៨", "ថ្ងៃចន្ទ ទី៥ ខែមីនា", "ម៉ោង ០៧:៣០", "អាទិត្យ"):
            assert words in text
        # User names are what they are, and zones are codes.
        latin = re.sub(r"Asia/Phnom_Penh|staff-\d+", "", text)
        assert re.findall("[A-Za-z]{3,}", latin) == []

    def test_shows_the_zone_of_whoever_looks(self, client, sign_in):
        account = sign_in(EDITOR)
        scheduled(datetime(2998, 3, 5, 7, 30, tzinfo=ZONE))
        Account.objects.filter(pk=account.pk).update(time_zone="America/Los_Angeles")
        text = content(shown(client, "?day=2998-03-04"))
        assert "4:30 p.m. Publication" in text
        assert "America/Los_Angeles" in text

    def test_says_in_words_that_there_is_nothing(self, client, sign_in):
        sign_in(EDITOR)
        assert "nothing goes out, nothing is due" in shown(client, "?week=2998-W10")
        page = shown(client, "?week=2998-W10&language=en")
        assert "Nothing of that is in the calendar" in page
        assert links(page)["Show everything"] == f"{PAGE}?week=2998-W10"

    @pytest.mark.parametrize(
        "query", ["?month=2026-13", "?week=x", "?day=2026-02-30", "?month="]
    )
    def test_says_so_where_there_is_no_such_month(self, client, sign_in, query):
        sign_in(EDITOR)
        page = shown(client, query)
        assert "This is the current month." in page
        assert f"{timezone.now().astimezone(ZONE):%B %Y}" in content(page)

    def test_refuses_languages_and_kinds_that_are_none(self, client, sign_in):
        sign_in(EDITOR)
        page = shown(client, "?month=2026-12&language=!&kind=x")
        assert "There is no such language." in page
        assert 'aria-current="page">Everything</a>' in page


class TestWays:
    def test_lead_on_and_keep_the_filters(self, client, sign_in):
        sign_in(EDITOR)
        found = links(shown(client, "?month=2026-12&language=en&kind=release&mine=1"))
        kept = "language=en&kind=release&mine=1"
        assert found["Month before"] == f"{PAGE}?month=2026-11&{kept}"
        assert found["Month after"] == f"{PAGE}?month=2027-01&{kept}"
        assert found["Week"] == f"{PAGE}?week=2026-W49&{kept}"
        assert found["All languages"] == (f"{PAGE}?month=2026-12&kind=release&mine=1")
        assert found["Everybody’s"] == f"{PAGE}?month=2026-12&language=en&kind=release"

    def test_filters_hold(self, client, sign_in):
        sign_in(EDITOR)
        khmer = scheduled(datetime(2998, 3, 5, tzinfo=ZONE))
        english = scheduled(datetime(2998, 3, 5, tzinfo=ZONE), "en")

        def has(query):
            page = shown(client, f"?month=2998-03{query}")
            return khmer.headline in page, english.headline in page

        assert has("") == (True, True)
        assert has("&language=en") == (False, True)
        assert has("&kind=deadline") == (False, False)
        assert has("&mine=1") == (False, False)

    def test_a_full_day_leads_to_the_day(self, client, sign_in, monkeypatch):
        sign_in(EDITOR)
        few = {**calendar_rows.MOST_A_DAY, Unit.MONTH: 1}
        monkeypatch.setattr(calendar_rows, "MOST_A_DAY", few)
        for _each in range(3):
            scheduled(datetime(2998, 3, 5, tzinfo=ZONE))
        page = shown(client, "?month=2998-03")
        assert page.count('class="calendar-event') == 1
        assert "2 more : Monday, March 5, 2998" in content(page)
        assert shown(client, "?day=2998-03-05").count('class="calendar-event') == 3


class TestTheHTML:
    def test_is_a_list_of_days_with_headings_and_no_script(self, client, sign_in):
        sign_in(EDITOR)
        page = shown(client, "?month=2028-02")
        days = page[page.index('<ol class="calendar') : page.index("</ol>")]
        assert days.count('<li class="calendar-day') == days.count("<h3>") == 29
        # The first of February 2028 is a Tuesday.
        assert days.index("on-2") < days.index("on-1")
        assert "style=" not in days
        assert "<script" not in days

    def test_names_nobody_who_asks_for_a_reply(self, client, sign_in):
        sign_in(EDITOR)
        story = make.published(make.a_version()).article
        make.asked_to_reply(story, claimant="Chan Rith")
        page = shown(client, "?month=2026-03")
        assert "Answer to a request for a reply" in page
        assert "Chan Rith" not in page


class TestMoving:
    def url(self, version):
        return reverse("admin:articles_version_step", args=[version.pk, "schedule"])

    def version(self):
        return scheduled(datetime(2998, 3, 5, 7, 30, tzinfo=ZONE))

    def test_is_offered_to_who_may_publish(self, client, sign_in):
        version = self.version()
        for role, is_offered in ((EDITOR, False), (PUBLISHER, True)):
            sign_in(role)
            page = shown(client, "?month=2998-03")
            assert (self.url(version) in page) is is_offered
        assert 'value="2998-03-05T07:30"' in page
        sign_in(("Publisher", "en"))
        assert self.url(version) not in shown(client, "?month=2998-03")

    def test_is_not_offered_of_what_is_out(self, client, sign_in):
        sign_in(PUBLISHER)
        version = make.published(make.a_version())
        page = shown(client, "?month=2026-03")
        assert version.headline in page
        assert self.url(version) not in page

    def test_moves_the_hour_and_comes_back(self, client, sign_in):
        sign_in(PUBLISHER)
        version = self.version()
        here = f"{PAGE}?month=2998-03&language=km"
        sent = {"visible_from": "2998-03-06T08:15", "then": here}
        response = client.post(self.url(version), sent)
        assert response.url == here
        version.refresh_from_db()
        assert version.published_at == datetime(2998, 3, 6, 8, 15, tzinfo=ZONE)

    def test_refuses_an_hour_that_is_past_and_keeps_what_was_typed(
        self, client, sign_in
    ):
        sign_in(PUBLISHER)
        version = self.version()
        here = f"{PAGE}?month=2998-03"
        sent = {"visible_from": "2026-01-01T08:15", "then": here}
        page = client.post(self.url(version), sent).content.decode()
        assert "The hour is past." in page
        assert 'value="2026-01-01T08:15"' in page
        assert f'name="then" value="{here}"' in page

    @pytest.mark.parametrize(
        "then",
        [
            "https://evil.example/admin/",
            "//evil.example/admin/",
            "/\\evil.example/admin/",
            "javascript:alert(1)",
            "/km/",
            "/admin/../km/",
            "",
        ],
    )
    def test_leads_nowhere_else(self, client, sign_in, then):
        sign_in(PUBLISHER)
        version = self.version()
        sent = {"visible_from": "2998-03-06T08:15", "then": then}
        response = client.post(self.url(version), sent)
        change = reverse("admin:articles_version_change", args=[version.pk])
        assert response.url == change


class TestCost:
    def test_is_the_same_however_much_there_is(self, client, sign_in):
        sign_in(EDITOR, PUBLISHER, ("Rights desk", ""))
        at = datetime(2998, 3, 5, tzinfo=ZONE)

        def queries():
            with CaptureQueriesContext(connection) as captured:
                shown(client, "?month=2998-03")
            return len(captured)

        scheduled(at)
        few = queries()
        for number in range(3):
            scheduled(at + number * DAY)
            article = make.a_story()
            Article.objects.filter(pk=article.pk).update(embargoed_until=at)
            make.a_version(article=article)
            Version.objects.filter(article=article).update(due_at=at)
        assert queries() == few
        # Who looks (2), their roles, the four kinds of rows, where they may publish,
        # and the number in the header.
        assert few <= 9

    def test_knows_the_last_day_of_its_years(self, client, sign_in):
        sign_in(EDITOR)
        page = shown(client, "?month=2998-12")
        assert "December 2998" in content(page)
        assert "This is the current month." in shown(client, "?month=2999-01")
        assert date(2998, 12, 31).year == 2998
