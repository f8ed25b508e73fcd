"""What the calendar fetches: for whom, of which days, at what cost."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions import publishing
from articles.models import Article, Status, Version
from newsroom.calendar import reading
from newsroom.calendar.cautions import Caution, Kind
from newsroom.calendar.events import Question
from newsroom.calendar.reading import events_of
from newsroom.calendar.spans import Span, Unit
from newsroom.roles import ROLES
from people.models import Account
from rights.models import Grant, Licensee
from tests import factories as make
from translations.actions import assigning
from translations.actions.assigning import Terms
from translations.models import Unit as TextUnit
from translations.models import UnitState

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Asia/Phnom_Penh")
NOW, HOUR, DAY = make.NOW, timedelta(hours=1), timedelta(days=1)
MARCH = Span(Unit.MONTH, date(2026, 3, 1))
LATER = NOW + 48 * HOUR


@pytest.fixture
def everybody():
    return make.an_account(*((role, "") for role in ROLES))


def asked(account, span=MARCH, **facts):
    given = {"zone": ZONE, "now": NOW, **facts}
    return events_of(Question(account=account, span=span, **given))


def told(account, span=MARCH, **facts):
    return [(each.kind, each.subject) for each in asked(account, span, **facts).events]


def scheduled(version, at=LATER, by=None):
    make.approved(version)
    return publishing.publish(
        version=version, by=by or make.a_chief(), at=NOW, visible_from=at
    )


def embargoed(at=LATER, **facts):
    article = make.a_story(**facts)
    Article.objects.filter(pk=article.pk).update(embargoed_until=at)
    article.refresh_from_db()
    return article


def a_grant(**facts):
    partner = Licensee.objects.first() or Licensee.objects.create(
        slug="partner", name_km="ដៃគូ", name_en="Partner"
    )
    given = {
        "licensee": partner,
        "outlet": make.an_outlet(),
        "starts_at": NOW - DAY,
        "ends_at": LATER,
        "granted_at": NOW,
        **facts,
    }
    return Grant.objects.create(**given)


class TestWhatIsThere:
    def test_what_goes_out_and_went_out(self, everybody):
        later = scheduled(make.a_version())
        out = make.published(make.a_version())
        make.a_version()
        assert told(everybody) == [(Kind.RELEASE, out), (Kind.RELEASE, later)]

    def test_embargoes_of_each_language(self, everybody):
        article = embargoed()
        khmer = make.a_version(article=article)
        english = make.a_version(article=article, language="en")
        dropped = make.a_version(article=article, language="fr")
        Version.objects.filter(pk=dropped.pk).update(
            status=Status.WITHDRAWN, withdrawn_at=NOW
        )
        assert told(everybody) == [(Kind.EMBARGO, khmer), (Kind.EMBARGO, english)]
        assert told(everybody, language="en") == [(Kind.EMBARGO, english)]

    def test_embargoes_of_stories_without_a_text(self, everybody):
        article = embargoed(slugline="the dam")
        (event,) = asked(everybody).events
        assert (event.subject, event.cautions) == (article, (Caution.NOT_BEGUN,))
        assert told(everybody, language="km") == told(everybody, is_mine=True) == []

    def test_deadlines_until_it_is_done(self, everybody):
        open_one, done = make.a_version(), make.published(make.a_version())
        Version.objects.filter(pk__in=(open_one.pk, done.pk)).update(due_at=LATER)
        assert told(everybody, kind=Kind.DEADLINE) == [(Kind.DEADLINE, open_one)]

    def test_replies_until_they_are_answered(self, everybody):
        story = make.published(make.a_version()).article
        request = make.asked_to_reply(story)
        answered = make.asked_to_reply(story)
        make.decided(answered, "refuse")
        assert told(everybody, kind=Kind.REPLY) == [(Kind.REPLY, request)]
        late = asked(everybody, kind=Kind.REPLY, now=NOW + 30 * DAY)
        assert late.events[0].cautions == (Caution.OVERDUE,)

    def test_permissions_that_end_by_themselves(self, everybody):
        grant = a_grant()
        a_grant(ends_at=None)
        a_grant(revoked_at=NOW)
        a_grant(ends_at=NOW + 90 * DAY)
        assert told(everybody) == [(Kind.PERMISSION, grant)]
        assert told(everybody, language="vi") == []
        Grant.objects.update(languages=["*"])
        assert told(everybody, language="vi") == [(Kind.PERMISSION, grant)]

    def test_two_things_at_one_minute(self, everybody):
        first, second = scheduled(make.a_version()), scheduled(make.a_version())
        found = {subject for _kind, subject in told(everybody)}
        assert found == {first, second}

    def test_days_begin_at_midnight_where_somebody_is(self, everybody):
        midnight = datetime(2026, 3, 31, 17, 0, tzinfo=UTC)
        last = scheduled(make.a_version(), midnight - timedelta(seconds=1))
        first = scheduled(make.a_version(), midnight)
        assert told(everybody) == [(Kind.RELEASE, last)]
        assert told(everybody, MARCH.after) == [(Kind.RELEASE, first)]
        assert told(everybody, zone=UTC)[0][1] in {last, first}
        assert asked(everybody, MARCH.after).events[0].day == date(2026, 4, 1)


class TestCautions:
    def only(self, account, **facts):
        (event,) = asked(account, kind=Kind.RELEASE, language="en", **facts).events
        return event.cautions

    def pair(self, at=LATER):
        original = make.a_version()
        translation = make.a_version(article=original.article, language="en")
        return original, scheduled(translation, at)

    def test_of_a_translation_before_its_original(self, everybody):
        original, _translation = self.pair()
        assert self.only(everybody) == (Caution.SOURCE_NOT_OUT,)
        scheduled(original, LATER + HOUR)
        assert Caution.SOURCE_LATER in self.only(everybody)
        publishing.publish(
            version=original, by=make.a_chief(), at=NOW, visible_from=LATER - HOUR
        )
        assert Caution.SOURCE_LATER not in self.only(everybody)

    def test_of_a_source_that_one_may_not_know_of_are_not_told(self, everybody):
        original, translation = self.pair()
        other = make.a_version()
        translation.sources.update(
            source_version=other, source_revision=other.current_revision
        )
        assert self.only(everybody) == (Caution.SOURCE_NOT_OUT,)
        Article.objects.filter(pk=other.article_id).update(is_restricted=True)
        assert self.only(everybody) == ()
        assert original.pk

    def test_of_a_translation_that_is_behind(self, everybody):
        original = make.published(make.a_version())
        translation = scheduled(make.a_version(article=original.article, language="en"))
        TextUnit.objects.create(
            version=translation,
            source_version=original,
            source_ids=["a"],
            target_ids=["b"],
            source_now="y",
            made_from="x",
            state=UnitState.TRANSLATED,
        )
        assert TextUnit.objects.stale().exists()
        assert self.only(everybody) == (Caution.STALE,)

    def test_of_an_embargo_that_ends_later(self, everybody):
        article = embargoed(LATER + DAY)
        version = scheduled(make.a_version(article=article, language="en"))
        assert self.only(everybody) == (Caution.EMBARGO_LATER,)
        assert version.published_at == LATER

    def test_of_what_was_written_since(self, everybody):
        version = scheduled(make.a_version(language="en"))
        make.write(version, make.blocks("New", ["New."]))
        assert self.only(everybody) == (Caution.NEWER_TEXT,)


class TestMine:
    def test_is_what_one_has_is_asked_for_wrote_or_scheduled(self, everybody):
        mine = [make.a_version() for _each in range(3)]
        other = make.a_version()
        Version.objects.filter(pk__in=[each.pk for each in (*mine, other)]).update(
            due_at=LATER, owner=None
        )
        Version.objects.filter(pk=mine[0].pk).update(owner=everybody)
        assigning.offer(
            version=mine[1],
            to=everybody,
            terms=Terms(due_at=LATER),
            by=make.a_chief(),
            at=NOW,
        )
        scheduled(mine[2], by=everybody)
        found = {subject for _kind, subject in told(everybody, is_mine=True)}
        assert found == set(mine)

    def test_is_what_one_entered_or_gave(self, everybody):
        story = make.published(make.a_version()).article
        mine = make.asked_to_reply(story, by=everybody)
        make.asked_to_reply(story)
        grant = a_grant(granted_by=everybody)
        a_grant()
        found = told(everybody, is_mine=True)
        assert set(found) == {(Kind.REPLY, mine), (Kind.PERMISSION, grant)}


class TestSecrecy:
    def test_leaves_out_what_one_may_not_know_of(self, everybody):
        story = make.published(make.a_version()).article
        scheduled(make.a_version(article=story, language="en"))
        make.asked_to_reply(story)
        a_grant(article=story)
        embargoed()
        assert len(told(everybody)) == 5
        Article.objects.update(is_restricted=True)
        assert told(everybody) == []
        story.cleared_people.add(everybody)
        assert len(told(everybody)) == 4

    def test_shows_replies_and_permissions_to_who_may_see_them(self):
        story = make.published(make.a_version()).article
        make.asked_to_reply(story)
        a_grant()

        def kinds(*roles):
            account = make.an_account(*roles)
            return {kind for kind, _subject in told(account)}

        assert kinds(("Translator", "en")) == {Kind.RELEASE}
        assert kinds(("Editor", "en")) == {Kind.RELEASE, Kind.REPLY}
        assert kinds(("Rights desk", "")) == {Kind.RELEASE, Kind.PERMISSION}


class TestCost:
    def count(self, account):
        # As a page asks: permissions are known once a request.
        account = Account.objects.get(pk=account.pk)
        with CaptureQueriesContext(connection) as captured:
            asked(account)
        return len(captured)

    def test_is_five_queries_however_much_there_is(self, everybody):
        for _each in range(2):
            scheduled(make.a_version())
            embargoed()
            a_grant()
        few = self.count(everybody)
        for _each in range(4):
            scheduled(make.a_version())
            make.a_version(article=embargoed())
            a_grant()
        # One of them asks what the account may.
        assert few == self.count(everybody) == 5

    def test_is_bounded_and_says_so(self, everybody, monkeypatch):
        monkeypatch.setattr(reading, "MOST_OF_A_KIND", 2)
        for _each in range(2):
            scheduled(make.a_version())
        assert not asked(everybody).has_more
        scheduled(make.a_version())
        found = asked(everybody)
        assert found.has_more
        assert len(found.events) == 3

    def test_every_kind_has_an_index(self, everybody):
        with CaptureQueriesContext(connection) as captured:
            asked(everybody)
        plans = ""
        with connection.cursor() as cursor:
            # A handful of rows is read through faster than through any index.
            cursor.execute("SET LOCAL enable_seqscan = off")
            for query in captured.captured_queries:
                cursor.execute(f"EXPLAIN {query['sql']}")
                plans += "\n".join(row[0] for row in cursor.fetchall())
        for index in (
            "published_by_hour",
            "embargoed_stories",
            "unfinished_by_deadline",
            "replies_by_day",
            "permissions_by_end",
        ):
            assert index in plans, index
