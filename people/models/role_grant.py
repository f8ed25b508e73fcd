"""Which role an account has, and for which language."""

import pghistory
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.account import Account

EVERY_LANGUAGE = ""


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class RoleGrant(models.Model):
    """An account holds a role in one language, or in all of them."""

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="role_grants",
        verbose_name=_("account"),
    )
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        related_name="role_grants",
        verbose_name=_("role"),
    )
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        default=EVERY_LANGUAGE,
        help_text=_("BCP 47, for example km or en. Empty: every language."),
    )
    granted_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("granted by"),
        help_text=_("Empty: granted by the server's own commands."),
    )
    granted_at = models.DateTimeField(_("granted"))

    class Meta:
        verbose_name = _("role of an account")
        verbose_name_plural = _("roles of accounts")
        ordering = ("account", "group", "language")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "group", "language"],
                name="one_grant_per_role_and_language",
            ),
            models.CheckConstraint(
                condition=~models.Q(account=models.F("granted_by")),
                name="nobody_grants_a_role_to_themselves",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} · {self.group} · {self.language or '*'}"
