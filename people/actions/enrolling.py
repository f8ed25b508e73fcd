"""Set up a second factor, change it, print recovery codes, and take it all away."""

import secrets
from base64 import b32encode
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.actions.recording import record
from people.actions.accounts import refuse_server_keys
from people.actions.alarming import alarm
from people.actions.ending import end_sessions
from people.actions.proving import recovery_digest
from people.codes import app_code, new_recovery_codes
from people.models import Account, AlarmKind, Authenticator, RecoveryCode
from people.permissions import PermissionRefused, require
from people.sign_in_secrets import SealBroken, open_seal, seal

SECRET_BYTES = 20
ISSUER = "Spean"
# A secret that nobody confirmed is not shown again the next day.
OFFERED_FOR = timedelta(hours=1)


UNPROVED = gettext_lazy("The password or the code does not fit. Nothing was changed.")


class FactorRefused(Exception):  # noqa: N818 - refusals are not errors
    """A second factor cannot be changed; the text says what is missing."""


@transaction.atomic
def offer_app(*, account: Account, at: datetime) -> Authenticator:
    """Return the app that somebody may set up: a new secret, until it is confirmed.

    Args:
        account: Whose.
        at: Timezone-aware.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    offered = Authenticator.objects.filter(user=account, confirmed=False)
    standing: Authenticator | None = offered.filter(
        made_at__gte=at - OFFERED_FOR
    ).first()
    if standing is not None and _is_readable(standing):
        return standing
    offered.delete()
    made: Authenticator = Authenticator.objects.create(
        user=account,
        sealed_secret=seal(secrets.token_bytes(SECRET_BYTES)),
        made_at=at,
    )
    return made


def secret_words(authenticator: Authenticator) -> str:
    """Return a secret as it is typed into an app: Base32 in groups of four."""
    typed = b32encode(open_seal(authenticator.sealed_secret)).decode()
    return " ".join(typed[start : start + 4] for start in range(0, len(typed), 4))


def app_address(authenticator: Authenticator) -> str:
    """Return what an app reads from the square: the secret, and no name of the desk.

    The user name is a pseudonym; the host is left out, so that the list in the app
    does not say for which newsroom somebody works.
    """
    label = quote(f"{ISSUER}:{authenticator.user.get_username()}")
    secret = secret_words(authenticator).replace(" ", "")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': ISSUER})}"


@transaction.atomic
def confirm_app(
    *, account: Account, code: str, is_proved: bool, keep: str | None, at: datetime
) -> list[str]:
    """Take an offered app as the second factor; an earlier one stops counting.

    Args:
        account: Whose.
        code: Of the new app, as typed.
        is_proved: Whether password and second factor were asked for just now; the
            first app needs no proof.
        keep: Key of the session that stays open; all others end.
        at: Timezone-aware.

    Returns:
        New recovery codes, to be shown this once.

    Raises:
        FactorRefused: The code does not fit, or a proof is missing.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if has_app(account) and not is_proved:
        raise FactorRefused(UNPROVED)
    offered = Authenticator.objects.filter(user=account, confirmed=False).first()
    number = app_code(code)
    step = offered.step_of(number, at) if offered and number is not None else None
    if offered is None or step is None:
        raise FactorRefused(
            _("The code of the new app does not fit. Type the one that it shows now.")
        )
    replaced, _rows = Authenticator.objects.filter(
        user=account, confirmed=True
    ).delete()
    offered.confirmed, offered.last_step = True, step
    offered.save(update_fields=["confirmed", "last_step"])
    end_sessions(account=account, but=keep)
    if replaced:
        # Nobody needs to be told of the first one, who has just set it up.
        alarm(accounts=[account.pk], kind=AlarmKind.SECOND_FACTOR, at=at)
    _record(account, "account.second_factor_set_up")
    return _draw_codes(account)


@transaction.atomic
def renew_codes(*, account: Account, is_proved: bool, at: datetime) -> list[str]:
    """Draw new recovery codes; the old ones stop counting.

    Args:
        account: Whose.
        is_proved: Whether password and second factor were asked for just now.
        at: Timezone-aware.

    Returns:
        The codes, to be shown this once.

    Raises:
        FactorRefused: The proof is missing, or there is no app.
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not is_proved:
        raise FactorRefused(UNPROVED)
    if not has_app(account):
        raise FactorRefused(_("Set up an app first."))
    alarm(accounts=[account.pk], kind=AlarmKind.SECOND_FACTOR, at=at)
    _record(account, "account.recovery_codes_renewed")
    return _draw_codes(account)


@transaction.atomic
def reset_factor(*, account: Account, by: Account | None, at: datetime) -> None:
    """Take somebody's second factor away; they set up a new one at the next sign-in.

    Args:
        account: Who lost theirs.
        by: A second person; None for a command of the server.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not change accounts, or this one, or it is theirs.
    """
    if by is not None:
        require(by, "people.change_account")
        refuse_server_keys(account, account, by)
        if by == account:
            raise PermissionRefused(
                _("A second person has to do this. Ask another administrator.")
            )
    Authenticator.objects.filter(user=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    end_sessions(account=account)
    alarm(accounts=[account.pk], kind=AlarmKind.SECOND_FACTOR, at=at)
    _record(account, "account.second_factor_reset", by=by)


def has_app(account: Account) -> bool:
    """Say whether somebody has confirmed an app."""
    found: bool = Authenticator.objects.filter(user=account, confirmed=True).exists()
    return found


def codes_left(account: Account) -> int:
    """Count the recovery codes that are not used yet."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def _draw_codes(account: Account) -> list[str]:
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, digest=recovery_digest(account.pk, code))
        for code in codes
    )
    return codes


def _record(account: Account, kind: str, *, by: Account | None = None) -> None:
    facts = {"by": by.pk} if by is not None else {}
    record(kind=kind, subject=f"urn:spean:account:{account.pk}", facts=facts)


def _is_readable(authenticator: Authenticator) -> bool:
    try:
        open_seal(authenticator.sealed_secret)
    except SealBroken:
        return False
    return True
