"""A code opens once: of an app, of paper, and of two requests at the same moment."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from people.actions import enrolling
from people.actions.proving import look_at, use_up
from people.models import Alarm, AlarmKind, Authenticator, RecoveryCode
from tests import factories as make
from tests.signing import Somebody

NOW = timezone.now()


def opens(somebody: Somebody, typed: str, at=None) -> bool:
    at = at or timezone.now()
    proof = look_at(account_id=somebody.account.pk, typed=typed, at=at)
    return proof.is_accepted and use_up(proof=proof, at=at)


@pytest.mark.django_db
class TestCodeOfTheApp:
    def test_opens_once(self):
        somebody = Somebody()
        code = somebody.code(at=NOW)
        assert opens(somebody, code, NOW)
        assert not opens(somebody, code, NOW)
        assert not opens(somebody, code, NOW + timedelta(seconds=20))

    def test_that_is_older_than_one_that_was_taken_opens_no_more(self):
        somebody = Somebody()
        assert opens(somebody, somebody.code(at=NOW, later=1), NOW)
        assert not opens(somebody, somebody.code(at=NOW), NOW)

    @pytest.mark.parametrize(
        ("later", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
    )
    def test_may_be_one_step_off(self, later, taken):
        somebody = Somebody()
        assert opens(somebody, somebody.code(at=NOW, later=later), NOW) is taken

    def test_may_be_typed_in_khmer_digits_and_groups(self):
        somebody = Somebody()
        code = somebody.code(at=NOW)
        khmer = code.translate({ord("0") + n: 0x17E0 + n for n in range(10)})
        assert opens(somebody, f"{khmer[:3]} {khmer[3:]}", NOW)

    def test_of_somebody_else_opens_nothing(self):
        one, other = Somebody(), Somebody()
        assert not opens(one, other.code())

    def test_opens_nothing_once_the_key_of_the_server_is_another(self, settings):
        somebody = Somebody()
        settings.SIGN_IN_KEY = "another"
        assert not opens(somebody, somebody.code())


@pytest.mark.django_db
class TestRecoveryCode:
    def test_opens_once_however_it_is_typed(self):
        somebody = Somebody()
        typed = somebody.codes[0].upper().replace("-", " ")
        assert opens(somebody, typed)
        assert not opens(somebody, somebody.codes[0])
        assert opens(somebody, somebody.codes[1])
        assert enrolling.codes_left(somebody.account) == 8

    def test_that_was_used_is_told(self):
        somebody = Somebody()
        Alarm.objects.all().delete()
        opens(somebody, somebody.codes[0])
        assert Alarm.objects.get().kind == AlarmKind.RECOVERY_CODE

    def test_of_before_opens_nothing_once_new_ones_are_drawn(self):
        somebody = Somebody()
        enrolling.renew_codes(account=somebody.account, is_proved=True, at=NOW)
        assert not opens(somebody, somebody.codes[0])

    def test_are_ten_and_all_different(self):
        assert len(set(Somebody().codes)) == 10


@pytest.mark.django_db
class TestStored:
    def test_is_neither_secret_nor_recovery_code(self):
        somebody = Somebody()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT a::text FROM people_authenticator a UNION ALL "
                "SELECT r::text FROM people_recoverycode r"
            )
            rows = " ".join(text for (text,) in cursor.fetchall()).lower()
        assert somebody.secret.hex() not in rows
        words = enrolling.secret_words(Authenticator.objects.get())
        assert words.replace(" ", "").lower() not in rows
        for code in somebody.codes:
            assert code not in rows
            assert code.replace("-", "") not in rows


@pytest.mark.django_db
class TestConfirmApp:
    def test_refuses_a_wrong_code(self):
        somebody = Somebody(has_app=False)
        enrolling.offer_app(account=somebody.account, at=NOW)
        with pytest.raises(enrolling.FactorRefused, match="does not fit"):
            enrolling.confirm_app(
                account=somebody.account, code="1", is_proved=False, keep=None, at=NOW
            )
        assert not enrolling.has_app(somebody.account)

    def test_replaces_no_app_without_proof(self):
        somebody = Somebody()
        enrolling.offer_app(account=somebody.account, at=NOW)
        with pytest.raises(enrolling.FactorRefused, match="password or the code"):
            enrolling.confirm_app(
                account=somebody.account, code="1", is_proved=False, keep=None, at=NOW
            )
        with pytest.raises(enrolling.FactorRefused, match="password or the code"):
            enrolling.renew_codes(account=somebody.account, is_proved=False, at=NOW)

    def test_leaves_the_old_app_and_its_codes_nothing(self):
        somebody = Somebody()
        old, old_codes = somebody.code(at=NOW), list(somebody.codes)
        offered = enrolling.offer_app(account=somebody.account, at=NOW)
        enrolling.confirm_app(
            account=somebody.account,
            code=_code_of(offered),
            is_proved=True,
            keep=None,
            at=NOW,
        )
        assert not opens(somebody, old, NOW)
        assert not opens(somebody, old_codes[0], NOW)

    def test_offers_the_same_secret_for_an_hour(self):
        account = Somebody(has_app=False).account
        first = enrolling.offer_app(account=account, at=NOW)
        again = enrolling.offer_app(account=account, at=NOW + timedelta(minutes=59))
        later = enrolling.offer_app(account=account, at=NOW + timedelta(minutes=61))
        assert first.pk == again.pk != later.pk


def _code_of(offered: Authenticator) -> str:
    reader = object.__new__(Somebody)
    from base64 import b32decode  # noqa: PLC0415

    reader.secret = b32decode(enrolling.secret_words(offered).replace(" ", ""))
    return reader.code(at=NOW)


@pytest.mark.django_db(transaction=True)
class TestTwoAtTheSameMoment:
    @pytest.mark.parametrize("kind", ["app", "paper"])
    def test_open_once(self, kind):
        somebody = Somebody()
        typed = somebody.code() if kind == "app" else somebody.codes[0]
        at, results = timezone.now(), []
        start = threading.Barrier(4)

        def tries():
            try:
                proof = look_at(account_id=somebody.account.pk, typed=typed, at=at)
                start.wait(timeout=10)
                results.append(proof.is_accepted and use_up(proof=proof, at=at))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=tries) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results) == [False, False, False, True]


@pytest.mark.django_db
class TestResetFactor:
    def test_takes_all_away_and_is_recorded(self):
        from ledger.models import Entry  # noqa: PLC0415

        somebody, by = Somebody(), make.an_account(("Administrator", ""))
        enrolling.reset_factor(account=somebody.account, by=by, at=NOW)
        assert not enrolling.has_app(somebody.account)
        assert not RecoveryCode.objects.exists()
        entry = Entry.objects.latest("seq")
        assert entry.kind == "account.second_factor_reset"
        assert entry.facts == {"by": by.pk}

    def test_is_never_ones_own(self):
        by = Somebody(("Administrator", "")).account
        with pytest.raises(Exception, match="second person"):
            enrolling.reset_factor(account=by, by=by, at=NOW)
