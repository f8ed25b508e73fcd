"""Accounts that a colleague has frozen: who did it and when, and who undid it."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.account import Account


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Freeze(models.Model):
    """An account was shut because its owner may no longer hold it alone.

    Attributes:
        lifted_by: Who undid it; None also for a command of the server.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="freezes",
        verbose_name=_("account"),
    )
    frozen_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("frozen by"),
    )
    frozen_at = models.DateTimeField(_("frozen"))
    lifted_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name = _("freeze of an account")
        verbose_name_plural = _("freezes of accounts")
        ordering = ("-frozen_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(lifted_at=None),
                name="an_account_is_frozen_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | Q(lifted_at__isnull=False),
                name="who_lifts_a_freeze_does_it_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=models.F("account")),
                name="nobody_lifts_their_own_freeze",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} · {self.frozen_at:%Y-%m-%d}"
