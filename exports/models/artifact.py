"""A verified copy, by its bytes."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from articles.models import Revision, Version
from rights.models import ArticleTerms, Licensee, NoticeEdition


class ArtifactState(models.TextChoices):
    """How far a copy has come; the database lets it only forward."""

    BUILT = "built", _("built")
    VERIFIED = "verified", _("verified")
    RELEASED = "released", _("released")
    RECALLED = "recalled", _("recalled")


class ArtifactQuerySet(models.QuerySet["Artifact"]):
    """Files, and those that hold a text."""

    def telling(self, versions: Iterable[Any]) -> "ArtifactQuerySet":
        """Keep those that hold a text of some versions, beside another or alone.

        Args:
            versions: Versions or their keys.
        """
        wanted = list(versions)
        return self.filter(
            models.Q(version__in=wanted) | models.Q(source_revision__version__in=wanted)
        )

    def outdated(self) -> "ArtifactQuerySet":
        """Keep those that hold another text than readers have."""
        fits = models.Q(revision=models.F("version__released_revision"))
        beside = models.Q(source_revision=None) | models.Q(
            source_revision=models.F("source_revision__version__released_revision")
        )
        return self.exclude(fits & beside)

    def kept(self, new: "Artifact") -> "Artifact":
        """Store a file, or find and lock the one that holds the same for the same.

        What was recalled stays so; the same bytes, allowed again, are a new file.

        Args:
            new: Not stored yet; gets its key if there was none.
        """
        fields = [
            each for each in self.model._meta.concrete_fields if each.name != "id"
        ]
        values = [
            each.get_db_prep_save(each.pre_save(new, add=True), connection)
            for each in fields
        ]
        with connection.cursor() as cursor:
            # One statement, where looking first takes four; whoever does the same at
            # the same time is waited for.
            cursor.execute(
                f"""
                INSERT INTO {self.model._meta.db_table}
                ({", ".join(str(each.column) for each in fields)})
                VALUES ({", ".join(["%s"] * len(fields))})
                ON CONFLICT DO NOTHING RETURNING id
                """,  # noqa: S608 - names of our own model
                values,
            )
            stored = cursor.fetchone()
        if stored is not None:
            (new.pk,) = stored
            new._state.adding = False
            return new
        same = self.exclude(state=ArtifactState.RECALLED).select_for_update()
        return same.get(
            revision=new.revision,
            licensee=new.licensee,
            format=new.format,
            sha256=new.sha256,
        )

    def free(
        self, built: "Artifact", *, found: Mapping[str, Any], by: str, at: datetime
    ) -> None:
        """Note what was read in the bytes of a file, and let them leave.

        Args:
            built: Stored, and not verified yet.
            found: The digest of its bytes, and of the notice in each language.
            by: Which reader.
            at: Timezone-aware.
        """
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            # The database lets it only forward, one step after the other.
            cursor.execute(
                f"""
                UPDATE {table} SET state = %s, found = %s, verified_by = %s,
                    verified_at = %s WHERE id = %s;
                UPDATE {table} SET state = %s WHERE id = %s
                """,  # noqa: S608 - the table is our own model's
                [
                    *(ArtifactState.VERIFIED, json.dumps(found), by, at, built.pk),
                    *(ArtifactState.RELEASED, built.pk),
                ],
            )
        built.found, built.verified_by, built.verified_at = dict(found), by, at
        built.state = ArtifactState.RELEASED


class Artifact(models.Model):
    """Bytes that were written, read back and found to carry everything they must.

    Triggers in the database hold that an artifact starts as built, that what it
    is never changes, and that it is verified only with the fingerprints of every
    text of its notice edition and of its own bytes (migration 0002).

    Attributes:
        source_revision: Of a bilingual copy, the text of the original beside it; its
            version and revision are the translation's.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="artifacts",
        verbose_name=_("version"),
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", verbose_name=_("revision")
    )
    source_revision = models.ForeignKey(
        Revision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("text of the original beside it"),
    )
    licensee = models.ForeignKey(
        Licensee,
        on_delete=models.PROTECT,
        related_name="artifacts",
        verbose_name=_("partner"),
    )
    notice_edition = models.ForeignKey(
        NoticeEdition,
        on_delete=models.PROTECT,
        related_name="artifacts",
        verbose_name=_("wording of the notice"),
    )
    article_terms = models.ForeignKey(
        ArticleTerms,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="artifacts",
        verbose_name=_("terms of the story"),
        help_text=_("Empty: those of the house."),
    )
    format = models.CharField(_("format"), max_length=20)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ArtifactState.choices,
        default=ArtifactState.BUILT,
    )
    found = models.JSONField(
        _("found when read back"),
        default=dict,
        help_text=_("Fingerprints: of the bytes, and of the notice per language."),
    )
    verified_by = models.CharField(_("verified by"), max_length=60, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True, blank=True)

    objects: ClassVar[ArtifactQuerySet] = ArtifactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["revision", "licensee", "format", "sha256"],
                condition=~models.Q(state="recalled"),
                name="one_artifact_per_content",
            ),
            models.CheckConstraint(
                condition=~models.Q(source_revision=models.F("revision")),
                name="no_text_stands_beside_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="artifact_has_a_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=ArtifactState.values),
                name="artifact_state_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.format} · {self.sha256[:12]}"
