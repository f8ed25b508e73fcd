"""A permission letter, by its bytes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from people.models import Account
from rights.models import Grant, NoticeEdition


class Letter(models.Model):
    """What a partner is sent to sign: written, read back, kept.

    Append-only, held by a trigger in the database (migration 0006).
    """

    grant = models.ForeignKey(
        Grant,
        on_delete=models.PROTECT,
        related_name="letters",
        verbose_name=_("permission"),
    )
    notice_edition = models.ForeignKey(
        NoticeEdition,
        on_delete=models.PROTECT,
        related_name="letters",
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
        verbose_name = _("permission letter")
        verbose_name_plural = _("permission letters")
        ordering = ("-issued_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="letter_has_a_digest",
            ),
            models.UniqueConstraint(
                fields=["grant", "sha256"], name="letter_issued_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} · {self.sha256[:12]}"
