"""Written permissions, as they are judged by the machine."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Outlet, Section
from people.models import Account
from rights.models.licensee import Licensee
from rights.terms import EVERY, Act, Edit, Medium


def _words(length: int) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=length), default=list)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Grant(models.Model):
    """One permission: who may do what with which stories, where, until when.

    Silence means no: an empty list of acts, languages, media or territories
    allows nothing; "*" in one of the last three means every one. A denial wins
    over every permission. What an exclusive permission takes in, no other partner
    is given: an EXCLUDE constraint holds that (migration 0006).
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
    edits = _words(20)
    is_denial = models.BooleanField(_("denies instead of allowing"), default=False)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    review_date = models.DateField(
        _("looked at again"),
        null=True,
        blank=True,
        help_text=_("For a permission without an end."),
    )
    pieces_stay = models.BooleanField(
        _("published pieces stay"),
        default=True,
        help_text=_("What was published before the end need not be removed after it."),
    )
    may_mirror = models.BooleanField(
        _("mirrors allowed"),
        default=False,
        help_text=_(
            "The pages may be kept on a second address, should one be blocked."
        ),
    )
    is_exclusive = models.BooleanField(
        _("exclusive"),
        default=False,
        help_text=_("No other partner is given any of this for as long as it lasts."),
    )
    signed_sha256 = models.CharField(
        _("SHA-256 of the signed document"), max_length=64, blank=True
    )
    renews = models.ForeignKey(
        "rights.Grant",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="renewed_by",
        verbose_name=_("renews"),
    )
    policy_id = models.UUIDField(
        _("address of the machine-readable terms"),
        db_default=RandomUUID(),
        unique=True,
        editable=False,
    )
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
            models.CheckConstraint(
                condition=models.Q(acts__contained_by=[act.value for act in Act])
                & models.Q(edits__contained_by=[edit.value for edit in Edit])
                & models.Q(media__contained_by=[EVERY, *(m.value for m in Medium)]),
                name="grant_is_in_known_words",
            ),
            models.CheckConstraint(
                condition=~models.Q(renews=models.F("pk")),
                name="no_permission_renews_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(signed_sha256__regex=r"^([0-9a-f]{64})?$"),
                name="signed_document_has_a_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(is_denial=False) | models.Q(is_exclusive=False),
                name="a_denial_is_not_exclusive",
            ),
        )

    def __str__(self) -> str:
        return f"{self.licensee} · {self.starts_at:%Y-%m-%d}"
