"""What a term is called in a language."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from translations.models.term import Term
from translations.terms.concepts import LONGEST_TEXT, Form, Standing

LONGEST_FOLDED = 2 * LONGEST_TEXT


class WordingStanding(models.TextChoices):
    """Whether a name is wanted."""

    PREFERRED = Standing.PREFERRED, _("preferred")
    ADMITTED = Standing.ADMITTED, _("admitted")
    FORBIDDEN = Standing.FORBIDDEN, _("forbidden")


class WordingForm(models.TextChoices):
    """What part a wording plays."""

    NAME = Form.NAME, _("name")
    TITLE = Form.TITLE, _("title before the name")
    FIRST = Form.FIRST, _("first reference")
    SECOND = Form.SECOND, _("second reference")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Wording(models.Model):
    """One wording; it is never changed, another one takes its place.

    Attributes:
        folded: What it is found by (`articles.text.finding`).
        position: Among those of the term.
    """

    term = models.ForeignKey(
        Term,
        on_delete=models.CASCADE,
        related_name="wordings",
        verbose_name=_("entry of the glossary"),
    )
    language = models.CharField(_("language"), max_length=35)
    form = models.CharField(_("part"), max_length=8, choices=WordingForm.choices)
    standing = models.CharField(
        _("standing"), max_length=10, choices=WordingStanding.choices
    )
    text = models.CharField(_("text"), max_length=LONGEST_TEXT)
    folded = models.CharField(_("found by"), max_length=LONGEST_FOLDED, db_index=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("wording of the glossary")
        verbose_name_plural = _("wordings of the glossary")
        ordering = ("term", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["term", "language"],
                condition=Q(form=Form.NAME, standing=Standing.PREFERRED),
                name="one_preferred_name_a_language",
            ),
            models.CheckConstraint(
                condition=Q(form__in=WordingForm.values)
                & Q(standing__in=WordingStanding.values),
                name="wording_is_of_a_known_sort",
            ),
            models.CheckConstraint(
                condition=Q(form=Form.NAME) | Q(standing=Standing.PREFERRED),
                name="only_a_name_is_admitted_or_forbidden",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(folded=""), name="wording_is_not_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.term_id} · {self.language} · {self.form}"
