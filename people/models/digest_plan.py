"""When somebody wants to be mailed that something waits for them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.account import Account

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
"""Monday to Sunday (ISO 8601)."""


def every_day() -> list[int]:
    """Return the days of a plan that leaves none out."""
    return list(EVERY_DAY)


class DigestPlan(models.Model):
    """The days and the hour of somebody's mail; without one, every day at DIGEST_HOUR.

    Without history, and a pause that is over is forgotten: when somebody works and when
    they were away is kept no longer than it says something.

    Attributes:
        hour: Of their own zone, 0-23; None for the newsroom's.
        days: ISO 8601 days of the week; none of them means no mail.
        paused_until: The first day on which there is mail again.
    """

    account = models.OneToOneField(
        Account,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="digest_plan",
        verbose_name=_("account"),
    )
    hour = models.PositiveSmallIntegerField(_("hour"), null=True, blank=True)
    days: "ArrayField[list[int], list[int]]" = ArrayField(
        models.PositiveSmallIntegerField(),
        default=every_day,
        blank=True,
        verbose_name=_("days"),
    )
    paused_until = models.DateField(_("no mail before"), null=True, blank=True)

    class Meta:
        verbose_name = _("plan of a mail")
        verbose_name_plural = _("plans of mails")
        constraints = (
            models.CheckConstraint(
                condition=Q(hour=None) | Q(hour__lte=23), name="digest_hour_is_an_hour"
            ),
            models.CheckConstraint(
                condition=Q(days__contained_by=list(EVERY_DAY), days__len__lte=7),
                name="digest_days_are_days",
            ),
        )

    def __str__(self) -> str:
        return str(self.account_id)
