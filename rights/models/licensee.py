"""Who may be given copies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet


class Licensee(models.Model):
    """A partner that republishes, or an outlet as the taker of its own stories."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    contact = models.EmailField(_("contact"), blank=True)
    outlet = models.OneToOneField(
        Outlet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="as_licensee",
        verbose_name=_("the outlet itself"),
        help_text=_("Filled in only where an outlet takes its own stories."),
    )

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name or self.slug
