"""What staff are told: that something happened to a text, and never a word of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.notification_choice import NotificationChoice, Way
from articles.models.notification_kind import NotificationKind
from articles.models.version import Version
from people.models import Account

UNMAILED = Q(mailed_at=None) | Q(mailed_at__lt=models.F("made_at"))
"""No mail has counted it since it happened the last time."""


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Notifications, and those that somebody still has to look at."""

    def unseen(self) -> "NotificationQuerySet":
        """Keep what nobody has looked at."""
        return self.filter(seen_at=None)

    def unmailed(self) -> "NotificationQuerySet":
        """Keep what no mail has counted since it happened."""
        return self.filter(UNMAILED)

    def for_mail(self) -> "NotificationQuerySet":
        """Leave out what its account wants to be told in the desk only."""
        elsewhere = NotificationChoice.objects.filter(
            account=models.OuterRef("account"), kind=models.OuterRef("kind")
        ).exclude(way=Way.MAIL)
        return self.exclude(models.Exists(elsewhere))

    def visible_to(self, account: Account) -> "NotificationQuerySet":
        """Keep what an account was told of stories that it may still know of."""
        mine = self.filter(account=account)
        if account.is_superuser:
            return mine
        return mine.filter(version__in=Version.objects.visible_to(account))

    def visible_to_their_accounts(self) -> "NotificationQuerySet":
        """Keep what each account may still know of, of all accounts at once."""
        cleared = Article.objects.filter(
            pk=models.OuterRef("version__article"),
            cleared_people=models.OuterRef("account"),
        )
        return self.filter(
            Q(version__article__is_restricted=False)
            | Q(account__is_superuser=True)
            | models.Exists(cleared)
        )


class Notification(models.Model):
    """One thing that happened to a version, for one account; without any words.

    Attributes:
        account: Who is told.
        by: Who did it; None for what time does.
        number: How many paragraphs or comments.
        made_at: When it happened, the last time before it was seen.
        mailed_at: When a mail counted it last.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="notifications",
        db_index=False,
        verbose_name=_("account"),
    )
    kind = models.CharField(
        _("what happened"), max_length=14, choices=NotificationKind.choices
    )
    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("version"),
    )
    by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        verbose_name=_("by"),
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    made_at = models.DateTimeField(_("moment"))
    seen_at = models.DateTimeField(_("seen"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ("-made_at", "-id")
        constraints = (
            # Its index answers the count in the header of every page, too.
            models.UniqueConstraint(
                fields=["account", "version", "kind"],
                condition=Q(seen_at=None),
                name="told_once_until_seen",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=NotificationKind.values),
                name="notification_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(by=models.F("account")),
                name="nobody_is_told_what_they_did",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="notification_counts_something"
            ),
        )
        indexes = (
            models.Index(fields=["account", "-made_at", "-id"], name="told_by_moment"),
            models.Index(
                fields=["seen_at"],
                condition=Q(seen_at__isnull=False),
                name="seen_by_moment",
            ),
            models.Index(
                fields=["account"],
                condition=Q(seen_at=None) & UNMAILED,
                name="told_but_not_mailed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} · {self.kind} · {self.version_id}"
