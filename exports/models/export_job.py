"""One order of copies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from exports.models.channel import Channel
from exports.models.standing_order import StandingOrder
from people.models import Account
from rights.models import Licensee


class ExportJob(models.Model):
    """Somebody wants copies of versions for a licensee, to use in a way.

    Attributes:
        channel: On which way the copies are handed over; none: the desk takes them.
        standing: The standing order that ordered it; none where a person did.
        may_be_behind: Who ordered wants translations even if their originals were
            changed since.
    """

    licensee = models.ForeignKey(
        Licensee,
        on_delete=models.PROTECT,
        related_name="export_jobs",
        verbose_name=_("partner"),
    )
    channel = models.ForeignKey(
        Channel,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="jobs",
        verbose_name=_("way of delivery"),
    )
    standing = models.ForeignKey(
        StandingOrder,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="jobs",
        verbose_name=_("standing order"),
    )
    acts = ArrayField(models.CharField(max_length=20), verbose_name=_("uses"))
    medium = models.CharField(_("medium"), max_length=20, blank=True)
    territory = models.CharField(_("territory"), max_length=2, blank=True)
    may_be_behind = models.BooleanField(
        _("even if the original was changed"),
        default=False,
        help_text=_("The copy then says that the original was changed."),
    )
    ordered_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ordered by"),
        help_text=_("Empty: ordered by the server's own commands."),
    )
    ordered_at = models.DateTimeField(_("ordered"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-ordered_at", "-pk")

    def __str__(self) -> str:
        return f"{self.licensee} · {self.ordered_at:%Y-%m-%d %H:%M}"
