"""What an article page shows."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from articles.addresses import version_url
from articles.credits import CreditLine, TranslationNote
from articles.models import ArticleKind, CorrectionWording, Origin, Version
from articles.provenance import (
    lines_of,
    note_of,
    printed_credits,
    public_siblings,
    source_url,
    sources_of,
)
from articles.text.blocks import body_blocks, from_json, plain_text, render_body
from articles.text.dates import written_number
from articles.text.reading_time import ReadingRates, reading_minutes
from rights.lookup import current_notice
from rights.notices import Notice
from rights.wording import NoticeText
from translations.lookup import source_has_changed
from website.pages.links import LanguageLink, language_links
from website.pages.moments import Moment, moment
from website.pages.pictures import Picture, picture


class NoNoticeError(RuntimeError):
    """An outlet has no notice: its stories are not shown until it has."""


@dataclass(frozen=True)
class CorrectionNote:
    """A correction as a page prints it."""

    kind: str
    moment: Moment
    text: str


@dataclass(frozen=True)
class ArticlePage:
    """Everything that the article template and the JSON-LD print.

    Attributes:
        version: The published version, with its article, section and outlet.
        language: Of the version.
        url: Path of this page.
        headline: Plain text.
        standfirst: Sanitised HTML; may be empty.
        dateline: Plain text; may be empty.
        body: Sanitised HTML, each block with its own address.
        body_text: Plain text of the body.
        label: Of a kind that is not plain news; empty for news.
        minutes: To read it, at least 1, in the digits of the page.
        published: When readers saw it first.
        updated: When the text was released last; None if never again.
        credits: As printed.
        note: What a translation was made from; None for an original.
        source_changed: Whether the original says something else by now.
        source_urls: Paths of the public sources of a translation.
        original_url: Path of the story's original; None where it is not public.
        translation_urls: Path per language of the translations made from this version.
        languages: The same story elsewhere.
        picture: The lead photo.
        recording_url: Path of a human recording; None where there is none.
        recording_length: Its minutes and seconds, in the digits of the page.
        corrections: Newest first.
        notice: In every language.
        notice_text: The texts of the notice that this page shows.
        notice_language: The language of those.
    """

    version: Version
    language: str
    url: str
    headline: str
    standfirst: str
    dateline: str
    body: str
    body_text: str
    label: str
    minutes: str
    published: Moment
    updated: Moment | None
    credits: tuple[CreditLine, ...]
    note: TranslationNote | None
    source_changed: bool
    source_urls: tuple[str, ...]
    original_url: str | None
    translation_urls: dict[str, str]
    languages: tuple[LanguageLink, ...]
    picture: Picture | None
    recording_url: str | None
    recording_length: str
    corrections: tuple[CorrectionNote, ...]
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
    version = (
        Version.objects.public()
        .select_related(
            "article__outlet",
            "article__section",
            "article__series",
            "article__lead_photo",
            "released_revision",
            "recording",
        )
        .filter(language=language_tag, article__section__slug=section, slug=slug)
        .first()
    )
    return None if version is None else _page(version)


def _page(version: Version) -> ArticlePage:
    notice = current_notice(version.article.outlet)
    if notice is None:
        msg = (
            f"{version.article.outlet} has no rights notice: "
            "issue one before its stories show."
        )
        raise NoNoticeError(msg)
    if version.released_revision is None or version.published_at is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    blocks = from_json(version.released_revision.blocks)
    apart = {block.id: block.html for block in blocks if block.kind.is_reserved}
    body_text = "\n".join(plain_text(block.html) for block in body_blocks(blocks))
    credited, sources = printed_credits(version), sources_of(version)
    siblings = public_siblings(version)
    urls = {sibling.language: version_url(sibling) for sibling, _ in siblings}
    recording_url, recording_length = _recording(version)
    kind = ArticleKind(version.article.kind)
    return ArticlePage(
        version=version,
        language=version.language,
        url=urls[version.language],
        headline=version.headline,
        standfirst=apart.get("standfirst", ""),
        dateline=plain_text(apart.get("dateline", "")),
        body=render_body(blocks),
        body_text=body_text,
        label=str(kind.label) if kind.is_labelled else "",
        minutes=written_number(
            reading_minutes(body_text, version.language, rates=_rates()),
            version.language,
        ),
        published=moment(version.published_at, version.language),
        updated=_updated(version),
        credits=lines_of(version, credited),
        note=note_of(version, sources, credited),
        source_changed=any(map(source_has_changed, sources)),
        source_urls=tuple(url for url in map(source_url, sources) if url),
        original_url=next(
            (urls[s.language] for s, _ in siblings if s.origin == Origin.ORIGINAL), None
        ),
        translation_urls={
            s.language: urls[s.language]
            for s, is_translation in siblings
            if is_translation
        },
        languages=language_links(urls, here=version.language),
        picture=picture(version.article.lead_photo, apart.get("caption", "")),
        recording_url=recording_url,
        recording_length=recording_length,
        corrections=_corrections(version),
        notice=notice,
        notice_text=notice.text_for(version.language),
        notice_language=notice.language_for(version.language),
    )


def _updated(version: Version) -> Moment | None:
    if version.released_at is None or version.released_at == version.published_at:
        return None
    return moment(version.released_at, version.language)


def _rates() -> ReadingRates:
    return ReadingRates(
        characters_per_minute=settings.KHMER_CHARACTERS_PER_MINUTE,
        words_per_minute=settings.WORDS_PER_MINUTE,
    )


def _recording(version: Version) -> tuple[str | None, str]:
    recording = getattr(version, "recording", None)
    if recording is None:
        return None, ""
    minutes, seconds = divmod(recording.seconds, 60)
    length = written_number(f"{minutes}:{seconds:02}", version.language)
    return reverse("recording", kwargs={"recording_id": recording.pk}), length


def _corrections(version: Version) -> tuple[CorrectionNote, ...]:
    wordings = (
        CorrectionWording.objects.filter(
            correction__article=version.article_id, language=version.language
        )
        .select_related("correction")
        .order_by("-correction__published_at", "-correction_id")
    )
    return tuple(
        CorrectionNote(
            kind=wording.correction.get_kind_display(),
            moment=moment(wording.correction.published_at, version.language),
            text=wording.text,
        )
        for wording in wordings
    )
