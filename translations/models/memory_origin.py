"""Where texts of the translation memory come from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Revision, Version
from people.models import Account


class MemoryOriginQuerySet(models.QuerySet["MemoryOrigin"]):
    """Origins, and those that may be read from."""

    def readable(self) -> "MemoryOriginQuerySet":
        """Keep what everybody in the newsroom may read at this moment.

        Of a translation that is both sides as readers have them: neither what was
        hidden, restricted or taken down, nor the words of a former release.
        """
        public = Version.objects.public().values("pk")
        return self.filter(
            Q(version=None)
            | Q(
                version__in=public,
                source_version__in=public,
                revision=F("version__released_revision"),
                source_revision=F("source_version__released_revision"),
            )
        )


class MemoryOrigin(models.Model):
    """A published translation beside its source, or a file from outside.

    Attributes:
        version: The translation; None for a file from outside.
        source_version: What it was made from.
        revision: Its text as it was remembered.
        source_revision: That of the source.
        name: What a file from outside is called; empty for a translation.
        added_by: Who took the file in; None for a translation.
    """

    version = models.ForeignKey(
        Version, null=True, on_delete=models.CASCADE, related_name="+"
    )
    source_version = models.ForeignKey(
        Version, null=True, on_delete=models.CASCADE, related_name="+"
    )
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.CASCADE, related_name="+"
    )
    source_revision = models.ForeignKey(
        Revision, null=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    added_by = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("by"),
    )
    added_at = models.DateTimeField(_("moment"))

    objects: ClassVar[MemoryOriginQuerySet] = MemoryOriginQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("origin of remembered translations")
        verbose_name_plural = _("origins of remembered translations")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["version", "source_version"],
                name="a_pair_is_remembered_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    version__isnull=False,
                    source_version__isnull=False,
                    revision__isnull=False,
                    source_revision__isnull=False,
                    name="",
                    added_by=None,
                )
                | Q(
                    ~Q(name=""),
                    version=None,
                    source_version=None,
                    revision=None,
                    source_revision=None,
                ),
                name="memory_comes_from_a_pair_or_a_file",
            ),
        )

    def __str__(self) -> str:
        return self.name or f"{self.source_version_id} → {self.version_id}"

    @property
    def is_outside(self) -> bool:
        """Whether it is a file that nobody here published."""
        return self.version_id is None
