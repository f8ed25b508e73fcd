"""Written permissions, as they are judged by the machine."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet, Section
from people.models import Account
from rights.models.licensee import Licensee


def _words(length: int) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=length), default=list)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Grant(models.Model):
    """One permission: who may do what with which stories, where, until when.

    Silence means no: an empty list of acts, languages, media or territories
    allows nothing; "*" in one of the last three means every one. A denial wins
    over every permission.
    """

    licensee = models.ForeignKey(
        Licensee,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("partner"),
    )
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("stories of"),
    )
    section = models.ForeignKey(
        Section,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("only of this section"),
    )
    article = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("only this story"),
    )
    acts = _words(20)
    languages = _words(35)
    media = _words(20)
    territories = _words(2)
    is_denial = models.BooleanField(_("denies instead of allowing"), default=False)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    asked_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("asked by"),
    )
    granted_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("granted by"),
    )
    granted_at = models.DateTimeField(_("granted"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("permission")
        verbose_name_plural = _("permissions")
        ordering = ("licensee", "-starts_at")
        indexes = (
            models.Index(
                fields=["ends_at"],
                condition=models.Q(revoked_at=None, ends_at__isnull=False),
                name="permissions_by_end",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at=None)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="grant_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(section=None) | models.Q(article=None),
                name="grant_has_one_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(asked_by=None)
                | ~models.Q(asked_by=models.F("granted_by")),
                name="nobody_grants_what_they_asked_for",
            ),
        )

    def __str__(self) -> str:
        return f"{self.licensee} · {self.starts_at:%Y-%m-%d}"
