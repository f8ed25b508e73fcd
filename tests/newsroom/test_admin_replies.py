"""The register of replies in the admin: entered, urgent in words, decided by two."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import ReplyDecision, ReplyRequest
from newsroom.admin.reply_words import days_left
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_published_pair()[0].article


@pytest.fixture
def entered(article):
    return make.asked_to_reply(article)


def url_of(request, verb="change"):
    return reverse(f"admin:articles_replyrequest_{verb}", args=[request.pk])


def story_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def page_of(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def due(request, days: int) -> None:
    """Move the day on which a request is due, counted from today."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    ReplyRequest.objects.filter(pk=request.pk).update(
        due_date=today + timedelta(days), received_at=timezone.now() - timedelta(30)
    )


class TestEntering:
    def enter(self, client, article, **typed):
        form = {
            "article": article.pk,
            "claimant": "Chan Rith",
            "demand": "I was never there.",
            "received_at_0": "2026-03-01",
            "received_at_1": "09:00:00",
            "due_date": "",
            **typed,
        }
        url = reverse("admin:articles_replyrequest_add")
        return client.post(url, form).content.decode()

    def test_is_due_after_the_set_days(self, client, sign_in, article):
        by = sign_in(("Editor", "en"))
        assert "7 days after it was received" in page_of(
            client, reverse("admin:articles_replyrequest_add")
        )
        self.enter(client, article)
        request = ReplyRequest.objects.get()
        assert (request.entered_by, request.due_date) == (by, date(2026, 3, 8))

    def test_gives_back_what_was_typed_with_every_reason(
        self, client, sign_in, article
    ):
        sign_in(("Editor", "en"))
        page = self.enter(
            client, article, due_date="2026-02-01", received_at_0="2126-03-01"
        )
        assert "later than now" in page
        assert "due before it was received" in page
        assert "I was never there." in page
        assert not ReplyRequest.objects.exists()

    def test_is_not_for_reporters(self, client, sign_in):
        sign_in(("Reporter", ""))
        url = reverse("admin:articles_replyrequest_add")
        assert client.get(url).status_code == 403

    def test_takes_no_restricted_story_by_its_number(self, client, sign_in, article):
        type(article).objects.update(is_restricted=True)
        sign_in(("Editor", ""))
        self.enter(client, article)
        assert not ReplyRequest.objects.exists()


class TestList:
    def test_says_in_words_how_urgent_each_is(self, client, sign_in, article, entered):
        late = make.asked_to_reply(article)
        due(entered, 3)
        due(late, -2)
        sign_in(("Editor", ""))
        page = page_of(client, reverse("admin:articles_replyrequest_changelist"))
        assert "3 days left" in page
        assert "overdue by 2 days" in page
        assert page.index("overdue by 2 days") < page.index("3 days left")

    def test_counts_no_days_for_what_is_answered(
        self, client, sign_in, article, entered
    ):
        due(entered, -2)
        make.decided(entered, ReplyDecision.REFUSE)
        sign_in(("Editor", ""))
        listed = reverse("admin:articles_replyrequest_changelist")
        page = page_of(client, listed)
        assert "refused" in page
        assert "overdue" not in page
        assert "0 requests for a reply" in page_of(client, f"{listed}?state=open")
        assert "1 request for a reply" in page_of(client, f"{listed}?state=done")

    def test_leaves_out_restricted_stories(self, client, sign_in, article, entered):
        type(article).objects.update(is_restricted=True)
        sign_in(("Publisher", ""))
        listed = page_of(client, reverse("admin:articles_replyrequest_changelist"))
        assert entered.claimant not in listed
        assert client.get(url_of(entered, "decide")).status_code == 404
        assert client.post(url_of(entered, "decide"), {}).status_code == 404

    def test_is_not_for_reporters(self, client, sign_in, entered):
        sign_in(("Reporter", ""))
        listed = reverse("admin:articles_replyrequest_changelist")
        assert client.get(listed).status_code == 403
        assert client.get(url_of(entered, "decide")).status_code == 403


class TestDeciding:
    def test_to_publish_leads_to_the_note(self, client, sign_in, entered):
        by = sign_in(("Publisher", ""))
        assert url_of(entered, "decide") in page_of(client, url_of(entered))
        question = page_of(client, url_of(entered, "decide"))
        assert entered.demand in question
        assert 'name="wording_km"' in question
        typed = {
            "decision": "publish",
            "answer": "",
            "wording_km": "មិនពិតទេ។",
            "wording_en": "Not true.",
        }
        page = client.post(url_of(entered, "decide"), typed, follow=True)
        entered.refresh_from_db()
        assert entered.decided_by == by
        note = reverse("admin:articles_correction_change", args=[entered.correction_id])
        assert note in page.content.decode()
        assert "to be published" in page.content.decode()

    def test_gives_back_what_was_typed_with_every_reason(
        self, client, sign_in, entered
    ):
        sign_in(("Publisher", ""))
        page = client.post(
            url_of(entered, "decide"),
            {"decision": "refuse", "answer": "", "wording_en": "Kept words."},
        ).content.decode()
        assert "whoever asks gets an answer" in page
        assert "Kept words." in page

    def test_is_not_offered_to_who_entered_it(self, client, sign_in, article):
        mine = make.asked_to_reply(article, by=sign_in(("Publisher", "")))
        page = page_of(client, url_of(mine))
        assert "Somebody else must decide it." in page
        assert url_of(mine, "decide") not in page
        page = client.post(
            url_of(mine, "decide"), {"decision": "refuse", "answer": "No."}
        ).content.decode()
        assert "You entered this request." in page
        mine.refresh_from_db()
        assert mine.decision == ""

    def test_is_not_for_editors(self, client, sign_in, entered):
        sign_in(("Editor", ""))
        page = page_of(client, url_of(entered))
        assert "somebody who may correct the story" in page
        assert client.get(url_of(entered, "decide")).status_code == 403

    def test_changes_nothing_that_was_entered(self, client, sign_in, entered):
        sign_in(("Publisher", ""))
        assert client.post(url_of(entered), {"claimant": "X"}).status_code == 403

    def test_speaks_khmer(self, client, sign_in, entered):
        sign_in(("Publisher", ""), language="km")
        page = page_of(client, url_of(entered, "decide"))
        for english in ("Decide", "Decision", "Our answer", "publish"):
            assert f">{english}" not in page


class TestStory:
    def test_shows_what_waits_without_who_asks(self, client, sign_in, article, entered):
        due(entered, -1)
        sign_in(("Reporter", "km"))
        page = page_of(client, story_url(article))
        assert "overdue by 1 day" in page
        assert "not decided yet" in page
        assert entered.claimant not in page
        assert url_of(entered) not in page

    def test_leads_editors_to_the_request_and_to_a_new_one(
        self, client, sign_in, article, entered
    ):
        sign_in(("Editor", "km"))
        page = page_of(client, story_url(article))
        assert url_of(entered) in page
        assert f"?article={article.pk}" in page

    def test_says_nothing_of_what_is_answered(self, client, sign_in, article, entered):
        make.decided(entered, ReplyDecision.REFUSE)
        sign_in(("Editor", "km"))
        assert "waits for us" not in page_of(client, story_url(article))

    def test_that_readers_never_saw_takes_no_request(self, client, sign_in):
        version = make.a_version()
        sign_in(("Editor", "km"))
        page = page_of(client, story_url(version.article))
        assert "Enter a request for a reply" not in page


class TestDaysLeft:
    @pytest.mark.parametrize(
        ("day", "in_english", "in_khmer"),
        [
            (1, "overdue by 7 days", "ហួសកំណត់ ៧ ថ្ងៃហើយ"),
            (7, "overdue by 1 day", "ហួសកំណត់ ១ ថ្ងៃហើយ"),
            (8, "due today", "ត្រូវឆ្លើយថ្ងៃនេះ"),
            (9, "1 day left", "នៅសល់ ១ ថ្ងៃ"),
            (20, "12 days left", "នៅសល់ ១២ ថ្ងៃ"),
        ],
    )
    def test_are_words_in_both_languages(self, day, in_english, in_khmer):
        today = date(2026, 3, 8)
        assert days_left(date(2026, 3, day), today) == in_english
        with translation.override("km"):
            assert days_left(date(2026, 3, day), today) == in_khmer
