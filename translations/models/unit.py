"""What belongs together in a source and its translation, and from what it was made."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Revision, Version
from people.models import Account


class UnitState(models.TextChoices):
    """How far the translation of a unit is."""

    UNTRANSLATED = "untranslated", _("untranslated")
    TRANSLATED = "translated", _("translated")
    NEEDS_WORK = "needs_work", _("needs work")
    APPROVED = "approved", _("approved")


class Anchor(models.TextChoices):
    """How somebody came to say that a translation fits its source."""

    TRANSLATED = "translated", _("translated")
    UPDATED = "updated", _("updated")
    STILL_RIGHT = "still_right", _("still right")
    ALIGNED = "aligned", _("aligned by itself")
    PASTED = "pasted", _("pasted")
    TAKEN_IN = "taken_in", _("taken in from a file")


class Draft(models.TextChoices):
    """What a translation was drafted with before a person wrote in it."""

    MEMORY = "memory", _("past translations")
    MACHINE = "machine", _("machine translation")


FINISHED = (UnitState.TRANSLATED, UnitState.APPROVED)
STALE = (
    Q(is_dropped=False, is_minor=False)
    & ~Q(made_from=F("source_now"))
    & (~Q(made_from="") | Q(came_with__isnull=False))
)
"""The source says something else than was translated, or has a paragraph more."""
BEHIND = ~Q(shown_from=F("source_now")) & (STALE | ~Q(shown_from=F("made_from")))
"""As `translations.freshness.lags` has it: what readers have no longer says so."""


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units, and those that wait for somebody."""

    def stale(self) -> "UnitQuerySet":
        """Keep those that no longer say what their source says."""
        return self.filter(is_stale=True)

    def behind(self) -> "UnitQuerySet":
        """Keep those of which readers have a text that no longer says so."""
        return self.filter(BEHIND)


class Unit(models.Model):
    """Some paragraphs of a source and those of the translation that say the same.

    The text of the translation is in the working copy alone; a unit knows its ids. The
    order of units follows from the order of both texts.

    Attributes:
        source_version: What it is translated from; None for a paragraph that only the
            translation has.
        source_ids: Blocks of the source, in its order.
        target_ids: Blocks of the translation, in its order.
        is_dropped: The source paragraphs are left out on purpose.
        made_from: Fingerprint of the source as the translator saw it; empty before.
        made_from_blocks: What the translator saw, a list of {id, text}.
        shown_from: Fingerprint of the source from which readers' text was made.
        source_now: Fingerprint of the source as it is; empty where it is gone.
        is_minor: They differ by changes alone that no translation shows.
        is_stale: STALE as the database has it; set when the unit is stored.
        came_with: The revision with which a paragraph came after the translation was
            begun.
        confidence: 0-1, of links that nobody has confirmed; None of a person's own.
        anchored_by: Who said last that the translation fits what it was made from.
        drafted_as: What was put into it; empty where a person wrote every word.
        drafted_key: Fingerprint of its text as it was put in. Whether somebody edited
            it since is told by comparing (`translations.drafts`).
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="units")
    source_version = models.ForeignKey(
        Version, null=True, on_delete=models.CASCADE, related_name="translated_units"
    )
    source_ids = ArrayField(models.CharField(max_length=32), default=list)
    target_ids = ArrayField(models.CharField(max_length=32), default=list)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=UnitState.choices,
        default=UnitState.UNTRANSLATED,
    )
    is_dropped = models.BooleanField(default=False)
    made_from = models.CharField(max_length=64, blank=True)
    made_from_blocks = models.JSONField(default=list)
    shown_from = models.CharField(max_length=64, blank=True)
    source_now = models.CharField(max_length=64, blank=True)
    is_minor = models.BooleanField(default=False)
    # A column and not a condition: the planner must know that few units are stale.
    is_stale = models.GeneratedField(
        expression=ExpressionWrapper(STALE, output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    came_with = models.ForeignKey(
        Revision, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confidence = models.FloatField(null=True)
    anchored_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+"
    )
    anchored_at = models.DateTimeField(null=True)
    anchored_as = models.CharField(max_length=12, choices=Anchor.choices, blank=True)
    drafted_as = models.CharField(max_length=8, choices=Draft.choices, blank=True)
    drafted_key = models.CharField(max_length=64, blank=True)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("translation unit")
        verbose_name_plural = _("translation units")
        ordering = ("version", "id")
        indexes = (
            models.Index(
                fields=["version", "source_version"],
                condition=Q(is_stale=True),
                name="stale_units",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(source_ids=[], target_ids=[]), name="a_unit_is_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(source_ids=[], source_version=None)
                | (~Q(source_ids=[]) & Q(source_version__isnull=False)),
                name="a_unit_knows_its_source",
            ),
            models.CheckConstraint(
                condition=~Q(source_version=F("version")),
                name="a_unit_is_not_its_own_source",
            ),
            models.CheckConstraint(
                condition=Q(is_dropped=False) | Q(target_ids=[]),
                name="a_dropped_unit_has_no_text",
            ),
            models.CheckConstraint(
                condition=Q(state=UnitState.UNTRANSLATED, target_ids=[])
                & Q(is_dropped=False)
                | (
                    ~Q(state=UnitState.UNTRANSLATED)
                    & (~Q(target_ids=[]) | Q(is_dropped=True))
                ),
                name="an_untranslated_unit_has_no_text",
            ),
            models.CheckConstraint(
                condition=Q(is_minor=False) | ~Q(made_from=F("source_now")),
                name="only_a_change_is_minor",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 1)),
                name="confidence_is_a_share",
            ),
            models.CheckConstraint(
                condition=Q(drafted_as="", drafted_key="")
                | (~Q(drafted_as="") & ~Q(drafted_key="") & ~Q(target_ids=[])),
                name="a_draft_has_a_text_and_its_key",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__in": known}),
                    name=f"unit_{field}_is_known",
                )
                for field, known in (
                    ("state", UnitState.values),
                    ("anchored_as", ["", *Anchor.values]),
                    ("drafted_as", ["", *Draft.values]),
                )
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.pk}"
