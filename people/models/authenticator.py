"""The app that shows somebody's codes, and the codes for the day it is lost."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, DeviceManager
from django_otp.oath import TOTP

from people.codes import DIGITS
from people.models.account import Account
from people.sign_in_secrets import open_seal

STEP_SECONDS = 30
# Of the clock of a phone, in steps to either side.
TOLERANCE = 1


class Authenticator(Device):
    """An app with a secret of its own; the secret is sealed with a key of the settings.

    Attributes:
        last_step: Time step of the newest code that was taken; no older one is again.
        confirmed: Somebody has typed a code of it.
    """

    # One of each is enough: it needs no name.
    name = None  # type: ignore[assignment] # how Django leaves a field out
    sealed_secret = models.TextField(editable=False)
    last_step = models.BigIntegerField(default=-1)
    made_at = models.DateTimeField(_("made"))
    confirmed = models.BooleanField(_("confirmed"), default=False)

    objects: ClassVar[DeviceManager] = DeviceManager()

    class Meta:
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")
        constraints = (
            models.UniqueConstraint(
                fields=["user", "confirmed"], name="one_app_and_one_to_be_confirmed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} · {self.confirmed}"

    def step_of(self, code: int, at: datetime) -> int | None:
        """Return the time step that a code belongs to; None where it is not taken.

        Args:
            code: As the app shows it.
            at: Timezone-aware.

        Raises:
            SealBroken: The secret was sealed with another key.

        References:
            TOTP: RFC 6238 §5.2 (one code, once; a window of a step to either side).
        """
        secret = open_seal(self.sealed_secret)
        now = TOTP(secret, step=STEP_SECONDS, digits=DIGITS)
        now.time = at.timestamp()
        is_taken = now.verify(code, tolerance=TOLERANCE, min_t=self.last_step + 1)
        return now.t() if is_taken else None


class RecoveryCode(models.Model):
    """A code that stands once for the app; only its digest is kept."""

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="recovery_codes",
        verbose_name=_("account"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    used_at = models.DateTimeField(_("used"), null=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return f"{self.account_id} · {self.pk}"
