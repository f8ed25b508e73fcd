"""The abstract row of the work list; rooms above make concrete kinds of it."""

from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 5
# Stored in place of a sentence, so that each reader gets it in their language.
TRIED_TOO_OFTEN = "tried_too_often"
# Between the entry of the catalogue and the number of the paragraph where it is so.
PARAGRAPH = " ¶ "


class WorkState(models.TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    PARKED = "parked", _("parked")
    CANCELLED = "cancelled", _("cancelled")


_Item = TypeVar("_Item", bound="WorkItem")


class WorkItemQuerySet(models.QuerySet[_Item]):
    """Work items, and which of them are to be done now."""

    def pending(self) -> Self:
        """Keep what waits and is due by the database's clock.

        What a worker holds at this moment is among them: only a lock tells.
        """
        return self.filter(state=WorkState.WAITING, due_at__lte=Now())


class WorkItem(models.Model):
    """One piece of durable work, written in the transaction of its command.

    A concrete kind inherits `Meta` too, and adds its own constraints to ours::

        class Meta(WorkItem.Meta):
            constraints = (*WorkItem.Meta.constraints, ...)

    Attributes:
        first_pause: After the first failure; each further one doubles it.
    """

    first_pause: ClassVar[timedelta] = timedelta(seconds=1)

    state = models.CharField(
        _("state"), max_length=10, choices=WorkState, default=WorkState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    reason = models.TextField(
        _("why it stopped"), blank=True, help_text=_("One reason on each line.")
    )
    due_at = models.DateTimeField(_("due"), db_default=Now())
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # People live in a higher room: here they are opaque ids such as "account:7".
    decided_by = models.CharField(_("decided by"), max_length=64, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects: ClassVar[WorkItemQuerySet[Any]] = WorkItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(state__in=WorkState.values),
                name="%(app_label)s_%(class)s_state_known",
            ),
            models.CheckConstraint(
                condition=Q(attempts__lte=MOST_ATTEMPTS),
                name="%(app_label)s_%(class)s_attempts_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(WorkState.PARKED, WorkState.CANCELLED))
                ^ Q(reason=""),
                name="%(app_label)s_%(class)s_stopped_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(WorkState.DONE, WorkState.CANCELLED))
                ^ Q(finished_at=None),
                name="%(app_label)s_%(class)s_end_has_moment",
            ),
        )
        indexes: ClassVar[tuple[models.Index, ...]] = (
            models.Index(
                fields=["-attempts", "id"],
                condition=Q(state=WorkState.WAITING),
                name="%(class)s_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self._meta.label_lower} {self.pk} · {self.state}"

    @classmethod
    def kind(cls) -> str:
        """Name the kind as the doorbell and the settings do: "exports.exportitem"."""
        return cls._meta.label_lower

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason why it was parked or cancelled, in the reader's language.

        They are stored as entries of the catalogue: the worker that wrote them does
        not know who will read them. Empty for other states.
        """
        return tuple(
            _tried_too_often(self.last_error)
            if line == TRIED_TOO_OFTEN
            else _told(line)
            for line in self.reason.splitlines()
        )


def _told(line: str) -> str:
    sentence, mark, number = line.partition(PARAGRAPH)
    return f"{gettext(sentence)}{mark}{number}"


def _tried_too_often(last_error: str) -> str:
    if last_error:
        return gettext(
            "It was tried %(times)d times; the last time it failed with: %(error)s"
        ) % {"times": MOST_ATTEMPTS, "error": last_error}
    return gettext("It was tried %(times)d times; each time the worker was gone.") % {
        "times": MOST_ATTEMPTS
    }
