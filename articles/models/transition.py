"""The way of a version through its states."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.models.revision import Revision
from articles.models.version import Status, Version
from people.models import Account


class StepCode(models.TextChoices):
    """The steps of `articles.workflow`, as people read them."""

    SUBMIT = workflow.SUBMIT.code, _("submitted")
    TAKE_BACK = workflow.TAKE_BACK.code, _("taken back")
    TAKE = workflow.TAKE.code, _("taken into edit")
    RETURN = workflow.RETURN.code, _("returned")
    APPROVE = workflow.APPROVE_TEXT.code, _("approved")
    APPROVE_CHANGE = workflow.APPROVE_CHANGE.code, _("change approved")
    REOPEN = workflow.REOPEN.code, _("reopened")
    PUBLISH = workflow.PUBLISH_TEXT.code, _("published")
    PUBLISH_AT_ONCE = workflow.PUBLISH_AT_ONCE.code, _("published at once")
    CONFIRM = workflow.CONFIRM.code, _("confirmed afterwards")
    UNSCHEDULE = workflow.UNSCHEDULE.code, _("taken off the schedule")
    SPIKE = workflow.SPIKE.code, _("dropped")
    REVIVE = workflow.REVIVE.code, _("revived")
    TAKE_DOWN = workflow.TAKE_DOWN_TEXT.code, _("taken down")


class Transition(models.Model):
    """A step that was taken; never changes, but for a reason that is erased."""

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="transitions",
        verbose_name=_("version"),
    )
    step = models.CharField(_("step"), max_length=16, choices=StepCode.choices)
    from_status = models.CharField(_("from"), max_length=10, choices=Status.choices)
    to_status = models.CharField(_("to"), max_length=10, choices=Status.choices)
    revision = models.ForeignKey(
        Revision,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("revision"),
    )
    by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("moment"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("step of a version")
        verbose_name_plural = _("steps of a version")
        ordering = ("version", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(step__in=StepCode.values),
                name="transition_step_is_known",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="steps_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="steps_never_change", exclude=["reason"]),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.step}"
