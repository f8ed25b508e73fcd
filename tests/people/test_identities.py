"""Identities are sealed, replaced, erased, and handed out to two who agree."""

from datetime import timedelta

import pyrage
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from ledger.models import Entry
from people.actions import identities
from people.actions.identities import IdentityRefused
from people.models import IdentityOpening, OpeningReason, SealedIdentity
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db
WORDS = "Chan Rith"


@pytest.fixture
def private(settings):
    pair, public = make.a_key_pair()
    settings.IDENTITY_KEYS = (public,)
    return pair


@pytest.fixture
def keeper():
    return make.an_account(("Administrator", ""))


@pytest.fixture
def second():
    return make.an_account(("Administrator", ""))


def sealed(by, **facts):
    given = {"account": make.an_account(), "contributor": None, "words": WORDS}
    return identities.seal_identity(**{**given, **facts}, by=by, at=make.NOW)


def asked(identity, by):
    return identities.ask_to_open(
        identity=identity, reason=OpeningReason.LAW, by=by, at=make.NOW
    )


def told(identity) -> list[str]:
    return [entry.kind for entry in Entry.objects.filter(subject=identity.urn)]


class TestSealIdentity:
    def test_keeps_what_only_the_private_key_opens(self, private, keeper):
        identity = sealed(keeper)
        opened = pyrage.decrypt(bytes(identity.ciphertext), [private])
        assert opened.decode().strip() == WORDS
        assert (identity.sealed_by, identity.sealed_at) == (keeper, make.NOW)

    def test_is_told_by_the_ledger_without_whose_it_is(self, private, keeper):
        account = make.an_account()
        identity = sealed(keeper, account=account)
        entry = Entry.objects.get(subject=identity.urn)
        assert entry.kind == "identity.sealed"
        assert entry.facts == {"by": f"account:{keeper.pk}", "keys": identity.keys}

    def test_takes_a_contributors_as_well(self, private, keeper):
        person = make.a_person()
        assert sealed(keeper, account=None, contributor=person).contributor == person

    def test_leaves_no_history(self, private, keeper):
        sealed(keeper)
        assert "pgh_event_models" not in vars(SealedIdentity)
        assert "pgh_event_models" not in vars(IdentityOpening)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM information_schema.tables"
                " WHERE table_name LIKE '%%identity%%event%%'"
            )
            assert cursor.fetchone() == (0,)

    def test_refuses_who_may_not(self, private):
        for role in ("Reporter", "Editor", "Publisher", "Rights desk"):
            with pytest.raises(PermissionRefused):
                sealed(make.an_account((role, "")))

    def test_lists_every_reason(self, settings, keeper):
        settings.IDENTITY_KEYS = ()
        with pytest.raises(IdentityRefused) as refused:
            sealed(keeper, words="  ")
        assert "IDENTITY_KEYS" in str(refused.value).split("\n")[0]
        assert "Write what is to be sealed." in str(refused.value)

    @pytest.mark.parametrize("both", [True, False])
    def test_is_of_one_alone(self, private, keeper, both):
        facts = {"account": make.an_account() if both else None}
        with pytest.raises(ValidationError):
            sealed(keeper, **facts, contributor=make.a_person() if both else None)

    def test_is_one_for_each_account(self, private, keeper):
        account = make.an_account()
        sealed(keeper, account=account)
        with pytest.raises(ValidationError):
            sealed(keeper, account=account)

    def test_is_taken_by_the_database_only_where_it_is_sealed(self, private, keeper):
        identity = sealed(keeper)
        for clear in (b"Chan Rith", b"", b"\xff\x00\\"):
            with (
                pytest.raises(IntegrityError, match="identity_is_sealed"),
                transaction.atomic(),
            ):
                SealedIdentity.objects.filter(pk=identity.pk).update(ciphertext=clear)


class TestReplaceIdentity:
    def test_seals_to_the_keys_of_now(self, private, keeper, settings):
        identity = sealed(keeper)
        other, public = make.a_key_pair()
        settings.IDENTITY_KEYS = (public,)
        assert not identities.is_sealed_to_current_keys(identity)
        new = identities.replace_identity(
            identity=identity, words="Sok", by=keeper, at=make.NOW
        )
        assert identities.is_sealed_to_current_keys(new)
        assert pyrage.decrypt(bytes(new.ciphertext), [other]).strip() == b"Sok"
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(bytes(new.ciphertext), [private])

    def test_ends_what_was_agreed_about_the_former_one(self, private, keeper, second):
        identity = sealed(keeper)
        opening = asked(identity, keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)
        identities.replace_identity(
            identity=identity, words="Sok", by=keeper, at=make.NOW
        )
        assert not identity.openings.exists()


class TestEraseIdentity:
    def test_leaves_the_ledger_alone(self, private, keeper, second):
        identity = sealed(keeper)
        asked(identity, second)
        identities.erase_identity(identity=identity, by=keeper)
        assert not SealedIdentity.objects.exists()
        assert not IdentityOpening.objects.exists()
        assert told(identity) == [
            "identity.sealed",
            "identity.opening_asked",
            "identity.erased",
        ]


class TestHandOut:
    def test_gives_the_file_to_the_two_who_agreed_and_records_each_time(
        self, private, keeper, second
    ):
        identity = sealed(keeper)
        opening = asked(identity, keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)
        for account in (keeper, second, keeper):
            file = identities.hand_out(opening=opening, by=account, at=make.NOW)
            assert file == bytes(identity.ciphertext)
        entries = Entry.objects.filter(kind="identity.handed_out")
        assert [entry.facts["by"] for entry in entries] == [
            f"account:{pk}" for pk in (keeper.pk, second.pk, keeper.pk)
        ]
        assert entries[0].facts["agreed_by"] == f"account:{second.pk}"
        assert str(identity.account_id) not in entries[0].facts.values()

    def test_gives_nothing_that_the_ledger_does_not_hold(
        self, private, keeper, second, monkeypatch
    ):
        opening = asked(sealed(keeper), keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)

        def full(**_facts):
            msg = "full"
            raise RuntimeError(msg)

        monkeypatch.setattr(identities, "record", full)
        with pytest.raises(RuntimeError):
            identities.hand_out(opening=opening, by=keeper, at=make.NOW)

    def test_refuses_before_a_second_person_agreed(self, private, keeper, second):
        opening = asked(sealed(keeper), keeper)
        with pytest.raises(IdentityRefused) as refused:
            identities.hand_out(opening=opening, by=second, at=make.NOW)
        assert len(str(refused.value).split("\n")) == 2

    def test_refuses_a_third_person(self, private, keeper, second):
        opening = asked(sealed(keeper), keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)
        with pytest.raises(IdentityRefused, match="Only the two"):
            identities.hand_out(opening=opening, by=make.a_chief(), at=make.NOW)

    def test_refuses_after_a_day(self, private, keeper, second):
        opening = asked(sealed(keeper), keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)
        nearly = make.NOW + timedelta(hours=23, minutes=59)
        assert identities.hand_out(opening=opening, by=keeper, at=nearly)
        with pytest.raises(IdentityRefused, match="A day has passed"):
            identities.hand_out(
                opening=opening, by=keeper, at=make.NOW + timedelta(hours=24)
            )

    def test_refuses_who_lost_the_role_meanwhile(self, private, keeper, second):
        opening = asked(sealed(keeper), keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)
        keeper.role_grants.all().delete()
        with pytest.raises(PermissionRefused):
            identities.hand_out(opening=opening, by=keeper, at=make.NOW)


class TestAgreeToOpen:
    def test_refuses_who_asked(self, private, keeper):
        opening = asked(sealed(keeper), keeper)
        with pytest.raises(IdentityRefused, match="second person"):
            identities.agree_to_open(opening=opening, by=keeper, at=make.NOW)

    def test_is_refused_by_the_database_too(self, private, keeper):
        opening = asked(sealed(keeper), keeper)
        with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
            IdentityOpening.objects.filter(pk=opening.pk).update(
                agreed_by=keeper, agreed_at=make.NOW
            )

    def test_counts_once(self, private, keeper, second):
        opening = asked(sealed(keeper), keeper)
        identities.agree_to_open(opening=opening, by=second, at=make.NOW)
        with pytest.raises(IdentityRefused, match="agreed already"):
            identities.agree_to_open(opening=opening, by=make.a_chief(), at=make.NOW)

    def test_refuses_a_second_request_while_one_waits(self, private, keeper):
        identity = sealed(keeper)
        asked(identity, keeper)
        with pytest.raises(IdentityRefused, match="asked already"):
            asked(identity, keeper)

    def test_is_over_once_the_request_is_dropped(self, private, keeper, second):
        opening = asked(sealed(keeper), keeper)
        identities.drop_opening(opening=opening, by=second)
        with pytest.raises(IdentityOpening.DoesNotExist):
            identities.agree_to_open(opening=opening, by=second, at=make.NOW)
