"""A file that was taken in."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet, Version
from people.models import Account


class IntakeRunQuerySet(models.QuerySet["IntakeRun"]):
    """Runs, and who may know of them."""

    def visible_to(self, account: Account) -> "IntakeRunQuerySet":
        """Leave out what came in for restricted stories hidden from an account."""
        return self.filter(version__in=Version.objects.visible_to(account))


class IntakeRun(models.Model):
    """One file taken in for one outlet in one language; the same never comes twice."""

    file_name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(
        _("SHA-256 of the file"),
        max_length=64,
        help_text=_("Says whether a file is the one that was taken in."),
    )
    language = models.CharField(_("language"), max_length=35)
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        related_name="intake_runs",
        verbose_name=_("outlet"),
    )
    version = models.OneToOneField(
        Version,
        on_delete=models.PROTECT,
        related_name="intake_run",
        verbose_name=_("version"),
    )
    at = models.DateTimeField(_("taken in"))
    by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("taken in by"),
    )

    objects: ClassVar[IntakeRunQuerySet] = IntakeRunQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["sha256", "language", "outlet"], name="file_comes_in_once"
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="intake_sha256_is_a_digest",
            ),
        )

    def __str__(self) -> str:
        return self.file_name
