"""That a paragraph of a text is somebody else's, or ours in another's text."""

from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import RightsBasis, Version


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class BlockBasis(models.Model):
    """The rights basis of one paragraph where it is not that of the whole text.

    The id of the paragraph outlives every edit, and so does what is known of it.

    Attributes:
        block_id: The paragraph.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="block_bases",
        verbose_name=_("version"),
    )
    block_id = models.CharField(_("paragraph"), max_length=32)
    basis = models.CharField(
        _("rights basis"), max_length=10, choices=RightsBasis.choices
    )

    class Meta:
        verbose_name = _("rights basis of a paragraph")
        verbose_name_plural = _("rights bases of paragraphs")
        ordering = ("version", "pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["version", "block_id"], name="a_paragraph_has_one_basis"
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=RightsBasis.values),
                name="block_basis_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.block_id} · {self.basis}"
