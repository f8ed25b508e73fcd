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
    sound = models.FileField(_("sound file"), upload_to="recordings")
    seconds = models.PositiveIntegerField(_("length, seconds"))
    size = models.PositiveBigIntegerField(_("size, bytes"))

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def __str__(self) -> str:
        return f"{self.version_id} · {self.seconds} s"
