"""Where the words of a background paragraph stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.background_edition import BackgroundEdition
from articles.models.version import Version
from people.models import Account


class BackgroundUse(models.Model):
    """A paragraph of a text that came from a background paragraph.

    The id of the paragraph outlives every edit, and so does what is known of it.

    Attributes:
        block_id: The paragraph.
        edition: The words that were put there.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="background_uses",
        verbose_name=_("version"),
    )
    block_id = models.CharField(_("paragraph"), max_length=32)
    edition = models.ForeignKey(
        BackgroundEdition,
        on_delete=models.PROTECT,
        related_name="uses",
        verbose_name=_("wording"),
    )
    inserted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("put in by")
    )
    inserted_at = models.DateTimeField(_("put in"))

    class Meta:
        verbose_name = _("use of a background paragraph")
        verbose_name_plural = _("uses of background paragraphs")
        ordering = ("version", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "block_id"], name="a_paragraph_has_one_background"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.block_id}"
