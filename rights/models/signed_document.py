"""The signed paper of a permission, by its bytes."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from people.models import Account
from rights.models.grant import Grant


class SignedDocument(models.Model):
    """A scan of what both sides signed; the database lets nobody change it.

    The bytes lie beside the copies, never under a public path; a permission names the
    digest of its newest document.
    """

    grant = models.ForeignKey(
        Grant,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("permission"),
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    media_type = models.CharField(_("kind of file"), max_length=40)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    filed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("filed by"),
    )
    filed_at = models.DateTimeField(_("filed"), db_default=Now())

    class Meta:
        verbose_name = _("signed document")
        verbose_name_plural = _("signed documents")
        ordering = ("-filed_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="document_has_a_digest",
            ),
            models.UniqueConstraint(
                fields=["grant", "sha256"], name="document_filed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.media_type} · {self.sha256[:12]}"
