"""The second read: who approved a text that somebody else wrote."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision
from articles.models.version import Version
from people.models import Account


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["reason"])
class Approval(models.Model):
    """A revision was read by a second person, or still has to be.

    No revision is released without one: the foreign key of a released revision
    leads here (migration 0005). A text published at once has an approval that
    nobody has given yet.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="approvals",
        verbose_name=_("version"),
    )
    revision = models.OneToOneField(
        Revision,
        on_delete=models.PROTECT,
        related_name="approval",
        verbose_name=_("revision"),
    )
    writer = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written by"),
        help_text=_("Empty: it came in from outside."),
    )
    approved_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    is_afterwards = models.BooleanField(
        _("read afterwards"),
        default=False,
        help_text=_("One person had to act at once; a second one reads it then."),
    )
    reason = models.TextField(_("why at once"), blank=True)

    class Meta:
        verbose_name = _("second read")
        verbose_name_plural = _("second reads")
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=["version"],
                condition=models.Q(approved_by=None),
                name="unread_by_version",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("writer")),
                name="nobody_approves_their_own_text",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None, approved_at=None)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="approval_has_a_person_and_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=False)
                | models.Q(is_afterwards=True),
                name="only_what_went_out_at_once_waits_for_its_reader",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.revision_id}"
