"""Who has what until when, and what nobody has, in the languages that one edits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from tests import factories as make
from translations.actions import assigning
from translations.actions.assigning import Terms
from translations.assignments import standing_assignment

pytestmark = pytest.mark.django_db

PAGE = "/admin/workload/"
DAY = timedelta(days=1)
EDITOR, TRANSLATOR = ("Editor", "en"), ("Translator", "en")


def a_translation(language="en", **facts):
    original = make.a_version(article=make.a_story(**facts), language="km")
    return make.a_version(
        article=original.article,
        language=language,
        text=make.blocks(f"About {original.article.slugline}", ["Words."]),
    )


def offered(version, to, due_at=None):
    return assigning.offer(
        version=version,
        to=to,
        terms=Terms(due_at=due_at),
        by=make.a_chief(),
        at=make.NOW,
    )


def page_of(client, query=""):
    return client.get(PAGE + query)


def loads(client):
    shown = page_of(client).context
    return {load.account: load for load in (*shown["busy"], *shown["idle"])}


class TestThePage:
    def test_is_for_who_edits(self, client, sign_in):
        for roles in ((), (TRANSLATOR,), (("Rights desk", "en"),)):
            sign_in(*roles)
            assert page_of(client).status_code == 403
        sign_in(EDITOR)
        assert page_of(client).status_code == 200

    def test_counts_what_somebody_must_do(self, client, sign_in):
        sign_in(EDITOR)
        busy, idle = make.an_account(TRANSLATOR), make.an_account(TRANSLATOR)
        now = timezone.now()
        for due_at in (now - DAY, now + DAY, now + 8 * DAY, None):
            offered(a_translation(), busy, due_at)
        done = a_translation()
        offered(done, busy, now - DAY)
        make.submitted(done)
        found = loads(client)
        load = found[busy]
        counts = (load.open_count, load.late_count, load.week_count)
        assert counts == ("4", "1", "1")
        assert len(load.lines) == 5
        assert load.waiting.endswith(" characters")
        assert (found[idle].open_count, found[idle].waiting) == ("0", "")

    def test_says_how_far_each_is(self, client, sign_in):
        sign_in(EDITOR)
        somebody = make.an_account(TRANSLATOR)
        current = offered(a_translation(slugline="the flood"), somebody)
        assigning.accept(assignment=current, by=somebody, at=make.NOW)
        page = page_of(client).content.decode()
        assert "About the flood" in page
        assert "<strong>accepted</strong>" in page

    def test_speaks_of_the_languages_one_edits_alone(self, client, sign_in):
        a_translation(slugline="the flood")
        english = sign_in(EDITOR, ("Editor", "vi"))
        a_translation("vi", slugline="the kite")
        page = page_of(client).content.decode()
        assert ("About the flood" in page, "About the kite" in page) == (True, True)
        page = page_of(client, "?language=vi").content.decode()
        assert ("About the flood" in page, "About the kite" in page) == (False, True)
        # A language that one does not edit is none of the filters.
        page = page_of(client, "?language=km").content.decode()
        assert "About the flood" in page
        assert str(english) in page

    def test_knows_nothing_of_what_is_secret(self, client, sign_in):
        sign_in(EDITOR)
        free, taken = a_translation(slugline="a"), a_translation(slugline="b")
        offered(taken, make.an_account(TRANSLATOR))
        Article.objects.update(is_restricted=True)
        page = page_of(client).content.decode()
        assert "About" not in page
        free.article.cleared_people.add(sign_in(EDITOR))
        assert "About a" in page_of(client).content.decode()

    def test_asks_as_often_however_many_there_are(self, client, sign_in):
        sign_in(EDITOR)
        somebody = make.an_account(TRANSLATOR)
        offered(a_translation(), somebody)
        a_translation()
        with CaptureQueriesContext(connection) as few:
            page_of(client)
        for _ in range(3):
            offered(a_translation(), somebody)
            a_translation()
        with CaptureQueriesContext(connection) as many:
            page_of(client)
        assert len(few) == len(many)


class TestWhatNobodyHas:
    def test_can_be_offered_there(self, client, sign_in):
        sign_in(EDITOR)
        version, to = a_translation(), make.an_account(TRANSLATOR)
        (free,) = page_of(client).context["free"]
        assert (free.line.version, str(to) in str(free.form["to"])) == (version, True)
        answer = client.post(
            free.url, {"to": to.pk, "priority": "normal", "then": "workload"}
        )
        assert answer.url == PAGE
        assert standing_assignment(version).assignee == to
        assert page_of(client).context["free"] == []

    def test_ends_somewhere(self, client, sign_in, monkeypatch):
        monkeypatch.setattr("newsroom.admin.workload.MOST_UNASSIGNED", 1)
        sign_in(EDITOR)
        a_translation()
        assert "There are more" not in page_of(client).content.decode()
        a_translation()
        page = page_of(client)
        assert len(page.context["free"]) == 1
        assert "There are more" in page.content.decode()

    def test_names_only_who_may_know_of_a_secret_story(self, client, sign_in):
        me, other = sign_in(EDITOR), make.an_account(TRANSLATOR)
        version = a_translation()
        Article.objects.update(is_restricted=True)
        version.article.cleared_people.add(me)
        (free,) = page_of(client).context["free"]
        assert str(me) in str(free.form["to"])
        assert str(other) not in str(free.form["to"])


class TestTheWayThere:
    def test_is_on_the_first_page_for_who_edits(self, client, sign_in):
        sign_in(EDITOR)
        assert PAGE in client.get("/admin/").content.decode()
        sign_in(TRANSLATOR)
        assert PAGE not in client.get("/admin/").content.decode()
