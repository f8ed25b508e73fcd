"""A request for a sealed identity, to which a second person has to agree."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.account import Account
from people.models.sealed_identity import SealedIdentity

# From the agreement on; afterwards somebody has to ask again.
OPEN_FOR = timedelta(hours=24)


class OpeningReason(models.TextChoices):
    """Why a sealed identity is wanted, in words that say nothing about the person."""

    DANGER = "danger", _("somebody may be in danger")
    LAW = "law", _("legal aid")
    PAY = "pay", _("pay and contracts")
    KEYS = "keys", _("to seal it anew, to other keys")
    OTHER = "other", _("another reason, known to both")


# Outside the history, with what it is about; the ledger tells of it.
class IdentityOpening(models.Model):
    """One person asked for the sealed file; another one agreed, or not yet."""

    identity = models.ForeignKey(
        SealedIdentity,
        on_delete=models.CASCADE,
        related_name="openings",
        verbose_name=_("sealed identity"),
    )
    reason = models.CharField(_("reason"), max_length=6, choices=OpeningReason.choices)
    asked_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"))
    agreed_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("agreed by"),
    )
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for a sealed identity")
        verbose_name_plural = _("requests for sealed identities")
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(agreed_by=None)
                | ~models.Q(agreed_by=models.F("asked_by")),
                name="a_second_person_agrees_to_an_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by=None, agreed_at=None)
                | models.Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="an_agreement_has_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(reason__in=OpeningReason.values),
                name="opening_reason_is_known",
            ),
            models.UniqueConstraint(
                fields=["identity", "asked_by"],
                condition=models.Q(agreed_by=None),
                name="one_waiting_request_per_identity_and_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.identity} · {self.reason}"

    def is_open(self, at: datetime) -> bool:
        """Say whether the sealed file may be fetched at a moment."""
        return self.agreed_at is not None and at < self.agreed_at + OPEN_FOR
