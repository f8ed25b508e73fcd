"""Letters, by their bytes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from exports.models.case import Case
from people.models import Account
from rights.models import Grant, NoticeEdition


class SealedLetter(models.Model):
    """What is sent on paper: written, read back, kept.

    Append-only, held by triggers in the database (migrations 0006 and 0010).
    """

    notice_edition = models.ForeignKey(
        NoticeEdition,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("wording of the notice"),
    )
    number = models.CharField(_("number"), max_length=20)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    found: "models.JSONField[Any]" = models.JSONField(
        _("found when read back"),
        help_text=_("Fingerprints: of the bytes, and of the notice per language."),
    )
    issued_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued"), db_default=Now())

    class Meta:
        abstract = True
        ordering = ("-issued_at", "-pk")

    def __str__(self) -> str:
        return f"{self.number} · {self.sha256[:12]}"


class Letter(SealedLetter):
    """What a partner is sent to sign."""

    grant = models.ForeignKey(
        Grant,
        on_delete=models.PROTECT,
        related_name="letters",
        verbose_name=_("permission"),
    )

    class Meta(SealedLetter.Meta):
        abstract = False
        verbose_name = _("permission letter")
        verbose_name_plural = _("permission letters")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="letter_has_a_digest",
            ),
            models.UniqueConstraint(
                fields=["grant", "sha256"], name="letter_issued_once"
            ),
        )


class CaseLetter(SealedLetter):
    """What somebody is sent who published without permission."""

    case = models.ForeignKey(
        Case,
        on_delete=models.PROTECT,
        related_name="letters",
        verbose_name=_("copy without permission"),
    )

    class Meta(SealedLetter.Meta):
        abstract = False
        verbose_name = _("letter about a copy")
        verbose_name_plural = _("letters about copies")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="case_letter_has_a_digest",
            ),
            models.UniqueConstraint(
                fields=["case", "sha256"], name="case_letter_issued_once"
            ),
        )
