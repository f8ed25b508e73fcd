"""What was found around a story that was taken in."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from intake.models.intake_run import IntakeRun
from people.models import Account


class FindingKind(models.TextChoices):
    """What a finding is."""

    READING_TIME = "reading_time", _("reading time")
    CAPTION = "caption", _("caption")
    PHOTO_CREDIT = "photo_credit", _("photo credit")
    SHORTCODE = "shortcode", _("shortcode or embed")
    BYLINE = "byline", _("byline")
    DAY = "day", _("day of publication")
    TRANSLATION_NOTE = "translation_note", _("translation note")
    OWN_NOTICE = "own_notice", _("the outlet’s own notice")
    LOOSE_LINK = "loose_link", _("relative link without an address")
    FOREIGN_NOTICE = "foreign_notice", _("somebody else’s notice, or not all five uses")


class Severity(models.TextChoices):
    """How much a finding asks of the desk."""

    NOTE = "note", _("note")
    WARNING = "warning", _("warning")
    RIGHTS = "rights", _("rights")


class FindingQuerySet(models.QuerySet["Finding"]):
    """Findings, and who may know of them."""

    def visible_to(self, account: Account) -> "FindingQuerySet":
        """Leave out words of restricted stories hidden from an account."""
        return self.filter(run__version__in=Version.objects.visible_to(account))

    def unreviewed(self) -> "FindingQuerySet":
        """Keep those that the desk must still decide on."""
        return self.filter(is_to_review=True, reviewed_at=None)


@pghistory.track(pghistory.UpdateEvent(), exclude=["words", "review_note"])
class Finding(models.Model):
    """One thing that was taken out of a file, with its words as evidence."""

    run = models.ForeignKey(
        IntakeRun,
        on_delete=models.CASCADE,
        related_name="findings",
        verbose_name=_("import"),
    )
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=16, choices=FindingKind.choices)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices)
    words = models.TextField(
        _("words found"), help_text=_("Exactly as they stood in the file.")
    )
    line = models.PositiveIntegerField(_("line of the file"))
    is_to_review = models.BooleanField(
        _("to review"), help_text=_("The desk must decide what follows from it.")
    )

    reviewed_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = models.CharField(
        _("note of the review"),
        max_length=500,
        blank=True,
        help_text=_("What was decided, in a sentence."),
    )

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("finding of an import")
        verbose_name_plural = _("findings of imports")
        ordering = ("run", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["run", "position"], name="finding_position_unique_in_run"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=FindingKind.values),
                name="finding_kind_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values),
                name="finding_severity_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None, reviewed_at=None, review_note="")
                | models.Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
                name="finding_review_has_a_person_and_a_moment",
            ),
        )
        permissions = (("review_finding", "Can mark a finding as reviewed"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.line}"

    @property
    def is_waiting(self) -> bool:
        """Whether the desk must still decide on it."""
        return self.is_to_review and self.reviewed_at is None
