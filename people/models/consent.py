"""The consent of a person to be named, per language."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.account import Account
from people.models.contributor import Contributor


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Consent(models.Model):
    """A person agreed that their public name appears in one language."""

    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.CASCADE,
        related_name="consents",
        verbose_name=_("contributor"),
    )
    language = models.CharField(_("language"), max_length=35)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("consent to be named")
        verbose_name_plural = _("consents to be named")
        ordering = ("contributor", "language", "-given_at")
        constraints = (
            models.UniqueConstraint(
                fields=["contributor", "language"],
                condition=models.Q(withdrawn_at=None),
                name="one_open_consent_per_language",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contributor} · {self.language}"
