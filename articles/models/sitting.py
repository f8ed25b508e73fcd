"""Who was at the working copy, from when to when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.approval import Approval
from articles.models.version import Version
from people.models import Account


class Sitting(models.Model):
    """One account writes at one version, without a long pause.

    A revision is kept when it ends; what it touched is what credits are
    proposed from, and who may not approve.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="sittings",
        verbose_name=_("version"),
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )
    is_editing = models.BooleanField(
        _("editing"),
        help_text=_("An editor's changes to a submitted text, not the writer's own."),
    )
    touched = models.JSONField(
        _("blocks touched"), default=list, help_text=_("Ids of blocks, each once.")
    )
    began_at = models.DateTimeField(_("began"))
    last_written_at = models.DateTimeField(_("last written"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    approval = models.ForeignKey(
        Approval,
        null=True,
        on_delete=models.PROTECT,
        related_name="sittings",
        verbose_name=_("read in"),
        help_text=_("The second read of what was written here; empty: none yet."),
    )

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ("version", "id")
        indexes = (
            models.Index(
                fields=["last_written_at"],
                condition=models.Q(ended_at=None),
                name="open_sittings_by_age",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["version", "account", "is_editing"],
                condition=models.Q(ended_at=None),
                name="one_open_sitting_each",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.account_id}"
