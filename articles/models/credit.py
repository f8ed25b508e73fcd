"""Who did what on a version."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version
from people.models import Contributor


class CreditRole(models.TextChoices):
    """What a credited contributor did, in the order in which it is printed."""

    AUTHOR = "author", _("author")
    REPORTER = "reporter", _("reporter")
    ADDITIONAL_REPORTING = "additional_reporting", _("additional reporting")
    TRANSLATOR = "translator", _("translator")
    EDITOR = "editor", _("editor")
    COPY_EDITOR = "copy_editor", _("copy editor")
    FACT_CHECKER = "fact_checker", _("fact checker")
    PHOTOGRAPHER = "photographer", _("photographer")
    VOICE = "voice", _("voice")


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Credit(models.Model):
    """A contributor in a role on a version."""

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="credits",
        verbose_name=_("version"),
    )
    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.PROTECT,
        related_name="credits",
        verbose_name=_("contributor"),
    )
    role = models.CharField(_("role"), max_length=22, choices=CreditRole.choices)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_displayed = models.BooleanField(
        _("printed"), default=True, help_text=_("Off: kept for the record, not shown.")
    )

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ("version", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "contributor", "role"], name="one_credit_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=CreditRole.values),
                name="credit_role_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.contributor} · {self.role}"
