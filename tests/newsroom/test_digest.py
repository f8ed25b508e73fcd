"""A mail a day, to who has not looked: a number and a link, and nothing of a story."""

import smtplib
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles.actions import notifying
from articles.actions.choosing import choose_ways
from articles.models import Article, Notification, NotificationKind, Way
from newsroom import digest
from newsroom.digest import last_hour, send_digests
from people.actions.own_account import Plan, plan_digest
from people.models import DigestPlan
from tests import factories as make

pytestmark = pytest.mark.django_db

# Three in the afternoon in Phnom Penh.
MADE = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Seven in the morning there, the day after.
MORNING = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
HIDDEN = "The minister of water"
BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def mail_server(settings):
    settings.SENDS_MAIL, settings.EMAIL_BACKEND = True, BACKEND
    settings.DIGEST_HOUR = 7
    settings.SITE_URL = "https://news.example"
    return settings


@pytest.fixture
def version():
    story = make.a_story(slugline=HIDDEN)
    return make.a_version(
        article=story, language="en", text=make.blocks(HIDDEN, [HIDDEN])
    )


@pytest.fixture
def somebody():
    return a_reader("somebody@mail.example")


def a_reader(address, **facts):
    account = make.an_account(("Translator", "en"))
    for name, fact in {"interface_language": "en", "email": address, **facts}.items():
        setattr(account, name, fact)
    account.save()
    return account


def tell(version, *accounts, kind=NotificationKind.RETURNED, at=MADE):
    notifying.notify(
        accounts=[account.pk for account in accounts],
        kind=kind,
        version=version,
        by=None,
        at=at,
    )


def addresses():
    return [each for sent in mail.outbox for each in sent.to]


class TestLastHour:
    @pytest.mark.parametrize(
        ("zone", "at", "expected"),
        [
            ("Asia/Phnom_Penh", MORNING, MORNING),
            ("Asia/Phnom_Penh", MORNING - HOUR, MORNING - DAY),
            ("Asia/Phnom_Penh", MORNING + 23 * HOUR, MORNING),
            ("Europe/Paris", MORNING, MORNING - 18 * HOUR),
            ("America/Los_Angeles", MORNING, MORNING - 9 * HOUR),
        ],
    )
    def test_is_where_the_account_is(self, zone, at, expected):
        assert last_hour(at, zone) == expected

    # The second of March 2026 is a Monday.
    @pytest.mark.parametrize(
        ("plan", "expected"),
        [
            ({}, MORNING),
            ({"hour": 6}, MORNING - HOUR),
            ({"hour": 8}, MORNING - 23 * HOUR),
            ({"days": [1]}, MORNING),
            ({"days": [2]}, MORNING - 6 * DAY),
            ({"days": [1], "hour": 8}, MORNING + HOUR - 7 * DAY),
            ({"days": [7, 5]}, MORNING - DAY),
            ({"days": []}, None),
            ({"paused_until": date(2026, 3, 2)}, MORNING),
            ({"paused_until": date(2026, 3, 3)}, None),
            ({"days": [7], "paused_until": date(2026, 3, 2)}, None),
        ],
    )
    def test_is_on_the_days_that_somebody_chose(self, plan, expected):
        found = last_hour(MORNING, "Asia/Phnom_Penh", DigestPlan(**plan))
        assert found == expected


class TestWhatSomebodyChose:
    def plan(self, account, **chosen):
        plan_digest(account=account, plan=Plan(**chosen), by=account)

    def choose(self, account, *kinds):
        ways = dict.fromkeys(kinds, Way.DESK)
        choose_ways(account=account, ways=ways, by=account)

    def test_is_the_hour(self, version, somebody):
        self.plan(somebody, hour=9)
        tell(version, somebody)
        assert send_digests(at=MORNING + HOUR) == 0
        assert send_digests(at=MORNING + 2 * HOUR) == 1

    def test_is_the_days(self, version, somebody):
        self.plan(somebody, days=[3])
        tell(version, somebody)
        sent = [send_digests(at=MORNING + n * DAY) for n in range(4)]
        assert sent == [0, 0, 1, 0]

    def test_is_a_pause_after_which_nothing_is_lost(self, version, somebody):
        self.plan(somebody, paused_until=date(2026, 3, 16))
        tell(version, somebody)
        tell(make.a_version(), somebody, at=MORNING + 3 * DAY)
        assert [send_digests(at=MORNING + n * DAY) for n in range(14)] == [0] * 14
        assert send_digests(at=MORNING + 14 * DAY - HOUR) == 0
        assert send_digests(at=MORNING + 14 * DAY) == 1
        assert mail.outbox[0].subject == "2 notifications wait for you"

    def test_is_no_mail_at_all(self, version, somebody):
        self.plan(somebody, days=[])
        tell(version, somebody)
        assert [send_digests(at=MORNING + n * DAY) for n in range(8)] == [0] * 8

    def test_is_what_the_mail_counts(self, version, somebody):
        self.choose(somebody, NotificationKind.COMMENTED, NotificationKind.RETURNED)
        tell(version, somebody)
        tell(version, somebody, kind=NotificationKind.COMMENTED)
        assert send_digests(at=MORNING) == 0
        tell(version, somebody, kind=NotificationKind.OFFERED)
        assert send_digests(at=MORNING) == 1
        assert mail.outbox[0].subject == "1 notification waits for you"
        assert Notification.objects.filter(mailed_at=None).count() == 2

    def test_is_theirs_alone(self, version, somebody):
        other = a_reader("other@mail.example")
        self.choose(somebody, NotificationKind.RETURNED)
        self.plan(somebody, days=[])
        tell(version, somebody, other)
        send_digests(at=MORNING)
        assert addresses() == ["other@mail.example"]

    def test_costs_one_query_until_somebody_is_mailed(self, version):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                assert send_digests(at=MORNING - HOUR) == 0
            return len(captured)

        for number in range(2):
            tell(version, a_reader(f"a{number}@mail.example"))
        assert queries() == 1
        for number in range(5):
            reader = a_reader(f"b{number}@mail.example")
            self.plan(reader, days=[2])
            self.choose(reader, NotificationKind.COMMENTED)
            tell(version, reader)
        assert queries() == 1

    def test_is_said_in_their_language_whatever_the_worker_speaks(self, version):
        readers = [
            a_reader(f"{tag}@mail.example", interface_language=tag)
            for tag in ("km", "en")
        ]
        tell(version, *readers)
        for speaking in ("en", "km"):
            with translation.override(speaking):
                send_digests(at=MORNING)
                assert translation.get_language() == speaking
            said = {sent.to[0][:2]: sent.subject for sent in mail.outbox}
            assert said["en"] == "1 notification waits for you"
            assert "១" in said["km"]
            mail.outbox.clear()
            Notification.objects.update(mailed_at=None)


class TestSendDigests:
    def test_says_how_much_and_where_and_nothing_else(self, version, somebody):
        tell(version, somebody)
        tell(version, somebody, kind=NotificationKind.COMMENTED)
        assert send_digests(at=MORNING) == 1
        (sent,) = mail.outbox
        assert sent.subject == "2 notifications wait for you"
        assert sent.body == (
            "2 notifications wait for you\n\n"
            "What they are about is said in the newsroom alone:\n"
            "https://news.example/admin/notifications/\n"
        )
        raw = sent.message().as_string()
        hidden = (HIDDEN, somebody.username, "English", "Khmer", version.slug)
        assert not [word for word in hidden if word in raw]
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"

    def test_speaks_the_language_of_the_account(self, version):
        tell(version, a_reader("km@mail.example", interface_language="km"))
        send_digests(at=MORNING)
        assert "១" in mail.outbox[0].subject
        assert "notification" not in mail.outbox[0].subject

    def test_waits_for_the_hour(self, version, somebody):
        tell(version, somebody)
        assert send_digests(at=MORNING - HOUR) == 0
        assert send_digests(at=MORNING + 3 * HOUR) == 1

    def test_goes_out_once_a_day(self, version, somebody):
        tell(version, somebody)
        send_digests(at=MORNING)
        tell(version, somebody, kind=NotificationKind.COMMENTED, at=MORNING + HOUR)
        tell(version, somebody, at=MORNING + HOUR)
        assert [send_digests(at=MORNING + n * HOUR) for n in (1, 2, 23)] == [0, 0, 0]
        assert send_digests(at=MORNING + DAY) == 1
        assert mail.outbox[-1].subject == "2 notifications wait for you"

    def test_is_silent_once_nothing_is_new(self, version, somebody):
        tell(version, somebody)
        send_digests(at=MORNING)
        assert send_digests(at=MORNING + DAY) == 0

    def test_is_silent_for_who_has_looked(self, version, somebody):
        tell(version, somebody)
        notifying.see(by=somebody, at=MADE)
        assert send_digests(at=MORNING) == 0

    def test_leaves_out_who_cannot_be_reached_or_sign_in(self, version):
        nowhere, gone = a_reader(""), a_reader("gone@mail.example")
        tell(version, nowhere, gone)
        gone.is_active = False
        gone.save()
        assert send_digests(at=MORNING) == 0

    def test_counts_no_story_that_one_may_no_longer_know_of(self, version, somebody):
        tell(version, somebody)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        assert send_digests(at=MORNING) == 0
        tell(make.a_version(), somebody)
        send_digests(at=MORNING)
        assert mail.outbox[0].subject == "1 notification waits for you"

    def test_is_off_without_a_mail_server(self, version, somebody, settings):
        settings.SENDS_MAIL = False
        tell(version, somebody)
        assert send_digests(at=MORNING) == 0
        assert Notification.objects.unmailed().count() == 1

    def test_opens_no_connection_where_nobody_is_due(self, monkeypatch):
        def refuse():
            raise AssertionError

        monkeypatch.setattr(digest, "get_connection", refuse)
        assert send_digests(at=MORNING) == 0

    def test_shares_the_load_between_minutes(self, version, monkeypatch):
        monkeypatch.setattr(digest, "MAILS_A_MINUTE", 2)
        readers = [a_reader(f"r{n}@mail.example") for n in range(3)]
        tell(version, *readers)
        assert [send_digests(at=MORNING) for _ in range(3)] == [2, 1, 0]
        assert sorted(addresses()) == [reader.email for reader in readers]


class TestFailures:
    def test_lose_nothing_and_mail_nobody_twice(self, version, monkeypatch):
        readers = [a_reader(f"r{n}@mail.example") for n in range(3)]
        tell(version, *readers)
        taken = EmailBackend.send_messages

        def breaks_down(self, messages):
            if len(mail.outbox) == 1:
                raise smtplib.SMTPServerDisconnected
            return taken(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", breaks_down)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            send_digests(at=MORNING)
        assert addresses() == ["r0@mail.example"]
        monkeypatch.setattr(EmailBackend, "send_messages", taken)
        assert send_digests(at=MORNING) == 2
        assert sorted(addresses()) == [reader.email for reader in readers]

    def test_of_one_address_hold_up_nobody(self, version, monkeypatch, caplog):
        first, second = a_reader("no@mail.example"), a_reader("yes@mail.example")
        tell(version, first, second)
        taken = EmailBackend.send_messages

        def refuses(self, messages):
            if messages[0].to == [first.email]:
                raise smtplib.SMTPRecipientsRefused({})
            return taken(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", refuses)
        send_digests(at=MORNING)
        assert addresses() == [second.email]
        assert f"account {first.pk}" in caplog.text
        assert first.email not in caplog.text
        assert send_digests(at=MORNING + HOUR) == 0
