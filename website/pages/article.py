"""What an article page shows."""

from dataclasses import dataclass

from articles.addresses import version_url
from articles.models import Origin, Version
from articles.prepared import Question
from articles.provenance import annotated, public_siblings
from articles.text.blocks import from_json
from rights.lookup import notice_for
from rights.notices import Notice
from rights.wording import NoticeText
from translations.disclosing import machine_drafts
from translations.lookup import is_behind
from website.pages.links import LanguageLink, language_links
from website.pages.moments import Moment, moment
from website.pages.pair import pair_url
from website.pages.series import SeriesPlace, parts_of_series, place_in_series
from website.pages.sounds import Sound, sound_of
from website.pages.telling import Telling, telling


class NoNoticeError(RuntimeError):
    """An outlet has no notice: its stories are not shown until it has."""


@dataclass(frozen=True)
class ArticlePage(Telling):
    """Everything that the article template and the JSON-LD print.

    Attributes:
        url: Path of this page.
        published: When readers saw it first.
        updated: When the text was released last; None if never again.
        original_url: Path of the story's original; None where it is not public.
        translation_urls: Path per language of the translations made from this version.
        languages: The same story elsewhere.
        pair_url: Path of the page that shows original and translation side by side;
            empty where readers do not have both.
        series: Where the story stands in its series; None for one of none.
        sound: A human voice reading the text; None where nobody does.
        notice: In every language.
        notice_text: The texts of the notice that this page shows.
        notice_language: The language of those.
    """

    url: str
    published: Moment
    updated: Moment | None
    original_url: str | None
    translation_urls: dict[str, str]
    languages: tuple[LanguageLink, ...]
    pair_url: str
    series: SeriesPlace | None
    sound: Sound | None
    notice: Notice
    notice_text: NoticeText
    notice_language: str


def article_page(*, language_tag: str, section: str, slug: str) -> ArticlePage | None:
    """Gather an article page in six queries, whatever the story holds.

    Args:
        language_tag: BCP 47.
        section: Slug of the section.
        slug: Slug of the version.

    Returns:
        The page; None where readers may see nothing at that address.

    Raises:
        NoNoticeError: The outlet has no rights notice.
    """
    asked = _ARTICLE.ask(language=language_tag, section=section, slug=slug)
    version = asked.first
    return None if version is None else _page(version)


_ARTICLE = Question(
    lambda language, section, slug: (
        Version.objects.public()
        .select_related(
            "article__outlet",
            "article__section",
            "article__series",
            "article__lead_photo",
            "released_revision",
            "recording",
        )
        .filter(language=language, article__section__slug=section, slug=slug)
        .annotate(is_behind=is_behind(), **machine_drafts(), **parts_of_series())
    ),
    language=str,
    section=str,
    slug=str,
)


def _page(version: Version) -> ArticlePage:
    notice = notice_for(version.article)
    if notice is None:
        msg = (
            f"{version.article.outlet} has no rights notice: "
            "issue one before its stories show."
        )
        raise NoNoticeError(msg)
    if version.released_revision is None or version.published_at is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    siblings = public_siblings(version)
    urls = {sibling.language: version_url(sibling) for sibling, _ in siblings}
    told = telling(
        version,
        from_json(version.released_revision.blocks),
        is_behind=annotated(version, "is_behind"),
    )
    original_url = next(
        (urls[s.language] for s, _ in siblings if s.origin == Origin.ORIGINAL), None
    )
    is_beside = original_url in told.source_urls
    has_beside = original_url == urls[version.language] and any(
        is_translation for _, is_translation in siblings
    )
    return ArticlePage(
        # Shallow on purpose: what was gathered is passed on as it is.
        **vars(told),
        url=urls[version.language],
        published=moment(version.published_at, version.language),
        updated=_updated(version),
        original_url=original_url,
        translation_urls={
            s.language: urls[s.language]
            for s, is_translation in siblings
            if is_translation
        },
        languages=language_links(urls, here=version.language),
        pair_url=_pair_url(version, is_beside=is_beside, has_beside=has_beside),
        series=place_in_series(version),
        sound=sound_of(version),
        notice=notice,
        notice_text=notice.text_for(version.language),
        notice_language=notice.language_for(version.language),
    )


def _pair_url(version: Version, *, is_beside: bool, has_beside: bool) -> str:
    if is_beside:
        return pair_url(version, version)
    return pair_url(version) if has_beside else ""


def _updated(version: Version) -> Moment | None:
    if version.released_at is None or version.released_at == version.published_at:
        return None
    return moment(version.released_at, version.language)
