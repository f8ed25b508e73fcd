"""Sessions end: when idle, when old, and when their account says so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from people.actions.ending import end_session, end_sessions
from people.models import Session
from people.sessions import SessionStore, lasts_until
from tests import factories as make

pytestmark = pytest.mark.django_db


def signed_in(account) -> Client:
    client = Client()
    client.force_login(account)
    client.get("/admin/sign-in/")
    return client


class TestLastsUntil:
    def test_is_the_earlier_of_idle_and_old(self, settings):
        settings.SESSION_IDLE_MINUTES, settings.SESSION_MAX_HOURS = 60, 8
        began = timezone.now()
        assert lasts_until(began, began) - began == timedelta(hours=1)
        late = began + timedelta(hours=7, minutes=30)
        assert lasts_until(began, late) - began == timedelta(hours=8)


class TestSession:
    def test_knows_its_account_and_no_address(self):
        account = make.an_account()
        signed_in(account)
        stored = Session.objects.get()
        assert stored.account == account
        assert "127.0.0.1" not in str(vars(stored)) + str(
            SessionStore().decode(stored.session_data)
        )

    def test_moves_its_end_when_it_is_used(self):
        client = signed_in(make.an_account())
        early = timezone.now() - timedelta(minutes=50)
        Session.objects.update(last_used_at=early, expire_date=early)
        assert client.get("/admin/sign-in/").status_code == 302
        client = signed_in(make.an_account())
        soon = timezone.now() + timedelta(minutes=5)
        Session.objects.update(last_used_at=early, expire_date=soon)
        assert client.get("/admin/sign-in/").status_code == 200
        assert Session.objects.latest("started_at").expire_date > soon

    def test_does_not_outlive_its_greatest_age(self, settings):
        client = signed_in(make.an_account())
        stored = Session.objects.get()
        began = timezone.now() - timedelta(hours=settings.SESSION_MAX_HOURS, seconds=1)
        early = timezone.now() - timedelta(minutes=50)
        Session.objects.filter(pk=stored.pk).update(
            started_at=began, last_used_at=early
        )
        client.get("/admin/sign-in/")
        assert client.get("/admin/sign-in/").status_code == 302


class TestEnd:
    def test_ends_one_of_ones_own(self):
        account, other = make.an_account(), make.an_account()
        mine, theirs = signed_in(account), signed_in(other)
        foreign = Session.objects.get(account=other)
        assert end_session(account=account, handle=foreign.handle) == 0
        own = Session.objects.get(account=account)
        assert end_session(account=account, handle=own.handle) == 1
        assert mine.get("/admin/sign-in/").status_code == 302
        assert theirs.get("/admin/sign-in/").status_code == 200

    def test_ends_all_but_one(self):
        account = make.an_account()
        here, there = signed_in(account), signed_in(account)
        assert end_sessions(account=account, but=here.session.session_key) == 1
        assert here.get("/admin/sign-in/").status_code == 200
        assert there.get("/admin/sign-in/").status_code == 302
