"""The terms of a story that are not the house's: a licence, or another publisher's."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from people.models import Account
from rights.commons import Commons


class TermsKind(models.TextChoices):
    """Whose terms a story goes by."""

    HOUSE = "house", _("the house’s")
    FOREIGN = "foreign", _("those of another publisher")
    COMMONS = "commons", _("Creative Commons")


class ArticleTerms(models.Model):
    """By which terms a story goes from a moment on; the newest of a story counts.

    Append-only, held by triggers in the database: a file that went out names the
    terms whose words it carries. A story without any goes by the house's wording.
    """

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="terms",
        verbose_name=_("story"),
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("terms"), max_length=8, choices=TermsKind)
    licence = models.CharField(
        _("licence"),
        max_length=8,
        blank=True,
        choices=[(each.value, each.short_name) for each in Commons],
    )
    holder = models.CharField(_("rights holder"), max_length=200, blank=True)
    address = models.CharField(
        _("address to ask for permission"), max_length=300, blank=True
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    full_text = models.TextField(_("full text"), blank=True)
    short_text = models.CharField(_("short text"), max_length=200, blank=True)
    licensed_line = models.TextField(_("line before it on licensed copies"), blank=True)
    plain_words = models.TextField(_("what readers may freely do"), blank=True)
    set_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set"))

    class Meta:
        verbose_name = _("terms of a story")
        verbose_name_plural = _("terms of stories")
        ordering = ("article", "-number")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["article", "number"], name="terms_number_unique_per_story"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TermsKind.values), name="terms_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="commons", licence__in=[each.value for each in Commons]
                )
                | (~Q(kind="commons") & Q(licence="")),
                name="commons_terms_name_their_licence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.number}"
