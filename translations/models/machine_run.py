"""A whole story that somebody has a machine draft, and its paragraphs as work."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from worklist.models import WorkItem


class MachineRun(models.Model):
    """Somebody wants every paragraph drafted that nobody has translated yet.

    Attributes:
        version: The translation.
        service: Which back-end, as in `translations.suggest.BACKENDS`.
        model: Which of its models; may be empty.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="machine_runs",
        verbose_name=_("version"),
    )
    service = models.CharField(_("service"), max_length=32)
    model = models.CharField(_("model"), max_length=100, blank=True)
    ordered_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    ordered_at = models.DateTimeField(_("moment"))

    class Meta:
        verbose_name = _("machine translation of a story")
        verbose_name_plural = _("machine translations of stories")
        ordering = ("-ordered_at", "-pk")

    def __str__(self) -> str:
        return f"{self.version_id} · {self.ordered_at:%Y-%m-%d %H:%M}"


class MachineItem(WorkItem):
    """One paragraph, or some that belong together, to be drafted.

    Attributes:
        source_ids: Paragraphs of the source, by which their unit is found again.
        source_key: Fingerprint of what the asker had before them; nothing else is
            sent.
    """

    run = models.ForeignKey(
        MachineRun,
        on_delete=models.CASCADE,
        related_name="items",
        verbose_name=_("machine translation of a story"),
    )
    source_version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="+"
    )
    source_ids = ArrayField(models.CharField(max_length=32))
    source_key = models.CharField(max_length=64)

    class Meta(WorkItem.Meta):
        verbose_name = _("paragraph for the machine")
        verbose_name_plural = _("paragraphs for the machine")
        constraints = (
            *WorkItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["run", "source_version", "source_ids"],
                name="a_paragraph_is_drafted_once_in_a_run",
            ),
        )

    def __str__(self) -> str:
        return f"{self.run_id} · {self.pk}"
