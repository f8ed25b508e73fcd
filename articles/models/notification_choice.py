"""What of all that happens somebody wants to be told, and where."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.notification_kind import SILENCEABLE, NotificationKind
from people.models import Account


class Way(models.TextChoices):
    """Where somebody is told."""

    MAIL = "mail", _("in the desk, and counted in the mail")
    DESK = "desk", _("in the desk only")
    NOWHERE = "nowhere", _("not at all")


class NotificationChoice(models.Model):
    """Where one person is told of one kind of thing; without one, everywhere.

    Without history: it holds nothing of a story, and nothing that happened.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="notification_choices",
        db_index=False,
        verbose_name=_("account"),
    )
    kind = models.CharField(
        _("what happened"), max_length=14, choices=NotificationKind.choices
    )
    way = models.CharField(_("where"), max_length=7, choices=Way.choices)

    class Meta:
        verbose_name = _("choice of notifications")
        verbose_name_plural = _("choices of notifications")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "kind"], name="one_choice_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NotificationKind.values),
                name="choice_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(way__in=Way.values), name="choice_way_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.NOWHERE) | Q(kind__in=sorted(SILENCEABLE)),
                name="what_matters_is_told",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} · {self.kind} · {self.way}"
