"""What a translator or an editor asks the reporter, and what the reporter answers."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from people.models import Account


class QuestionQuerySet(models.QuerySet["Question"]):
    """Questions, and how far they are."""

    def open(self) -> "QuestionQuerySet":
        """Keep what waits for an answer."""
        return self.filter(answered_at=None, withdrawn_at=None)

    def answered(self) -> "QuestionQuerySet":
        """Keep what was answered."""
        return self.filter(answered_at__isnull=False)


# Words are excluded from history: they are erased some time after publication.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["text", "answer"],
)
class Question(models.Model):
    """One question about a story.

    Its number is given once in the story and never again, so that an answer that
    comes back after days finds the question it belongs to.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="questions",
        verbose_name=_("article"),
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        help_text=_("Of the version for which it was asked."),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    block_id = models.CharField(
        _("paragraph"),
        max_length=32,
        blank=True,
        help_text=_("Of the source; empty: the whole story."),
    )
    text = models.TextField(_("question"))
    asked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    withdrawn_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_entered_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("answer entered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("question to the reporter")
        verbose_name_plural = _("questions to the reporter")
        ordering = ("article", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["article", "number"], name="question_number_unique_in_story"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="question_is_not_empty"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answer_entered_by=None, answered_at=None)
                | (
                    ~models.Q(answer="")
                    & models.Q(
                        answer_entered_by__isnull=False, answered_at__isnull=False
                    )
                ),
                name="answer_is_entered_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_by=None, withdrawn_at=None)
                | models.Q(
                    withdrawn_by__isnull=False,
                    withdrawn_at__isnull=False,
                    answered_at=None,
                ),
                name="question_is_withdrawn_by_somebody_before_its_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.number}"
