"""The register of the right of reply."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.correction import Correction
from people.models import Account


class ReplyDecision(models.TextChoices):
    """What the desk answers."""

    PUBLISH = "publish", _("we publish the reply")
    REFUSE = "refuse", _("we refuse")


class ReplyRequestQuerySet(models.QuerySet["ReplyRequest"]):
    """Requests, and those that still wait for us."""

    def open(self) -> "ReplyRequestQuerySet":
        """Keep what is not decided, and what readers shall get but do not have yet."""
        return self.filter(
            models.Q(decision="")
            | models.Q(
                decision=ReplyDecision.PUBLISH, correction__published_at__isnull=True
            )
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["claimant", "demand", "answer"],
)
class ReplyRequest(models.Model):
    """Somebody wants to reply to a story: received, due, decided.

    Who asks and what they write stays out of the history, so that it can be erased.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="reply_requests",
        verbose_name=_("article"),
    )
    claimant = models.CharField(_("who asks"), max_length=200)
    demand = models.TextField(_("what they want published"))
    received_at = models.DateTimeField(_("received"))
    due_date = models.DateField(_("due"))
    entered_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("entered by"),
    )
    decision = models.CharField(
        _("decision"), max_length=10, choices=ReplyDecision.choices, blank=True
    )
    answer = models.TextField(_("our answer"), blank=True)
    decided_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    correction = models.OneToOneField(
        Correction,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reply_request",
        verbose_name=_("published as"),
    )

    objects: ClassVar[ReplyRequestQuerySet] = ReplyRequestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("request for a reply")
        verbose_name_plural = _("requests for a reply")
        ordering = ("due_date", "id")
        indexes = (models.Index(fields=["due_date"], name="replies_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(decision="", decided_by=None, decided_at=None)
                | models.Q(
                    decision__in=ReplyDecision.values,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="reply_is_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("entered_by")),
                name="a_reply_is_decided_by_a_second_person",
            ),
        )

    def __str__(self) -> str:
        return f"№ {self.pk} · {self.due_date}"
