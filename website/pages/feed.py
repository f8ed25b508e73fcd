"""What a feed of stories says: the newest of a language, a section or a tag."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles.addresses import absolute, path_to
from articles.credits import CreditFact, CreditLine, credit_lines
from articles.models import Credit, Outlet, Section, Series, Tag, Version
from articles.provenance import asked_credits, credit_fact
from articles.text.blocks import plain_text
from rights.lookup import by_terms, current_notice, noted_terms, own_terms
from rights.notices import Notice
from website.pages.cards import listed, listed_in, public_tellings, shown_of
from website.pages.lists import papers
from website.pages.policies import policy_url
from website.pages.topics import story_tags, topic_names
from website.parts import of_rows
from worklist.prepared import Question

ENTRIES_SHOWN = 30
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Story:
    """What a feed says of a story by its own row alone.

    Attributes:
        pk: Of the version.
        article: Key of the story.
        outlet: Key of the outlet.
        has_terms: It had terms of its own at some time.
        language: BCP 47.
        identifier: Of the story in this language, for ever the same.
        url: The whole address, as are all addresses here.
        headline: Plain text.
        standfirst: Plain text; may be empty.
        section: Its name.
        topics: Names of its tags.
        published: When readers saw it first.
        updated: When its text was released last.
        others: BCP 47 tag and whole address of the other languages that readers have.
    """

    pk: int
    article: UUID
    outlet: int
    has_terms: bool
    language: str
    identifier: str
    url: str
    headline: str
    standfirst: str
    section: str
    topics: tuple[str, ...]
    published: datetime
    updated: datetime
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """A story in a feed: what it is about and whose it is, never the whole of it.

    Attributes:
        story: By its own row.
        makers: Its credits.
        outlet: Its name, for who is not to be named.
        rights: The short notice.
    """

    story: Story
    makers: tuple[CreditFact, ...]
    outlet: str
    rights: str

    @property
    def policy(self) -> str:
        """Where machines read the terms."""
        return policy_url(self.story.article)

    @cached_property
    def credits(self) -> tuple[CreditLine, ...]:
        """Who made it, as printed."""
        return credit_lines(
            self.makers, language=self.story.language, outlet=self.outlet
        )

    @property
    def credit(self) -> str:
        """Everybody who made it, in one line."""
        return "; ".join(line.text for line in self.credits)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Its section, then what it is about; nothing twice."""
        return tuple(dict.fromkeys((self.story.section, *self.story.topics)))


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
        return max((it.story.updated for it in self.entries), default=_NEVER)


def feed_of(language_tag: str, by: str = "", slug: str = "") -> Feed | None:
    """Gather a feed in four queries, in the active interface language.

    Args:
        language_tag: BCP 47.
        by: What it is narrowed to: `section`, `series` or `tag`; empty for nothing.
        slug: Of the section, series or tag.

    Returns:
        None where there is no newsroom, or nothing to read in a language that is none
        of the interface's, or of what the feed is narrowed to: a name of what is yet
        to come would tell of it.
    """
    narrowed = _NARROWED[by].ask(slug=slug).first if by else None
    if by and narrowed is None:
        return None
    subject = {"subject": narrowed.pk} if narrowed else {}
    stories = of_rows(_STORIES[by].ask(language=language_tag, **subject), _story)
    spoken = {code for code, _name in settings.LANGUAGES}
    outlets = {each.pk: each for each in papers()}
    if not outlets or (not stories and (by or language_tag not in spoken)):
        return None
    outlet = next(iter(outlets.values()))
    notices = {
        pk: current_notice(outlets[pk])
        for pk in {outlet.pk, *(story.outlet for story in stories)}
    }
    notice = notices[outlet.pk]
    place = {"language": language_tag} | ({by: slug} if by else {})
    page = path_to(by or "home", **place)
    return Feed(
        language=language_tag,
        title=f"{outlet} · {narrowed}" if narrowed else str(outlet),
        subtitle=outlet.motto or "",
        page=absolute(page),
        rights=notice.text_for(language_tag).full if notice else "",
        entries=tuple(_entries(stories, language_tag, outlets, notices)),
    )


def _entries(
    stories: Sequence[Story],
    language_tag: str,
    outlets: Mapping[int, Outlet],
    notices: Mapping[int, Notice | None],
) -> Iterator[Entry]:
    keys = tuple(story.pk for story in stories)
    makers: dict[int, list[CreditFact]] = {key: [] for key in keys}
    for key, fact in of_rows(asked_credits(keys, language=language_tag), _maker):
        makers[key].append(fact)
    apart = [story.article for story in stories if story.has_terms]
    own = own_terms(apart) if apart else {}
    names = {pk: str(outlet) for pk, outlet in outlets.items()}
    for story in stories:
        notice = notices[story.outlet]
        # What has no notice yet is shown nowhere.
        if notice is not None:
            rights = by_terms(notice, own.get(story.article)).text_for(language_tag)
            made_by = tuple(makers[story.pk])
            yield Entry(story, made_by, names[story.outlet], rights.short)


def _maker(credit: Credit) -> tuple[int, CreditFact]:
    return credit.version_id, credit_fact(credit)


def _story(version: Version) -> Story:
    published, standfirst = shown_of(version)
    urls = {tag: absolute(url) for tag, url in public_tellings(version).items()}
    return Story(
        pk=version.pk,
        article=version.article_id,
        outlet=version.article.outlet_id,
        has_terms=vars(version)["noted"] is not None,
        language=version.language,
        identifier=f"{version.article.urn}#{version.language}",
        url=urls.pop(version.language),
        headline=version.headline,
        standfirst=plain_text(standfirst),
        section=str(version.article.section),
        topics=tuple(topic_names(version).values()),
        published=published,
        updated=version.released_at or published,
        others=tuple(urls.items()),
    )


def summary(entry: Entry) -> str:
    """Write an entry as plain text: the standfirst, its makers, its rights.

    Returns:
        Paragraphs, an empty line between them.
    """
    address = _("Text and rights: %(address)s") % {
        "address": f"{entry.story.url}#rights-title"
    }
    parts = (entry.story.standfirst, entry.credit, entry.rights, address)
    return "\n\n".join(part for part in parts if part)


def _newest(found: QuerySet[Version], day: str = "published_at") -> QuerySet[Version]:
    told = found.annotate(noted=noted_terms(OuterRef("article")), **story_tags())
    return told.order_by(f"-{day}", "-pk")[:ENTRIES_SHOWN]


_BY: dict[str, type[Section | Series | Tag]] = {
    "section": Section,
    "series": Series,
    "tag": Tag,
}
_NARROWED = {
    by: Question(lambda slug, of=of: of.objects.filter(slug=slug), slug=str)
    for by, of in _BY.items()
}
_listed = partial(listed, has_photos=False)
_listed_in = partial(listed_in, has_photos=False)
_OF_A_SUBJECT: dict[str, Callable[[str, int], QuerySet[Version]]] = {
    "section": lambda language, subject: _newest(
        _listed_in(language, subject), "shelf_line__published_at"
    ),
    "series": lambda language, subject: _newest(
        _listed(language).filter(article__series=subject)
    ),
    "tag": lambda language, subject: _newest(
        _listed(language).filter(article__tags=subject)
    ),
}
_STORIES = {"": Question(lambda language: _newest(_listed(language)), language=str)} | {
    by: Question(newest, language=str, subject=int)
    for by, newest in _OF_A_SUBJECT.items()
}
