"""A human voice reading a version."""

import uuid

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.version import Version


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Recording(models.Model):
    """The sound of a version; its voice is credited like any other role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(
        Version,
        on_delete=models.PROTECT,
        related_name="recording",
        verbose_name=_("version"),
    )
    sound = models.FileField(
        _("sound file"),
        upload_to="recordings",
        help_text=_("Small, for every telephone; made of the sound alone."),
    )
    size = models.PositiveBigIntegerField(_("size, bytes"))
    sha256 = models.CharField(max_length=64, editable=False)
    master = models.FileField(
        _("master file"),
        upload_to="recordings",
        help_text=_("Lossless; nothing that the device wrote into it is kept."),
    )
    master_size = models.PositiveBigIntegerField(_("size of the master, bytes"))
    master_sha256 = models.CharField(max_length=64, editable=False)
    seconds = models.PositiveIntegerField(_("length, seconds"))
    stored_at = models.DateTimeField(_("stored"))

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(seconds__gt=0, size__gt=0, master_size__gt=0),
                name="recording_has_something_to_hear",
            ),
            models.CheckConstraint(
                condition=~models.Q(sound="") & ~models.Q(master=""),
                name="recording_has_both_files",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} · {self.seconds} s"
