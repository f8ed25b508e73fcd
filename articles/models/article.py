"""The story, whatever languages it is told in."""

import uuid
from typing import ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.outlet import Outlet
from articles.models.photo import Photo
from articles.models.taxonomy import Section, Series, Tag
from people.models import Account


class ArticleKind(models.TextChoices):
    """What sort of text a story is: sets its label, credit rule and JSON-LD type."""

    NEWS = "news", _("News")
    FEATURE = "feature", _("Feature")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    INTERVIEW = "interview", _("Interview")
    LETTER = "letter", _("Letter")
    REPLY = "reply", _("Reply")
    STATEMENT = "statement", _("Statement")
    AUDIO = "audio", _("Audio")

    @property
    def is_labelled(self) -> bool:
        """Whether readers must be told that this is not plain news."""
        return self is not ArticleKind.NEWS

    @property
    def schema_type(self) -> str:
        """The schema.org type, a kind of Article."""
        return _SCHEMA_TYPES.get(self, "NewsArticle")

    @property
    def is_signed(self) -> bool:
        """Whether an author answers for it, rather than a reporter."""
        return self in {ArticleKind.OPINION, ArticleKind.LETTER, ArticleKind.REPLY}


_SCHEMA_TYPES = {
    ArticleKind.FEATURE: "ReportageNewsArticle",
    ArticleKind.ANALYSIS: "AnalysisNewsArticle",
    ArticleKind.OPINION: "OpinionNewsArticle",
    ArticleKind.LETTER: "OpinionNewsArticle",
    ArticleKind.REPLY: "OpinionNewsArticle",
}


class ArticleQuerySet(models.QuerySet["Article"]):
    """Stories, and who may know of them."""

    def visible_to(self, account: Account) -> "ArticleQuerySet":
        """Leave out restricted stories that an account is not named for."""
        if account.is_superuser:
            return self
        # No join: rows that need no DISTINCT can be read in the order of an index.
        cleared = Article.objects.filter(cleared_people=account).values("pk")
        return self.filter(models.Q(is_restricted=False) | models.Q(pk__in=cleared))


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class Article(models.Model):
    """One story; its tellings are versions, one a language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slugline = models.CharField(
        _("slugline"),
        max_length=100,
        blank=True,
        help_text=_("A working title for the desk; readers never see it."),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=ArticleKind.choices, default=ArticleKind.NEWS
    )
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name=_("outlet"),
    )
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name=_("section"),
    )
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="articles", verbose_name=_("tags")
    )
    series = models.ForeignKey(
        Series,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name=_("series"),
    )
    series_part = models.PositiveSmallIntegerField(
        _("place in the series"),
        null=True,
        blank=True,
        help_text=_("1 is read first; without a number, by the day it came out."),
    )
    lead_photo = models.ForeignKey(
        Photo,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leads",
        verbose_name=_("lead photo"),
    )
    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_("No language of the story is public before this moment."),
    )
    is_restricted = models.BooleanField(
        _("restricted"),
        default=False,
        help_text=_("Only the people named here know of it."),
    )
    is_hidden = models.BooleanField(
        _("hidden"),
        default=False,
        editable=False,
        help_text=_("A publisher’s emergency stop; see its hidings."),
    )
    cleared_people = models.ManyToManyField(
        Account, blank=True, related_name="+", verbose_name=_("cleared people")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[ArticleQuerySet] = ArticleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-created_at",)
        indexes = (
            models.Index(
                fields=["id"],
                condition=models.Q(is_hidden=True),
                name="hidden_stories",
            ),
            models.Index(
                fields=["embargoed_until"],
                condition=models.Q(embargoed_until__isnull=False),
                name="embargoed_stories",
            ),
        )

    def __str__(self) -> str:
        return self.slugline or self.urn

    @property
    def urn(self) -> str:
        """The name of the story that never changes (RFC 9562)."""
        return f"urn:uuid:{self.id}"
