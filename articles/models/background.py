"""Background paragraphs: told once, in each language, and used in many stories."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Account


class BackgroundQuerySet(models.QuerySet["Background"]):
    """Background paragraphs, and those that somebody must look at."""

    def in_use(self) -> "BackgroundQuerySet":
        """Keep those that are still offered."""
        return self.filter(retired_at=None)

    def due(self, at: datetime) -> "BackgroundQuerySet":
        """Keep those that nobody has checked for as long as they may go unchecked.

        Args:
            at: Timezone-aware.
        """
        return self.in_use().filter(due_at__lte=at)


class Background(models.Model):
    """Something that stories say again and again: who a party is, what a law did.

    It is text of the desk and never restricted; readers see it in stories only.

    Attributes:
        subject: What it is about, for the desk.
        review_days: So long it may go unchecked.
        checked_by: Who looked last whether it is still right.
        due_at: When the next look is due.
        retired_at: Since when it is offered no more; None while it is.
    """

    subject = models.CharField(_("subject"), max_length=120, unique=True)
    review_days = models.PositiveSmallIntegerField(_("days until it is checked again"))
    checked_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("last checked by"),
    )
    checked_at = models.DateTimeField(_("last checked"))
    due_at = models.DateTimeField(_("to be checked"))
    retired_at = models.DateTimeField(_("offered until"), null=True, blank=True)

    objects: ClassVar[BackgroundQuerySet] = BackgroundQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("background paragraph")
        verbose_name_plural = _("background paragraphs")
        ordering = ("due_at", "subject")
        constraints = (
            models.CheckConstraint(
                condition=~Q(subject="") & Q(review_days__gt=0),
                name="a_background_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gt=models.F("checked_at")),
                name="a_background_is_due_after_its_check",
            ),
        )

    def __str__(self) -> str:
        return self.subject
