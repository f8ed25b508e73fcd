"""The text being written: one row a block."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version
from articles.text.blocks import Block, BlockKind


class WorkingBlock(models.Model):
    """A block of a version's working copy.

    `number` grows with every change of this block, so that two writers who
    touch different blocks never meet and two who touch the same one do.
    """

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="working_blocks"
    )
    block_id = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=12, choices=[(kind.value, kind.value) for kind in BlockKind]
    )
    html = models.TextField()
    number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("block of the working copy")
        verbose_name_plural = _("blocks of the working copy")
        ordering = ("version", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "block_id"], name="block_id_unique_in_working_copy"
            ),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="block_position_unique_in_working_copy",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.block_id}"

    @property
    def block(self) -> Block:
        """What it says, as a plain value."""
        return Block(id=self.block_id, kind=BlockKind(self.kind), html=self.html)
