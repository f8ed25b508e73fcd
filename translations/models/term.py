"""One thing that the glossary has names for."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.text.finding import parts_of
from people.models import Account
from translations.terms.concepts import Kind


class TermKind(models.TextChoices):
    """What is called so."""

    PERSON = Kind.PERSON, _("person")
    PLACE = Kind.PLACE, _("place")
    ORGANISATION = Kind.ORGANISATION, _("organisation")
    TITLE = Kind.TITLE, _("form of address")
    TERM = Kind.TERM, _("term")


class TermQuerySet(models.QuerySet["Term"]):
    """Terms, and how they are found."""

    def in_use(self) -> "TermQuerySet":
        """Keep those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def called(self, question: str) -> "TermQuerySet":
        """Keep those that are called so in any language, however it was spelt.

        Args:
            question: Some words; each has to be in a name of the term.
        """
        found = self
        for part in parts_of(question):
            found = found.filter(
                pk__in=self.model.objects.filter(
                    wordings__folded__contains=part
                ).values("pk")
            )
        return found


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Term(models.Model):
    """A concept; what it is called stands in its wordings.

    Attributes:
        code: Names it in files; the same for ever.
        number: Counts the changes, so that nobody overwrites what they have not seen.
        withdrawn_at: When it ceased to be found; None of what is in use.
    """

    code = models.CharField(_("sign"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=TermKind.choices)
    number = models.PositiveIntegerField(_("edition"), default=1)
    changed_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("entry of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ("-changed_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=TermKind.values), name="term_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(code=""), name="a_term_has_a_sign"),
        )

    def __str__(self) -> str:
        return self.code
