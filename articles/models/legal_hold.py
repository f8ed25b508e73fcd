"""What must not be erased while a court may ask for it."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from people.models import Account


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Holds, and those that still stand."""

    def standing(self) -> "LegalHoldQuerySet":
        """Keep the holds that nobody has lifted."""
        return self.filter(lifted_at=None)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class LegalHold(models.Model):
    """Suspends the erasing of drafts, comments and reasons of a story."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="legal_holds",
        verbose_name=_("article"),
    )
    set_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set"))
    lifted_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("lifted by"),
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    objects: ClassVar[LegalHoldQuerySet] = LegalHoldQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        ordering = ("-set_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(lifted_at=None),
                name="one_open_legal_hold_per_article",
            ),
            models.CheckConstraint(
                condition=~models.Q(lifted_by=models.F("set_by")),
                name="a_legal_hold_is_lifted_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at=None, lifted_by=None)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="legal_hold_is_lifted_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.set_at}"
