"""The words of a background paragraph, edition by edition."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.background import Background
from people.models import Account


class BackgroundEdition(models.Model):
    """The words of a background paragraph in a language; they never change.

    Attributes:
        number: In its language, from 1; the highest is the one that is offered.
        text: One paragraph, plain.
    """

    background = models.ForeignKey(
        Background,
        on_delete=models.PROTECT,
        related_name="editions",
        verbose_name=_("background paragraph"),
    )
    language = models.CharField(_("language"), max_length=35)
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    made_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("wording of a background paragraph")
        verbose_name_plural = _("wordings of background paragraphs")
        ordering = ("background", "language", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["background", "language", "number"],
                name="one_background_edition_per_number",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & Q(number__gt=0),
                name="a_background_edition_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.background} · {self.language} · {self.number}"
