"""What the checks say of a stored translation, and what was dismissed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Version
from articles.text.blocks import Block, block_text
from translations.checks import findings
from translations.checks.pairs import Finding, Name, Picture, SegmentPair, Severity
from translations.glossary import names_in
from translations.models import Dismissal, OriginalWording
from translations.units import Row

# What readers see first ends without a full stop.
_WITHOUT_END = frozenset({"headline", "standfirst", "dateline", "caption", "heading"})


@dataclass(frozen=True)
class Inspected:
    """A finding in a row of a pair.

    Attributes:
        finding: What may be wrong.
        dismissal: Who said that it is not; None where nobody did.
    """

    finding: Finding
    dismissal: Dismissal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of an approval."""
        return self.dismissal is None and self.finding.severity is Severity.ERROR


@dataclass(frozen=True)
class Original:
    """What was said in the language of a translation.

    Attributes:
        pk: Of what is stored.
        text: Word for word.
        origin: Where it was said.
    """

    pk: int
    text: str
    origin: str


@dataclass(frozen=True)
class Circumstances:
    """What the checks of a whole translation share.

    Attributes:
        target_language: BCP 47.
        source_languages: Of the sources, by their keys; at least one.
        published_date: The day on which the source came out; None where nobody knows.
        names: What the glossary says of the names and terms of the story.
        picture: What is said of its photo; None where it has none, or where its words
            are not written in the language of the translation.
        has_caption: One of the texts has a caption.
        originals: What was said in that language, by the units it is in.
    """

    target_language: str
    source_languages: Mapping[int, str]
    published_date: date | None = None
    names: tuple[Name, ...] = ()
    picture: Picture | None = None
    has_caption: bool = False
    originals: Mapping[int, tuple[Original, ...]] = field(default_factory=dict)


def circumstances_of(
    version: Version, sources: Sequence[Version], rows: Sequence[Row]
) -> Circumstances:
    """Gather what the checks of a translation share.

    Args:
        version: The translation.
        sources: What it was made from, as far as it is held; at least one.
        rows: Of the pair; what their sources name, the glossary is asked about.
    """
    languages = {each.pk: each.language for each in sources}
    moments = [each.published_at for each in sources if each.published_at]
    zone = ZoneInfo(settings.TIME_ZONE)
    return Circumstances(
        target_language=version.language,
        source_languages=languages,
        published_date=min(moments).astimezone(zone).date() if moments else None,
        names=tuple(_names(rows, languages, version.language)),
        picture=_picture(version, sources[0].language),
        has_caption=any(_is(row, "caption") for row in rows),
        originals=_originals(version),
    )


def _picture(version: Version, source_language: str) -> Picture | None:
    photo = version.article.lead_photo
    if photo is None:
        return None
    credit = in_each_language(photo, "credit")
    description = in_each_language(photo, "description")
    source, target = (
        tag.partition("-")[0] for tag in (source_language, version.language)
    )
    if source == target or not {source, target} <= credit.keys():
        return None
    return Picture(
        credit[source], credit[target], description[source], description[target]
    )


def _originals(version: Version) -> Mapping[int, tuple[Original, ...]]:
    found: dict[int, tuple[Original, ...]] = {}
    noted = OriginalWording.objects.filter(version=version, unit__isnull=False)
    rows = noted.order_by("pk").values_list("unit", "pk", "text", "origin")
    for unit, pk, text, origin in rows:
        found[unit] = (*found.get(unit, ()), Original(pk, text, origin))
    return found


def _names(
    rows: Iterable[Row], languages: Mapping[int, str], target_language: str
) -> Iterator[Name]:
    """Yield what the sources name, by their languages."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        language = languages.get(row.source_version or 0)
        if language is not None:
            texts.setdefault(language, []).extend(map(block_text, row.source))
    for language, told in texts.items():
        yield from names_in(told, language, target_language)


def inspect(
    row: Row, around: Circumstances, dismissed: Mapping[str, Dismissal]
) -> tuple[Inspected, ...]:
    """Ask the checks about one row of a pair.

    What is left out on purpose, or only in the translation, has nothing to be compared
    with; there the translation alone is read.

    Args:
        row: Of the pair.
        around: From `circumstances_of`.
        dismissed: By the identity of the finding; of this row alone.

    Returns:
        In the order of the checks.
    """
    return tuple(
        Inspected(found, dismissed.get(found.identity))
        for found in findings(_pair(row, around))
        if not _is_on_purpose(row, found)
    )


def dismissals_of(version: Version) -> Mapping[str, Mapping[str, Dismissal]]:
    """Fetch what was dismissed of a translation, by row and finding, in one query."""
    found: dict[str, dict[str, Dismissal]] = {}
    for each in Dismissal.objects.filter(version=version).select_related(
        "dismissed_by"
    ):
        found.setdefault(each.place, {})[each.finding] = each
    return found


def _pair(row: Row, around: Circumstances) -> SegmentPair:
    languages = around.source_languages
    key = row.source_version or (row.unit.source if row.unit else None)
    kinds = {block.kind.value for block in (*row.source, *row.target)}
    return SegmentPair(
        source=_html(row.source),
        target=_html(row.target),
        source_language=languages.get(key or 0) or next(iter(languages.values())),
        target_language=around.target_language,
        published_date=around.published_date,
        names=around.names,
        is_heading=not kinds.isdisjoint(_WITHOUT_END),
        picture=_picture_in(row, around),
        originals=tuple(it.text for it in originals_of(row, around)),
    )


def originals_of(row: Row, around: Circumstances) -> tuple[Original, ...]:
    """List what was said in the language of the translation in a row of a pair."""
    return around.originals.get(row.unit.pk, ()) if row.unit else ()


def _picture_in(row: Row, around: Circumstances) -> Picture | None:
    """Return the photo where its words are looked at: beside the first row there is.

    The caption is the best place; a story without one has a headline.
    """
    name = "caption" if around.has_caption else "headline"
    if around.picture is None or not _is(row, name):
        return None
    return replace(around.picture, is_caption=around.has_caption)


def _is(row: Row, name: str) -> bool:
    return any(block.id == name for block in (*row.source, *row.target))


def _html(blocks: Sequence[Block]) -> str:
    return "".join(block.html for block in blocks)


def _is_on_purpose(row: Row, found: Finding) -> bool:
    """Say whether somebody said that a paragraph has no other side."""
    unit = row.unit
    if found.check != "paragraphs":
        return False
    if row.is_head:
        # It is written per language; without a headline nothing is approved anyway.
        return True
    return unit is not None and (unit.is_dropped or not unit.source_ids)


def said(found: Finding) -> str:
    """Say in the interface language what a check found."""
    words = {name: _(word) for name, word in found.words.items()}
    return _(found.text) % {**found.values, **words}


def open_findings(
    rows: Sequence[Row], around: Circumstances, version: Version
) -> Iterator[tuple[Row, Finding]]:
    """Yield every error that nobody mended or dismissed, in the order of the pair.

    Only links that a person made or confirmed count: a translation that was written
    without the pair editor is linked when it is published, and its links are
    suggestions first.
    """
    if not any(_is_certain(row) for row in rows):
        return
    dismissed = dismissals_of(version)
    for row in rows:
        if row.unit is not None and not _is_certain(row):
            continue
        for each in inspect(row, around, dismissed.get(row.key, {})):
            if each.is_open:
                yield row, each.finding


def _is_certain(row: Row) -> bool:
    return row.unit is not None and row.unit.confidence is None
