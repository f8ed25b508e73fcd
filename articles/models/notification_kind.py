"""What may happen to a text that staff are told of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NotificationKind(models.TextChoices):
    """What happened."""

    OFFERED = "offered", _("a text was offered to you")
    ACCEPTED = "accepted", _("your offer was accepted")
    DECLINED = "declined", _("your offer was declined")
    WITHDRAWN = "withdrawn", _("an offer or an assignment was taken back")
    HANDED_OVER = "handed_over", _("a text was handed over to you")
    SUBMITTED = "submitted", _("a text in your hands was submitted")
    RETURNED = "returned", _("your text was returned")
    APPROVED = "approved", _("your text was approved")
    SOURCE_CHANGED = "source_changed", _("the source changed since it was translated")
    MENTIONED = "mentioned", _("you were mentioned in a comment")
    COMMENTED = "commented", _("somebody commented")
    DUE_SOON = "due_soon", _("the deadline is near")
    GIVEN_BACK = "given_back", _("a text was given back and nobody has it")

    @property
    def adds_up(self) -> bool:
        """Whether several of them before anybody looked are counted together."""
        return self in {NotificationKind.MENTIONED, NotificationKind.COMMENTED}

    @property
    def may_be_silenced(self) -> bool:
        """Whether nobody's work is lost if somebody is not told of it at all."""
        return self in SILENCEABLE


SILENCEABLE = frozenset(
    {
        NotificationKind.ACCEPTED,
        NotificationKind.SUBMITTED,
        NotificationKind.APPROVED,
        NotificationKind.COMMENTED,
        NotificationKind.DUE_SOON,
    }
)
"""A list of what may: a kind that comes later is told until somebody has thought."""
