"""Staff are told once, without words, and never of what they may not know."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions import notifying, reviewing
from articles.models import Article, Notification, NotificationKind
from tests import factories as make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def version():
    return make.a_version(language="en")


@pytest.fixture
def editor():
    return make.an_account(("Editor", "en"))


@pytest.fixture
def translator():
    return make.an_account(("Translator", "en"))


def tell(
    version, *accounts, kind=NotificationKind.COMMENTED, by=None, at=make.NOW, **n
):
    notifying.notify(
        accounts=[account.pk for account in accounts],
        kind=kind,
        version=version,
        by=by,
        at=at,
        **n,
    )


def told(account):
    return [
        (each.kind, each.version, each.by, each.number)
        for each in Notification.objects.filter(account=account)
    ]


def clear(version, *accounts):
    Article.objects.filter(pk=version.article_id).update(is_restricted=True)
    version.article.cleared_people.set(accounts)


class TestNotify:
    def test_tells_everybody_named_in_one_statement(self, version, editor, translator):
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            transaction.atomic(),
        ):
            tell(version, editor, translator)
        statements = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
        assert len(statements) == 1
        wanted = [(NotificationKind.COMMENTED, version, None, 1)]
        assert told(editor) == told(translator) == wanted

    def test_tells_nobody_what_they_did(self, version, editor, translator):
        tell(version, editor, translator, by=editor)
        assert (len(told(editor)), len(told(translator))) == (0, 1)

    def test_leaves_out_who_cannot_sign_in_any_more(self, version, translator):
        translator.is_active = False
        translator.save()
        tell(version, translator)
        assert told(translator) == []

    def test_leaves_out_who_may_not_know_of_the_story(
        self, version, editor, translator
    ):
        chief = make.a_chief()
        clear(version, editor)
        tell(version, editor, translator, chief)
        assert [len(told(each)) for each in (editor, translator, chief)] == [1, 0, 1]

    def test_asks_nothing_where_nobody_is_named(self, version):
        with CaptureQueriesContext(connection) as queries:
            notifying.notify(
                accounts=[None],
                kind=NotificationKind.COMMENTED,
                version=version,
                by=None,
                at=make.NOW,
            )
        assert not [q for q in queries if "INSERT" in q["sql"]]

    def test_refreshes_what_nobody_has_looked_at(self, version, editor, translator):
        changed = NotificationKind.SOURCE_CHANGED
        tell(version, translator, kind=changed, number=3)
        Notification.objects.update(mailed_at=make.NOW)
        assert not Notification.objects.unmailed()
        later = make.NOW + HOUR
        tell(version, translator, kind=changed, number=2, by=editor, at=later)
        (one,) = Notification.objects.all()
        assert (one.number, one.by, one.made_at) == (2, editor, later)
        assert (one.mailed_at, *Notification.objects.unmailed()) == (make.NOW, one)

    def test_adds_comments_up(self, version, translator):
        tell(version, translator)
        tell(version, translator, number=2)
        assert [number for *_rest, number in told(translator)] == [3]

    def test_tells_again_what_was_looked_at(self, version, translator):
        tell(version, translator)
        notifying.see(by=translator, at=make.NOW)
        tell(version, translator)
        assert Notification.objects.unseen().count() == 1
        assert len(told(translator)) == 2

    def test_tells_of_each_version_and_kind_apart(self, version, translator):
        tell(version, translator)
        tell(version, translator, kind=NotificationKind.MENTIONED)
        tell(make.a_version(), translator)
        assert len(told(translator)) == 3


class TestSee:
    def test_concerns_ones_own_alone(self, version, editor, translator):
        tell(version, editor, translator)
        assert notifying.see(by=editor, at=make.NOW) == 1
        assert Notification.objects.unseen().get().account == translator

    def test_leaves_what_happened_since_the_page_was_made(self, version, translator):
        tell(version, translator)
        tell(version, translator, kind=NotificationKind.RETURNED, at=make.NOW + HOUR)
        notifying.see(by=translator, at=make.NOW + 2 * HOUR, until=make.NOW)
        assert Notification.objects.unseen().get().kind == NotificationKind.RETURNED

    def test_can_be_about_one(self, version, translator):
        tell(version, translator)
        tell(version, translator, kind=NotificationKind.RETURNED)
        one = Notification.objects.get(kind=NotificationKind.COMMENTED)
        assert notifying.see(by=translator, at=make.NOW, notification=one) == 1
        assert notifying.see(by=translator, at=make.NOW, notification=one) == 0
        assert Notification.objects.unseen().count() == 1


class TestVisibleTo:
    def test_ends_with_the_clearance(self, version, editor, translator):
        tell(version, editor, translator)
        clear(version, editor)
        seen = Notification.objects.visible_to
        assert [seen(each).count() for each in (editor, translator)] == [1, 0]


class TestTheCount:
    def test_has_an_index_of_what_nobody_has_seen(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT indexdef FROM pg_indexes WHERE indexname = %s",
                ["told_once_until_seen"],
            )
            ((defined,),) = cursor.fetchall()
        assert "(account_id, version_id, kind)" in defined
        assert defined.endswith("WHERE (seen_at IS NULL)")

    def test_asks_once(self, version, django_assert_num_queries):
        chief = make.a_chief()
        tell(version, chief)
        with django_assert_num_queries(1):
            assert Notification.objects.visible_to(chief).unseen().count() == 1


class TestRemindOfDeadlines:
    def test_tells_the_holder_once_a_deadline(self, version, editor, translator):
        due_at = make.NOW + 10 * HOUR
        reviewing.hand_over(
            version=version, to=translator, by=editor, at=make.NOW, due_at=due_at
        )
        notifying.see(by=translator, at=make.NOW)
        assert notifying.remind_of_deadlines(at=make.NOW) == 1
        notifying.see(by=translator, at=make.NOW)
        assert notifying.remind_of_deadlines(at=make.NOW + HOUR) == 0
        version.refresh_from_db()
        version.due_at = due_at + 30 * HOUR
        version.save()
        assert notifying.remind_of_deadlines(at=due_at + 29 * HOUR) == 1

    @pytest.mark.parametrize("hours", [-1, 25])
    def test_is_silent_long_before_and_after(self, version, editor, translator, hours):
        reviewing.hand_over(
            version=version,
            to=translator,
            by=editor,
            at=make.NOW,
            due_at=make.NOW + hours * HOUR,
        )
        assert notifying.remind_of_deadlines(at=make.NOW) == 0


class TestForgetSeen:
    def test_forgets_a_month_after_somebody_looked(self, version, editor, translator):
        tell(version, editor, translator)
        notifying.see(by=editor, at=make.NOW)
        month = timedelta(days=30)
        assert notifying.forget_seen(at=make.NOW + month) == 0
        assert notifying.forget_seen(at=make.NOW + month + HOUR) == 1
        assert Notification.objects.get().account == translator


class TestTheSteps:
    """What the workflow tells whom."""

    @pytest.fixture
    def text(self, version, translator):
        make.write(version, make.blocks("Mine", ["Mine."]), by=translator)
        version.owner = translator
        version.save()
        return version

    def test_a_text_goes_to_the_board_and_to_nobody(self, text, editor, translator):
        reviewing.submit(version=text, by=translator, at=make.NOW)
        assert not Notification.objects.exists()

    def test_a_text_that_an_editor_holds_is_told_to_them(
        self, text, editor, translator
    ):
        chief = make.a_chief()
        reviewing.hand_over(version=text, to=editor, by=editor, at=make.NOW)
        reviewing.submit(version=text, by=translator, at=make.NOW)
        assert [kind for kind, *_rest in told(editor)] == [NotificationKind.SUBMITTED]
        assert told(chief) == []

    def test_a_return_is_told_to_the_writer(self, text, editor, translator):
        reviewing.submit(version=text, by=translator, at=make.NOW)
        reviewing.return_text(version=text, reason="Why?", by=editor, at=make.NOW)
        assert told(translator) == [(NotificationKind.RETURNED, text, editor, 1)]

    def test_an_approval_is_told_to_the_writer(self, text, editor, translator):
        reviewing.submit(version=text, by=translator, at=make.NOW)
        reviewing.approve(version=text, by=editor, at=make.NOW)
        assert told(translator) == [(NotificationKind.APPROVED, text, editor, 1)]

    def test_a_hand_over_is_told_to_the_receiver(self, text, editor, translator):
        reviewing.hand_over(version=text, to=translator, by=editor, at=make.NOW)
        assert told(translator) == [(NotificationKind.HANDED_OVER, text, editor, 1)]
        reviewing.hand_over(version=text, to=None, by=editor, at=make.NOW)
        assert len(told(translator)) == 1


class TestTheDatabase:
    def test_tells_nobody_what_they_did(self, version, editor):
        with pytest.raises(IntegrityError, match="nobody_is_told_what_they_did"):
            Notification.objects.create(
                account=editor,
                by=editor,
                version=version,
                kind=NotificationKind.COMMENTED,
                made_at=make.NOW,
            )
