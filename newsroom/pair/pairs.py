"""A translation beside what it was made from, as both are now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from articles.actions.writing import working_copy
from articles.models import Revision, Source, Version
from articles.text.blocks import Block, from_json
from people.models import Account
from translations.freshness import NOTHING, SourceText
from translations.inspecting import Circumstances, circumstances_of
from translations.lookup import rows_of, sources_held
from translations.readings import what_counts
from translations.units import Linked, Row

UNKNOWN = "unknown"
"""No fingerprint: what somebody had before them is not kept any more."""


@dataclass(frozen=True)
class Pair:
    """A translation beside its sources.

    Attributes:
        version: The translation.
        sources: What it was made from, as far as it is held; never empty.
        stamp: Which revisions of them are shown, for the forms of the page.
        target: All its blocks as they are being written.
        rows: Both, side by side.
        around: What the checks of all rows share.
    """

    version: Version
    sources: tuple[Version, ...]
    stamp: str
    target: tuple[Block, ...]
    rows: tuple[Row, ...]
    around: Circumstances


def pair_of(version: Version, account: Account) -> Pair:
    """Read a translation beside its sources.

    Args:
        version: One that the account may know of.
        account: Who looks.

    Raises:
        Http404: It has no source that is held, or one that the account may not know
            of.
    """
    links = tuple(sources_held(version))
    sources = tuple(filter(None, map(_source, links)))
    elsewhere = {s.pk for s in sources if s.article_id != version.article_id}
    known = Version.objects.visible_to(account).filter(pk__in=elsewhere)
    if not sources or (elsewhere and known.count() < len(elsewhere)):
        raise Http404
    # Read before the rows: a release in between makes the stamp old, never too new.
    stamp = _stamp(what_counts(links).values())
    target = working_copy(version)
    rows = rows_of(version, target)
    around = circumstances_of(version, sources, rows)
    return Pair(version, sources, stamp, target, rows, around)


def seen_in(pair: Pair, unit: Linked, stamp: str) -> str:
    """Return the fingerprint of the source of a unit as a page showed it.

    A page says once which revisions it shows: a fingerprint in each row would be a
    tenth of the page.

    Args:
        pair: As it is now.
        unit: One of its own.
        stamp: As it came back from the page.

    Returns:
        UNKNOWN where those revisions are gone, or were never of its source.
    """
    if stamp == pair.stamp:
        return unit.source_now
    if unit.source is None:
        return NOTHING
    ids = [int(each) for each in stamp.split("-") if each.isdecimal()]
    shown = Revision.objects.filter(
        pk__in=[each for each in ids if each < _HIGHEST_KEY],
        version=unit.source,
        erased_at=None,
    ).first()
    if shown is None:
        return UNKNOWN
    return SourceText(from_json(shown.blocks)).print_of(unit.source_ids)


_HIGHEST_KEY = 2**63


def _source(link: Source) -> Version | None:
    return link.source_version


def _stamp(revisions: Iterable[Revision]) -> str:
    return "-".join(str(revision.pk) for revision in revisions)
