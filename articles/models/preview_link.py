"""Links that show an unpublished story to somebody without an account."""

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.version import Version
from people.models import Account


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class PreviewLink(models.Model):
    """A signed address that ends by itself and can be ended before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="preview_links",
        verbose_name=_("article"),
    )
    version = models.ForeignKey(
        Version,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="preview_links",
        verbose_name=_("version"),
        help_text=_("Empty: all languages, side by side."),
    )
    made_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    revoked_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")),
                name="preview_link_expires_after_it_is_made",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
