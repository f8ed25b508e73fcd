"""What somebody sets for themselves, and nobody for them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pghistory.models import Events

from people.actions.own_account import (
    Facts,
    Plan,
    forget_pauses,
    plan_digest,
    set_own_facts,
    speak,
)
from people.models import Account, DigestPlan
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

PAUSE = date(2026, 4, 16)
FACTS = Facts(interface_language="en", time_zone="Europe/Paris", email="a@mail.example")


@pytest.fixture
def account():
    return make.an_account(("Translator", "en"))


class TestSetOwnFacts:
    def test_stores_language_zone_and_address(self, account):
        set_own_facts(account=account, facts=FACTS, by=account)
        account.refresh_from_db()
        found = (account.interface_language, account.time_zone, account.email)
        assert found == ("en", "Europe/Paris", "a@mail.example")

    def test_writes_nothing_else(self, account):
        stale = Account.objects.get(pk=account.pk)
        Account.objects.filter(pk=account.pk).update(is_superuser=False)
        stale.is_superuser, stale.username = True, "chief"
        set_own_facts(account=stale, facts=FACTS, by=stale)
        account.refresh_from_db()
        assert not account.is_superuser
        assert account.username != "chief"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"interface_language": "fr"},
            {"time_zone": "Mars/Olympus"},
            {"email": "nobody"},
        ],
    )
    def test_refuses_what_is_wrong(self, account, wrong):
        facts = Facts(**{**vars(FACTS), **wrong})
        with pytest.raises(ValidationError):
            set_own_facts(account=account, facts=facts, by=account)
        account.refresh_from_db()
        assert account.email == ""

    def test_is_refused_to_everybody_else(self, account):
        for by in (make.a_chief(), make.an_account(("Administrator", ""))):
            with pytest.raises(PermissionRefused):
                set_own_facts(account=account, facts=FACTS, by=by)

    def test_keeps_no_address_and_no_zone_in_the_history(self, account):
        set_own_facts(account=account, facts=FACTS, by=account)
        kept = str([event.pgh_data for event in Events.objects.tracks(account)])
        assert "'en'" in kept
        assert "mail.example" not in kept
        assert "Paris" not in kept


class TestSpeak:
    def test_changes_the_language_alone(self, account):
        speak(account=account, language="en", by=account)
        account.refresh_from_db()
        assert account.interface_language == "en"
        with pytest.raises(ValidationError):
            speak(account=account, language="fr", by=account)
        with pytest.raises(PermissionRefused):
            speak(account=account, language="km", by=make.a_chief())


class TestPlanDigest:
    def test_keeps_one_plan_a_person(self, account):
        plan_digest(account=account, plan=Plan(hour=6, days=(5, 1, 5)), by=account)
        later = Plan(paused_until=date(2026, 4, 16))
        plan_digest(account=account, plan=later, by=account)
        stored = DigestPlan.objects.get(account=account)
        found = (stored.hour, stored.days, stored.paused_until)
        assert found == (None, [1, 2, 3, 4, 5, 6, 7], date(2026, 4, 16))

    @pytest.mark.parametrize("wrong", [Plan(hour=24), Plan(days=(0,)), Plan(days=(8,))])
    def test_refuses_what_is_no_hour_or_day(self, account, wrong):
        with pytest.raises(ValidationError):
            plan_digest(account=account, plan=wrong, by=account)

    def test_forgets_when_somebody_was_away(self, account):
        plan_digest(account=account, plan=Plan(paused_until=PAUSE), by=account)
        day = timedelta(days=1)
        for days, number in ((0, 0), (9, 0), (10, 1), (11, 0)):
            at = datetime.combine(PAUSE, time(12), UTC) + days * day
            assert forget_pauses(at=at) == number
        assert DigestPlan.objects.get(account=account).paused_until is None

    def test_is_refused_to_everybody_else(self, account):
        with pytest.raises(PermissionRefused):
            plan_digest(account=account, plan=Plan(), by=make.a_chief())

    @pytest.mark.parametrize("row", [{"hour": 24}, {"days": [8]}, {"days": [1] * 8}])
    def test_the_database_refuses_too(self, account, row):
        with pytest.raises(IntegrityError), transaction.atomic():
            DigestPlan.objects.create(account=account, **row)
