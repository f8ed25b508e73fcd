"""A partner with a permission, a way to it, and orders that go there."""

from typing import Any

from articles.models import Version
from exports.actions.channels import open_channel
from exports.actions.ordering import Way, order_export
from exports.actions.releasing import perform
from exports.licensing import Wanted
from exports.models import Channel, ChannelKind, ExportItem, ExportJob
from rights.models import Grant, Licensee
from rights.terms import Act
from tests import factories as make
from worklist.actions.working import work

ELECTRONIC = frozenset({Act.ELECTRONIC})


def a_partner(slug: str = "p") -> Licensee:
    """Make a partner without any permission."""
    return Licensee.objects.create(slug=slug, name_km="ដៃគូ", name_en="Partner")


def permit(partner: Licensee, version: Version, **facts: Any) -> Grant:
    """Permit a partner to reproduce a story electronically, without an end."""
    return Grant.objects.create(
        licensee=partner,
        outlet=version.article.outlet,
        granted_at=make.NOW,
        **{
            "article": version.article,
            "acts": ["electronic"],
            "languages": ["*"],
            "media": ["*"],
            "territories": ["*"],
            "starts_at": make.NOW,
            **facts,
        },
    )


def a_channel(
    partner: Licensee, kind: ChannelKind = ChannelKind.FEED, address: str = ""
) -> Channel:
    """Open a way to a partner."""
    return open_channel(
        licensee=partner, kind=kind, address=address, by=make.a_chief(), at=make.NOW
    )


def ordered(
    channel: Channel, *versions: Version, formats: Any = ("atom",)
) -> ExportJob:
    """Order copies on a way."""
    return order_export(
        versions=versions,
        formats=formats,
        wanted=Wanted(channel.licensee, ELECTRONIC),
        by=None,
        at=make.NOW,
        way=Way(channel),
    )


def made(job: ExportJob) -> ExportJob:
    """Make all copies of an order, as a worker does."""
    for item in job.items.order_by("pk"):
        work(model=ExportItem, item_id=item.pk, perform=perform)
    return job
