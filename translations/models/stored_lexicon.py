"""What the newsroom's own translations taught about two languages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoredLexicon(models.Model):
    """Which word translates which, as it was learnt last; none of it was ever secret.

    Attributes:
        languages: The two BCP 47 tags, sorted, with a space between.
        entries: What `Lexicon.as_json` writes; empty where there was too little to
            learn from.
        pairs: Links that it was learnt from.
    """

    languages = models.CharField(max_length=72, unique=True)
    entries = models.JSONField(default=dict)
    pairs = models.PositiveIntegerField()
    learnt_at = models.DateTimeField()

    class Meta:
        verbose_name = _("words learnt from translations")
        verbose_name_plural = _("words learnt from translations")
        ordering = ("languages",)
        constraints = (
            models.CheckConstraint(
                condition=Q(languages__contains=" "), name="a_lexicon_has_two_languages"
            ),
        )

    def __str__(self) -> str:
        return self.languages
