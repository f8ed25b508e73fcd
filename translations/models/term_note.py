"""What the desk of a language should know of a term."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from translations.models.term import Term


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class TermNote(models.Model):
    """One note; it is never changed, another one takes its place."""

    term = models.ForeignKey(
        Term,
        on_delete=models.CASCADE,
        related_name="notes",
        verbose_name=_("entry of the glossary"),
    )
    language = models.CharField(_("language"), max_length=35)
    text = models.TextField(_("note"))

    class Meta:
        verbose_name = _("note of the glossary")
        verbose_name_plural = _("notes of the glossary")
        ordering = ("term", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["term", "language"], name="one_note_a_language"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="term_note_is_not_empty"
            ),
        )

    def __str__(self) -> str:
        return f"{self.term_id} · {self.language}"
