"""When a story was last looked through for what must be forgotten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class RetentionCheck(models.Model):
    """Lets the erasing go on where it stopped; holds nothing but a moment."""

    article = models.OneToOneField(
        Article,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="retention_check",
        verbose_name=_("article"),
    )
    checked_at = models.DateTimeField(_("looked through"), db_index=True)

    class Meta:
        verbose_name = _("check of retention")
        verbose_name_plural = _("checks of retention")
        ordering = ("checked_at",)

    def __str__(self) -> str:
        return f"{self.article_id} · {self.checked_at}"
