"""Where a published version stands among those of its section."""

from django.db import models

from articles.models import Section, Version


class ShelfLine(models.Model):
    """A published version by section and language, written by the database alone.

    A section is a fact of the story and a language one of its version: no index of
    either finds the newest of both, and whoever looks for them in a large archive
    reads it from one end to the other. Who asks still asks what is public.

    Attributes:
        version: What is published; its hour may be still to come.
        section: Of the story.
        language: Of the version.
        published_at: Of the version.
    """

    version = models.OneToOneField(
        Version,
        on_delete=models.DO_NOTHING,
        related_name="shelf_line",
        primary_key=True,
        # The row goes with its version: a trigger sees to it.
        db_constraint=False,
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    language = models.CharField(max_length=35)
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "versions of sections"
        indexes = (
            models.Index(
                fields=["section", "language", "-published_at", "-version"],
                name="shelf_by_section_and_day",
            ),
        )

    def __str__(self) -> str:
        return str(self.version_id)
