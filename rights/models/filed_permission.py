"""What holders allowed us in writing: a permission on file, by its document."""

from typing import ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Photo, Version
from people.models import Account
from rights.terms import Act


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class FiledPermission(models.Model):
    """The holder of a text, a paragraph or a photo lets us use it, and perhaps pass on.

    The database lets nobody change one; it ends, or is withdrawn.

    Attributes:
        block_id: The paragraph that it is about; empty for the whole text.
        acts: What partners may do; empty where it may not be passed on.
    """

    version = models.ForeignKey(
        Version,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="filed_permissions",
        verbose_name=_("version"),
    )
    block_id = models.CharField(_("paragraph"), max_length=32, blank=True)
    photo = models.ForeignKey(
        Photo,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="filed_permissions",
        verbose_name=_("photo"),
    )
    holder = models.CharField(_("who allowed it"), max_length=200)
    acts = ArrayField(
        models.CharField(max_length=20),
        default=list,
        blank=True,
        verbose_name=_("partners may"),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    media_type = models.CharField(_("kind of file"), max_length=40)
    filed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("filed by"),
    )
    filed_at = models.DateTimeField(_("filed"))
    withdrawn_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("permission on file")
        verbose_name_plural = _("permissions on file")
        ordering = ("-filed_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(version=None) ^ Q(photo=None),
                name="filed_permission_is_about_a_text_or_a_photo",
            ),
            models.CheckConstraint(
                condition=Q(block_id="") | Q(photo=None),
                name="photos_have_no_paragraphs",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="filed_permission_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(acts__contained_by=[act.value for act in Act]),
                name="filed_permission_is_in_known_words",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="filed_permission_has_a_document",
            ),
            models.CheckConstraint(
                condition=~Q(holder=""), name="filed_permission_names_its_holder"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="withdrawn_permission_says_when_and_who",
            ),
        )

    def __str__(self) -> str:
        return f"{self.holder} · {self.starts_at:%Y-%m-%d}"
