"""One copy to be made: a row of the work list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from exports.models.export_job import ExportJob
from worklist.models import WorkItem


class ExportItem(WorkItem):
    """A version in a format, as part of an order."""

    job = models.ForeignKey(
        ExportJob,
        on_delete=models.PROTECT,
        related_name="items",
        verbose_name=_("export"),
    )
    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="export_items",
        verbose_name=_("version"),
    )
    format = models.CharField(_("format"), max_length=20)

    class Meta(WorkItem.Meta):
        verbose_name = _("copy to be made")
        verbose_name_plural = _("copies to be made")
        constraints = (
            *WorkItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["job", "version", "format"], name="one_item_per_copy"
            ),
        )

    def __str__(self) -> str:
        return f"{self.job_id} · {self.version_id} · {self.format}"
