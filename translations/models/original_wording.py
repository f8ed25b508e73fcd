"""What somebody said in the language of a translation, as it was said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from translations.models.unit import Unit

LONGEST_WORDING = 1_000


class OriginalWording(models.Model):
    """A quotation that is restored from where it was said, and never translated back.

    Attributes:
        version: The translation.
        unit: The paragraphs it is in; None where they were joined with others since.
        text: Word for word, without quotation marks.
        origin: Where it was said or printed.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="original_wordings",
        verbose_name=_("version"),
    )
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.SET_NULL, related_name="original_wordings"
    )
    text = models.TextField(_("wording"))
    origin = models.CharField(_("where it was said"), max_length=300)
    by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("moment"))

    class Meta:
        verbose_name = _("original wording")
        verbose_name_plural = _("original wordings")
        ordering = ("version", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(origin=""),
                name="original_wording_says_what_and_where",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.pk}"
