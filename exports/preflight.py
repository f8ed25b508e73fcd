"""Before copies are ordered: which may leave, and everything against the rest."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from articles.models import Source, Version
from exports.formats import IN_TWO
from exports.licensing import Reason, Wanted, judge, judged_rows, takes_photo
from exports.licensing_pairs import judge_pair, sources_named
from rights.lookup import database_now, grants_of
from rights.models import NoticeEdition
from translations.lookup import units_of


@dataclass(frozen=True)
class Look:
    """What would become of a copy that was ordered now.

    Attributes:
        version: With story, section and outlet loaded.
        reasons: Everything against it; empty where it may leave.
        leaves_photo_home: Whether the copy names its photo, and goes without it.
        pair_reasons: Where it may leave in one language: why it may not in two. Such a
            copy is parked with these reasons, and made when they are lifted.
    """

    version: Version
    reasons: tuple[Reason, ...]
    pair_reasons: tuple[Reason, ...] = ()
    leaves_photo_home: bool = False

    @property
    def is_allowed(self) -> bool:
        """Whether a copy may leave."""
        return not self.reasons


@dataclass(frozen=True)
class Preflight:
    """A choice, judged.

    Attributes:
        looks: In the order of the choice.
    """

    looks: tuple[Look, ...]

    @property
    def allowed(self) -> tuple[Look, ...]:
        """What may leave."""
        return tuple(look for look in self.looks if look.is_allowed)

    @property
    def blocked(self) -> tuple[Look, ...]:
        """What may not."""
        return tuple(look for look in self.looks if not look.is_allowed)

    @property
    def fingerprint(self) -> str:
        """A digest of what was chosen and what may leave of it.

        Who orders sends it back: nothing is ordered that they did not see.
        """
        told = ";".join(
            f"{look.version.pk}:{look.version.released_revision_id}:{look.is_allowed}"
            f":{bool(look.pair_reasons)}"
            for look in self.looks
        )
        return hashlib.sha256(told.encode()).hexdigest()


def preflight(
    versions: Iterable[int], wanted: Wanted, *, formats: Collection[str] = ()
) -> Preflight:
    """Judge versions as of now, in as many queries for all as for one.

    What only the finished bytes can show is found when the copy is made.

    Args:
        versions: Their keys, in the order in which they are shown.
        wanted: For whom and what for.
        formats: Codes of what is wanted; where some have two languages, what stands
            against a version beside its original is judged too.
    """
    keys = tuple(versions)
    sources = _sources_of(keys) if IN_TWO.intersection(formats) else {}
    originals = {
        each.source_version_id for many in sources.values() for each in many
    } - {None}
    rows = {row.pk: row for row in judged_rows().filter(pk__in={*keys, *originals})}
    outlets = {row.article.outlet for row in rows.values()}
    editions = {outlet: NoticeEdition.objects.current_of(outlet) for outlet in outlets}
    grants = {outlet: grants_of(wanted.licensee, outlet) for outlet in outlets}
    at = database_now()
    against = {}
    for key, row in rows.items():
        outlet = row.article.outlet
        _decision, against[key] = judge(
            row, wanted, edition=editions[outlet], grants=grants[outlet], at=at
        )
    looks = tuple(
        Look(
            rows[key],
            against[key],
            leaves_photo_home=_stays_home(rows[key], wanted, at=at),
        )
        for key in keys
    )
    if not IN_TWO.intersection(formats):
        return Preflight(looks)
    units = units_of(keys)
    pairs = {
        key: judge_pair(
            rows[key],
            wanted,
            sources=sources.get(key, ()),
            units=units.get(key, ()),
            against=against[key],
            against_original=_of_first(sources.get(key, ()), against),
        )
        for key in keys
    }
    is_alone = not IN_TWO.issuperset(formats)
    return Preflight(
        tuple(
            _beside(look, pairs[look.version.pk], is_alone=is_alone) for look in looks
        )
    )


def _sources_of(keys: Iterable[int]) -> Mapping[int, list[Source]]:
    found: dict[int, list[Source]] = {}
    for each in sources_named(*keys):
        found.setdefault(each.version_id, []).append(each)
    return found


def _of_first(
    sources: Sequence[Source], against: Mapping[int, tuple[Reason, ...]]
) -> tuple[Reason, ...]:
    held = (each.source_version_id for each in sources if each.source_version_id)
    return against[first] if (first := next(held, None)) else ()


def _stays_home(version: Version, wanted: Wanted, *, at: datetime) -> bool:
    has_photo = version.article.lead_photo is not None
    return has_photo and not takes_photo(version, wanted, at=at)


def _beside(look: Look, reasons: tuple[Reason, ...], *, is_alone: bool) -> Look:
    """Add what stands against a version beside its original.

    Args:
        look: What was found of the version alone.
        reasons: What stands against it in two languages, `look.reasons` among it.
        is_alone: Whether copies in one language are wanted as well.
    """
    if is_alone and look.is_allowed:
        return replace(look, pair_reasons=reasons)
    return replace(look, reasons=reasons)
