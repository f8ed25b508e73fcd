"""That a copy went out, to whom, under which permission."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from exports.models.artifact import Artifact
from exports.models.export_item import ExportItem
from rights.models import Grant


class Delivery(models.Model):
    """One copy handed over; append-only.

    A trigger judges each row by the database's clock: the artifact is released,
    the bytes are the verified ones, and the permission covers language and uses
    at this moment (migrations 0002 and 0009). A bilingual copy has two languages, and
    a permission for each.
    """

    item = models.OneToOneField(
        ExportItem,
        on_delete=models.PROTECT,
        related_name="delivery",
        verbose_name=_("copy"),
    )
    artifact = models.ForeignKey(
        Artifact,
        on_delete=models.PROTECT,
        related_name="deliveries",
        verbose_name=_("file"),
    )
    grant = models.ForeignKey(
        Grant,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deliveries",
        verbose_name=_("permission"),
        help_text=_("Empty: a licence lets everybody have it."),
    )
    source_grant = models.ForeignKey(
        Grant,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("permission for the original beside it"),
    )
    sent_sha256 = models.CharField(_("SHA-256 of what was sent"), max_length=64)
    delivered_at = models.DateTimeField(_("delivered"), db_default=Now())

    class Meta:
        verbose_name = _("copy sent")
        verbose_name_plural = _("copies sent")
        ordering = ("-delivered_at",)

    def __str__(self) -> str:
        return f"{self.item_id} · {self.artifact_id}"
