"""That one copy takes the place of another."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exports.models.artifact import Artifact
from exports.models.recall import Recall


class Replacement(models.Model):
    """A former copy and the one to use instead, both sent to the same partner."""

    recall = models.ForeignKey(
        Recall,
        on_delete=models.PROTECT,
        related_name="replacements",
        verbose_name=_("notice to partners"),
    )
    former = models.ForeignKey(
        Artifact,
        on_delete=models.PROTECT,
        related_name="replaced_in",
        verbose_name=_("former copy"),
    )
    instead = models.ForeignKey(
        Artifact,
        on_delete=models.PROTECT,
        related_name="replaces_in",
        verbose_name=_("copy to use instead"),
    )

    class Meta:
        verbose_name = _("replaced copy")
        verbose_name_plural = _("replaced copies")
        ordering = ("pk",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["recall", "former"], name="one_replacement_a_copy"
            ),
            models.CheckConstraint(
                condition=~Q(former=F("instead")), name="no_copy_replaces_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.former_id} · {self.instead_id}"
