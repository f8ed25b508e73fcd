"""That a copy is in a partner's hands."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from exports.models.channel import Channel
from exports.models.delivery import Delivery


class Handover(models.Model):
    """That a partner has the bytes of a copy, on which way, since when; append-only.

    A trigger asks that the file is released, the way open and the partner the same.
    """

    delivery = models.OneToOneField(
        Delivery,
        on_delete=models.PROTECT,
        related_name="handover",
        verbose_name=_("copy sent"),
    )
    channel = models.ForeignKey(
        Channel,
        on_delete=models.PROTECT,
        related_name="handovers",
        verbose_name=_("way of delivery"),
    )
    handed_at = models.DateTimeField(_("handed over"), db_default=Now())

    class Meta:
        verbose_name = _("copy handed over")
        verbose_name_plural = _("copies handed over")
        ordering = ("-handed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.delivery_id} · {self.channel_id}"
