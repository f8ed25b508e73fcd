"""An original and a translation of it side by side, paragraph by paragraph."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch
from django.utils import translation

from articles.addresses import path_to, version_url
from articles.credits import CreditLine
from articles.languages import interface_language, language
from articles.models import Origin, Source, Version
from articles.provenance import lines_of, printed_credits
from articles.text.blocks import Block, body_blocks, from_json, render_body
from rights.lookup import notice_for
from rights.wording import NoticeText
from translations.models import Unit
from translations.readings import linked
from translations.units import Row, arrange


@dataclass(frozen=True)
class PairSide:
    """One of the two texts.

    Attributes:
        language: BCP 47.
        interface: Of the words around it.
        name: The language's own name for itself.
        url: Path of the text by itself.
        headline: Plain text.
        standfirst: Sanitised HTML; may be empty.
        credits: As printed.
        notice: Of the outlet, in this language.
        notice_language: The language of that.
    """

    language: str
    interface: str
    name: str
    url: str
    headline: str
    standfirst: str
    credits: tuple[CreditLine, ...]
    notice: NoticeText
    notice_language: str


@dataclass(frozen=True)
class PairRow:
    """Paragraphs that say the same; one of the two may be empty.

    Attributes:
        source: Sanitised HTML, each paragraph with the anchor that the original's own
            page gives it.
        target: The same of the translation; its anchors begin with its language.
    """

    source: str
    target: str


@dataclass(frozen=True)
class OtherPair:
    """Another translation of the same original, with the path of that pair."""

    tag: str
    name: str
    url: str


@dataclass(frozen=True)
class PairPage:
    """Everything that the pair's template prints.

    Attributes:
        version: The original, with its article, section and outlet.
        url: Path of this page.
        interface: Language of the words around both.
        sides: The original, then the translation.
        rows: In the order of the original.
        others: Translations into further languages.
    """

    version: Version
    url: str
    interface: str
    sides: tuple[PairSide, PairSide]
    rows: tuple[PairRow, ...]
    others: tuple[OtherPair, ...]


def pair_page(article_id: UUID, language_tag: str = "") -> PairPage | None:
    """Gather a pair in six queries, as readers have both texts right now.

    Nothing of what is being written: units say only which paragraphs belong together.

    Args:
        article_id: Of the story.
        language_tag: Of the translation; empty for the first there is.

    Returns:
        None where readers do not have the original and such a translation of it.
    """
    source, translations = _public_pair(article_id)
    target = next((v for v in translations if language_tag in ("", v.language)), None)
    if source is None or target is None:
        return None
    notice = notice_for(source.article)
    if notice is None:
        return None
    sides = []
    for version in (source, target):
        interface = interface_language(version.language)
        with translation.override(interface):
            sides.append(
                PairSide(
                    language=version.language,
                    interface=interface,
                    name=language(version.language).own_name,
                    url=version_url(version),
                    headline=version.headline,
                    standfirst=_apart(version, "standfirst"),
                    credits=lines_of(version, printed_credits(version)),
                    notice=notice.text_for(version.language),
                    notice_language=notice.language_for(version.language),
                )
            )
    return PairPage(
        version=source,
        url=pair_url(source, target if language_tag else None),
        interface=sides[0].interface,
        sides=(sides[0], sides[1]),
        rows=tuple(_rows(source, target)),
        others=tuple(
            OtherPair(v.language, language(v.language).own_name, pair_url(source, v))
            for v in translations
            if v is not target
        ),
    )


def pair_url(source: Version, target: Version | None = None) -> str:
    """Return the path of a pair; without a translation that of the first there is."""
    if target is None:
        return path_to("pair", article_id=source.article_id)
    place = {"article_id": source.article_id, "language": target.language}
    return path_to("pair_in", **place)


def _public_pair(article_id: UUID) -> tuple[Version | None, list[Version]]:
    """Fetch a public original and its public translations, ours first."""
    versions = list(
        Version.objects.public()
        .filter(article=article_id)
        .select_related("article__section", "article__outlet", "released_revision")
        .prefetch_related(Prefetch("sources", Source.objects.order_by("position")))
    )
    source = next((v for v in versions if v.origin == Origin.ORIGINAL), None)
    spoken = [code for code, _name in settings.LANGUAGES]
    made = [
        v
        for v in versions
        if source and source.pk in {s.source_version_id for s in v.sources.all()}
    ]
    made.sort(key=lambda v: (v.language not in spoken, v.language))
    return source, made


def _blocks(version: Version) -> tuple[Block, ...]:
    if version.released_revision is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    return from_json(version.released_revision.blocks)


def _apart(version: Version, name: str) -> str:
    return next((b.html for b in _blocks(version) if b.id == name), "")


def _rows(source: Version, target: Version) -> Iterator[PairRow]:
    ours, theirs = _blocks(source), _blocks(target)
    units = Unit.objects.filter(version=target, source_version=source).order_by("pk")
    arranged = arrange(map(linked, units), {source.pk: ours}, theirs)
    numbers = {side: _numbers(blocks) for side, blocks in (("", ours), ("t", theirs))}
    for row in arranged:
        if _is_shown(row):
            yield PairRow(
                source=_rendered(row.source, numbers[""], "p"),
                target=_rendered(row.target, numbers["t"], f"{target.language}-p"),
            )


def _is_shown(row: Row) -> bool:
    return not row.is_head and bool(row.source or row.target)


def _numbers(blocks: Sequence[Block]) -> Mapping[str, int]:
    return {block.id: at for at, block in enumerate(body_blocks(blocks), start=1)}


def _rendered(blocks: Sequence[Block], numbers: Mapping[str, int], anchor: str) -> str:
    return "\n".join(
        render_body([block], anchor=anchor, first=numbers[block.id]) for block in blocks
    )
