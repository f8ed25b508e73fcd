"""Who is to translate a version, and what they answered."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.models import Sitting, Status, Transition, Version
from people.models import Account
from translations import stages


class Agreed(models.TextChoices):
    """What was agreed; how far the text is, the version alone knows."""

    OFFERED = stages.OFFERED, _("offered")
    ACCEPTED = stages.ACCEPTED, _("accepted")
    DECLINED = stages.DECLINED, _("declined")
    TAKEN_BACK = stages.TAKEN_BACK, _("taken back")
    GIVEN_BACK = stages.GIVEN_BACK, _("given back")
    ENDED = stages.ENDED, _("ended")


class Priority(models.TextChoices):
    """How urgent it is beside other work."""

    LOW = "low", _("low")
    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")
    URGENT = "urgent", _("urgent")


OPEN = (Agreed.OFFERED, Agreed.ACCEPTED)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments, and how far they are."""

    def open(self) -> "AssignmentQuerySet":
        """Keep those that stand: offered, or accepted and not handed on."""
        return self.filter(state__in=OPEN)

    def undone(self) -> "AssignmentQuerySet":
        """Keep those that stand and whose text neither is out since nor was dropped."""
        return self.open().exclude(
            Q(version__status=Status.WITHDRAWN)
            | Q(
                version__status=Status.PUBLISHED,
                version__released_at__gte=F("answered_at"),
            )
        )

    def with_work(self) -> "AssignmentQuerySet":
        """Add what `translations.assignments.stage` asks, in the same query."""
        written = Sitting.objects.filter(
            version=OuterRef("version"),
            account=OuterRef("assignee"),
            last_written_at__gte=OuterRef("answered_at"),
        )
        last = Transition.objects.filter(version=OuterRef("version")).order_by("-id")
        return self.annotate(
            has_written=Exists(written), last_step=Subquery(last.values("step")[:1])
        ).annotate(was_returned=Q(last_step=workflow.RETURN.code))


# Words are excluded from history: they are erased some time after publication.
@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["note", "reason"]
)
class Assignment(models.Model):
    """A version is offered to somebody, who accepts or declines; its deadline is there.

    Attributes:
        offered_by: Who asked, and hears of the answer.
        answered_at: When it was accepted or declined.
        ended_at: When it ceased to stand: declined, given or taken back, handed on.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name=_("version"),
    )
    assignee = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="assignments",
        db_index=False,
        verbose_name=_("offered to"),
    )
    offered_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("offered by"),
    )
    offered_at = models.DateTimeField(_("offered"))
    priority = models.CharField(
        _("priority"), max_length=6, choices=Priority.choices, default=Priority.NORMAL
    )
    note = models.TextField(_("note"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=Agreed.choices, default=Agreed.OFFERED
    )
    reason = models.TextField(_("reason"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=["assignee"],
                condition=Q(state__in=OPEN),
                name="open_assignments_by_person",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state__in=OPEN),
                name="one_open_assignment_a_version",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None)
                | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
                name="an_assignment_ends_with_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=Agreed.OFFERED, answered_at=None)
                | Q(
                    state__in=(Agreed.ACCEPTED, Agreed.DECLINED, Agreed.GIVEN_BACK),
                    answered_at__isnull=False,
                )
                | Q(state__in=(Agreed.TAKEN_BACK, Agreed.ENDED)),
                name="an_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(reason="")
                | Q(state__in=(Agreed.DECLINED, Agreed.GIVEN_BACK)),
                name="only_who_will_not_says_why",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("offered_at")),
                name="nobody_answers_before_they_are_asked",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{field}__in": choices.values}),
                    name=f"assignment_{field}_is_known",
                )
                for field, choices in (("state", Agreed), ("priority", Priority))
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.assignee_id} · {self.state}"
