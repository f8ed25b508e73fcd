"""Before copies are ordered: which may leave, and everything against the rest."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Version
from exports.licensing import Reason, Wanted, judge, judged_rows, takes_photo
from rights.lookup import database_now, grants_of
from rights.models import NoticeEdition


@dataclass(frozen=True)
class Look:
    """What would become of a copy that was ordered now.

    Attributes:
        version: With story, section and outlet loaded.
        reasons: Everything against it; empty where it may leave.
        leaves_photo_home: Whether the copy names its photo, and goes without it.
    """

    version: Version
    reasons: tuple[Reason, ...]
    leaves_photo_home: bool

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
            for look in self.looks
        )
        return hashlib.sha256(told.encode()).hexdigest()


def preflight(versions: Iterable[int], wanted: Wanted) -> Preflight:
    """Judge versions as of now, in as many queries for all as for one.

    What only the finished bytes can show is found when the copy is made.

    Args:
        versions: Their keys, in the order in which they are shown.
        wanted: For whom and what for.
    """
    keys = tuple(versions)
    rows = {row.pk: row for row in judged_rows().filter(pk__in=keys)}
    outlets = {row.article.outlet for row in rows.values()}
    editions = {outlet: NoticeEdition.objects.current_of(outlet) for outlet in outlets}
    grants = {outlet: grants_of(wanted.licensee, outlet) for outlet in outlets}
    at = database_now()
    looks = []
    for key in keys:
        version = rows[key]
        outlet = version.article.outlet
        _decision, reasons = judge(
            version, wanted, edition=editions[outlet], grants=grants[outlet], at=at
        )
        stays = version.article.lead_photo is not None and not takes_photo(
            version, wanted, at=at
        )
        looks.append(Look(version, reasons, leaves_photo_home=stays))
    return Preflight(tuple(looks))
