"""Removals of a name from everything that is kept: one asks, another carries out."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Account


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["spellings", "replacements", "counts"],
)
class Redaction(models.Model):
    """One name to be removed; what it is stays here only while the request waits.

    Once it has ended, no table tells which name it was, the history neither.
    """

    spellings = models.JSONField(
        _("spellings"), default=list, help_text=_("Kept only until it is carried out.")
    )
    replacements = models.JSONField(
        _("words instead"), default=dict, help_text=_("By BCP 47 tag.")
    )
    includes_contributors = models.BooleanField(
        _("also from the contributors"),
        default=False,
        help_text=_(
            "The name is one that stories were credited to: the contributor keeps "
            "no name, and no consent."
        ),
    )
    requested_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    requested_at = models.DateTimeField(_("asked"))
    carried_out_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("carried out by"),
    )
    carried_out_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    dropped_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("dropped by"),
    )
    dropped_at = models.DateTimeField(_("dropped"), null=True, blank=True)
    counts = models.JSONField(
        _("where it was"),
        default=dict,
        help_text=_("How many times, by table; only of stories that all may know of."),
    )

    class Meta:
        verbose_name = _("removal of a name")
        verbose_name_plural = _("removals of names")
        ordering = ("-requested_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(carried_out_by=models.F("requested_by")),
                name="a_name_is_removed_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(carried_out_by=None, carried_out_at=None)
                | models.Q(
                    carried_out_by__isnull=False,
                    carried_out_at__isnull=False,
                    dropped_at=None,
                ),
                name="a_removal_has_a_person_and_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_by=None, dropped_at=None)
                | models.Q(dropped_by__isnull=False, dropped_at__isnull=False),
                name="a_dropped_removal_has_a_person_and_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(carried_out_at=None, dropped_at=None)
                | models.Q(spellings=[], replacements={}),
                name="an_ended_removal_holds_no_name",
            ),
        )

    def __str__(self) -> str:
        return f"№ {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has still to decide on it."""
        return self.carried_out_at is None and self.dropped_at is None
