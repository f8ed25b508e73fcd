"""Addresses that a version had before."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class FormerSlug(models.Model):
    """A slug that readers may still hold; it leads on unless it was unsafe."""

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="former_slugs",
        verbose_name=_("version"),
    )
    language = models.CharField(_("language"), max_length=35)
    slug = models.CharField(_("slug"), max_length=120)
    replaced_at = models.DateTimeField(_("replaced"))
    is_unsafe = models.BooleanField(
        _("withdrawn for safety"),
        default=False,
        help_text=_("It names somebody: it answers as if it never was."),
    )

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ("version", "-replaced_at")
        constraints = (
            models.UniqueConstraint(
                fields=["language", "slug"], name="former_slug_leads_to_one_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"
