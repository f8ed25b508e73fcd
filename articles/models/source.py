"""What a translation was made from."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Revision
from articles.models.version import Version


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Source(models.Model):
    """One source of a translation: a revision we hold, or an original we do not.

    That `source_revision` belongs to `source_version` is held by a foreign key
    over both columns, written in a migration.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.CASCADE,
        related_name="sources",
        verbose_name=_("translation"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    source_version = models.ForeignKey(
        Version,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="translations",
        verbose_name=_("source"),
    )
    source_revision = models.ForeignKey(
        Revision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="translated_as",
        verbose_name=_("revision translated"),
    )
    outlet_name = models.CharField(
        _("outlet of an original not held"), max_length=200, blank=True
    )
    language = models.CharField(_("its language"), max_length=35, blank=True)
    title = models.CharField(_("its title"), max_length=500, blank=True)
    url = models.URLField(_("its address"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("source of a translation")
        verbose_name_plural = _("sources of a translation")
        ordering = ("version", "position")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(
                    source_version__isnull=False,
                    source_revision__isnull=False,
                    outlet_name="",
                    language="",
                    title="",
                    url="",
                )
                | (
                    models.Q(source_version=None, source_revision=None)
                    & ~models.Q(outlet_name="")
                    & ~models.Q(language="")
                ),
                name="source_is_held_or_named",
            ),
            models.CheckConstraint(
                condition=models.Q(source_version=None)
                | ~models.Q(source_version=models.F("version")),
                name="version_is_never_its_own_source",
            ),
            models.UniqueConstraint(
                fields=["version", "source_version"], name="one_link_per_source_version"
            ),
        )

    def __str__(self) -> str:
        return self.outlet_name or f"№ {self.source_version_id}"
