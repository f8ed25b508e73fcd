"""The emergency stop: a story that is hidden in a second."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from people.models import Account


class HidingOutcome(models.TextChoices):
    """How a hiding ended."""

    LIFTED = "lifted", _("shown again")
    RETRACTED = "retracted", _("shown again with a retraction")
    TAKEN_DOWN = "taken_down", _("taken down")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Hiding(models.Model):
    """One publisher hid a story; a second person makes it hold or ends it.

    Readers learn nothing: the address answers as if there never was a page.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="hidings",
        verbose_name=_("article"),
    )
    hidden_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("hidden by")
    )
    hidden_at = models.DateTimeField(_("hidden"))
    held_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made to hold by"),
    )
    held_at = models.DateTimeField(_("made to hold"), null=True)
    ended_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ended by"),
    )
    ended_at = models.DateTimeField(_("ended"), null=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=HidingOutcome.choices, blank=True
    )

    class Meta:
        verbose_name = _("hiding")
        verbose_name_plural = _("hidings")
        ordering = ("-hidden_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(ended_at=None),
                name="one_open_hiding_per_article",
            ),
            models.CheckConstraint(
                condition=~models.Q(held_by=models.F("hidden_by"))
                & ~models.Q(ended_by=models.F("hidden_by")),
                name="a_hiding_is_judged_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ended_by=None, outcome="")
                | models.Q(
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                    outcome__in=HidingOutcome.values,
                ),
                name="hiding_ends_with_an_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.outcome}"
