"""What left as a file for a translator: which text, in which form, to whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from translations.models.letters import Letters


class FileFormat(models.TextChoices):
    """In which form a translation leaves for somebody's own program."""

    OMEGAT = "omegat", _("OmegaT project (ZIP)")
    DOCX = "docx", _("Word document in two columns (DOCX)")
    XLIFF = "xliff", _("XLIFF 1.2")
    TMX = "tmx", _("TMX 1.4")


class HandedOutQuerySet(models.QuerySet["HandedOut"]):
    """Files that left, and those that are still out."""

    def out(self) -> "HandedOutQuerySet":
        """Keep what did not come back and is still waited for."""
        return self.filter(ended_at=None)


class HandedOut(models.Model):
    """One file that left.

    Attributes:
        version: The translation.
        reference: Under which the file knows itself: "h" and digits.
        rows: What the file held, in its order: a list of {id, source, target,
            made_from, is_head, is_dropped}, the texts as lists of blocks. Empty once it
            is not needed any more.
        sha256: Of the file.
        notice_edition: Number of the wording of the notice in it.
        handed_to: Who works with it.
        ended_at: When it came back and was taken in, or nobody waited any more.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="handed_out",
        verbose_name=_("version"),
    )
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    format = models.CharField(_("format"), max_length=10, choices=FileFormat.choices)
    rows = models.JSONField(_("paragraphs"), default=list, encoder=Letters)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    notice_edition = models.PositiveIntegerField(_("wording no."))
    handed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    handed_to = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("to")
    )
    handed_at = models.DateTimeField(_("moment"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects: ClassVar[HandedOutQuerySet] = HandedOutQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("file that was handed out")
        verbose_name_plural = _("files that were handed out")
        ordering = ("version", "-handed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(format__in=FileFormat.values),
                name="handed_out_format_is_known",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="handed_out_has_a_digest",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.reference}"
