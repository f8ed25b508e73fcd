"""The numbered, immutable editions of a rights notice."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet
from people.models import Account
from rights.models.notice_draft import NoticeDraft
from rights.models.organisation import Organisation


class NoticeEditionQuerySet(models.QuerySet["NoticeEdition"]):
    """Editions, and which one counts."""

    def current_of(self, outlet: Outlet) -> "NoticeEdition | None":
        """Return the newest edition of an outlet; None if it has none yet."""
        return self.filter(outlet=outlet).order_by("-number").first()


class NoticeEdition(models.Model):
    """One wording of an outlet's notice in every language, never changed again.

    A trigger in the database refuses every change and deletion; a different
    wording is a new edition. What a person issues is a draft of somebody else, word
    for word; without one an edition was issued by the server's own commands.
    """

    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        related_name="notice_editions",
        verbose_name=_("outlet"),
    )
    number = models.PositiveIntegerField(_("wording no."))
    rights_holder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="notice_editions",
        verbose_name=_("rights holder"),
    )
    address = models.CharField(_("address to ask for permission"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"))
    law_clause = models.TextField(_("law clause"), blank=True)
    full_text = models.TextField(_("full text"))
    short_text = models.CharField(_("short text"), max_length=200)
    licensed_line = models.TextField(_("line before it on licensed copies"))
    plain_words = models.TextField(_("what readers may freely do"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("issued by"),
    )
    draft = models.OneToOneField(
        NoticeDraft,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="edition",
        verbose_name=_("draft"),
    )
    lawyer_name = models.CharField(
        _("lawyer who signed"),
        max_length=200,
        blank=True,
        db_default="",
        help_text=_("Empty: no lawyer has signed."),
    )
    lawyer_signed_date = models.DateField(
        _("signed by a lawyer"), null=True, blank=True
    )
    lawyer_document_sha256 = models.CharField(
        _("SHA-256 of the document the lawyer signed"),
        max_length=64,
        blank=True,
        db_default="",
    )

    objects: ClassVar[NoticeEditionQuerySet] = NoticeEditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("wording of the notice")
        verbose_name_plural = _("wordings of the notice")
        ordering = ("outlet", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["outlet", "number"], name="edition_number_unique_per_outlet"
            ),
        )

    def __str__(self) -> str:
        return f"{self.outlet} · {self.number}"
