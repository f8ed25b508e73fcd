"""A name that the newsroom's own translations repeat, and that no term has yet."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Account
from translations.models.term import TermKind
from translations.terms.concepts import LONGEST_TEXT

LONGEST_FOLDED = 4 * LONGEST_TEXT


class TermProposalQuerySet(models.QuerySet["TermProposal"]):
    """Proposals, and those that wait."""

    def waiting(self) -> "TermProposalQuerySet":
        """Keep those that nobody refused."""
        return self.filter(refused_at=None)


@pghistory.track(
    pghistory.UpdateEvent(), exclude=["source_text", "target_text", "folded"]
)
class TermProposal(models.Model):
    """Two spellings that stand beside each other again and again.

    Attributes:
        folded: Both, as they are compared; a refused one never comes back.
        times: Paragraphs of published stories in which both stand.
        entries: Some of them, by their keys in the memory, the newest first.
    """

    source_language = models.CharField(_("language of the source"), max_length=35)
    target_language = models.CharField(_("language"), max_length=35)
    source_text = models.CharField(_("in the source"), max_length=LONGEST_TEXT)
    target_text = models.CharField(_("in the translation"), max_length=LONGEST_TEXT)
    kind = models.CharField(_("kind"), max_length=12, choices=TermKind.choices)
    folded = models.CharField(_("found by"), max_length=LONGEST_FOLDED)
    times = models.PositiveIntegerField(_("times"))
    entries = ArrayField(models.BigIntegerField(), verbose_name=_("paragraphs"))
    found_at = models.DateTimeField(_("found"))
    refused_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("refused by"),
    )
    refused_at = models.DateTimeField(_("refused"), null=True)

    objects: ClassVar[TermProposalQuerySet] = TermProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("proposal for the glossary")
        verbose_name_plural = _("proposals for the glossary")
        ordering = ("-times", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["source_language", "target_language", "folded"],
                name="a_term_is_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(refused_by=None, refused_at=None)
                | Q(refused_by__isnull=False, refused_at__isnull=False),
                name="a_proposal_is_refused_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_language}-{self.target_language} · {self.pk}"
