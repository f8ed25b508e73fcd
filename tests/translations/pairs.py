"""Makes translations with their units, the way a translator does."""

from collections.abc import Iterable

from articles.actions import publishing, writing
from articles.models import Article, CreditRole, Origin, Version
from articles.text.blocks import (
    Block,
    BlockKind,
    block_text,
    body_blocks,
    parse_inline,
    to_json,
)
from people.models import Account
from tests import factories as make
from translations.actions.sending import send_to_translation
from translations.actions.translating import mark, write_unit
from translations.models import Unit, UnitState

KHMER = {
    "a": "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។",
    "b": "អ្នកភូមិបានរើទៅទីទួល។",
    "c": "ភ្លៀងបានធ្លាក់ពីរថ្ងៃ។",
    "d": "សាលាបានបិទទ្វារ។",
}
ENGLISH = {
    "a": "The river rose today.",
    "b": "Villagers moved to high ground.",
    "c": "It rained for two days.",
    "d": "The school has closed.",
}
FELL = "ទឹកទន្លេបានស្រកវិញនៅព្រឹកនេះ។"
BACK = "អ្នកភូមិបានត្រឡប់មកផ្ទះវិញហើយ។"
GONE = "អ្នកភូមិគ្មានទៅណាទេ។"
NEW = "ទូកសង្គ្រោះបានមកដល់នៅពេលល្ងាច។"
TRANSLATED, NEEDS_WORK = UnitState.TRANSLATED, UnitState.NEEDS_WORK
APPROVED, UNTRANSLATED = UnitState.APPROVED, UnitState.UNTRANSLATED


def body(paragraphs: dict[str, str], headline: str = "ទឹកឡើង") -> tuple[Block, ...]:
    """Make a whole text whose paragraphs have names."""
    return (
        Block(id="headline", kind=BlockKind.HEADLINE, html=parse_inline(headline)),
        *(
            Block(id=name, kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")
            for name, text in paragraphs.items()
        ),
    )


def a_source(
    paragraphs: dict[str, str] | None = None,
    *,
    language: str = "km",
    article: Article | None = None,
) -> Version:
    """Make a published original whose paragraphs have names."""
    version = make.a_version(
        article=article,
        language=language,
        origin=Origin.ORIGINAL,
        text=body(paragraphs or KHMER),
    )
    return make.published(version)


def sent(
    source: Version, language: str = "en", *, by: Account | None = None
) -> Version:
    """Send a text to translation."""
    by = by or make.a_chief()
    return send_to_translation(source=source, language=language, by=by, at=make.NOW)


def unit_of(version: Version, *source_ids: str) -> Unit:
    """Fetch the unit of some paragraphs of the source."""
    return Unit.objects.select_related("version__article").get(
        version=version, source_ids=list(source_ids)
    )


def base_of(unit: Unit) -> tuple[Block, ...]:
    """Fetch the text of a unit as a page holds it."""
    blocks = {block.id: block for block in writing.working_copy(unit.version)}
    return tuple(blocks[each] for each in unit.target_ids if each in blocks)


def translate(
    unit: Unit,
    *texts: str,
    by: Account | None = None,
    state: UnitState | None = UnitState.TRANSLATED,
) -> Unit:
    """Write a unit as paragraphs and say that it is translated, as of now."""
    by = by or make.a_chief()
    unit.refresh_from_db()
    written = write_unit(
        unit=unit,
        html="".join(f"<p>{text}</p>" for text in texts),
        base=base_of(unit),
        seen=unit.source_now,
        by=by,
        at=make.NOW,
    ).unit
    assert written is not None
    if state is None:
        return written
    seen = written.source_now
    return mark(unit=written, state=state, seen=seen, by=by, at=make.NOW)


def a_translation(
    source: Version,
    language: str = "en",
    texts: dict[str, str] | None = None,
    *,
    by: Account | None = None,
) -> Version:
    """Translate a text unit by unit; what is not given stays untranslated."""
    version = sent(source, language, by=by)
    for name, text in (ENGLISH if texts is None else texts).items():
        unit = Unit.objects.filter(version=version, source_ids=[name]).first()
        if unit is not None:
            translate(unit, text, by=by)
    return version


def finished(version: Version) -> Version:
    """Give a translation its headline, address and credit, and publish it."""
    by = make.a_chief()
    version.refresh_from_db()
    blocks = writing.working_copy(version)
    if not any(block.id == "headline" for block in blocks):
        head = Block(id="headline", kind=BlockKind.HEADLINE, html="The river has risen")
        writing.write_working_copy(
            version=version, blocks=(head, *blocks), by=by, at=make.NOW
        )
    if not version.slug:
        make.described(version)
        make.credit(version, (make.a_desk(), CreditRole.TRANSLATOR))
    writing.save_revision(version=version, by=by, at=make.NOW)
    return make.published(version)


def edited(
    source: Version, paragraphs: dict[str, str], *, is_minor: bool = False
) -> Version:
    """Write and keep a text anew; readers go on reading the old one."""
    by = make.a_chief()
    source.refresh_from_db()
    writing.write_working_copy(
        version=source, blocks=body(paragraphs), by=by, at=make.NOW
    )
    writing.save_revision(version=source, by=by, at=make.NOW, is_minor=is_minor)
    return source


def released(source: Version) -> Version:
    """Publish what was written."""
    make.approved(source)
    return publishing.publish(version=source, by=make.a_chief(), at=make.NOW)


def changed(source: Version, *, is_minor: bool = False, **paragraphs: str) -> Version:
    """Change some paragraphs of a published text and publish it again."""
    return released(edited(source, {**KHMER, **paragraphs}, is_minor=is_minor))


def texts(version: Version) -> list[str]:
    """Read the paragraphs of a translation as they are written."""
    return [block_text(block) for block in body_blocks(writing.working_copy(version))]


def as_json(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """Write blocks as a page sends them."""
    return to_json(blocks)


def say(
    unit: Unit, state: UnitState, *, by: Account | None = None, seen: str | None = None
) -> Unit:
    """Say how far a unit is, of what its source says now unless told otherwise."""
    unit.refresh_from_db()
    seen = unit.source_now if seen is None else seen
    return mark(unit=unit, state=state, seen=seen, by=by or make.a_chief(), at=make.NOW)
