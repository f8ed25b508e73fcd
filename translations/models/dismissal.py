"""That somebody looked at a warning of a check and said that all is well."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account


class Dismissal(models.Model):
    """One warning that is right as it is, and why.

    Attributes:
        version: The translation.
        place: The row of the pair that it is about, by its key.
        code: Of the check.
        finding: What identifies the finding (`translations.checks.pairs.Finding`); a
            finding that says something else is another one.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="dismissals",
        verbose_name=_("version"),
    )
    place = models.CharField(_("place"), max_length=64)
    code = models.CharField(_("check"), max_length=32)
    finding = models.CharField(_("finding"), max_length=64)
    reason = models.TextField(_("reason"))
    dismissed_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    dismissed_at = models.DateTimeField(_("moment"))

    class Meta:
        verbose_name = _("dismissed warning")
        verbose_name_plural = _("dismissed warnings")
        ordering = ("version", "dismissed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "place", "finding"],
                name="a_finding_is_dismissed_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="dismissal_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.place} · {self.code}"
