"""The telling of a story in one language, and what readers may see of it."""

from datetime import datetime
from typing import ClassVar

import pghistory
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from people.models import Account


class Status(models.TextChoices):
    """Where a version stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_EDIT = "in_edit", _("in edit")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Origin(models.TextChoices):
    """How a version came to be."""

    ORIGINAL = "original", _("original")
    TRANSLATION = "translation", _("translation")
    COUNTERPART = "counterpart", _("separately reported")


class RightsBasis(models.TextChoices):
    """Why the newsroom may use the text."""

    STAFF = "staff", _("written by staff")
    ASSIGNED = "assigned", _("rights assigned to us")
    FIRST_USE = "first_use", _("first use only")
    PARTNER = "partner", _("from a partner")
    AGENCY = "agency", _("from an agency")
    OFFICIAL = "official", _("official text")
    UNKNOWN = "unknown", _("unknown")


WAITING_FOR_A_READER = models.Q(status__in=(Status.SUBMITTED, Status.IN_EDIT)) | (
    models.Q(status=Status.PUBLISHED)
    & ~models.Q(current_revision=models.F("released_revision"))
    & (
        models.Q(approved_revision=None)
        | ~models.Q(current_revision=models.F("approved_revision"))
    )
)
"""A text lies with the editors, or was changed after it went out; unread either way."""
STILL_DUE = models.Q(due_at__isnull=False) & ~models.Q(
    status__in=(Status.PUBLISHED, Status.WITHDRAWN)
)
"""There is a deadline, and something is left to do until it."""


def is_public(path: str = "", at: datetime | None = None) -> models.Q:
    """Build the condition that readers may see a version.

    No job flips anything: the clock of the database decides at each read, so that an
    embargo ends to the second with no worker running.

    Args:
        path: Leads to the version, with its `__`; empty for the row itself.
        at: Timezone-aware moment to ask about; None for the database's statement time.
            Only tests and previews pass one.
    """
    moment = Now() if at is None else at
    facts = {
        "status": Status.PUBLISHED,
        "published_at__lte": moment,
        "article__is_restricted": False,
        "article__is_hidden": False,
    }
    embargo = f"{path}article__embargoed_until"
    return models.Q(
        models.Q(**{embargo: None}) | models.Q(**{f"{embargo}__lte": moment}),
        **{f"{path}{name}": value for name, value in facts.items()},
    )


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions, and the only door to readers."""

    def public(self, at: datetime | None = None) -> "VersionQuerySet":
        """Keep what readers may see: the only door to them.

        Args:
            at: As of `is_public`.
        """
        return self.filter(is_public(at=at))

    def still_due(self) -> "VersionQuerySet":
        """Keep those with a deadline that are neither out nor withdrawn."""
        return self.filter(STILL_DUE)

    def visible_to(self, account: Account) -> "VersionQuerySet":
        """Leave out versions of restricted stories that an account is not named for."""
        return self.filter(article__in=Article.objects.visible_to(account))


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Version(models.Model):
    """One language of a story."""

    article = models.ForeignKey(
        Article,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("article"),
    )
    language = models.CharField(_("language"), max_length=35)
    origin = models.CharField(_("origin"), max_length=12, choices=Origin.choices)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    slug = models.CharField(_("slug"), max_length=120, blank=True)
    headline = models.TextField(
        _("headline"),
        blank=True,
        help_text=_("As released; drafts keep theirs in the text."),
    )
    owner = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("in the hands of"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    rights_basis = models.CharField(
        _("rights basis"),
        max_length=10,
        choices=RightsBasis.choices,
        default=RightsBasis.UNKNOWN,
    )
    current_revision = models.ForeignKey(
        "articles.Revision",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("newest revision"),
    )
    approved_revision = models.ForeignKey(
        "articles.Revision",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved revision"),
    )
    released_revision = models.ForeignKey(
        "articles.Revision",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("released revision"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    released_at = models.DateTimeField(_("last released"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    objects: ClassVar[VersionQuerySet] = VersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("-published_at", "-id")
        permissions = (
            ("write_version", "Can write and save a version"),
            ("edit_version", "Can edit, return and hand over a submitted version"),
            ("approve_version", "Can approve what somebody else wrote"),
            ("publish_version", "Can publish a version"),
            ("hide_version", "Can hide a story at once"),
            ("correct_version", "Can publish a correction"),
            ("take_down_version", "Can take a story down"),
            ("switch_original", "Can make another language the original"),
            ("redact_version", "Can remove a name from everything that is kept"),
            ("hold_version", "Can set and lift a legal hold"),
        )
        indexes = (
            models.Index(
                fields=["language", "-published_at"],
                condition=models.Q(status=Status.PUBLISHED),
                name="public_by_language_and_day",
            ),
            models.Index(
                fields=["due_at"],
                condition=STILL_DUE,
                name="unfinished_by_deadline",
            ),
            models.Index(
                fields=["published_at"],
                condition=models.Q(status=Status.PUBLISHED),
                name="published_by_hour",
            ),
            models.Index(
                fields=["released_at"],
                condition=models.Q(status=Status.PUBLISHED),
                name="released_by_hour",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["article", "language"], name="one_version_per_language"
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(origin=Origin.ORIGINAL),
                name="one_original_per_article",
            ),
            models.UniqueConstraint(
                fields=["language", "slug"],
                condition=~models.Q(slug=""),
                name="slug_unique_per_language",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.PUBLISHED)
                | (
                    models.Q(
                        released_revision__isnull=False, published_at__isnull=False
                    )
                    & ~models.Q(slug="")
                    & ~models.Q(headline="")
                ),
                name="published_has_text_and_address",
            ),
            models.CheckConstraint(
                condition=models.Q(status=Status.WITHDRAWN, withdrawn_at__isnull=False)
                | (~models.Q(status=Status.WITHDRAWN) & models.Q(withdrawn_at=None)),
                name="withdrawn_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.APPROVED)
                | models.Q(
                    approved_revision__isnull=False,
                    approved_revision=models.F("current_revision"),
                ),
                name="approved_is_the_newest_text",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{field}__in": choices.values}),
                    name=f"version_{field}_is_known",
                )
                for field, choices in (
                    ("status", Status),
                    ("origin", Origin),
                    ("rights_basis", RightsBasis),
                )
            ),
        )

    def __str__(self) -> str:
        return f"{self.headline or self.slug or self.article_id} ({self.language})"
