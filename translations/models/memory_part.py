"""A part of a file that is taken into the translation memory, as durable work."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from translations.models.memory_origin import MemoryOrigin
from worklist.models import WorkItem


class MemoryPart(WorkItem):
    """Some pairs of a file that wait until they are remembered.

    Attributes:
        origin: The file.
        languages: BCP 47 tags of source and translation.
        pairs: A list of [source, translation], plain; empty once they are remembered.
    """

    origin = models.ForeignKey(
        MemoryOrigin,
        on_delete=models.CASCADE,
        related_name="parts",
        verbose_name=_("file"),
    )
    languages = models.JSONField(default=list)
    pairs = models.JSONField(_("pairs"), default=list)

    class Meta(WorkItem.Meta):
        verbose_name = _("part of a memory that is taken in")
        verbose_name_plural = _("parts of memories that are taken in")
