"""The pages of sign-in: one's own locks, and the account of a colleague."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import alarms
from people.actions.alarming import alarm, forget
from people.models import Account, Alarm, AlarmKind, Freeze, KnownClient, Session
from tests import factories as make
from tests.matrix.places import furnish, names
from tests.matrix.test_addresses import path_of
from tests.signing import PASSWORD, Somebody, is_in

pytestmark = pytest.mark.django_db
OWN = "/admin/sign-in/"


@pytest.fixture(autouse=True)
def second_factor(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def editor():
    somebody, client = Somebody(("Editor", "km")), Client()
    somebody.signs_in(client)
    somebody.client = client
    return somebody


class TestSessions:
    def test_are_listed_without_an_address(self, editor):
        editor.signs_in(
            code=editor.codes[0],
            agent="Mozilla/5.0 (Android 16) Firefox/140.0",
            address="203.0.113.5",
        )
        page = editor.client.get(OWN).content.decode()
        assert "Firefox · Linux" in page
        assert "Firefox · Android" in page
        assert "203.0.113.5" not in page
        keys = Session.objects.values_list("session_key", flat=True)
        assert not any(key in page for key in keys)

    def test_of_another_browser_ends_at_its_next_request(self, editor):
        there = Client()
        editor.signs_in(there, code=editor.codes[0])
        assert is_in(there)
        other = Session.objects.exclude(
            session_key=editor.client.cookies["spean_session"].value
        ).get()
        asked = reverse("admin:end-sessions")
        editor.client.post(asked, {"session": str(other.handle)})
        assert not is_in(there)
        assert is_in(editor.client)

    def test_all_end_but_this_one(self, editor):
        others = [Client(), Client()]
        for client, code in zip(others, editor.codes[:2], strict=True):
            editor.signs_in(client, code=code)
        editor.client.post(reverse("admin:end-sessions"), {"session": "others"})
        assert [is_in(each) for each in (*others, editor.client)] == [
            False,
            False,
            True,
        ]

    def test_end_with_a_changed_password(self, editor):
        there = Client()
        editor.signs_in(there, code=editor.codes[0])
        new = "heron stone kite 3"
        typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        editor.client.post(reverse("admin:password_change"), typed)
        assert is_in(editor.client)
        assert not is_in(there)


class TestChangingLocks:
    def test_asks_for_password_and_code(self, editor):
        path = reverse("admin:recovery-codes")
        wrong = [
            {"password": PASSWORD, "present": "000000"},
            {"password": "wrong", "present": editor.codes[1]},
        ]
        for typed in wrong:
            page = editor.client.post(path, typed).content.decode()
            assert "Nothing was changed" in page
        typed = {"password": PASSWORD, "present": editor.codes[0]}
        page = editor.client.post(path, typed).content.decode()
        assert page.count("<code>") == 10

    def test_is_no_place_to_guess(self, editor):
        path = reverse("admin:second-factor")
        typed = {"code": "000000", "password": PASSWORD, "present": "000000"}
        answers = [editor.client.post(path, typed).status_code for _ in range(6)]
        assert answers[0] == 200
        assert answers[-1] == 429


class TestTheSecret:
    def test_stands_in_the_page_and_at_no_address(self, editor):
        page = editor.client.get(reverse("admin:second-factor"))
        text = page.content.decode()
        assert "otpauth" not in text
        assert "<svg" in text
        assert "style=" not in text
        assert "unsafe" not in page["Content-Security-Policy"]


class TestFreeze:
    def test_is_two_presses_and_ends_what_is_open(self, editor):
        reporter, client = Somebody(("Reporter", "km")), Client()
        reporter.signs_in(client)
        path = reverse("admin:freeze", args=[reporter.account.pk])
        assert reporter.account.username in editor.client.get(path).content.decode()
        assert is_in(client)
        done = editor.client.post(path, follow=True).content.decode()
        assert "is frozen" in done
        assert not is_in(client)
        assert Freeze.objects.get().frozen_by == editor.account
        again = editor.client.post(path, follow=True).content.decode()
        assert "frozen already" in again

    def test_warns_where_nobody_could_open_it_again(self, editor):
        chief = make.a_chief()
        path = reverse("admin:freeze", args=[chief.pk])
        assert "manage.py unfreeze" in editor.client.get(path).content.decode()
        make.a_chief()
        assert "manage.py unfreeze" not in editor.client.get(path).content.decode()

    def test_of_oneself_leads_to_the_door(self, editor):
        path = reverse("admin:freeze", args=[editor.account.pk])
        assert "your own account" in editor.client.get(path).content.decode()
        assert editor.client.post(path)["Location"] == reverse("admin:login")
        assert not is_in(editor.client)

    def test_is_undone_by_an_administrator(self, editor):
        reporter = Somebody(("Reporter", "km"))
        frozen = reverse("admin:freeze", args=[reporter.account.pk])
        editor.client.post(frozen)
        path = reverse("admin:unfreeze", args=[reporter.account.pk])
        assert editor.client.post(path).status_code == 403
        chief, client = Somebody(("Administrator", "")), Client()
        chief.signs_in(client)
        client.post(path)
        assert reporter.signs_in().status_code == 302


class TestLostKeys:
    @pytest.fixture
    def administrator(self):
        client = Client()
        Somebody(("Administrator", "")).signs_in(client)
        return client

    def test_a_temporary_password_is_shown_once(self, administrator):
        somebody = Somebody()
        path = reverse("admin:people_account_password", args=[somebody.account.pk])
        page = administrator.post(path).content.decode()
        shown = page.split('class="secret" translate="no">')[1].split("<")[0]
        assert Account.objects.get(pk=somebody.account.pk).check_password(shown)
        assert shown not in administrator.get(path).content.decode()
        with pytest.raises(AssertionError):
            assert is_in(somebody.signs_in().client)

    def test_a_second_factor_is_reset_by_somebody_else(self, administrator):
        somebody = Somebody()
        path = reverse("admin:people_account_factor", args=[somebody.account.pk])
        administrator.post(path)
        client = Client()
        somebody.signs_in(client, code="")
        assert client.get("/admin/")["Location"] == reverse("admin:second-factor")

    def test_a_new_account_has_to_change_the_password_it_was_given(self, administrator):
        typed = {
            "username": "heron-22",
            "usable_password": "true",
            "password1": PASSWORD,
            "password2": PASSWORD,
        }
        administrator.post(reverse("admin:people_account_add"), typed)
        made = Account.objects.get(username="heron-22")
        assert made.password_until > timezone.now()

    def test_the_server_helps_where_nobody_else_can(self):
        somebody = Somebody()
        call_command("reset_second_factor", somebody.account.username)
        assert somebody.signs_in(code="").status_code == 302


class TestNotices:
    def test_are_counted_on_every_page_until_they_are_seen(self, editor):
        Alarm.objects.all().delete()
        alarm(
            accounts=[editor.account.pk], kind=AlarmKind.NEW_DEVICE, at=timezone.now()
        )
        assert 'class="unseen">1' in editor.client.get("/admin/").content.decode()
        page = editor.client.get(OWN).content.decode()
        assert "new device or network" in page
        until = Alarm.objects.get().made_at.isoformat()
        editor.client.post(OWN, {"until": until})
        assert 'class="unseen">1' not in editor.client.get("/admin/").content.decode()

    def test_go_out_as_a_number_and_a_link(self, editor, settings):
        settings.SENDS_MAIL = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        Account.objects.filter(pk=editor.account.pk).update(email="a@b.example")
        Alarm.objects.all().delete()
        at = timezone.now()
        alarm(accounts=[editor.account.pk], kind=AlarmKind.WRONG_CODES, at=at)
        assert alarms.send_alarms(at=at) == 1
        assert alarms.send_alarms(at=at) == 0
        sent = mail.outbox[0]
        text = sent.subject + sent.body
        assert f"{settings.SITE_URL}{OWN}" in text
        for telling in (editor.account.username, "192.0.2", "password", "Firefox"):
            assert telling not in text

    def test_do_not_go_to_who_is_frozen(self, editor, settings):
        settings.SENDS_MAIL = True
        Account.objects.filter(pk=editor.account.pk).update(
            email="a@b.example", is_active=False
        )
        alarm(
            accounts=[editor.account.pk], kind=AlarmKind.WRONG_CODES, at=timezone.now()
        )
        assert alarms.send_alarms(at=timezone.now()) == 0

    def test_are_forgotten_with_devices_after_set_days(self, editor, settings):
        alarm(
            accounts=[editor.account.pk], kind=AlarmKind.NEW_DEVICE, at=timezone.now()
        )
        Alarm.objects.update(seen_at=timezone.now())
        assert KnownClient.objects.exists()
        soon = timezone.now() + timedelta(days=settings.RETENTION_DAYS - 1)
        assert forget(at=soon) == 0
        forget(at=soon + timedelta(days=2))
        assert not KnownClient.objects.exists()
        assert not Alarm.objects.exists()


class TestPolicy:
    def test_of_every_staff_page_allows_nothing_unsafe(self, settings, tmp_path):
        settings.ARTIFACT_DIR = tmp_path / "artifacts"
        places, client = furnish(), Client()
        Somebody(is_superuser=True).signs_in(client)
        looked, wrong = 0, []
        for name in dict.fromkeys(names()):
            path = path_of(name, places)
            if not path.startswith("/admin/") or name == "admin:logout":
                continue
            answer = client.get(path)
            policy = answer.get("Content-Security-Policy", "")
            if "unsafe-" in policy or "default-src 'none'" not in policy:
                wrong.append((name, policy))
            if answer.streaming:
                answer.getvalue()
            elif "<html" in (text := answer.content.decode(errors="replace")):
                looked += 1
                if ' style="' in text or "onclick=" in text or "<style" in text:
                    wrong.append((name, "inline"))
        assert wrong == []
        assert looked > 60
