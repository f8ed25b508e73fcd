"""What a machine gave for a paragraph of a translation, and who asked for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account


class MachineDraft(models.Model):
    """One paragraph that a machine gave: its fingerprint, never its text.

    A row stays however units are joined, parted or linked anew. A paragraph of the
    translation that still has one of these fingerprints was edited by nobody; one that
    has the id of one of these began as a machine's.

    Attributes:
        version: The translation.
        block_id: The paragraph into which it was put; empty where it was only shown
            beside what a person had written.
        key: Fingerprint of the paragraph as it was given.
        source_key: Fingerprint of the source that was sent.
        service: Which back-end, as in `translations.suggest.BACKENDS`.
        model: Which of its models; may be empty.
        is_plain: The machine lost markup of the source.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="machine_drafts",
        verbose_name=_("version"),
    )
    block_id = models.CharField(_("paragraph"), max_length=32, blank=True)
    key = models.CharField(max_length=64)
    source_key = models.CharField(max_length=64)
    service = models.CharField(_("service"), max_length=32)
    model = models.CharField(_("model"), max_length=100, blank=True)
    is_plain = models.BooleanField(_("markup was lost"), default=False)
    asked_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    given_at = models.DateTimeField(_("moment"))

    class Meta:
        verbose_name = _("machine draft")
        verbose_name_plural = _("machine drafts")
        ordering = ("version", "given_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(source_key="") & ~Q(service=""),
                name="a_machine_draft_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.block_id} · {self.service}"
