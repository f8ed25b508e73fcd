"""That a released text went to a standing order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Revision
from exports.models.export_job import ExportJob
from exports.models.standing_order import StandingOrder


class StandingRelease(models.Model):
    """That a released text was ordered for a standing order: once, whoever asks."""

    standing = models.ForeignKey(
        StandingOrder,
        on_delete=models.PROTECT,
        related_name="releases",
        verbose_name=_("standing order"),
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("revision")
    )
    job = models.ForeignKey(
        ExportJob,
        on_delete=models.PROTECT,
        related_name="standing_releases",
        verbose_name=_("export"),
    )

    class Meta:
        verbose_name = _("release sent by itself")
        verbose_name_plural = _("releases sent by themselves")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["standing", "revision"], name="each_release_once_an_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.standing_id} · {self.revision_id}"
