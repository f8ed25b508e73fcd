"""What we posted ourselves on other platforms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account


class Platform(models.TextChoices):
    """Where a post is."""

    TELEGRAM = "telegram", "Telegram"
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    OTHER = "other", _("elsewhere")


class OwnPost(models.Model):
    """A post of ours about a version, by its address: every recall lists it."""

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="own_posts",
        verbose_name=_("version"),
    )
    platform = models.CharField(_("platform"), max_length=10, choices=Platform)
    url = models.URLField(_("address"), max_length=500, unique=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        verbose_name = _("own post")
        verbose_name_plural = _("own posts")
        ordering = ("-recorded_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_platform_display()} · {self.recorded_at:%Y-%m-%d}"
