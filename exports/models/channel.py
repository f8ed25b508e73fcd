"""How a partner is handed copies: by mail, on a feed, by a program."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Account
from rights.models import Licensee


class ChannelKind(models.TextChoices):
    """Ways on which copies reach a partner."""

    EMAIL = "email", _("e-mail with a link")
    FEED = "feed", _("feed at a secret address")
    WEBHOOK = "webhook", _("webhook, signed")

    @property
    def has_address(self) -> bool:
        """Whether the partner says where to; a feed is fetched from us."""
        return self is not ChannelKind.FEED


class Channel(models.Model):
    """One way to one partner; closed for good, never changed but for its secret.

    Attributes:
        secret_number: Counts up when the secret is renewed. Secrets are derived from
            it (`exports.channel_secrets`) and stored nowhere.
    """

    licensee = models.ForeignKey(
        Licensee,
        on_delete=models.PROTECT,
        related_name="channels",
        verbose_name=_("partner"),
    )
    kind = models.CharField(_("way"), max_length=10, choices=ChannelKind.choices)
    address = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("An e-mail address, or the https:// address of a webhook."),
    )
    secret_number = models.PositiveIntegerField(_("secret no."), default=1)
    opened_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("opened"))
    closed_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("closed by"),
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("way of delivery")
        verbose_name_plural = _("ways of delivery")
        ordering = ("licensee", "kind", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=ChannelKind.values), name="channel_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ChannelKind.FEED) ^ ~Q(address=""),
                name="channel_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_channel_names_who",
            ),
            models.UniqueConstraint(
                fields=["licensee", "kind", "address"],
                condition=Q(closed_at=None),
                name="one_open_channel_a_place",
            ),
        )

    def __str__(self) -> str:
        return f"{self.licensee} · {self.get_kind_display()}"
