"""The next wording of a notice, on its way to a second person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet
from people.models import Account
from rights.models.organisation import Organisation


class DraftState(models.TextChoices):
    """How far a draft has come."""

    OPEN = "open", _("being drafted")
    ISSUED = "issued", _("issued")
    DROPPED = "dropped", _("dropped")


class NoticeDraft(models.Model):
    """What somebody typed for the next wording, right or wrong, until it is issued.

    Triggers hold that a closed draft never changes, that whoever wrote one stays
    named, and that a wording issued by a person is its draft word for word and is
    issued by somebody who wrote none of it (migration 0011).

    Attributes:
        year: As typed; the digits of either language.
        number: How often it was saved: who saves says what they had before them.
    """

    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        related_name="notice_drafts",
        verbose_name=_("outlet"),
    )
    rights_holder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="notice_drafts",
        verbose_name=_("rights holder"),
    )
    address = models.CharField(
        _("address to ask for permission"), max_length=300, blank=True
    )
    year = models.CharField(_("year"), max_length=10, blank=True)
    full_text = models.TextField(_("full text"), blank=True)
    law_clause = models.TextField(_("law clause"), blank=True)
    short_text = models.TextField(_("short text"), blank=True)
    licensed_line = models.TextField(_("line before it on licensed copies"), blank=True)
    plain_words = models.TextField(_("what readers may freely do"), blank=True)
    lawyer_name = models.CharField(
        _("lawyer who signed"),
        max_length=200,
        blank=True,
        help_text=_("Empty: no lawyer has signed."),
    )
    lawyer_signed_date = models.DateField(
        _("signed by a lawyer"), null=True, blank=True
    )
    lawyer_document_sha256 = models.CharField(
        _("SHA-256 of the document the lawyer signed"), max_length=100, blank=True
    )
    number = models.PositiveIntegerField(_("saved"), default=1, editable=False)
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=DraftState,
        default=DraftState.OPEN,
        editable=False,
    )
    written_by = models.ManyToManyField(
        Account, related_name="+", editable=False, verbose_name=_("written by")
    )
    saved_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("last saved by"),
    )
    saved_at = models.DateTimeField(_("last saved"), editable=False)
    closed_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("draft of a wording")
        verbose_name_plural = _("drafts of wordings")
        ordering = ("-saved_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["outlet"],
                condition=models.Q(state="open"),
                name="one_open_draft_per_outlet",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DraftState.values),
                name="draft_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None, closed_by=None)
                | models.Q(
                    ~models.Q(state="open"),
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                ),
                name="closed_draft_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="issued")
                | ~models.Q(closed_by=models.F("saved_by")),
                name="second_person_issues_a_draft",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outlet} · {self.get_state_display()}"
