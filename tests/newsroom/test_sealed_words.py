"""A sealed identity is in no table, file, log, cache, mail, backup or answer in clear.

Whatever becomes of the form: it is carried out, refused, out of date, signed out, cut
off from the database, or the program itself fails.
"""

import io
import logging
import secrets

import pyrage
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg import sql

from articles.text.names import Names
from newsroom.forgetting.looking import found_in_files, found_in_tables
from people.actions import identities
from people.models import Account, SealedIdentity
from tests import factories as make
from tests.newsroom.scanner import (
    disguises,
    everything,
    found_in,
    redis_values,
    tables,
)

pytestmark = pytest.mark.django_db


def unmistakable() -> tuple[str, ...]:
    """Return words in Khmer, in Latin letters, an address and a telephone number.

    Others in each run: the journal of the database remembers what a control planted.
    """
    name = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _each in range(12))
    return (
        "".join(chr(0x1780 + secrets.randbelow(33)) for _each in range(14)),
        f"{name[:6].title()} {name[6:].title()}",
        f"{name}@nowhere.example",
        f"+855 {secrets.randbelow(10**6):06} {secrets.randbelow(10**6):06}",
    )


WORDS, PLANTED = unmistakable(), unmistakable()
TYPED = "\n".join((*WORDS, "Her aunt lives by the old mill."))
OURS = {
    "origin": "http://testserver",
    "sec-fetch-site": "same-origin",
    "accept-language": "en",
}
ADD = "admin:people_sealedidentity_add"


@pytest.fixture
def pair(settings):
    private, public = make.a_key_pair()
    settings.IDENTITY_KEYS = (public,)
    settings.DEBUG = False
    return private


@pytest.fixture
def log():
    """Listen to every logger, down to the statements of the database."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    names = ("", "django", "django.request", "django.security", "django.db.backends")
    loggers = [logging.getLogger(name) for name in names]
    before = [(each, each.level) for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
    yield stream
    for each, level in before:
        each.removeHandler(handler)
        each.setLevel(level)


class Keeper:
    """Somebody who seals identities in a browser that keeps its answers."""

    def __init__(self):
        self.account = make.an_account(("Administrator", ""))
        Account.objects.filter(pk=self.account.pk).update(interface_language="en")
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.client.force_login(self.account)
        self.answers = []
        self.get(reverse(ADD))

    def get(self, address):
        answer = self.client.get(address, follow=True)
        self.answers.append(answer)
        return answer

    def post(self, fields, *, token=None, address=None):
        known = self.client.cookies["spean_csrf"].value
        sent = {"csrfmiddlewaretoken": token or known, **fields}
        answer = self.client.post(address or reverse(ADD), sent, headers=OURS)
        self.answers.append(answer)
        return answer

    def seal(self, account=None, **more):
        account = make.an_account() if account is None else account
        return self.post({"account": account.pk, "sealed_words": TYPED, **more})


@pytest.fixture
def keeper(pair):
    return Keeper()


def traces(log, answers) -> list[str]:
    """List each place in which a word is, however it is written there."""
    places = [
        f"{where}: {what}"
        for where, content in everything(log, answers)
        for what in found_in(content, WORDS)
    ]
    names = Names([WORDS[0], WORDS[1]])
    return [*places, *found_in_tables(names), *found_in_files(names)]


def asks_again(answer) -> bool:
    page = answer.content.decode()
    return 'name="sealed_words"' in page and "aunt" not in page


class TestSealedWordsAreNowhere:
    def test_after_each_way_in_which_the_form_ends(self, pair, keeper, log, settings):
        with CaptureQueriesContext(connection) as asked:
            # Carried out; its pages looked at; replaced.
            sealed = keeper.seal()
            assert sealed.status_code == 302
            identity = SealedIdentity.objects.get()
            page = reverse("admin:people_sealedidentity_change", args=[identity.pk])
            keeper.get(page)
            keeper.get(reverse("admin:people_sealedidentity_changelist"))
            keeper.get(
                reverse("admin:people_sealedidentity_history", args=[identity.pk])
            )
            keeper.get(reverse("admin:index"))
            assert keeper.post({"sealed_words": TYPED}, address=page).status_code == 302
            # Refused by the form: of nobody, of two, of somebody who has one.
            assert asks_again(keeper.post({"sealed_words": TYPED}))
            both = {"contributor": make.a_person().pk}
            assert asks_again(keeper.seal(**both))
            assert asks_again(keeper.seal(identity.account))
            assert asks_again(keeper.post({"account": 0, "sealed_words": TYPED}))
            # Refused by the action: too long, no key.
            too_long = {"sealed_words": TYPED * 200}
            assert asks_again(keeper.post({"account": keeper.account.pk, **too_long}))
            settings.IDENTITY_KEYS = ()
            assert asks_again(keeper.seal())
            settings.IDENTITY_KEYS = (make.a_key_pair()[1],)
            # Out of date.
            old = keeper.post({"sealed_words": TYPED, "account": 1}, token="x" * 64)
            assert old.status_code == 403
            assert "are kept nowhere" in old.content.decode()
        statements = "\n".join(str(query["sql"]) for query in asked.captured_queries)
        assert found_in(statements.encode(), WORDS) == []
        assert traces(log, keeper.answers) == []
        assert WORDS[0].encode() in pair_opens(pair, SealedIdentity.objects.get())

    def test_after_the_database_went_away(self, keeper, log):
        for step in ("people_account", "people_sealedidentity", "ledger_entry"):

            def gone(execute, statement, params, many, context, step=step):
                if step in statement:
                    msg = f"the connection is lost: {params!r}"
                    raise OperationalError(msg)
                return execute(statement, params, many, context)

            account = make.an_account()
            with connection.execute_wrapper(gone):
                answer = keeper.seal(account)
            assert answer.status_code == 503
            assert "are kept nowhere" in answer.content.decode()
        assert not SealedIdentity.objects.exists()
        assert traces(log, keeper.answers) == []

    def test_after_a_mistake_of_ours(self, keeper, log, monkeypatch):
        def broken(**_facts):
            msg = "boom"
            raise RuntimeError(msg)

        monkeypatch.setattr(identities, "record", broken)
        answer = keeper.seal()
        assert answer.status_code == 500
        assert "are kept nowhere" in answer.content.decode()
        assert "boom" in log.getvalue()
        assert not SealedIdentity.objects.exists()
        assert traces(log, keeper.answers) == []

    def test_after_signing_in_beside_the_form(self, keeper, log, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        account = make.an_account()
        keeper.client.cookies["spean_session"] = "x" * 32
        answer = keeper.seal(account)
        assert answer.status_code == 403
        assert "are kept nowhere" in answer.content.decode()
        signing_in = {"sign-in-username": "nobody", "sign-in-password": "wrong"}
        keeper.seal(account, **signing_in)
        assert traces(log, keeper.answers) == []

    def test_after_the_file_was_handed_out(self, pair, keeper, log):
        keeper.seal()
        identity = SealedIdentity.objects.get()
        opening = identities.ask_to_open(
            identity=identity, reason="law", by=make.a_chief(), at=make.NOW
        )
        page = reverse(
            "admin:people_sealedidentity_opening",
            args=[identity.pk, opening.pk, "agree"],
        )
        assert keeper.post({}, address=page).status_code == 302
        fetched = keeper.post({}, address=page.replace("agree", "fetch"))
        assert fetched.content == bytes(identity.ciphertext)
        assert traces(log, keeper.answers) == []


def pair_opens(private, identity) -> bytes:
    try:
        return pyrage.decrypt(bytes(identity.ciphertext), [private])
    except pyrage.DecryptError:
        return b""


class TestTheScanner:
    """The control: what is planted in clear is found, wherever it is."""

    @pytest.mark.parametrize("word", PLANTED)
    def test_finds_a_word_in_a_table(self, word):
        Account.objects.filter(pk=make.an_account().pk).update(email=word)
        found = [where for where, text in tables() if found_in(text, (word,))]
        assert found == ["table public.people_account"]

    def test_finds_a_word_in_the_history_in_a_session_and_in_the_ledger_of_changes(
        self,
    ):
        article = make.a_story(slugline=PLANTED[0][:20])
        assert article
        found = {
            where for where, text in tables() if found_in(text, (PLANTED[0][:20],))
        }
        assert {
            "table public.articles_articleevent",
            "table public.articles_article",
        } <= found
        client = Client()
        client.force_login(make.a_chief())
        session = client.session
        session["x"] = PLANTED[1]
        session.save()
        assert [where for where, what in places_of() if where == "a session"]

    @pytest.mark.django_db(databases=["default", "owner"], transaction=True)
    def test_finds_a_word_in_bytes_in_another_schema(self):
        owner = connections["owner"]
        word = sql.Literal(PLANTED[1].encode())
        with owner.cursor() as cursor:
            cursor.execute("CREATE SCHEMA elsewhere")
            cursor.execute(
                sql.SQL("CREATE TABLE elsewhere.kept AS SELECT {}::bytea AS b").format(
                    word
                )
            )
            cursor.execute("GRANT USAGE ON SCHEMA elsewhere TO PUBLIC")
            cursor.execute("GRANT SELECT ON elsewhere.kept TO PUBLIC")
        try:
            found = [where for where, text in tables() if found_in(text, PLANTED)]
            assert found == ["table elsewhere.kept"]
        finally:
            with owner.cursor() as cursor:
                cursor.execute("DROP SCHEMA elsewhere CASCADE")
            owner.close()

    def test_finds_a_word_in_a_file_a_cache_a_log_and_an_answer(self, log):
        default_storage.save("note.bin", ContentFile(PLANTED[0].encode("utf-16-le")))
        cache.set("k", PLANTED[1])
        logging.getLogger("django.request").error("%s", PLANTED[2])
        answer = Client().get("/km/")
        answer.content = PLANTED[3].encode()
        found = "\n".join(where for where, _what in places_of(log, [answer]))
        cache.delete("k")
        for where in ("note.bin", "a value of Redis", "the log", "answer 0"):
            assert where in found

    @pytest.mark.parametrize("word", PLANTED)
    def test_finds_a_word_in_every_disguise(self, word):
        for form in disguises(word).values():
            assert found_in(b"before" + form + b"after", (word,))

    def test_reaches_redis(self):
        cache.set("reached", "yes")
        assert any(b"reached" in content for _where, content in redis_values())
        cache.delete("reached")


def places_of(log=None, answers=()):
    return [
        (where, what)
        for where, content in everything(log or io.StringIO(), list(answers))
        for what in found_in(content, PLANTED)
    ]
