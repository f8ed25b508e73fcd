"""What an article page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Origin, Revision, Source, Version
from articles.provenance import annotated
from articles.text.blocks import Block, from_json
from rights.lookup import notice_for
from rights.notices import Notice
from rights.wording import NoticeText
from translations.disclosing import machine_drafts
from translations.lookup import is_behind
from website.pages.anchors import (
    answered,
    linked_paragraphs,
    shared_anchors,
    with_ways_across,
)
from website.pages.cards import public_tellings, tellings
from website.pages.links import LanguageLink, language_links
from website.pages.moments import Moment, moment
from website.pages.pair import pair_url
from website.pages.series import SeriesPlace, parts_of_series, place_in_series
from website.pages.sounds import Sound, sound_of
from website.pages.telling import Telling, Wording, telling, what_there_is, worded
from website.pages.topics import TopicLink, story_tags, topics
from website.parts import of_rows, part
from worklist.prepared import Answer, FixedQuestion, Question, any_of


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
        across: The text that the numbers beside the paragraphs lead to; None where
            readers have no original and translation.
        body_across: The body with those numbers.
        pair_url: Path of the page that shows original and translation side by side;
            empty where readers do not have both.
        series: Where the story stands in its series; None for one of none.
        topics: What it is about.
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
    across: LanguageLink | None
    body_across: str
    pair_url: str
    series: SeriesPlace | None
    topics: tuple[TopicLink, ...]
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
    return None if asked.first is None else _page(asked.first, asked)


def _articles(language: str, section: str, slug: str) -> QuerySet[Version]:
    made_from_it = Source.objects.filter(
        version=OuterRef("pk"), source_version=OuterRef(OuterRef("pk"))
    )
    told = tellings(
        origin="origin",
        is_translation=Exists(made_from_it),
        text="released_revision",
        mark="released_revision__mark",
    )
    return (
        Version.objects.public()
        .select_related(
            "article__outlet",
            "article__section",
            "article__series",
            "article__lead_photo",
            "released_revision",
            "recording",
        )
        .defer("released_revision__blocks")
        .filter(language=language, article__section__slug=section, slug=slug)
        # Said so that the index of addresses, which leaves these out, can be read.
        .exclude(slug="")
        .annotate(
            is_behind=is_behind(),
            tellings=told,
            **what_there_is(),
            **machine_drafts(),
            **parts_of_series(),
            **linked_paragraphs(),
            **story_tags(),
        )
    )


_ARTICLE = Question(_articles, language=str, section=str, slug=str)
# The same text has the same mark, whoever changes it.
_TEXTS = FixedQuestion(
    lambda texts, marks: Revision.objects.filter(
        pk__in=any_of(texts), mark__in=any_of(marks, "text")
    ),
    texts=tuple,
    marks=tuple,
)


@dataclass(frozen=True)
class _Text:
    """What is made of a released text: the same for the same row.

    Attributes:
        wording: Its body with the names of paragraphs that all languages share.
        held: By language, the numbers of the paragraphs that a translation has.
    """

    wording: Wording
    held: Mapping[str, frozenset[int]]


def _page(version: Version, asked: Answer[Version]) -> ArticlePage:
    notice = notice_for(version.article)
    if notice is None:
        msg = (
            f"{version.article.outlet} has no rights notice: "
            "issue one before its stories show."
        )
        raise NoNoticeError(msg)
    if version.published_at is None:
        msg = f"{version} is public without a moment."
        raise LookupError(msg)
    (text,) = of_rows(asked, _text, 1, letters=lambda made: len(made.wording.body))
    urls = public_tellings(version)
    told = [each for each in vars(version)["tellings"] if each["is_public"]]
    original = _original(told)
    story = telling(version, text.wording, is_behind=annotated(version, "is_behind"))
    translations = {
        each["language"]: urls[each["language"]]
        for each in told
        if each["is_translation"]
    }
    original_url = None if original is None else urls[original["language"]]
    is_beside = original_url in story.source_urls
    has_beside = original_url == urls[version.language] and bool(translations)
    languages = language_links(urls, here=version.language)
    theirs = (
        [original_url] if is_beside else translations.values() if has_beside else ()
    )
    across = next((link for link in languages if link.url in theirs), None)
    return ArticlePage(
        # Shallow on purpose: what was gathered is passed on as it is.
        **vars(story),
        url=urls[version.language],
        published=moment(version.published_at, version.language),
        updated=_updated(version),
        original_url=original_url,
        translation_urls=translations,
        languages=languages,
        across=across,
        body_across=_body_across(text, across, version.language, is_whole=is_beside),
        pair_url=_pair_url(version, is_beside=is_beside, has_beside=has_beside),
        series=place_in_series(version),
        topics=topics(version),
        sound=sound_of(version),
        notice=notice,
        notice_text=notice.text_for(version.language),
        notice_language=notice.language_for(version.language),
    )


def _text(version: Version) -> _Text:
    """Fetch and write a text: the row says with its mark what is in it."""
    if version.released_revision is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    told = [each for each in vars(version)["tellings"] if each["is_public"]]
    own, source = _texts(version.released_revision, _original(told))
    answering = vars(version)["answering"]
    return _Text(
        worded(
            version,
            own,
            anchor="p"
            if version.origin == Origin.ORIGINAL
            else f"{version.language}-p",
            shared=shared_anchors(vars(version)["linked"], source),
        ),
        {
            each["language"]: answered(answering, own, each["language"])
            for each in answering
        },
    )


def _original(told: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((each for each in told if each["origin"] == Origin.ORIGINAL), None)


def _texts(
    released: Revision, original: Mapping[str, Any] | None
) -> tuple[Sequence[Block], Sequence[Block]]:
    """Fetch the text of a version and the one of its original, in one query."""
    wanted = {released.pk: released.mark}
    if original is not None:
        wanted[original["text"]] = original["mark"]
    asked = _TEXTS.ask(texts=tuple(wanted), marks=tuple(wanted.values()))
    texts = {text.pk: from_json(text.blocks) for text in asked.models}
    return texts[released.pk], texts[original["text"]] if original else ()


def _body_across(
    text: _Text, across: LanguageLink | None, language: str, *, is_whole: bool
) -> str:
    body = text.wording.body
    if across is None:
        return body
    only = None if is_whole else text.held.get(across.tag, frozenset())
    return part(
        ("ways across", body, across, language, only),
        lambda: with_ways_across(body, across, language, only),
        len,
    )


def _pair_url(version: Version, *, is_beside: bool, has_beside: bool) -> str:
    if is_beside:
        return pair_url(version, version)
    return pair_url(version) if has_beside else ""


def _updated(version: Version) -> Moment | None:
    if version.released_at is None or version.released_at == version.published_at:
        return None
    return moment(version.released_at, version.language)
