"""Where somebody wants to be told of what; and what everybody is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.actions import notifying
from articles.actions.choosing import choose_ways
from articles.models import (
    Notification,
    NotificationChoice,
    NotificationKind,
    Version,
    Way,
)
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

COMMENTED, RETURNED = NotificationKind.COMMENTED, NotificationKind.RETURNED
MAY_BE_SILENCED = {"accepted", "submitted", "approved", "commented", "due_soon"}


@pytest.fixture
def account():
    return make.an_account(("Translator", "en"))


def choose(account, way, *kinds):
    choose_ways(account=account, ways=dict.fromkeys(kinds, way), by=account)


def tell(account, kind, version=None):
    notifying.notify(
        accounts=[account.pk],
        kind=kind,
        version=version or make.a_version(),
        by=None,
        at=make.NOW,
    )


class TestChooseWays:
    def test_says_which_may_be_silenced(self):
        found = {kind.value for kind in NotificationKind if kind.may_be_silenced}
        assert found == MAY_BE_SILENCED

    @pytest.mark.parametrize("kind", NotificationKind)
    @pytest.mark.parametrize("way", Way)
    def test_stores_what_is_safe(self, account, kind, way):
        if way is Way.NOWHERE and kind.value not in MAY_BE_SILENCED:
            with pytest.raises(ValidationError, match="everybody is told"):
                choose(account, way, kind)
            with pytest.raises(IntegrityError), transaction.atomic():
                NotificationChoice.objects.create(account=account, kind=kind, way=way)
            return
        choose(account, way, kind)
        choose(account, way, kind)
        assert NotificationChoice.objects.get(account=account).way == way

    def test_lists_every_reason_and_stores_nothing(self, account):
        with pytest.raises(ValidationError) as refused:
            choose(account, Way.NOWHERE, COMMENTED, RETURNED, NotificationKind.OFFERED)
        assert len(refused.value.messages) == 2
        assert not NotificationChoice.objects.exists()

    def test_is_refused_to_everybody_else(self, account):
        with pytest.raises(PermissionRefused):
            choose_ways(account=account, ways={}, by=make.a_chief())


class TestNotify:
    def test_tells_everything_where_nothing_was_chosen(self, account):
        for kind in NotificationKind:
            tell(account, kind)
        assert Notification.objects.filter(account=account).count() == len(
            NotificationKind
        )

    def test_leaves_out_what_somebody_silenced(self, account):
        other = make.an_account(("Translator", "en"))
        choose(account, Way.NOWHERE, COMMENTED)
        version = make.a_version()
        notifying.notify(
            accounts=[account.pk, other.pk],
            kind=COMMENTED,
            version=version,
            by=None,
            at=make.NOW,
        )
        tell(account, RETURNED, version)
        told = Notification.objects.values_list("account", "kind")
        assert set(told) == {(other.pk, COMMENTED), (account.pk, RETURNED)}

    def test_keeps_what_is_for_the_desk_only(self, account):
        choose(account, Way.DESK, RETURNED)
        tell(account, RETURNED)
        assert Notification.objects.filter(account=account).unseen().count() == 1
        assert not Notification.objects.for_mail().exists()

    def test_is_one_statement_still(self, account):
        choose(account, Way.NOWHERE, COMMENTED)
        version = make.a_version()
        with CaptureQueriesContext(connection) as captured:
            tell(account, COMMENTED, version)
        inserts = [q for q in captured if "articles_notification" in q["sql"]]
        assert len(inserts) == 1


class TestRemindOfDeadlines:
    def test_is_not_tried_again_every_minute_for_who_wants_none(self, account):
        version = make.a_version()
        due_at = make.NOW + timedelta(hours=3)
        Version.objects.filter(pk=version.pk).update(owner=account, due_at=due_at)
        choose(account, Way.NOWHERE, NotificationKind.DUE_SOON)
        assert notifying.remind_of_deadlines(at=make.NOW) == 0
        choose(account, Way.DESK, NotificationKind.DUE_SOON)
        assert notifying.remind_of_deadlines(at=make.NOW) == 1
