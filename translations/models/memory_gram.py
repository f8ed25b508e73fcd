"""How many texts of the translation memory have a piece of four signs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MemoryGram(models.Model):
    """One piece, as `translations.memory.grams` packs it.

    Attributes:
        times: Texts that have it, both sides of every entry counted.
    """

    gram = models.IntegerField(primary_key=True)
    times = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("piece of remembered texts")
        verbose_name_plural = _("pieces of remembered texts")
        ordering = ("gram",)
        constraints = (
            models.CheckConstraint(
                condition=Q(times__gt=0), name="a_counted_piece_is_there"
            ),
        )

    def __str__(self) -> str:
        return f"{self.gram} · {self.times}"
