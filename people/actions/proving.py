"""Prove that somebody holds their second factor: look at a code, then use it up."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from people.actions.alarming import alarm
from people.codes import app_code, typed
from people.models import AlarmKind, Authenticator, RecoveryCode
from people.sign_in_secrets import SealBroken, digest


@dataclass(frozen=True)
class Proof:
    """What a code that somebody typed is worth.

    Attributes:
        authenticator: The confirmed app of the account; None where it has none.
        step: Time step of a code of the app; None for another code.
        recovery_code: Key of an unused recovery code; None for another code.
    """

    authenticator: Authenticator | None
    step: int | None = None
    recovery_code: int | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether the code fits, or none is needed yet."""
        return self.authenticator is None or (self.step, self.recovery_code) != (
            None,
            None,
        )


def look_at(*, account_id: int, typed: str, at: datetime) -> Proof:
    """Judge a code without using it up; the same questions whoever is asked for.

    Args:
        account_id: Key of an account, or of none.
        typed: As typed; may be empty.
        at: Timezone-aware.
    """
    confirmed = Authenticator.objects.filter(user=account_id, confirmed=True)
    authenticator: Authenticator | None = confirmed.first()
    unused = RecoveryCode.objects.filter(
        account=account_id, digest=recovery_digest(account_id, typed), used_at=None
    )
    recovery_code = unused.values_list("pk", flat=True).first()
    code = app_code(typed)
    step = None
    if authenticator is not None and code is not None:
        try:
            step = authenticator.step_of(code, at)
        except SealBroken:
            step = None  # Nobody can sign in with it; recovery codes are lost, too.
    return Proof(authenticator, step, recovery_code)


@transaction.atomic
def use_up(*, proof: Proof, at: datetime) -> bool:
    """Use a code up; of two at the same moment one is too late.

    Args:
        proof: Of a code that fits.
        at: Timezone-aware.

    Returns:
        Whether it was still there.
    """
    app = proof.authenticator
    if app is None:
        return True
    if proof.step is not None:
        # One statement: whoever waits for the row sees the step of who was first.
        newer = Authenticator.objects.filter(pk=app.pk, last_step__lt=proof.step)
        return bool(newer.filter(confirmed=True).update(last_step=proof.step))
    unused = RecoveryCode.objects.filter(account=app.user_id, used_at=None)
    if not unused.filter(pk__in=[proof.recovery_code]).update(used_at=at):
        return False
    alarm(accounts=[app.user_id], kind=AlarmKind.RECOVERY_CODE, at=at)
    return True


def recovery_digest(account_id: int, code: str) -> str:
    """Digest a recovery code as it is stored.

    Args:
        account_id: Whose it is.
        code: As typed.
    """
    return digest("recovery code", str(account_id), typed(code))
