"""Nobody passes the gate without a second factor, whatever the address and method."""

import pytest
from django.test import Client
from django.urls import reverse

from newsroom.roles import ROLES
from people.actions import enrolling, freezing, granting, renewing
from people.models import Account, RoleGrant, Session
from tests import factories as make
from tests.matrix.places import furnish, names
from tests.matrix.test_addresses import path_of
from tests.signing import Somebody, is_in

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "head", "options", "put", "patch", "delete")
OPEN = {"admin:login", "admin:logout", "admin:second-factor"}
SET_UP = "/admin/sign-in/second-factor/"


@pytest.fixture(autouse=True)
def second_factor(settings, tmp_path):
    settings.SECOND_FACTOR = True
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


@pytest.fixture
def staff_addresses():
    places = furnish()
    found = {name: path_of(name, places) for name in dict.fromkeys(names())}
    return {
        name: path
        for name, path in found.items()
        if path.startswith(("/admin/", "/desk/"))
    }


class TestEveryStaffAddress:
    def test_is_shut_to_a_password_alone(self, staff_addresses):
        client = Client()
        somebody = Somebody(is_superuser=True, has_app=False)
        assert somebody.signs_in(client).status_code == 302
        assert len(staff_addresses) > 100
        wrong = {}
        for name, path in staff_addresses.items():
            for method in METHODS if name not in OPEN else ():
                answer = getattr(client, method)(path)
                if (answer.status_code, answer.get("Location")) != (302, SET_UP):
                    wrong[name, method] = answer.status_code
        assert wrong == {}

    def test_is_shut_to_a_session_that_no_code_opened(self, staff_addresses):
        client, somebody = Client(), Somebody(is_superuser=True)
        client.force_login(somebody.account)
        wrong = [
            (name, method)
            for name, path in staff_addresses.items()
            for method in (METHODS if name not in OPEN else ())
            if getattr(client, method)(path).status_code != 302
        ]
        assert wrong == []

    def test_that_stays_open_does_so(self):
        client = Client()
        Somebody(has_app=False).signs_in(client)
        assert client.get(SET_UP).status_code == 200
        assert client.get("/admin/login/").status_code == 200
        assert client.post("/admin/logout/").status_code == 200

    def test_opens_with_password_and_code(self):
        client = Client()
        assert Somebody(is_superuser=True).signs_in(client).status_code == 302
        assert is_in(client)


class TestTheFirstTime:
    def test_ends_with_codes_that_are_shown_once(self):
        client, somebody = Client(), Somebody(has_app=False)
        somebody.signs_in(client)
        key = client.cookies["spean_session"].value
        page = client.get(SET_UP).content.decode()
        offered = enrolling.offer_app(account=somebody.account, at=make.NOW)
        assert enrolling.secret_words(offered) in page
        somebody.secret = _secret(offered)
        wrong = client.post(SET_UP, {"code": "000000"})
        assert "does not fit" in wrong.content.decode()
        done = client.post(SET_UP, {"code": somebody.code()}).content.decode()
        assert done.count("<code>") == 10
        assert is_in(client)
        assert client.cookies["spean_session"].value != key
        assert "<code>" not in client.get("/admin/sign-in/").content.decode()
        # What is shown is in nobody's cache.
        assert "no-store" in client.get(SET_UP)["Cache-Control"]


class TestSessionKey:
    def test_changes_at_sign_in(self):
        client = Client()
        client.get("/admin/login/")
        session = client.session
        session["planted"] = "by somebody else"
        session.save()
        client.cookies["spean_session"] = planted = session.session_key
        Somebody(is_superuser=True).signs_in(client)
        assert client.cookies["spean_session"].value != planted
        stranger = Client()
        stranger.cookies["spean_session"] = planted
        assert not is_in(stranger)

    def test_that_nobody_gave_out_is_not_taken(self):
        client = Client()
        client.cookies["spean_session"] = "a" * 32
        Somebody(is_superuser=True).signs_in(client)
        assert client.cookies["spean_session"].value != "a" * 32


@pytest.fixture
def at_work():
    client, somebody = Client(), Somebody(("Editor", "km"))
    somebody.signs_in(client)
    assert is_in(client)
    return client, somebody.account


class TestCutWhileSignedIn:
    def test_a_role_is_gone_at_the_next_request(self, at_work):
        client, account = at_work
        path = reverse("admin:accounts")
        assert client.get(path).status_code == 200
        granting.take_back_role(
            grant=RoleGrant.objects.get(account=account), by=make.a_chief()
        )
        assert client.get(path).status_code == 403
        add = reverse("admin:articles_article_add")
        assert client.get(add).status_code == 403

    @pytest.mark.parametrize("field", ["is_active", "is_staff"])
    def test_an_account_is_out_at_the_next_request(self, at_work, field):
        client, account = at_work
        Account.objects.filter(pk=account.pk).update(**{field: False})
        assert not is_in(client)

    def test_a_frozen_account_is_out_at_the_next_request(self, at_work):
        client, account = at_work
        freezing.freeze(account=account, by=make.a_chief(), at=make.NOW)
        assert not is_in(client)
        assert not Session.objects.filter(account=account).exists()

    def test_a_new_password_ends_the_session(self, at_work):
        client, account = at_work
        renewing.give_temporary_password(
            account=account, by=make.a_chief(), at=make.NOW
        )
        assert not is_in(client)

    def test_a_lost_second_factor_ends_the_session(self, at_work):
        client, account = at_work
        enrolling.reset_factor(account=account, by=None, at=make.NOW)
        assert not is_in(client)

    def test_another_app_is_no_proof_for_this_session(self, at_work):
        client, account = at_work
        account.authenticator_set.update(confirmed=False)
        assert client.get("/admin/")["Location"] == SET_UP


class TestTemporaryPassword:
    def test_opens_only_the_page_on_which_it_is_changed(self):
        from django.utils import timezone  # noqa: PLC0415

        somebody, client = Somebody(("Editor", "km")), Client()
        password = renewing.give_temporary_password(
            account=somebody.account, by=make.a_chief(), at=timezone.now()
        )
        assert somebody.signs_in(client, password=password).status_code == 302
        change = reverse("admin:password_change")
        for path in ("/admin/", "/admin/sign-in/", "/admin/articles/article/"):
            assert client.get(path)["Location"] == change
        typed = {
            "old_password": password,
            "new_password1": password,
            "new_password2": password,
        }
        again = client.post(change, typed).content.decode()
        assert "Choose another one" in again
        typed |= dict.fromkeys(("new_password1", "new_password2"), "heron stone kite 3")
        client.post(change, typed)
        assert is_in(client)

    def test_runs_out(self):
        somebody = Somebody(("Editor", "km"))
        password = renewing.give_temporary_password(
            account=somebody.account, by=make.a_chief(), at=make.NOW
        )
        answer = somebody.signs_in(password=password)
        assert "do not fit together" in answer.content.decode()


class TestSwitchedOff:
    def test_asks_for_no_code(self, settings):
        settings.SECOND_FACTOR = False
        client = Client()
        assert 'name="code"' not in client.get("/admin/login/").content.decode()
        Somebody(is_superuser=True).signs_in(client, code="")
        assert is_in(client)


def test_the_roles_of_the_tests_are_those_of_the_newsroom():
    assert {"Editor", "Administrator"} <= set(ROLES)


def _secret(offered):
    from base64 import b32decode  # noqa: PLC0415

    return b32decode(enrolling.secret_words(offered).replace(" ", ""))
