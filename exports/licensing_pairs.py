"""Turns a stored translation and its original into a package, or says why not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Source, Version
from articles.text.blocks import Block, from_json
from exports.licensing import (
    ExportRefused,
    Licensed,
    Reason,
    Wanted,
    license_version,
)
from exports.package import BilingualPackage, PackageError, SideBySide
from exports.telling import body_block
from exports.tracing import trace_code
from translations.lookup import rows_between, units_of
from translations.models import Unit
from translations.units import Row

NO_ORIGINAL = gettext_noop(
    "This text was not translated from a text that is held here. Order the bilingual "
    "copy of a translation, and link it to its original first."
)
SEVERAL_ORIGINALS = gettext_noop(
    "This translation was made from several texts, so that no single one can stand "
    "beside it. Order each language as a copy of its own."
)
ANOTHER_STORY = gettext_noop(
    "This translation was made from a text of another story. Order each language as a "
    "copy of its own."
)
ORIGINAL_NOT_PUBLIC = gettext_noop(
    "Readers cannot see the original of this translation. Publish it, or order the "
    "translation as a copy of its own."
)
NOT_LINKED = gettext_noop(
    "Nobody has said of every paragraph to which one of the other language it belongs, "
    "or readers do not have what was linked. Open the pair, link what belongs "
    "together, say what is left out, and publish the translation."
)
NOT_CONFIRMED = gettext_noop(
    "A program paired paragraphs of this translation, and nobody has confirmed it. "
    "Open the pair and confirm what belongs together."
)
_NOT_PUBLIC = "not_public"


@dataclass(frozen=True)
class LicensedPair:
    """A package of two languages with the stored rows that it rests on."""

    package: BilingualPackage
    source: Licensed
    target: Licensed


def why_no_pair(version: Version) -> tuple[Reason, ...]:
    """Say why no original can stand beside a text, whoever asked for it.

    Args:
        version: The translation.

    Returns:
        Every reason; empty where there is an original of the same story.
    """
    return _why_none(version, sources_named(version))


def _why_none(version: Version, sources: Sequence[Source]) -> tuple[Reason, ...]:
    held = [each.source_version for each in sources if each.source_version]
    reasons = {
        "no_original": (NO_ORIGINAL, not held),
        "several_originals": (SEVERAL_ORIGINALS, bool(held) and len(sources) > 1),
        "another_story": (
            ANOTHER_STORY,
            any(each.article_id != version.article_id for each in held),
        ),
    }
    return tuple(
        Reason(code, _(message)) for code, (message, is_so) in reasons.items() if is_so
    )


def license_pair(version: Version, wanted: Wanted, *, format_code: str) -> LicensedPair:
    """Judge the use of a translation and its original together, each by itself.

    Args:
        version: The translation; its released text counts, and that of its original.
        wanted: What for.
        format_code: Part of the trace code.

    Raises:
        ExportRefused: There is no pair, either language may not leave, or nobody has
            said which paragraphs belong together; lists every reason.
    """
    reasons = [*why_no_pair(version)]
    original = None if reasons else sources_named(version)[0].source_version
    target = _licensed(version, wanted, format_code, reasons)
    source = (
        _licensed(original, wanted, format_code, reasons, is_original=True)
        if original
        else None
    )
    if source is None or target is None:
        raise ExportRefused(_once(reasons))
    units = units_of([target.version.pk]).get(target.version.pk, ())
    told = _rows(source.version, target.version, units)
    reasons += _row_faults(told, wanted)
    if reasons:
        raise ExportRefused(_once(reasons))
    return LicensedPair(
        _package(source, target, told, wanted, format_code), source, target
    )


def judge_pair(
    version: Version,
    wanted: Wanted,
    *,
    sources: Sequence[Source],
    units: Iterable[Unit],
    against: tuple[Reason, ...],
    against_original: tuple[Reason, ...],
) -> tuple[Reason, ...]:
    """Judge whether a copy may leave beside its original; asks the database nothing.

    Args:
        version: The translation, a row of `judged_rows`.
        wanted: What for.
        sources: What it was made from, with their released texts.
        units: Of the translation.
        against: Every reason against the translation alone.
        against_original: Every reason against the original alone.

    Returns:
        Every reason against the two together; each once.
    """
    reasons = [*_why_none(version, sources)]
    original = None if reasons else sources[0].source_version
    reasons += against
    if original is not None:
        reasons += map(_of_original, against_original)
        told = _rows(original, version, units)
        reasons += _row_faults(told, wanted)
    return _once(reasons)


def sources_named(*versions: Version | int) -> list[Source]:
    """Fetch what translations were made from, in one query, in order."""
    return list(
        Source.objects.filter(version__in=versions)
        .select_related("source_version__released_revision")
        .order_by("version", "position", "pk")
    )


def _licensed(
    version: Version,
    wanted: Wanted,
    format_code: str,
    reasons: list[Reason],
    *,
    is_original: bool = False,
) -> Licensed | None:
    try:
        return license_version(version, wanted, format_code=format_code)
    except ExportRefused as refused:
        reasons += (
            map(_of_original, refused.reasons) if is_original else refused.reasons
        )
        return None


def _of_original(reason: Reason) -> Reason:
    if reason.code != _NOT_PUBLIC:
        return reason
    return Reason("original_not_public", _(ORIGINAL_NOT_PUBLIC))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    # Both languages may be refused for the same reason.
    return tuple(dict.fromkeys(reasons))


def _rows(source: Version, target: Version, units: Iterable[Unit]) -> tuple[Row, ...]:
    rows = rows_between(source, _blocks(source), units, _blocks(target))
    return tuple(row for row in rows if not row.is_head and (row.source or row.target))


def _blocks(version: Version) -> tuple[Block, ...]:
    revision = version.released_revision
    return from_json(revision.blocks) if revision else ()


def _row_faults(rows: Iterable[Row], wanted: Wanted) -> Iterator[Reason]:
    told = tuple(rows)
    if any(_is_unlinked(row, wanted) for row in told):
        yield Reason("not_linked", _(NOT_LINKED))
    if any(row.unit and row.unit.confidence is not None for row in told):
        yield Reason("not_confirmed", _(NOT_CONFIRMED))


def _is_unlinked(row: Row, wanted: Wanted) -> bool:
    if row.unit is None:
        return True
    if row.source and row.target:
        return False
    is_on_purpose = row.unit.is_dropped or row.unit.source is None
    # What the original gained or lost since; the copy says that it was changed.
    return not (is_on_purpose or (wanted.may_be_behind and row.unit.is_behind))


def _package(
    source: Licensed,
    target: Licensed,
    told: Iterable[Row],
    wanted: Wanted,
    format_code: str,
) -> BilingualPackage:
    trace = trace_code(
        licensee_id=wanted.licensee.pk,
        revision_id=target.version.released_revision_id,
        format_code=format_code,
        edition_id=target.edition.pk,
        source_revision_id=source.version.released_revision_id,
        terms_id=target.terms.pk if target.terms else None,
    )
    try:
        return BilingualPackage(
            replace(source.package, trace_code=trace),
            replace(target.package, trace_code=trace),
            tuple(
                SideBySide(
                    tuple(map(body_block, row.source)),
                    tuple(map(body_block, row.target)),
                )
                for row in told
            ),
        )
    except PackageError as error:
        raise ExportRefused(
            tuple(Reason("package", _(each)) for each in error.reasons)
        ) from error
