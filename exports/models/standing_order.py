"""What a partner is sent by itself, each time something new is released."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet, Section
from exports.models.channel import Channel
from people.models import Account
from rights.models import Licensee
from rights.policy import REASONS

CHANNEL_CLOSED = "channel_closed"
PAUSES = {
    **REASONS,
    CHANNEL_CLOSED: gettext_noop("Its way of delivery was closed."),
}
"""What each code says; entries of the catalogue."""


class StandingOrder(models.Model):
    """Each new release of these stories, within the partner's permissions.

    Attributes:
        since: Only what was released then or later is sent.
        pause_codes: Keys of PAUSES: why nothing is sent.
    """

    licensee = models.ForeignKey(
        Licensee,
        on_delete=models.PROTECT,
        related_name="standing_orders",
        verbose_name=_("partner"),
    )
    channel = models.ForeignKey(
        Channel,
        on_delete=models.PROTECT,
        related_name="standing_orders",
        verbose_name=_("way of delivery"),
    )
    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="+", verbose_name=_("stories of")
    )
    section = models.ForeignKey(
        Section,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("only of this section"),
    )
    languages = ArrayField(models.CharField(max_length=35), verbose_name=_("languages"))
    formats = ArrayField(models.CharField(max_length=20), verbose_name=_("formats"))
    acts = ArrayField(models.CharField(max_length=20), verbose_name=_("uses"))
    medium = models.CharField(_("medium"), max_length=20, blank=True)
    territory = models.CharField(_("territory"), max_length=2, blank=True)
    since = models.DateTimeField(_("from"))
    begun_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("begun by")
    )
    begun_at = models.DateTimeField(_("begun"))
    paused_at = models.DateTimeField(_("paused"), null=True, blank=True)
    pause_codes = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        verbose_name=_("why it is paused"),
    )
    ended_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ended by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("standing order")
        verbose_name_plural = _("standing orders")
        ordering = ("licensee", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(paused_at=None) ^ ~Q(pause_codes=[]),
                name="paused_order_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_order_names_who",
            ),
        )

    def __str__(self) -> str:
        return f"{self.licensee} · {', '.join(self.languages)}"

    @property
    def pause_reasons(self) -> tuple[str, ...]:
        """Why nothing is sent, in the reader's language; empty while it runs."""
        return tuple(gettext(PAUSES[code]) for code in self.pause_codes)
