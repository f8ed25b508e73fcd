"""A photo, and what is known of its rights."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Account


class PhotoOwnership(models.TextChoices):
    """Whose photo it is: decides whether it may ever leave the house."""

    OWN = "own", _("our own")
    AGENCY = "agency", _("from an agency")
    THIRD_PARTY = "third_party", _("somebody else’s")


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Photos, and who may know of them."""

    def visible_to(self, account: Account) -> "PhotoQuerySet":
        """Leave out photos that only lead stories hidden from an account."""
        if account.is_superuser:
            return self
        return self.filter(
            models.Q(leads=None)
            | models.Q(leads__is_restricted=False)
            | models.Q(leads__cleared_people=account)
        ).distinct()


class Photo(models.Model):
    """A picture with its credit; captions belong to each version's text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ownership = models.CharField(
        _("whose"), max_length=12, choices=PhotoOwnership.choices
    )
    image = models.ImageField(
        _("image"),
        upload_to="photos",
        width_field="width",
        height_field="height",
        help_text=_(
            "Stored re-encoded: nothing that the camera wrote into it is kept."
        ),
    )
    width = models.PositiveIntegerField(_("width, pixels"), editable=False)
    height = models.PositiveIntegerField(_("height, pixels"), editable=False)
    is_illustration = models.BooleanField(_("drawn, not photographed"), default=False)
    credit = models.CharField(_("credit"), max_length=200)
    description = models.CharField(
        _("description"),
        max_length=500,
        help_text=_("Says what is to be seen to somebody who cannot see it."),
    )
    post_url = models.URLField(_("address of the post"), max_length=2000, blank=True)
    post_owner = models.CharField(_("owner of the post"), max_length=200, blank=True)
    fetched_date = models.DateField(_("day it was fetched"), null=True, blank=True)
    capture = models.FileField(
        _("capture of the post"), upload_to="captures", blank=True
    )
    asked_whom = models.CharField(_("whom we asked"), max_length=200, blank=True)
    answer = models.TextField(_("their answer"), blank=True)

    objects: ClassVar[PhotoQuerySet] = PhotoQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(ownership=PhotoOwnership.THIRD_PARTY)
                | ~models.Q(post_owner=""),
                name="third_party_photo_names_its_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(ownership__in=PhotoOwnership.values),
                name="photo_ownership_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credit} · {self.id}"
