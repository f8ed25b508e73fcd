"""A saved text that never changes."""

import pgtrigger
from django.db import models
from django.db.models.functions import MD5, Cast
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version
from people.models import Account


class RevisionOccasion(models.TextChoices):
    """Why a revision was made."""

    SAVED = "saved", _("saved")
    SITTING = "sitting", _("end of a sitting")
    STEP = "step", _("step of the workflow")
    RESTORED = "restored", _("restored")
    PUBLISHED = "published", _("published")
    CORRECTED = "corrected", _("corrected")


class Revision(models.Model):
    """All blocks of a version at one moment; immutable, until retention empties it.

    Attributes:
        mark: Another one for another text.
        standfirst: The block of that name; None where the text has none.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="revisions",
        verbose_name=_("version"),
    )
    number = models.PositiveIntegerField(_("number"))
    blocks = models.JSONField(
        _("blocks"), help_text=_("A list of {id, kind, html}, in reading order.")
    )
    occasion = models.CharField(
        _("occasion"), max_length=10, choices=RevisionOccasion.choices
    )
    is_minor = models.BooleanField(
        _("minor"),
        default=False,
        help_text=_("Changes nothing that a translation says."),
    )
    made_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"))
    erased_at = models.DateTimeField(
        _("erased"),
        null=True,
        editable=False,
        help_text=_("When its text was forgotten; that there was one stays."),
    )

    # Written by the database with the text, whoever changes it: pages ask for these
    # and not for the whole of it.
    mark = models.GeneratedField(
        expression=MD5(Cast("blocks", models.TextField())),
        output_field=models.CharField(max_length=32),
        db_persist=True,
    )
    standfirst = models.GeneratedField(
        expression=models.Func(
            "blocks",
            models.Value('$[*] ? (@.id == "standfirst")'),
            function="jsonb_path_query_first",
        ),
        output_field=models.JSONField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ("version", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "number"], name="revision_number_unique_in_version"
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(blocks=[]),
                name="an_erased_revision_has_no_text",
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="revisions_never_change",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.number}"
