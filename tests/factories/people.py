"""Makes accounts, contributors and sealed identities for tests."""

from collections.abc import Iterable
from typing import Any

import pyrage
from django.contrib.auth.models import Group

from people.models import (
    Account,
    Consent,
    Contributor,
    ContributorKind,
    RoleGrant,
    SealedIdentity,
)
from people.sealing import fingerprint, seal
from tests.factories.numbers import NOW, a_number


def an_account(*roles: tuple[str, str], is_superuser: bool = False) -> Account:
    """Make an account that holds roles, each a (group, language) pair."""
    account = Account.objects.create_user(
        f"staff-{a_number()}", is_superuser=is_superuser
    )
    for group, language in roles:
        RoleGrant.objects.create(
            account=account,
            group=Group.objects.get(name=group),
            language=language,
            granted_at=NOW,
        )
    return account


def a_chief() -> Account:
    """Make an account that may do everything."""
    return an_account(is_superuser=True)


def a_person(name: str = "Sok Dara", *, consents: Iterable[str] = ()) -> Contributor:
    """Make a person who agreed to be named in some languages."""
    person = Contributor.objects.create(
        kind=ContributorKind.PERSON,
        slug=f"person-{a_number()}",
        name_km=f"{name} (ខ្មែរ)",
        name_en=name,
    )
    for language in consents:
        Consent.objects.create(contributor=person, language=language, given_at=NOW)
    return person


def a_desk(name: str = "News desk") -> Contributor:
    """Make a desk."""
    return Contributor.objects.create(
        kind=ContributorKind.DESK,
        slug=f"desk-{a_number()}",
        name_km="ការិយាល័យព័ត៌មាន",
        name_en=name,
    )


def a_key_pair() -> tuple[Any, str]:
    """Make a private key, as a computer elsewhere holds it, and its public one."""
    private = pyrage.x25519.Identity.generate()
    return private, str(private.to_public())


def a_sealed_identity(
    account: Account | None = None, *, key: str = "", words: str = "Chan Rith"
) -> SealedIdentity:
    """Seal who the bearer of an account is, to a key of its own unless given one."""
    key = key or a_key_pair()[1]
    return SealedIdentity.objects.create(
        account=account or an_account(),
        ciphertext=seal(words, [key]),
        keys=[fingerprint(key)],
        sealed_at=NOW,
        sealed_by=a_chief(),
    )
