"""What readers are told when a published story was changed or answered."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from people.models import Account


class CorrectionKind(models.TextChoices):
    """What sort of note it is."""

    UPDATE = "update", _("Update")
    CLARIFICATION = "clarification", _("Clarification")
    CORRECTION = "correction", _("Correction")
    RETRACTION = "retraction", _("Retraction")
    APOLOGY = "apology", _("Apology")
    EDITORS_NOTE = "editors_note", _("Editor’s note")
    RIGHT_OF_REPLY = "right_of_reply", _("Right of reply")


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Correction(models.Model):
    """One note on a story, worded for all its public languages together.

    One person proposes it, a second one publishes it.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="corrections",
        verbose_name=_("article"),
    )
    kind = models.CharField(_("kind"), max_length=14, choices=CorrectionKind.choices)
    proposed_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
        help_text=_("Empty: it came in from outside."),
    )
    proposed_at = models.DateTimeField(_("proposed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    published_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("published by"),
    )

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ("-proposed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(published_at=None, published_by=None)
                | models.Q(published_at__isnull=False, published_by__isnull=False),
                name="correction_is_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(published_by=models.F("proposed_by")),
                name="a_correction_is_published_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=CorrectionKind.values),
                name="correction_kind_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.article_id}"


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class CorrectionWording(models.Model):
    """The text of a correction in one language."""

    correction = models.ForeignKey(
        Correction,
        on_delete=models.PROTECT,
        related_name="wordings",
        verbose_name=_("correction"),
    )
    language = models.CharField(_("language"), max_length=35)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("wording of a correction")
        verbose_name_plural = _("wordings of a correction")
        ordering = ("correction", "language")
        constraints = (
            models.UniqueConstraint(
                fields=["correction", "language"], name="one_wording_per_language"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="correction_wording_is_not_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.correction_id} · {self.language}"
