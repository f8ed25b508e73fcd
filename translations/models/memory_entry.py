"""A text and its translation, as the newsroom published them once."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from translations.models.memory_origin import MemoryOrigin


class MemoryEntry(models.Model):
    """Paragraphs, or a sentence, in two languages; found from either side.

    Attributes:
        origin: Where it comes from.
        source_ids: Blocks of the source that it is of; empty for a file from outside.
        target_ids: Those of the translation.
        sentence: Place of the sentence among those of its paragraphs, from 0; None for
            the whole of them.
        source_key: What the text is compared by (`articles.text.khmer.key`).
        source_grams: What it is found by (`translations.memory.grams`).
        before: Fingerprint of what the source says before it; empty for nothing.
        after: The same of what follows.
        found_by: Its words on both sides, of whole paragraphs alone
            (`translations.memory.concordance`).
        chosen_among: How many entries there were when its grams were chosen.
    """

    origin = models.ForeignKey(
        MemoryOrigin, on_delete=models.CASCADE, related_name="entries"
    )
    source_ids = ArrayField(models.CharField(max_length=32), default=list)
    target_ids = ArrayField(models.CharField(max_length=32), default=list)
    sentence = models.PositiveSmallIntegerField(null=True)
    source_language = models.CharField(_("language of the source"), max_length=35)
    target_language = models.CharField(_("language of the translation"), max_length=35)
    source_text = models.TextField(_("source"))
    target_text = models.TextField(_("translation"))
    source_key = models.TextField()
    target_key = models.TextField()
    source_grams = ArrayField(models.IntegerField())
    target_grams = ArrayField(models.IntegerField())
    before = models.CharField(max_length=16, blank=True)
    after = models.CharField(max_length=16, blank=True)
    found_by = SearchVectorField(null=True)
    chosen_among = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("remembered translation")
        verbose_name_plural = _("remembered translations")
        ordering = ("id",)
        indexes = (
            # A list of what waits for the index would be read at every look.
            GinIndex(
                fields=["source_grams"], name="memory_by_source", fastupdate=False
            ),
            GinIndex(
                fields=["target_grams"], name="memory_by_target", fastupdate=False
            ),
            # What was common since may have been rare: the same text is found all the
            # same.
            HashIndex(fields=["source_key"], name="memory_by_source_key"),
            HashIndex(fields=["target_key"], name="memory_by_target_key"),
            GinIndex(
                fields=["found_by"],
                condition=Q(found_by__isnull=False),
                name="memory_by_words",
            ),
            models.Index(fields=["chosen_among"], name="memory_by_choice"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(source_key="") & ~Q(target_key=""),
                name="memory_has_both_sides",
            ),
            models.CheckConstraint(
                condition=~Q(source_language=models.F("target_language")),
                name="memory_has_two_languages",
            ),
        )

    def __str__(self) -> str:
        return f"{self.origin_id} · {self.pk}"
