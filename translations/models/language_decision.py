"""Whether a story is wanted in a language, and in which length."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from people.models import Account


class Decision(models.TextChoices):
    """What the desk of a language wants of a story."""

    FULL = "full", _("wanted in full")
    BRIEF = "brief", _("wanted as a brief")
    MERGE = "merge", _("merged with another story")
    NOT_WANTED = "not_wanted", _("not wanted")
    UNDECIDED = "undecided", _("undecided")


WANTED = (Decision.FULL, Decision.BRIEF)
"""The decisions that leave work to do until readers have the story."""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class LanguageDecision(models.Model):
    """What one desk decided about one story; no row means that nobody has decided."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="language_decisions",
        verbose_name=_("article"),
    )
    language = models.CharField(_("language"), max_length=35)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision.choices)
    merge_with = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_stories",
        verbose_name=_("merged with"),
    )
    decided_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"))

    class Meta:
        verbose_name = _("decision about a language")
        verbose_name_plural = _("decisions about languages")
        ordering = ("article", "language")
        constraints = (
            models.UniqueConstraint(
                fields=["article", "language"], name="one_decision_per_language"
            ),
            models.CheckConstraint(
                condition=models.Q(decision__in=Decision.values),
                name="language_decision_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(decision=Decision.MERGE, merge_with__isnull=False)
                | (~models.Q(decision=Decision.MERGE) & models.Q(merge_with=None)),
                name="only_a_merged_story_names_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(merge_with=models.F("article")),
                name="a_story_is_not_merged_with_itself",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.language} · {self.decision}"
