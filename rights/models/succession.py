"""That the rights of one holder pass to another from a day on."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models import Account
from rights.models.organisation import Organisation


class SuccessionState(models.TextChoices):
    """How far a succession has come."""

    PROPOSED = "proposed", _("waits for a second person")
    CONFIRMED = "confirmed", _("confirmed")
    WITHDRAWN = "withdrawn", _("withdrawn")


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Succession(models.Model):
    """One link of the chain of rights holders, by the document that says so.

    Triggers hold that a decided one never changes, that no chain turns back, and
    that no wording issued after the day names who held the rights before.
    """

    holder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="successions",
        verbose_name=_("rights holder until then"),
    )
    successor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="successions_to",
        verbose_name=_("rights holder from then on"),
    )
    from_date = models.DateField(_("from"))
    document_sha256 = models.CharField(
        _("SHA-256 of the document that says so"), max_length=64
    )
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=SuccessionState,
        default=SuccessionState.PROPOSED,
    )
    proposed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("succession of a rights holder")
        verbose_name_plural = _("successions of rights holders")
        ordering = ("from_date", "pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["holder"],
                condition=~Q(state="withdrawn"),
                name="one_successor_of_a_holder",
            ),
            models.CheckConstraint(
                condition=~Q(holder=F("successor")), name="nobody_succeeds_themselves"
            ),
            models.CheckConstraint(
                condition=Q(document_sha256__regex=r"^[0-9a-f]{64}$"),
                name="succession_has_a_document",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SuccessionState.values),
                name="succession_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | Q(
                    ~Q(state="proposed"),
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="decided_succession_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(decided_by=F("proposed_by")),
                name="second_person_confirms_a_succession",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder} → {self.successor} · {self.from_date}"
