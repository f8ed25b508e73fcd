"""Pages that always stand: corrections, rights, about."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from articles.addresses import version_url
from articles.models import CorrectionWording, Outlet, Version
from articles.text.dates import written_number
from rights.lookup import current_notice
from rights.notices import Notice
from rights.wording import NoticeText
from website.pages.links import LanguageLink, language_links
from website.pages.lists import SectionLink, newsroom, section_links, told_sections
from website.pages.moments import Moment, moment
from website.pages.paging import Paged, Place
from website.pages.policies import asker
from worklist.prepared import Question, any_of

CORRECTIONS_SHOWN = 30


@dataclass(frozen=True)
class StandingPage:
    """What every page that stands prints.

    Attributes:
        language: BCP 47, one of the interface's.
        url: Its path.
        outlet: Whose paper it is; None before there is one.
        notice: The edition in force; None before the first.
        sections: Those that have something to read in this language.
        languages: The same page elsewhere.
    """

    language: str
    url: str
    outlet: Outlet | None
    notice: Notice | None
    sections: tuple[SectionLink, ...]
    languages: tuple[LanguageLink, ...]


@dataclass(frozen=True)
class NoticeColumn:
    """The notice in one language.

    Attributes:
        language: BCP 47, of the text and of the words around it.
        text: In that language.
        holder: Who may give permission.
        edition: Its number, in the digits of the language.
    """

    language: str
    text: NoticeText
    holder: str
    edition: str


@dataclass(frozen=True)
class RightsPage(StandingPage):
    """The rights page; its own language first among the columns.

    Attributes:
        columns: Empty before the first edition.
        asked_at: Address at which the rights holder is asked; empty without one.
    """

    columns: tuple[NoticeColumn, ...]
    asked_at: str


@dataclass(frozen=True)
class ListedCorrection:
    """A correction on the list.

    Attributes:
        kind: What sort of note it is.
        moment: When it was published.
        text: In the language of the page.
        headline: Of the story.
        url: Path of the story.
    """

    kind: str
    moment: Moment
    text: str
    headline: str
    url: str


@dataclass(frozen=True)
class CorrectionsPage(StandingPage):
    """The list of corrections, newest first.

    Attributes:
        here: Path of this page of it.
        corrections: Of stories that readers still have.
        older: Path of the next page; empty on the last one.
    """

    here: str
    corrections: tuple[ListedCorrection, ...]
    older: str


def about_page(language_tag: str) -> StandingPage | None:
    """Gather the page about the newsroom in three queries.

    Returns:
        None for a language that is none of the interface's.
    """
    standing = _standing(language_tag, "about")
    return None if standing is None else StandingPage(**standing)


def rights_page(language_tag: str) -> RightsPage | None:
    """Gather the rights page in three queries.

    Returns:
        None for a language that is none of the interface's.
    """
    standing = _standing(language_tag, "rights")
    if standing is None:
        return None
    notice: Notice | None = standing["notice"]
    tags = sorted(notice.texts, key=lambda tag: tag != language_tag) if notice else []
    return RightsPage(
        **standing,
        columns=tuple(_column(notice, tag) for tag in tags if notice),
        asked_at=asker(notice.address) if notice else "",
    )


def corrections_page(language_tag: str, place: Place | None) -> CorrectionsPage | None:
    """Gather the corrections in five queries, however many there are.

    Returns:
        None for a language that is none of the interface's.
    """
    standing = _standing(language_tag, "corrections")
    if standing is None:
        return None
    part = _CORRECTIONS.part(place, language=language_tag)
    stories = tuple({wording.correction.article_id for wording in part.rows})
    told = _TOLD.ask(stories=stories, language=language_tag).models
    versions = {version.article_id: version for version in told}
    url = standing["url"]
    return CorrectionsPage(
        **standing,
        here=f"{url}?before={place.token}" if place else url,
        corrections=tuple(
            _correction(wording, versions[wording.correction.article_id])
            for wording in part.rows
            if wording.correction.article_id in versions
        ),
        older=f"{url}?before={part.next_token}" if part.next_token else "",
    )


def _of_public_stories(language: str) -> QuerySet[CorrectionWording]:
    public = Version.objects.public().filter(language=language)
    return CorrectionWording.objects.filter(
        language=language,
        correction__published_at__isnull=False,
        correction__article__in=public.values("article"),
    ).select_related("correction")


_CORRECTIONS = Paged(
    _of_public_stories,
    moment="correction__published_at",
    size=CORRECTIONS_SHOWN,
    language=str,
)
_TOLD = Question(
    lambda stories, language: (
        Version.objects.public()
        .filter(language=language, article__in=any_of(stories, "uuid"))
        .select_related("article__section")
    ),
    stories=tuple,
    language=str,
)


def _standing(language_tag: str, name: str) -> dict[str, Any] | None:
    spoken = [code for code, _name in settings.LANGUAGES]
    if language_tag not in spoken:
        return None
    urls = {tag: reverse(name, kwargs={"language": tag}) for tag in spoken}
    outlet = newsroom()
    return {
        "language": language_tag,
        "url": urls[language_tag],
        "outlet": outlet,
        "notice": None if outlet is None else current_notice(outlet),
        "sections": section_links(told_sections(language_tag), language_tag),
        "languages": language_links(urls, here=language_tag),
    }


def _column(notice: Notice, tag: str) -> NoticeColumn:
    return NoticeColumn(
        language=tag,
        text=notice.texts[tag],
        holder=notice.rights_holder.get(tag, ""),
        edition=written_number(notice.edition, tag),
    )


def _correction(wording: CorrectionWording, version: Version) -> ListedCorrection:
    correction = wording.correction
    if correction.published_at is None:
        msg = f"{correction} is listed and not published."
        raise LookupError(msg)
    return ListedCorrection(
        kind=correction.get_kind_display(),
        moment=moment(correction.published_at, wording.language),
        text=wording.text,
        headline=version.headline,
        url=version_url(version),
    )
