"""Whatever fails, a staff form comes back with all that was typed, to be sent again."""

import logging

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, ProgrammingError, connection
from django.test import Client
from django.urls import reverse
from psycopg_pool import PoolTimeout

from articles.text.blocks import block_text, from_json
from newsroom.admin import versions
from newsroom.roles import sync_roles
from people.models import Account, Session
from tests import factories as make
from tests.sending import file_fields, form_in, many

pytestmark = pytest.mark.django_db

OURS = {
    "origin": "http://testserver",
    "sec-fetch-site": "same-origin",
    "accept-language": "en",
}
THEIRS = {"origin": "https://other.example", "sec-fetch-site": "cross-site"}
PASSWORD = "river-bank-river"  # noqa: S105 - of an account that only this test knows
TYPED = "ទឹកទន្លេ\u200bឡើងខ្ពស់ណាស់នៅថ្ងៃនេះ។"


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def version():
    return make.a_version(language="km")


class Writer:
    """Somebody who has the form of a version open, and wrote into it."""

    def __init__(self, client, version, account):
        self.client, self.version, self.account = client, version, account
        self.address = reverse("admin:articles_version_change", args=[version.pk])
        page = client.get(self.address).content.decode()
        self.fields = many(form_in(page, id="version_form"))
        self.fields |= {
            "body": [f"<p>{TYPED * 50}</p>"],
            "standfirst": [f"{TYPED}\r\n\r\n{TYPED}"],
            "_continue": ["on"],
        }

    def sends(self, fields=None, headers=OURS):
        return self.client.post(self.address, fields or self.fields, headers=headers)

    def kept_in(self, answer):
        page = answer.content.decode()
        return many(form_in(page, class_="rescue"))

    def has_lost_nothing(self, answer):
        kept = self.kept_in(answer)
        mine = {n: v for n, v in self.fields.items() if n != "csrfmiddlewaretoken"}
        return {name: kept.get(name) for name in mine} == mine

    def has_saved(self):
        self.version.refresh_from_db()
        blocks = from_json(self.version.current_revision.blocks)
        return TYPED * 50 in "".join(map(block_text, blocks))


@pytest.fixture
def writer(client, version, sign_in, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A test with real transactions before this one leaves no roles behind.
    sync_roles()
    account = sign_in(("Reporter", "km"))
    account.refresh_from_db()
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account)
    return Writer(client, version, account)


def rotate(writer):
    """Give the browser another token, as signing in in another window does."""
    client = Client()
    client.get(reverse("admin:login"))
    writer.client.cookies["spean_csrf"] = client.cookies["spean_csrf"].value


class TestATokenThatIsNotValidAnyMore:
    def test_gives_everything_back_and_takes_it_when_sent_again(self, writer):
        rotate(writer)
        answer = writer.sends()
        assert answer.status_code == 403
        assert writer.has_lost_nothing(answer)
        assert not writer.has_saved()
        assert writer.sends(writer.kept_in(answer)).status_code == 302
        assert writer.has_saved()

    def test_gives_it_back_without_any_cookie_of_a_token(self, writer):
        del writer.client.cookies["spean_csrf"]
        answer = writer.sends()
        assert writer.has_lost_nothing(answer)
        assert writer.sends(writer.kept_in(answer)).status_code == 302

    @pytest.mark.parametrize("headers", [THEIRS, {}])
    def test_shows_nobody_what_another_site_sent(self, writer, headers):
        rotate(writer)
        answer = writer.sends(headers=headers)
        assert answer.status_code == 403
        assert TYPED not in answer.content.decode()
        assert 'class="step-form rescue"' not in answer.content.decode()

    def test_lets_who_is_signed_out_as_well_sign_in_first(self, writer):
        rotate(writer)
        del writer.client.cookies["spean_session"]
        answer = writer.sends()
        assert writer.has_lost_nothing(answer)
        assert "sign-in-password" in writer.kept_in(answer)

    def test_opens_the_login_page_anew_without_what_was_typed_there(self, client):
        client.get(reverse("admin:login"))
        typed = {"username": "dara", "password": PASSWORD}
        answer = client.post(reverse("admin:login"), typed, headers=OURS)
        assert answer.status_code == 403
        assert PASSWORD not in answer.content.decode()
        assert "Open the page again." in answer.content.decode()

    def test_refuses_a_reader_plainly(self, client):
        answer = client.post("/en/", {"x": "y"}, headers=OURS)
        assert answer.status_code == 403
        assert "<form" not in answer.content.decode()


class TestWhoIsSignedOut:
    def test_signs_in_beside_the_text_and_sends_it(self, writer):
        Session.objects.all().delete()
        asked = writer.sends()
        assert asked.status_code == 403
        assert writer.has_lost_nothing(asked)
        fields = writer.kept_in(asked)
        fields["sign-in-username"] = [writer.account.username]
        fields["sign-in-password"] = [PASSWORD]
        offered = writer.sends(fields)
        assert offered.status_code == 200
        assert writer.has_lost_nothing(offered)
        assert f"sent as {writer.account}" in offered.content.decode()
        assert not writer.has_saved()
        assert writer.sends(writer.kept_in(offered)).status_code == 302
        assert writer.has_saved()

    def test_keeps_the_text_over_a_wrong_password_and_never_shows_it(self, writer):
        Session.objects.all().delete()
        fields = writer.kept_in(writer.sends())
        fields["sign-in-username"] = [writer.account.username]
        fields["sign-in-password"] = ["wrong-wrong-wrong"]
        answer = writer.sends(fields)
        assert answer.status_code == 403
        assert writer.has_lost_nothing(answer)
        assert "do not fit together" in answer.content.decode()
        assert "wrong-wrong-wrong" not in answer.content.decode()
        assert "_auth_user_id" not in writer.client.session

    def test_signs_nobody_in_without_a_valid_token(self, writer):
        Session.objects.all().delete()
        fields = writer.kept_in(writer.sends())
        fields["sign-in-username"] = [writer.account.username]
        fields["sign-in-password"] = [PASSWORD]
        fields["csrfmiddlewaretoken"] = ["x" * 64]
        assert writer.sends(fields).status_code == 403
        assert "_auth_user_id" not in writer.client.session

    def test_is_led_to_the_login_page_when_another_site_sent_the_form(self, version):
        client = Client()
        address = reverse("admin:articles_version_change", args=[version.pk])
        answer = client.post(address, {"body": TYPED}, headers=THEIRS)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/admin/login/")

    def test_is_offered_the_text_when_signed_in_elsewhere_meanwhile(self, writer):
        fields = {**writer.fields, "sign-in-password": [PASSWORD]}
        answer = writer.sends(fields)
        assert answer.status_code == 200
        assert writer.has_lost_nothing(answer)
        assert not writer.has_saved()

    def test_hears_which_files_to_choose_again_afterwards(self, writer):
        Session.objects.all().delete()
        photo = SimpleUploadedFile("ទន្លេ.jpg", b"...")
        token = writer.fields["csrfmiddlewaretoken"][0]
        page = writer.sends({"original": photo, "csrfmiddlewaretoken": token})
        fields = writer.kept_in(page)
        assert file_fields(page.content.decode()) == []
        fields["sign-in-username"] = [writer.account.username]
        fields["sign-in-password"] = [PASSWORD]
        page = writer.sends(fields).content.decode()
        assert file_fields(page) == ["original"]
        assert "ទន្លេ.jpg" in page


def refusing(kind=OperationalError, *, unless=lambda _sql: False):
    """Make a wrapper that answers like a database that is gone; counts the calls."""
    calls = []

    def wrapper(execute, sql, params, many, context):
        if unless(sql):
            return execute(sql, params, many, context)
        calls.append(sql)
        msg = f"the connection is lost: {TYPED}"
        raise kind(msg)

    return wrapper, calls


class TestADatabaseThatIsGone:
    def test_gives_everything_back_while_asking_who_it_is(self, writer):
        wrapper, calls = refusing()
        with connection.execute_wrapper(wrapper):
            answer = writer.sends()
        assert answer.status_code == 503
        assert answer["Retry-After"] == "10"
        assert "no-store" in answer["Cache-Control"]
        assert writer.has_lost_nothing(answer)
        # The page itself asks the database nothing.
        assert len(calls) == 1
        assert writer.sends(writer.kept_in(answer)).status_code == 302
        assert writer.has_saved()

    def test_gives_everything_back_in_the_middle_of_the_work(self, writer):
        wrapper, calls = refusing(unless=lambda sql: "workingblock" not in sql)
        with connection.execute_wrapper(wrapper):
            answer = writer.sends()
        assert calls
        assert answer.status_code == 503
        assert writer.has_lost_nothing(answer)
        assert writer.sends(writer.kept_in(answer)).status_code == 302

    def test_gives_everything_back_while_somebody_signs_in(self, writer):
        Session.objects.all().delete()
        fields = writer.kept_in(writer.sends())
        fields["sign-in-username"] = [writer.account.username]
        fields["sign-in-password"] = [PASSWORD]
        wrapper, _calls = refusing(unless=lambda sql: "people_account" not in sql)
        with connection.execute_wrapper(wrapper):
            answer = writer.sends(fields)
        assert answer.status_code == 503
        assert writer.has_lost_nothing(answer)
        assert PASSWORD not in answer.content.decode()

    def test_shows_nobody_what_another_site_sent(self, writer):
        wrapper, _calls = refusing()
        with connection.execute_wrapper(wrapper):
            answer = writer.sends(headers=THEIRS)
        assert answer.status_code == 503
        assert TYPED not in answer.content.decode()

    def test_speaks_the_browsers_language(self, writer):
        wrapper, _calls = refusing()
        with connection.execute_wrapper(wrapper):
            page = writer.sends(headers={**OURS, "accept-language": "km"})
        assert '<html lang="km"' in page.content.decode()

    def test_writes_into_no_log_what_was_typed(self, writer, caplog):
        wrapper, _calls = refusing()
        with caplog.at_level(logging.DEBUG), connection.execute_wrapper(wrapper):
            writer.sends()
        assert "No database: OperationalError" in caplog.text
        assert TYPED not in caplog.text

    def test_is_known_when_the_pool_waits_in_vain(self):
        assert issubclass(PoolTimeout, psycopg.OperationalError)


@pytest.mark.django_db(transaction=True)
class TestADatabaseThatCannotBeReached:
    def test_gives_everything_back(self, writer):
        reachable = connection.settings_dict["HOST"]
        connection.close()
        connection.settings_dict["HOST"] = "/nowhere"
        try:
            answer = writer.sends()
        finally:
            connection.settings_dict["HOST"] = reachable
        assert answer.status_code == 503
        assert writer.has_lost_nothing(answer)
        assert writer.sends(writer.kept_in(answer)).status_code == 302
        assert writer.has_saved()

    @pytest.mark.parametrize(
        ("language", "words", "paper"),
        [
            ("km", "ដំណើរការឡើងវិញ", "សារព័ត៌មាននេះ"),
            ("en", "back in a moment", "This newspaper"),
        ],
    )
    def test_tells_readers_in_their_language_when_to_come_back(
        self, client, language, words, paper
    ):
        make.an_outlet()
        client.raise_request_exception = False
        wrapper, calls = refusing()
        with connection.execute_wrapper(wrapper):
            answer = client.get(f"/{language}/")
        assert answer.status_code == 503
        assert answer["Retry-After"] == "10"
        page = answer.content.decode()
        assert words in page
        # Nobody can be asked whose paper it is.
        assert len(calls) == 1
        assert f'<a class="nameplate" href="/{language}/">{paper}</a>' in page
        assert client.get(f"/{language}/").status_code != 503


class TestAMistakeOfOurs:
    def test_gives_everything_back(self, writer, monkeypatch):
        def mistake(*_args, **_kwargs):
            msg = "a mistake"
            raise RuntimeError(msg)

        writer.client.raise_request_exception = False
        with monkeypatch.context() as patch:
            patch.setattr(versions.VersionAdmin, "act", mistake)
            answer = writer.sends()
        assert answer.status_code == 500
        assert writer.has_lost_nothing(answer)
        assert writer.sends(writer.kept_in(answer)).status_code == 302

    def test_leaves_readers_their_own_page_with_the_name_of_the_paper(
        self, client, monkeypatch
    ):
        def mistake(*_args, **_kwargs):
            raise RuntimeError

        make.an_outlet()
        monkeypatch.setattr("website.views.home_page", mistake)
        client.raise_request_exception = False
        for language, paper in (("km", "ផ្សារ"), ("en", "The Market")):
            answer = client.get(f"/{language}/")
            assert answer.status_code == 500
            page = answer.content.decode()
            assert f'<a class="nameplate" href="/{language}/">{paper}</a>' in page
        assert "The newsroom is back in a moment." in page
        # Where the database fails over it as well, the page comes all the same.
        wrapper, calls = refusing(ProgrammingError)
        with connection.execute_wrapper(wrapper):
            answer = client.get("/en/")
        assert (answer.status_code, len(calls)) == (500, 1)
        assert ">This newspaper</a>" in answer.content.decode()


class TestMoreThanCanBeSent:
    @pytest.mark.parametrize("is_multipart", [False, True])
    def test_is_answered_in_words(self, writer, settings, is_multipart):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
        if is_multipart:
            answer = writer.sends()
        else:
            answer = writer.client.post(
                writer.address,
                f"body={'x' * 5_000}",
                content_type="application/x-www-form-urlencoded",
                headers=OURS,
            )
        assert answer.status_code == 413
        assert "Press Back" in answer.content.decode()
        assert not writer.has_saved()

    def test_counts_the_fields_too(self, writer, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
        assert writer.sends().status_code == 413

    def test_is_far_above_a_text_of_a_hundred_thousand_letters(self, writer):
        writer.fields["standfirst"] = ["ក" * 100_000]
        rotate(writer)
        assert writer.has_lost_nothing(writer.sends())


class TestWithoutValkeyOrWorker:
    def test_saving_is_as_ever(self, writer, settings):
        # No worker runs beside these tests; nobody listens at this address.
        settings.CACHES = {
            "default": {
                **settings.CACHES["default"],
                "LOCATION": "unix:///nowhere/valkey.sock?db=1",
            }
        }
        settings.CELERY_BROKER_URL = "redis+socket:///nowhere/valkey.sock"
        assert writer.sends().status_code == 302
        assert writer.has_saved()


class TestTheLanguageOfThePage:
    def test_is_the_accounts_own(self, writer):
        Account.objects.filter(pk=writer.account.pk).update(interface_language="km")
        rotate(writer)
        assert "ផ្ញើម្ដងទៀត" in writer.sends().content.decode()
