"""Credits that the work itself suggests, for the one concerned to answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.credit import CreditRole
from articles.models.version import Version
from people.models import Account


class CreditAnswer(models.TextChoices):
    """What the one concerned wants to be printed."""

    NAMED = "named", _("my name")
    DESK = "desk", _("the desk")
    NOTHING = "nothing", _("nothing")


class CreditProposal(models.Model):
    """An account did work on a version that earns a credit."""

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="credit_proposals",
        verbose_name=_("version"),
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=22, choices=CreditRole.choices)
    share = models.PositiveSmallIntegerField(
        _("share"), help_text=_("Percent of the paragraphs that it touched.")
    )
    made_at = models.DateTimeField(_("made"))
    answer = models.CharField(
        _("answer"), max_length=8, choices=CreditAnswer.choices, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed credit")
        verbose_name_plural = _("proposed credits")
        ordering = ("version", "-share", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "account", "role"], name="one_proposal_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(share__lte=100), name="share_is_a_percentage"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.role}"
