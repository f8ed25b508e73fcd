"""A photo, and what is known of its rights."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.outlet import Outlet
from people.models import Account

CHANGE_SHOWN = "articles.change_shown_photo"


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

    def rights_missing(self) -> "PhotoQuerySet":
        """Keep those of which it is not known enough to be shown."""
        someone = models.Q(ownership=PhotoOwnership.THIRD_PARTY)
        unasked = models.Q(fetched_date=None) | models.Q(asked_whom="")
        return self.filter(someone & unasked)

    def due(self) -> "PhotoQuerySet":
        """Keep those whose files no longer say what the newsroom knows."""
        return self.filter(is_due=True)


class Photo(models.Model):
    """A picture with its credit; captions belong to each version's text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ownership = models.CharField(
        _("whose"), max_length=12, choices=PhotoOwnership.choices
    )
    stays_home = models.BooleanField(
        _("stays home"),
        default=False,
        help_text=_(
            "It goes along in no copy. Otherwise our own photo leaves with its story, "
            "and somebody else’s only with their permission on file."
        ),
    )
    outlet = models.ForeignKey(
        Outlet,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="photos",
        verbose_name=_("outlet"),
        help_text=_(
            "Its rights notice stands in the files. Empty: the outlet of the first "
            "story that shows the photo."
        ),
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
    # SHA-256 of the stored file without its words.
    pixels = models.CharField(max_length=64, editable=False)
    # Made of pixels and words; the folder of the files.
    edition = models.CharField(max_length=24, editable=False)
    is_due = models.BooleanField(
        default=False,
        editable=False,
        help_text=_("The files are written anew within a minute."),
    )
    changed_at = models.DateTimeField(
        _("picture changed"), null=True, blank=True, editable=False
    )
    blurred_at = models.DateTimeField(
        _("blurred"), null=True, blank=True, editable=False
    )
    blurred_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("blurred by"),
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
        _("capture of the post"), upload_to="captures", blank=True, editable=False
    )
    asked_whom = models.CharField(_("whom we asked"), max_length=200, blank=True)
    answer = models.TextField(_("their answer"), blank=True)

    objects: ClassVar[PhotoQuerySet] = PhotoQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ("-id",)
        permissions = (
            ("change_shown_photo", _("Can change photos in released stories")),
        )
        indexes = (
            models.Index(
                fields=["id"],
                condition=models.Q(is_due=True),
                name="photos_to_write_anew",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(ownership=PhotoOwnership.THIRD_PARTY)
                | ~models.Q(post_owner=""),
                name="third_party_photo_names_its_owner",
                violation_error_message=_(
                    "Name the owner of the post: the photo is somebody else’s."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(ownership__in=PhotoOwnership.values),
                name="photo_ownership_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") | ~models.Q(asked_whom=""),
                name="photo_answer_is_somebodys",
                violation_error_message=_(
                    "Say whom we asked, where there is an answer."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(blurred_at=None, blurred_by=None)
                | models.Q(blurred_at__isnull=False, blurred_by__isnull=False),
                name="photo_blurring_says_when_and_who",
            ),
            models.CheckConstraint(
                condition=models.Q(pixels__regex=r"^[0-9a-f]{64}$")
                & models.Q(edition__regex=r"^[0-9a-f]{24}$"),
                name="photo_edition_is_a_digest",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credit} · {self.id}"
