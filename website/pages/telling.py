"""What every page with a story on it shows: the text, its makers, its corrections."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from articles.credits import CreditLine, TranslationNote
from articles.models import ArticleKind, CorrectionWording, Photo, Source, Version
from articles.provenance import (
    lines_of,
    note_of,
    printed_credits,
    source_url,
    sources_of,
)
from articles.text.blocks import Block, body_blocks, plain_text, render_body
from articles.text.dates import written_number
from articles.text.reading_time import ReadingRates, reading_minutes
from translations.disclosing import machine_note
from website.pages.moments import Moment, moment
from website.pages.pictures import Picture, photo_url, picture
from worklist.prepared import Question


@dataclass(frozen=True)
class CorrectionNote:
    """A correction as a page prints it."""

    kind: str
    moment: Moment
    text: str


@dataclass(frozen=True)
class Telling:
    """A story in one language, published or not.

    Attributes:
        version: With its article, section and outlet.
        language: Of the version.
        headline: Plain text.
        standfirst: Sanitised HTML; may be empty.
        dateline: Plain text; may be empty.
        body: Sanitised HTML, each block with its own address.
        label: Of a kind that is not plain news; empty for news.
        minutes: To read it, at least 1, in the digits of the page.
        credits: As printed.
        note: What a translation was made from; None for an original.
        machine_note: That a machine drafted it, or part of it; empty otherwise.
        source_changed: Whether the original says something else by now.
        source_urls: Paths of the public sources of a translation.
        picture: The lead photo.
        corrections: Newest first.
    """

    version: Version
    language: str
    headline: str
    standfirst: str
    dateline: str
    body: str
    label: str
    minutes: str
    credits: tuple[CreditLine, ...]
    note: TranslationNote | None
    machine_note: str
    source_changed: bool
    source_urls: tuple[str, ...]
    picture: Picture | None
    corrections: tuple[CorrectionNote, ...]


@dataclass(frozen=True)
class Wording:
    """What a page says of the text alone, each as in `Telling`; with the caption."""

    headline: str
    standfirst: str
    dateline: str
    caption: str
    body: str
    minutes: str
    machine_note: str


def worded(
    version: Version,
    blocks: Sequence[Block],
    *,
    anchor: str = "p",
    shared: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Wording:
    """Write a text for a page, in the active interface language.

    Args:
        version: Whose text it is, as `machine_note` wants it.
        blocks: The whole of it.
        anchor: Begins the anchor of each block.
        shared: By block, the anchors that it has instead.
    """
    apart = {block.id: block.html for block in blocks if block.kind.is_reserved}
    text = "\n".join(plain_text(block.html) for block in body_blocks(blocks))
    return Wording(
        headline=plain_text(apart.get("headline", "")),
        standfirst=apart.get("standfirst", ""),
        dateline=plain_text(apart.get("dateline", "")),
        caption=apart.get("caption", ""),
        body=render_body(blocks, anchor=anchor, shared=shared),
        minutes=written_number(
            reading_minutes(text, version.language, rates=_rates()),
            version.language,
        ),
        machine_note=machine_note(version, blocks),
    )


def telling(
    version: Version,
    wording: Wording,
    *,
    is_behind: bool,
    url_of: Callable[[Photo, str], str] = photo_url,
) -> Telling:
    """Gather a story in three queries, in the active interface language.

    Args:
        version: With its article, section, outlet and lead photo loaded; with the
            annotations of `what_there_is`, nothing is asked for in vain.
        wording: Of the text that is shown.
        is_behind: The original says something else by now.
        url_of: Gives the path of a rendition of the lead photo.
    """
    credited = printed_credits(version)
    sources = sources_of(version) if _has(version, "sources") else ()
    kind = ArticleKind(version.article.kind)
    return Telling(
        version=version,
        language=version.language,
        headline=wording.headline,
        standfirst=wording.standfirst,
        dateline=wording.dateline,
        body=wording.body,
        label=str(kind.label) if kind.is_labelled else "",
        minutes=wording.minutes,
        credits=lines_of(version, credited),
        note=note_of(version, sources, credited),
        machine_note=wording.machine_note,
        source_changed=is_behind,
        source_urls=tuple(url for url in map(source_url, sources) if url),
        picture=picture(version.article.lead_photo, wording.caption, url_of=url_of),
        corrections=_corrections(version) if _has(version, "corrections") else (),
    )


def what_there_is() -> dict[str, Exists]:
    """Annotate versions with whether they have sources and corrections."""
    corrections = CorrectionWording.objects.filter(
        correction__article=OuterRef("article"), language=OuterRef("language")
    )
    return {
        "has_sources": Exists(Source.objects.filter(version=OuterRef("pk"))),
        "has_corrections": Exists(corrections),
    }


def _has(version: Version, what: str) -> bool:
    return bool(vars(version).get(f"has_{what}", True))


def _rates() -> ReadingRates:
    return ReadingRates(
        characters_per_minute=settings.KHMER_CHARACTERS_PER_MINUTE,
        words_per_minute=settings.WORDS_PER_MINUTE,
    )


_CORRECTIONS = Question(
    lambda article, language: (
        CorrectionWording.objects.filter(
            correction__article=article,
            correction__published_at__isnull=False,
            language=language,
        )
        .select_related("correction")
        .order_by("-correction__published_at", "-correction_id")
    ),
    article=UUID,
    language=str,
)


def _corrections(version: Version) -> tuple[CorrectionNote, ...]:
    wordings = _CORRECTIONS.ask(
        article=version.article_id, language=version.language
    ).models
    return tuple(
        CorrectionNote(
            kind=wording.correction.get_kind_display(),
            moment=moment(at, version.language),
            text=wording.text,
        )
        for wording in wordings
        if (at := wording.correction.published_at) is not None
    )
