"""Who holds rights."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """A legal person that holds the rights of an outlet, or held them before.

    To whom the rights passed on is said by `Succession`, with its document.
    """

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(
        _("address to ask for permission"),
        max_length=300,
        help_text=_("An e-mail address or a web page."),
    )

    class Meta:
        verbose_name = _("rights holder")
        verbose_name_plural = _("rights holders")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name or self.slug
