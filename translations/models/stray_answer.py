"""What came back from the reporter and fits no question by itself."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from people.models import Account


# Words are excluded from history: they are erased some time after publication.
@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), exclude=["text"])
class StrayAnswer(models.Model):
    """A piece of pasted text, kept until somebody says which question it answers."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="stray_answers",
        verbose_name=_("article"),
    )
    text = models.TextField(_("text"))
    pasted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("pasted by")
    )
    pasted_at = models.DateTimeField(_("pasted"))

    class Meta:
        verbose_name = _("answer without a question")
        verbose_name_plural = _("answers without a question")
        ordering = ("article", "id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(text=""), name="stray_answer_is_not_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.pk}"
