"""A file that came back, until somebody has looked at it and pressed a button."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from translations.models.handed_out import FileFormat, HandedOut
from translations.models.letters import Letters


class ReturnState(models.TextChoices):
    """What became of a file that came back."""

    WAITING = "waiting", _("waiting")
    TAKEN_IN = "taken_in", _("taken in")
    DROPPED = "dropped", _("dropped")


class BroughtBackQuerySet(models.QuerySet["BroughtBack"]):
    """Files that came back, and those that wait."""

    def waiting(self) -> "BroughtBackQuerySet":
        """Keep those at which nobody has decided yet."""
        return self.filter(state=ReturnState.WAITING)


class BroughtBack(models.Model):
    """One file that came back. Its text and bytes are kept while it waits.

    Attributes:
        version: The translation.
        handed_out: What it answers; None where the file does not say.
        content: The file as it came.
        segments: What was read out of it (`translations.formats.storing`).
        taken: How many paragraphs were taken from it.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="brought_back",
        verbose_name=_("version"),
    )
    handed_out = models.ForeignKey(
        HandedOut, null=True, on_delete=models.SET_NULL, related_name="returns"
    )
    format = models.CharField(_("format"), max_length=10, choices=FileFormat.choices)
    content = models.BinaryField(_("file"), blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    segments = models.JSONField(_("paragraphs"), default=list, encoder=Letters)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ReturnState.choices,
        default=ReturnState.WAITING,
    )
    taken = models.PositiveIntegerField(_("taken in"), default=0)
    brought_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    brought_at = models.DateTimeField(_("moment"))
    ended_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    ended_at = models.DateTimeField(_("decided"), null=True)

    objects: ClassVar[BroughtBackQuerySet] = BroughtBackQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("file that came back")
        verbose_name_plural = _("files that came back")
        ordering = ("version", "-brought_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "sha256"],
                condition=Q(state=ReturnState.WAITING),
                name="a_file_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReturnState.values),
                name="return_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(format__in=FileFormat.values),
                name="brought_back_format_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ReturnState.WAITING, ended_at=None)
                | ~Q(state=ReturnState.WAITING)
                & Q(ended_at__isnull=False, content=b"", segments=[]),
                name="what_is_decided_keeps_no_text",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.pk}"
