"""Seal who somebody is, hand the sealed file to two who agree, erase it."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from ledger.actions.recording import Fact, record
from people.models import (
    Account,
    Contributor,
    IdentityOpening,
    OpeningReason,
    SealedIdentity,
)
from people.permissions import require
from people.sealing import fingerprint, seal

SEAL = "people.add_sealedidentity"
RESEAL = "people.change_sealedidentity"
ERASE = "people.delete_sealedidentity"
OPEN = "people.open_sealedidentity"


class IdentityRefused(Exception):  # noqa: N818 - refusals are not errors
    """An identity cannot be sealed or handed out; a reason on each line."""


@sensitive_variables()
@transaction.atomic
def seal_identity(
    *,
    account: Account | None,
    contributor: Contributor | None,
    words: str,
    by: Account,
    at: datetime,
) -> SealedIdentity:
    """Seal who somebody is; the clear words are forgotten with this call.

    Args:
        account: Whose identity it is; None where it is a contributor's.
        contributor: Whose identity it is; None where it is an account's.
        words: Clear: names, telephone numbers, whatever must be known one day.
        by: Who seals it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not seal identities.
        IdentityRefused: There is no key to seal to, or nothing to seal.
        SealError: The words are too long.
        ValidationError: It is of nobody, or of two, or there is one already.
    """
    require(by, SEAL)
    identity = SealedIdentity(account=account, contributor=contributor)
    _fill(identity, words, by, at)
    identity.full_clean()
    identity.save(force_insert=True)
    _tell("sealed", identity, by, keys=identity.keys)
    return identity


@sensitive_variables()
@transaction.atomic
def replace_identity(
    *, identity: SealedIdentity, words: str, by: Account, at: datetime
) -> SealedIdentity:
    """Seal other words in place of those that were sealed, to the keys of now.

    What waits to be opened has to be asked for again.

    Raises:
        PermissionRefused: `by` may not replace identities.
        IdentityRefused: There is no key to seal to, or nothing to seal.
        SealError: The words are too long.
    """
    require(by, RESEAL)
    stored = _locked(identity)
    _fill(stored, words, by, at)
    stored.full_clean()
    stored.save(force_update=True)
    stored.openings.all().delete()
    _tell("replaced", stored, by, keys=stored.keys)
    return stored


@transaction.atomic
def erase_identity(*, identity: SealedIdentity, by: Account) -> None:
    """Erase a sealed identity and every request for it; only the ledger remembers.

    Raises:
        PermissionRefused: `by` may not erase identities.
    """
    require(by, ERASE)
    stored = _locked(identity)
    _tell("erased", stored, by)
    stored.delete()


@transaction.atomic
def ask_to_open(
    *, identity: SealedIdentity, reason: OpeningReason, by: Account, at: datetime
) -> IdentityOpening:
    """Ask for the sealed file; a second person has to agree.

    Raises:
        PermissionRefused: `by` may not ask for identities.
        IdentityRefused: `by` has asked already.
    """
    require(by, OPEN)
    stored = _locked(identity)
    if stored.openings.filter(asked_by=by, agreed_by=None).exists():
        raise IdentityRefused(_("You have asked already; a second person must agree."))
    opening = IdentityOpening(identity=stored, reason=reason, asked_by=by, asked_at=at)
    opening.full_clean()
    opening.save(force_insert=True)
    _tell("opening_asked", stored, by, opening=opening.pk, reason=opening.reason)
    return opening


@transaction.atomic
def agree_to_open(
    *, opening: IdentityOpening, by: Account, at: datetime
) -> IdentityOpening:
    """Agree, as a second person, that the sealed file is handed out for a day.

    Raises:
        PermissionRefused: `by` may not ask for identities.
        IdentityRefused: `by` asked for it, or somebody has agreed; every reason.
    """
    require(by, OPEN)
    stored = _locked_opening(opening)
    against = tuple(objections_to_agreeing(stored, by))
    if against:
        raise IdentityRefused("\n".join(against))
    stored.agreed_by, stored.agreed_at = by, at
    stored.full_clean()
    stored.save(force_update=True)
    _tell("opening_agreed", stored.identity, by, opening=stored.pk)
    return stored


@transaction.atomic
def drop_opening(*, opening: IdentityOpening, by: Account) -> None:
    """Take a request back, or refuse it; an agreement ends with it.

    Raises:
        PermissionRefused: `by` may not ask for identities.
    """
    require(by, OPEN)
    stored = _locked_opening(opening)
    _tell("opening_dropped", stored.identity, by, opening=stored.pk)
    stored.delete()


@transaction.atomic
def hand_out(*, opening: IdentityOpening, by: Account, at: datetime) -> bytes:
    """Hand out the sealed file to one of the two who agreed; each time is recorded.

    Returns:
        A binary file of age, as it was sealed.

    Raises:
        PermissionRefused: `by` may not ask for identities.
        IdentityRefused: Nobody agreed, a day has passed, or `by` is neither of the
            two; every reason.
    """
    require(by, OPEN)
    stored = _locked_opening(opening)
    against = tuple(objections_to_handing_out(stored, by, at))
    if against:
        raise IdentityRefused("\n".join(against))
    _tell(
        "handed_out",
        stored.identity,
        by,
        opening=stored.pk,
        asked_by=f"account:{stored.asked_by_id}",
        agreed_by=f"account:{stored.agreed_by_id}",
    )
    return bytes(stored.identity.ciphertext)


def objections_to_agreeing(opening: IdentityOpening, by: Account) -> Iterator[str]:
    """Yield why somebody may not agree to a request, a sentence each."""
    if opening.asked_by_id == by.pk:
        yield _("You asked for it yourself: a second person must agree.")
    if opening.agreed_at is not None:
        yield _("Somebody has agreed already.")


def objections_to_handing_out(
    opening: IdentityOpening, by: Account, at: datetime
) -> Iterator[str]:
    """Yield why somebody may not have the sealed file at a moment, a sentence each."""
    if opening.agreed_at is None:
        yield _("A second person has not agreed yet.")
    elif not opening.is_open(at):
        yield _("A day has passed since the agreement. Ask again.")
    if by.pk not in (opening.asked_by_id, opening.agreed_by_id):
        yield _("Only the two who agreed on it get the file.")


def is_sealed_to_current_keys(identity: SealedIdentity) -> bool:
    """Say whether the keys of now, and no others, open an identity."""
    return set(identity.keys) == {fingerprint(key) for key in settings.IDENTITY_KEYS}


@sensitive_variables()
def _fill(identity: SealedIdentity, words: str, by: Account, at: datetime) -> None:
    against = []
    if not settings.IDENTITY_KEYS:
        against.append(
            _(
                "There is no public key to seal to. Whoever runs the server sets "
                "IDENTITY_KEYS; docs/identities.md says how."
            )
        )
    if not words.strip():
        against.append(_("Write what is to be sealed."))
    if against:
        raise IdentityRefused("\n".join(against))
    identity.ciphertext = seal(words, settings.IDENTITY_KEYS)
    identity.keys = sorted(fingerprint(key) for key in settings.IDENTITY_KEYS)
    identity.sealed_by, identity.sealed_at = by, at


def _tell(what: str, identity: SealedIdentity, by: Account, **facts: Fact) -> None:
    """Enter into the ledger what happened to which identity, and never whose it is."""
    told = {"by": f"account:{by.pk}", **facts}
    record(kind=f"identity.{what}", subject=identity.urn, facts=told)


def _locked(identity: SealedIdentity) -> SealedIdentity:
    return SealedIdentity.objects.select_for_update().get(pk=identity.pk)


def _locked_opening(opening: IdentityOpening) -> IdentityOpening:
    return (
        IdentityOpening.objects.select_for_update(of=("self",))
        .select_related("identity")
        .get(pk=opening.pk)
    )
