"""A page that published our text without permission, and what became of it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from exports.cases import CLOSED_STATES
from exports.models.artifact import Artifact
from people.models import Account
from rights.models import Grant


class Lack(models.TextChoices):
    """What a copy without permission does not have, or has."""

    NOTICE = "notice", _("no rights notice")
    CREDIT = "credit", _("no credits")
    LINK = "link", _("no link to the original")
    WORDS = "words", _("changed words")


class CopySource(models.TextChoices):
    """Where a text was taken from, as far as one can tell."""

    UNKNOWN = "unknown", _("not known yet")
    CODE = "code", _("a copy of ours, by its code")
    HAND = "hand", _("a copy of ours, recognised by hand")
    PAGE = "page", _("no copy: our public page")


class CaseState(models.TextChoices):
    """How far a case has come."""

    NOTED = "noted", _("noted")
    SENT = "sent", _("letter sent")
    ANSWERED = "answered", _("answered")
    SETTLED = "settled", _("settled")
    LICENSED = "licensed", _("licensed afterwards")
    GIVEN_UP = "given_up", _("given up")


class Case(models.Model):
    """One page, one text of ours.

    Never removed: triggers hold that (migration 0010). Whom to write to and what was
    noted with the steps is forgotten some time after it was closed.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("version"),
    )
    url = models.URLField(_("address of the page"), max_length=500)
    publisher = models.CharField(
        _("who published it"),
        max_length=200,
        help_text=_("As the page calls itself."),
    )
    contact = models.CharField(
        _("where to write to"),
        max_length=254,
        blank=True,
        help_text=_("As they say it in public. Forgotten after the case is closed."),
    )
    lacks: "ArrayField[list[str], list[str]]" = ArrayField(
        models.CharField(max_length=10), default=list, verbose_name=_("what is missing")
    )
    source = models.CharField(
        _("taken from"),
        max_length=10,
        choices=CopySource,
        default=CopySource.UNKNOWN,
    )
    artifact = models.ForeignKey(
        Artifact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("file"),
    )
    grant = models.ForeignKey(
        Grant,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
        verbose_name=_("permission"),
        help_text=_("That was given afterwards."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CaseState, default=CaseState.NOTED
    )
    noted_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("noted by"),
    )
    noted_at = models.DateTimeField(_("noted"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("copy without permission")
        verbose_name_plural = _("copies without permission")
        ordering = ("-noted_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values), name="case_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["unknown", "page"]) ^ Q(artifact__isnull=False),
                name="case_of_a_copy_names_it",
            ),
            models.CheckConstraint(
                condition=Q(state="licensed") ^ Q(grant=None),
                name="licensed_case_has_its_permission",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED_STATES) ^ Q(closed_at=None),
                name="closed_case_says_when",
            ),
        )

    def __str__(self) -> str:
        return f"{self.noted_at:%Y}/{self.pk}"


class Capture(models.Model):
    """What the page looked like: a file as it was uploaded, or its saved text.

    Never changed (migration 0010); its bytes go some time after the case was closed.
    """

    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        related_name="captures",
        verbose_name=_("copy without permission"),
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    media_type = models.CharField(_("kind"), max_length=30)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    captured_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("saved by"),
    )
    captured_at = models.DateTimeField(_("saved"))
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        ordering = ("pk",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="capture_has_a_digest",
            ),
            models.UniqueConstraint(
                fields=["case", "sha256"], name="capture_kept_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.captured_at:%Y-%m-%d} · {self.sha256[:12]}"


class CaseStep(models.Model):
    """That a case went on, by whom and when; only its words may go (migration 0010)."""

    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        related_name="steps",
        verbose_name=_("copy without permission"),
    )
    state = models.CharField(_("state"), max_length=10, choices=CaseState)
    words = models.TextField(_("what happened"), max_length=2_000, blank=True)
    taken_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    taken_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.case_id} · {self.get_state_display()}"
