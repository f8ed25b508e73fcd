"""What accounts are told about their own sign-in, and where they signed in before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.account import Account


class AlarmKind(models.TextChoices):
    """What happened."""

    NEW_DEVICE = "new_device", _("somebody signed in with a new device or network")
    WRONG_PASSWORDS = "wrong_passwords", _("attempts to sign in failed")
    WRONG_CODES = "wrong_codes", _("somebody knows the password and typed wrong codes")
    RECOVERY_CODE = "recovery_code", _("a recovery code was used")
    SECOND_FACTOR = "second_factor", _("the second factor was changed")
    PASSWORD = "password", _("the password was changed")
    ACCOUNT_FROZEN = "account_frozen", _("a colleague’s account was frozen")

    @property
    def adds_up(self) -> bool:
        """Whether several of them before anybody looked are counted together."""
        return self in {AlarmKind.NEW_DEVICE, AlarmKind.RECOVERY_CODE}


UNMAILED = Q(mailed_at=None) | Q(mailed_at__lt=models.F("made_at"))
"""No mail has counted it since it happened the last time."""


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """Alarms, and those that somebody still has to look at."""

    def unseen(self) -> "AlarmQuerySet":
        """Keep what nobody has looked at."""
        return self.filter(seen_at=None)

    def unmailed(self) -> "AlarmQuerySet":
        """Keep what no mail has counted since it happened."""
        return self.filter(UNMAILED)


class Alarm(models.Model):
    """One thing that an account should know of; no address, no name.

    Attributes:
        number: How often, before somebody looked.
        made_at: The last time.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="alarms",
        verbose_name=_("account"),
    )
    kind = models.CharField(
        _("what happened"), max_length=16, choices=AlarmKind.choices
    )
    number = models.PositiveIntegerField(_("number"), default=1)
    made_at = models.DateTimeField(_("moment"))
    seen_at = models.DateTimeField(_("seen"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects: ClassVar[AlarmQuerySet] = AlarmQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("notice about sign-in")
        verbose_name_plural = _("notices about sign-in")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "kind"],
                condition=Q(seen_at=None),
                name="alarmed_once_until_seen",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AlarmKind.values), name="alarm_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} · {self.kind}"


class KnownClient(models.Model):
    """Where an account signed in before, as digests that nobody can read back.

    Attributes:
        client: Digest of account, device family and wide network.
        place: Digest of account and wide network.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="known_clients",
        verbose_name=_("account"),
    )
    client = models.CharField(max_length=64, unique=True, editable=False)
    place = models.CharField(max_length=64, db_index=True, editable=False)
    last_seen_at = models.DateTimeField(_("last used"), db_index=True)

    class Meta:
        verbose_name = _("known device")
        verbose_name_plural = _("known devices")

    def __str__(self) -> str:
        return f"{self.account_id} · {self.pk}"
