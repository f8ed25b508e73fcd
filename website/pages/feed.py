"""What a feed of stories says: the newest of a language, a section or a tag."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.addresses import absolute, version_url
from articles.credits import CreditLine
from articles.models import Credit, Outlet, Section, Series, Tag, Version
from articles.provenance import lines_of, printed_credits_of
from articles.text.blocks import plain_text
from rights.lookup import by_terms, current_notice, noted_terms, own_terms
from rights.notices import Notice
from website.pages.cards import card, listed, public_tellings
from website.pages.policies import policy_url

ENTRIES_SHOWN = 30
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A story in a feed: what it is about and whose it is, never the whole of it.

    Attributes:
        identifier: Of the story in this language, for ever the same.
        url: The whole address, as are all addresses here.
        headline: Plain text.
        standfirst: Plain text; may be empty.
        section: Its name.
        credits: As printed.
        published: When readers saw it first.
        updated: When its text was released last.
        others: Whole address per BCP 47 tag of the other languages that readers have.
        rights: The short notice.
        policy: Where machines read the terms.
    """

    identifier: str
    url: str
    headline: str
    standfirst: str
    section: str
    credits: tuple[CreditLine, ...]
    published: datetime
    updated: datetime
    others: dict[str, str]
    rights: str
    policy: str

    @property
    def credit(self) -> str:
        """Everybody who made it, in one line."""
        return "; ".join(line.text for line in self.credits)


@dataclass(frozen=True)
class Feed:
    """Everything that each kind of feed writes.

    Attributes:
        language: BCP 47.
        title: Of the outlet, and of what it is narrowed to.
        subtitle: The outlet's motto; may be empty.
        page: The page that shows the same.
        rights: The full notice; empty before the first edition.
        entries: Newest first.
    """

    language: str
    title: str
    subtitle: str
    page: str
    rights: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When something changed last, never the moment of asking."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def feed_of(
    language_tag: str,
    *,
    section: Section | None = None,
    series: Series | None = None,
    tag: Tag | None = None,
) -> Feed | None:
    """Gather a feed in five queries, in the active interface language.

    Args:
        language_tag: BCP 47.
        section: Its stories only.
        series: Its stories only.
        tag: The stories that have it only.

    Returns:
        None where there is no newsroom, or nothing to read in a language that is none
        of the interface's.
    """
    stories = listed(language_tag).select_related("article__outlet")
    stories = stories.annotate(noted=noted_terms(OuterRef("article")))
    if section is not None:
        stories = stories.filter(article__section=section)
    if series is not None:
        stories = stories.filter(article__series=series)
    if tag is not None:
        stories = stories.filter(article__tags=tag)
    versions = list(stories.order_by("-published_at", "-pk")[:ENTRIES_SHOWN])
    spoken = {code for code, _name in settings.LANGUAGES}
    outlet = Outlet.objects.order_by("pk").first()
    if outlet is None or (not versions and language_tag not in spoken):
        return None
    notices = {
        each.pk: current_notice(each)
        for each in {outlet, *(version.article.outlet for version in versions)}
    }
    notice = notices[outlet.pk]
    narrowed = section or series or tag
    place = {"language": language_tag}
    page = reverse("home", kwargs=place)
    if section is not None:
        page = reverse("section", kwargs={**place, "section": section.slug})
    if series is not None:
        page = reverse("series", kwargs={**place, "series": series.slug})
    if tag is not None:
        page = reverse("tag", kwargs={**place, "tag": tag.slug})
    return Feed(
        language=language_tag,
        title=f"{outlet} · {narrowed}" if narrowed else str(outlet),
        subtitle=outlet.motto or "",
        page=absolute(page),
        rights=notice.text_for(language_tag).full if notice else "",
        entries=tuple(_entries(versions, language_tag, notices)),
    )


def _entries(
    versions: Sequence[Version], language_tag: str, notices: dict[int, Notice | None]
) -> list[Entry]:
    credits = printed_credits_of(versions, language=language_tag)
    apart = [v.article_id for v in versions if vars(v)["noted"] is not None]
    own = own_terms(apart) if apart else {}
    return [
        _entry(
            version,
            credits[version.pk],
            by_terms(notice, own.get(version.article_id)),
        )
        for version in versions
        # What has no notice yet is shown nowhere.
        if (notice := notices[version.article.outlet_id]) is not None
    ]


def _entry(version: Version, credits: Sequence[Credit], notice: Notice) -> Entry:
    shown = card(version)
    return Entry(
        identifier=f"{version.article.urn}#{version.language}",
        url=absolute(shown.url),
        headline=shown.headline,
        standfirst=plain_text(shown.standfirst),
        section=shown.section,
        credits=lines_of(version, credits),
        published=shown.published.at,
        updated=version.released_at or shown.published.at,
        others={
            other.language: absolute(version_url(other))
            for other in public_tellings(version)
            if other.pk != version.pk
        },
        rights=notice.text_for(version.language).short,
        policy=policy_url(version.article_id),
    )


def summary(entry: Entry) -> str:
    """Write an entry as plain text: the standfirst, its makers, its rights.

    Returns:
        Paragraphs, an empty line between them.
    """
    address = _("Text and rights: %(address)s") % {
        "address": f"{entry.url}#rights-title"
    }
    parts = (entry.standfirst, entry.credit, entry.rights, address)
    return "\n\n".join(part for part in parts if part)
