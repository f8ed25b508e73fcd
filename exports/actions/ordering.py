"""Order copies: each one becomes a row of the work list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Version
from articles.permissions import require_cleared
from exports.formats import EVERY_FORMAT, KITS
from exports.licensing import ExportRefused, Reason, Wanted, no_notice, not_public
from exports.models import (
    Channel,
    ChannelKind,
    ExportItem,
    ExportJob,
    StandingOrder,
)
from people.models import Account
from people.permissions import require
from rights.models import Licensee
from rights.terms import Act, Medium

ORDER = "exports.add_exportjob"
POST = "exports.add_ownpost"
FEED_FORMAT = "atom"
KIT_FORMATS = tuple(each.code for each in KITS)


@dataclass(frozen=True)
class Way:
    """How the copies of an order reach the partner.

    Attributes:
        channel: On which way.
        standing: That orders by itself; None where a person does.
    """

    channel: Channel
    standing: StandingOrder | None = None


@transaction.atomic
def order_export(
    *,
    versions: Iterable[Version],
    formats: Sequence[str],
    wanted: Wanted,
    by: Account | None,
    at: datetime,
    way: Way | None = None,
) -> ExportJob:
    """Order copies of versions; nothing is judged yet, that happens at delivery.

    Args:
        versions: Which; none twice.
        formats: Codes of EVERY_FORMAT.
        wanted: For whom and what for.
        by: Who orders; None for the server's own commands.
        at: Timezone-aware.
        way: On which the copies are handed over; None: the desk takes them.

    Returns:
        The order, with an item for each version and format.

    Raises:
        PermissionRefused: `by` may not order copies, or not know of a story.
        ExportRefused: Nothing was chosen, a format is unknown, or the way of delivery
            cannot take it; lists all of it.
    """
    chosen = list(versions)
    if by is not None:
        require(by, ORDER)
        for version in chosen:
            require_cleared(by, version.article)
    channel = way.channel if way else None
    nothing = () if chosen else (_nothing(),)
    _refuse((*nothing, *_faults(formats, wanted), *_against(channel, formats, wanted)))
    return _ordered(chosen, formats, wanted, by, at, way)


@transaction.atomic
def order_kit(
    *, article: Article, may_be_behind: bool = False, by: Account, at: datetime
) -> ExportJob:
    """Order the posting kit of each language that readers can see.

    Args:
        article: What is to be posted.
        may_be_behind: A translation is posted even if its original was changed since.
        by: Who posts.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not note posts, or not know of the story.
        ExportRefused: Readers can see no language of it, or its outlet may not take
            its own stories yet.
    """
    require(by, POST)
    require_cleared(by, article)
    public = list(Version.objects.public().filter(article=article).order_by("pk"))
    own = Licensee.objects.filter(outlet=article.outlet).first()
    if own is None or not public:
        # With its first notice an outlet is let use its own stories.
        unready = () if own else (no_notice(),)
        raise ExportRefused((*(() if public else (not_public(),)), *unready))
    wanted = Wanted(
        own,
        frozenset({Act.ELECTRONIC, Act.REDISTRIBUTION}),
        Medium.SOCIAL,
        may_be_behind=may_be_behind,
    )
    return _ordered(public, KIT_FORMATS, wanted, by, at, None)


def _ordered(
    versions: Iterable[Version],
    formats: Iterable[str],
    wanted: Wanted,
    by: Account | None,
    at: datetime,
    way: Way | None,
) -> ExportJob:
    job = ExportJob.objects.create(
        licensee=wanted.licensee,
        channel=way.channel if way else None,
        standing=way.standing if way else None,
        acts=sorted(act.value for act in wanted.acts),
        medium=wanted.medium.value if wanted.medium else "",
        territory="" if wanted.territory == "*" else wanted.territory,
        may_be_behind=wanted.may_be_behind,
        ordered_by=by,
        ordered_at=at,
    )
    ExportItem.objects.bulk_create(
        ExportItem(job=job, version=version, format=code)
        for version in versions
        for code in dict.fromkeys(formats)
    )
    return job


def refuse_formats(
    formats: Sequence[str], channel: Channel | None, wanted: Wanted
) -> None:
    """Refuse formats that there are not, and a way that cannot take what is wanted.

    Raises:
        ExportRefused: Lists every reason.
    """
    _refuse((*_faults(formats, wanted), *_against(channel, formats, wanted)))


def _refuse(reasons: tuple[Reason, ...]) -> None:
    if reasons:
        raise ExportRefused(reasons)


def _nothing() -> Reason:
    return Reason("no_version", _("No version was chosen. Choose at least one."))


def _faults(formats: Sequence[str], wanted: Wanted) -> Iterable[Reason]:
    known = {each.code for each in EVERY_FORMAT}
    if wanted.licensee.outlet_id is None:
        known -= {*KIT_FORMATS}
    if not formats:
        yield Reason("no_format", _("No format was chosen. Choose at least one."))
    for code in formats:
        if code not in known:
            yield Reason(
                "unknown_format",
                _("There is no format “%(code)s”. Choose from: %(known)s.")
                % {"code": code, "known": ", ".join(sorted(known))},
            )


def _against(
    channel: Channel | None, formats: Sequence[str], wanted: Wanted
) -> Iterable[Reason]:
    if channel is None:
        return
    if channel.licensee_id != wanted.licensee.pk:
        yield Reason(
            "channel_of_others", _("That way of delivery leads to another partner.")
        )
    if channel.closed_at is not None:
        yield Reason(
            "channel_closed", _("That way of delivery was closed. Choose another one.")
        )
    if channel.kind == ChannelKind.FEED and set(formats) != {FEED_FORMAT}:
        yield Reason(
            "feed_format", _("A feed takes Atom entries alone. Choose that format.")
        )
