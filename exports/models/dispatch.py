"""What is still to be sent to a partner, and how it went."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exports.models.channel import Channel
from exports.models.export_item import ExportItem
from exports.models.export_job import ExportJob
from worklist.models import WorkItem


class Dispatch(WorkItem):
    """A copy to be posted to a webhook, or a mail to be sent when an order is made.

    A partner's server that is down is tried after 5, 10, 20 and 40 minutes.
    """

    first_pause: ClassVar[timedelta] = timedelta(minutes=5)

    channel = models.ForeignKey(
        Channel,
        on_delete=models.PROTECT,
        related_name="dispatches",
        verbose_name=_("way of delivery"),
    )
    item = models.OneToOneField(
        ExportItem,
        null=True,
        on_delete=models.PROTECT,
        related_name="dispatch",
        verbose_name=_("copy"),
    )
    job = models.OneToOneField(
        ExportJob,
        null=True,
        on_delete=models.PROTECT,
        related_name="mail",
        verbose_name=_("export"),
    )

    class Meta(WorkItem.Meta):
        verbose_name = _("sending to a partner")
        verbose_name_plural = _("sendings to partners")
        constraints = (
            *WorkItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(item=None) ^ Q(job=None), name="dispatch_is_of_one_thing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.channel_id} · {self.item_id or self.job_id}"
