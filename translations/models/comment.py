"""What those who work on a translation say to each other beside a paragraph."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from translations.models.unit import Unit


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments, and those that still wait."""

    def open(self) -> "CommentQuerySet":
        """Keep what nobody has settled."""
        return self.filter(resolved_at=None)


class Comment(models.Model):
    """One remark; readers never see it.

    Attributes:
        version: The translation.
        unit: The paragraphs it is about; None of the whole text, and where they were
            joined with others since.
        resolved_by: Who said that it is settled.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="comments",
        verbose_name=_("version"),
    )
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    text = models.TextField(_("comment"))
    by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("moment"))
    resolved_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("settled by"),
    )
    resolved_at = models.DateTimeField(_("settled"), null=True)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("comment on a translation")
        verbose_name_plural = _("comments on a translation")
        ordering = ("version", "at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="comment_is_not_empty"),
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="comment_is_settled_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.pk}"
