"""Files that must go: noted with what made them needless, removed once that holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Discarded(models.Model):
    """A file, or a folder of files, that nothing shows any more.

    Written in the same transaction that stops showing it: who dies between the two
    leaves no picture behind that somebody wanted gone.
    """

    path = models.CharField(max_length=200, unique=True)

    class Meta:
        verbose_name = _("discarded file")
        verbose_name_plural = _("discarded files")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.path
