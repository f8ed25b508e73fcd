"""Any editor can shut the account of a colleague; one administrator can open it."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from ledger.models import Entry
from people.actions import accounts, freezing
from people.actions.freezing import FreezeRefused
from people.models import Account, Alarm, AlarmKind, Freeze
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def editor():
    return make.an_account(("Editor", "km"))


class TestFreeze:
    @pytest.mark.parametrize("role", ["Editor", "Publisher", "Administrator"])
    def test_is_pressed_by_any_editor(self, role):
        account = make.an_account(("Reporter", "km"))
        freezing.freeze(account=account, by=make.an_account((role, "km")), at=NOW)
        account.refresh_from_db()
        assert not account.is_active

    @pytest.mark.parametrize("role", ["Reporter", "Translator", "Rights desk"])
    def test_is_pressed_by_nobody_else(self, role):
        with pytest.raises(PermissionRefused):
            freezing.freeze(
                account=make.an_account(), by=make.an_account((role, "km")), at=NOW
            )

    def test_shuts_the_account_of_who_runs_the_server_too(self, editor):
        chief = make.a_chief()
        freezing.freeze(account=chief, by=editor, at=NOW)
        assert not Account.objects.get(pk=chief.pk).is_active

    def test_shuts_ones_own(self, editor):
        freezing.freeze(account=editor, by=editor, at=NOW)
        assert not Account.objects.get(pk=editor.pk).is_active

    def test_deletes_nothing(self, editor):
        reporter = make.an_account(("Reporter", "km"))
        version = make.a_version(language="km")
        type(version).objects.filter(pk=version.pk).update(owner=reporter)
        freezing.freeze(account=reporter, by=editor, at=NOW)
        version.refresh_from_db()
        assert version.owner == reporter
        assert reporter.role_grants.count() == 1

    def test_is_told_to_everybody_and_kept_by_numbers(self, editor):
        account, other = make.an_account(), make.an_account()
        freezing.freeze(account=account, by=editor, at=NOW)
        told = Alarm.objects.filter(kind=AlarmKind.ACCOUNT_FROZEN)
        assert {other.pk, editor.pk} <= set(told.values_list("account", flat=True))
        assert account.pk not in set(told.values_list("account", flat=True))
        entry = Entry.objects.latest("seq")
        assert entry.kind == "account.frozen"
        assert entry.subject == f"urn:spean:account:{account.pk}"
        assert entry.facts == {"by": editor.pk}

    def test_is_no_way_to_lock_a_newsroom_out(self, editor):
        for _number in range(freezing.FREEZES_A_DAY):
            freezing.freeze(account=make.an_account(), by=editor, at=NOW)
        with pytest.raises(FreezeRefused, match="Ask a colleague"):
            freezing.freeze(account=make.an_account(), by=editor, at=NOW)
        later = NOW + timedelta(days=1, seconds=1)
        freezing.freeze(account=make.an_account(), by=editor, at=later)

    def test_lists_every_reason(self, editor):
        account = make.an_account()
        freezing.freeze(account=account, by=editor, at=NOW)
        for _number in range(freezing.FREEZES_A_DAY - 1):
            freezing.freeze(account=make.an_account(), by=editor, at=NOW)
        with pytest.raises(FreezeRefused) as refused:
            freezing.freeze(account=account, by=editor, at=NOW)
        assert len(str(refused.value).splitlines()) == 2

    def test_leaves_a_history_that_nobody_rewrites(self, editor):
        freezing.freeze(account=make.an_account(), by=editor, at=NOW)
        with (
            pytest.raises(DatabaseError, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE people_freezeevent SET frozen_by_id = NULL")


class TestUnfreeze:
    def test_needs_an_administrator(self, editor):
        account = make.an_account()
        freezing.freeze(account=account, by=editor, at=NOW)
        with pytest.raises(PermissionRefused):
            freezing.unfreeze(account=account, by=editor, at=NOW)
        by = make.an_account(("Administrator", ""))
        freezing.unfreeze(account=account, by=by, at=NOW)
        kept = Freeze.objects.get()
        assert (kept.frozen_by, kept.lifted_by) == (editor, by)
        assert Account.objects.get(pk=account.pk).is_active

    def test_is_not_done_on_the_page_of_the_account(self, editor):
        account = make.an_account()
        freezing.freeze(account=account, by=editor, at=NOW)
        account.refresh_from_db()
        account.is_active = True
        by = make.an_account(("Administrator", ""))
        with pytest.raises(PermissionRefused, match="frozen"):
            accounts.change_account(account=account, by=by)

    def test_is_done_on_the_server_when_nobody_is_left(self, editor, capsys):
        account = make.an_account()
        freezing.freeze(account=account, by=editor, at=NOW)
        call_command("unfreeze", account.username)
        assert Account.objects.get(pk=account.pk).is_active
        assert Freeze.objects.get().lifted_by is None
        with pytest.raises(CommandError, match="not frozen"):
            call_command("unfreeze", account.username)
        with pytest.raises(CommandError, match="no account"):
            call_command("unfreeze", "nobody")


class TestOthersWhoMayUnfreeze:
    def test_counts_those_who_are_left(self):
        before = freezing.others_who_may_unfreeze(make.an_account())
        chief = make.a_chief()
        make.an_account(("Administrator", ""))
        gone = make.an_account(("Administrator", ""))
        Account.objects.filter(pk=gone.pk).update(is_active=False)
        assert freezing.others_who_may_unfreeze(chief) == before + 1
