"""Begin a standing order, let it order what is new, end it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles.languages import LanguageTagError, canonical_tag
from articles.models import Outlet, Section, Status, Version
from articles.models.version import VersionQuerySet
from exports.actions.ordering import Way, order_export, refuse_formats
from exports.licensing import Wanted
from exports.models import (
    CHANNEL_CLOSED,
    PAUSES,
    Channel,
    StandingOrder,
    StandingRelease,
)
from exports.preflight import preflight
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.lookup import database_now, grants_of
from rights.policy import GrantTerms
from rights.terms import Act, Medium

BEGIN = "exports.add_standingorder"
END = "exports.change_standingorder"
LOOKS_BACK = timedelta(days=7)
"""What was blocked for longer is ordered by hand."""
MOST_AT_ONCE = 100


class StandingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A standing order cannot be so; a line for each reason and what to do."""


@dataclass(frozen=True, kw_only=True)
class Stories:
    """Which new releases a standing order is about.

    Attributes:
        outlet: Whose stories.
        section: Only those of it; None for every section.
        languages: BCP 47 tags; at least one.
    """

    outlet: Outlet
    section: Section | None
    languages: Collection[str]


@transaction.atomic
def begin_standing(
    *,
    stories: Stories,
    formats: Sequence[str],
    wanted: Wanted,
    channel: Channel,
    by: Account,
    at: datetime,
) -> StandingOrder:
    """Have each new release sent by itself; each is judged when it is sent.

    Args:
        stories: Which.
        formats: Codes of FORMATS.
        wanted: For whom and what for; a translation that is behind waits.
        channel: On which way.
        by: Who begins it.
        at: Timezone-aware; what was released before is not sent.

    Raises:
        PermissionRefused: `by` may not begin standing orders.
        ExportRefused: A format is unknown, or the way cannot take it.
        StandingRefused: No language, or no permission covers any of it.
    """
    require(by, BEGIN)
    refuse_formats(formats, channel, wanted)
    try:
        languages = sorted({canonical_tag(tag) for tag in stories.languages})
    except LanguageTagError as error:
        raise StandingRefused(str(error)) from error
    if not languages:
        raise StandingRefused(_("Name at least one language."))
    standing = StandingOrder(
        licensee=wanted.licensee,
        channel=channel,
        outlet=stories.outlet,
        section=stories.section,
        languages=languages,
        formats=list(dict.fromkeys(formats)),
        acts=sorted(act.value for act in wanted.acts),
        medium=wanted.medium.value if wanted.medium else "",
        territory="" if wanted.territory == "*" else wanted.territory,
        since=at,
        begun_by=by,
        begun_at=at,
    )
    codes = lapses(standing, at=database_now())
    if codes:
        raise StandingRefused("\n".join(_(PAUSES[code]) for code in codes))
    standing.save(force_insert=True)
    _note(standing, "standing.begun")
    return standing


@transaction.atomic
def resume_standing(
    *, standing: StandingOrder, by: Account, at: datetime
) -> StandingOrder:
    """Let a paused order run again; what was released meanwhile is not sent.

    Raises:
        PermissionRefused: `by` may not change standing orders.
        StandingRefused: It is not paused, it ended, or nothing permits it yet.
    """
    stored = _running(standing, by)
    if stored.paused_at is None:
        raise StandingRefused(_("It is not paused."))
    if lapses(stored, at=database_now()):
        raise StandingRefused(
            _("No permission covers it yet. Give or renew one first, then resume.")
        )
    stored.paused_at, stored.pause_codes, stored.since = None, [], at
    stored.save(update_fields=["paused_at", "pause_codes", "since"])
    _note(stored, "standing.resumed")
    return stored


@transaction.atomic
def end_standing(
    *, standing: StandingOrder, by: Account, at: datetime
) -> StandingOrder:
    """End a standing order for good; what it ordered before stays.

    Raises:
        PermissionRefused: `by` may not change standing orders.
        StandingRefused: It ended already.
    """
    stored = _running(standing, by)
    stored.ended_by, stored.ended_at = by, at
    stored.save(update_fields=["ended_by", "ended_at"])
    _note(stored, "standing.ended")
    return stored


def order_new_releases(*, at: datetime) -> int:
    """Order for each standing order what was released since, or say why not.

    One that fails holds up no other.

    Args:
        at: Timezone-aware.

    Returns:
        How many texts were ordered.
    """
    runs = StandingOrder.objects.filter(paused_at=None, ended_at=None)
    return sum(
        _order(key, at) for key in runs.order_by("pk").values_list("pk", flat=True)
    )


def lapses(standing: StandingOrder, *, at: datetime) -> list[str]:
    """List why no permission covers any story of a standing order.

    Args:
        standing: Stored or not.
        at: Timezone-aware; the database's clock.

    Returns:
        Keys of PAUSES; empty where one may cover some of it.
    """
    grants = [
        grant
        for grant in grants_of(standing.licensee, standing.outlet)
        if not grant.is_denial and _concerns(grant, standing)
    ]
    if any(grant.holds(at) for grant in grants):
        return []
    codes = {code for grant in grants for code in _lapsed(grant, at)}
    return sorted(codes) or ["no_permission"]


@transaction.atomic
def _order(key: int, at: datetime) -> int:
    standing = (
        StandingOrder.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("licensee", "channel", "outlet", "section")
        .filter(pk=key, paused_at=None, ended_at=None)
        .first()
    )
    if standing is None:
        return 0
    codes = lapses(standing, at=database_now())
    if codes or standing.channel.closed_at is not None:
        _pause(standing, codes or [CHANNEL_CLOSED], at)
        return 0
    wanted = wanted_by(standing)
    found = preflight(_new_releases(standing, at).values_list("pk", flat=True), wanted)
    versions = [look.version for look in found.allowed]
    if not versions:
        return 0
    job = order_export(
        versions=versions,
        formats=standing.formats,
        wanted=wanted,
        by=None,
        at=at,
        way=Way(standing.channel, standing),
    )
    StandingRelease.objects.bulk_create(
        StandingRelease(standing=standing, revision=it.released_revision, job=job)
        for it in versions
    )
    return len(versions)


def wanted_by(standing: StandingOrder) -> Wanted:
    """Turn a stored standing order into what it wants."""
    return Wanted(
        licensee=standing.licensee,
        acts=frozenset(act for act in Act if act.value in standing.acts),
        medium=next((each for each in Medium if each.value == standing.medium), None),
        territory=standing.territory or "*",
    )


def _new_releases(standing: StandingOrder, at: datetime) -> VersionQuerySet:
    since = max(standing.since, at - LOOKS_BACK)
    ordered = StandingRelease.objects.filter(
        standing=standing, revision=OuterRef("released_revision")
    )
    rows = (
        Version.objects.public()
        .filter(
            ~Exists(ordered),
            pk__in=_moved_since(since),
            article__outlet=standing.outlet,
            language__in=standing.languages,
        )
        .order_by("released_at", "pk")
    )
    if standing.section is not None:
        rows = rows.filter(article__section=standing.section)
    return rows[:MOST_AT_ONCE]


def _moved_since(since: datetime) -> QuerySet[Version, int]:
    """Query what readers can see since a moment, or see otherwise.

    Each way on which a text comes to its readers has an index of its own; one
    condition over all of them would use none.
    """
    out = Version.objects.order_by().filter(status=Status.PUBLISHED)
    ways = ("published_at", "released_at", "article__embargoed_until")
    first, *others = (
        out.filter(**{f"{way}__gte": since}).values_list("pk", flat=True)
        for way in ways
    )
    return first.union(*others)


def _concerns(grant: GrantTerms, standing: StandingOrder) -> bool:
    """Say whether a permission is about any story that a standing order may meet."""
    scope, section = grant.scope, standing.section
    meets = (
        section is None
        or scope.is_everything
        or bool(scope.article_ids)
        or section.slug in scope.sections
    )
    return meets and set(standing.acts) <= {act.value for act in grant.acts}


def _lapsed(grant: GrantTerms, at: datetime) -> list[str]:
    if grant.revoked_at is not None and grant.revoked_at <= at:
        return ["revoked"]
    return ["not_yet"] if at < grant.starts_at else ["ended"]


def _pause(standing: StandingOrder, codes: list[str], at: datetime) -> None:
    standing.paused_at, standing.pause_codes = at, codes
    standing.save(update_fields=["paused_at", "pause_codes"])
    _note(standing, "standing.paused")


def _running(standing: StandingOrder, by: Account) -> StandingOrder:
    require(by, END)
    stored = StandingOrder.objects.select_for_update().get(pk=standing.pk)
    if stored.ended_at is not None:
        raise StandingRefused(_("It ended; begin a new one."))
    return stored


def _note(standing: StandingOrder, kind: str) -> None:
    record(
        kind=kind,
        subject=f"urn:spean:standing:{standing.pk}",
        facts={
            "licensee": standing.licensee_id,
            "channel": standing.channel_id,
            "why": list(standing.pause_codes),
        },
    )
