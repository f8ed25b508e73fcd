"""The outlet that publishes a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outlet(models.Model):
    """A newsroom's public name; its notices hang on it (see rights)."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    motto = models.CharField(_("motto"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name or self.slug
