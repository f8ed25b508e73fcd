"""Orders, ways of delivery and standing orders, for both tables."""

from typing import Any

from articles.models import Status, Version
from exports.actions.channels import open_channel
from exports.actions.ordering import Way, order_export
from exports.actions.releasing import perform
from exports.actions.standing import Stories, begin_standing
from exports.channel_secrets import token_of
from exports.licensing import Wanted
from exports.models import (
    Channel,
    ChannelKind,
    Delivery,
    Dispatch,
    ExportItem,
    StandingOrder,
)
from rights.actions.granting import let_outlet_use_its_own
from rights.actions.keeping import Allowed, file_permission
from rights.models import Licensee
from rights.terms import Act
from tests import factories as make
from tests.matrix.scene import LANGUAGE, Scene
from worklist.models import WorkState


def _own(version: Version) -> Licensee:
    return let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)


def _wanted(version: Version) -> Wanted:
    return Wanted(_own(version), frozenset({Act.ELECTRONIC}))


def _channel(version: Version, kind: ChannelKind, address: str = "") -> Channel:
    return open_channel(
        licensee=_own(version),
        kind=kind,
        address=address,
        by=make.a_chief(),
        at=make.NOW,
    )


def an_order_begun(scene: Scene) -> dict[str, Any]:
    """Order a copy of a published version."""
    version = scene[Status.PUBLISHED]
    job = order_export(
        versions=[version],
        formats=["text"],
        wanted=_wanted(version),
        by=None,
        at=make.NOW,
    )
    return {"job": job}


def a_new_channel(scene: Scene) -> dict[str, Any]:
    """Open a feed for the outlet itself."""
    own = _own(scene[Status.PUBLISHED])
    return {"licensee": own, "kind": ChannelKind.FEED, "address": ""}


def a_channel(scene: Scene) -> dict[str, Any]:
    """Find an open feed."""
    return {"channel": _channel(scene[Status.PUBLISHED], ChannelKind.FEED)}


def a_new_order(scene: Scene) -> dict[str, Any]:
    """Have each new release sent on a feed."""
    version = scene[Status.PUBLISHED]
    return {
        "stories": Stories(
            outlet=scene.outlet, section=None, languages=frozenset({LANGUAGE})
        ),
        "formats": ["atom"],
        "wanted": _wanted(version),
        "channel": _channel(version, ChannelKind.FEED),
    }


def a_standing(scene: Scene) -> dict[str, Any]:
    """Find a standing order."""
    return {"standing": _standing(scene[Status.PUBLISHED])}


def _standing(version: Version) -> StandingOrder:
    return begin_standing(
        stories=Stories(
            outlet=version.article.outlet,
            section=None,
            languages=frozenset({version.language}),
        ),
        formats=["atom"],
        wanted=_wanted(version),
        channel=_channel(version, ChannelKind.FEED),
        by=make.a_chief(),
        at=make.NOW,
    )


def partner_places(version: Version) -> dict[str, list[Any]]:
    """Hand a copy over on a feed, and park a sending."""
    standing = _standing(version)
    token = token_of(standing.channel)
    job = order_export(
        versions=[version],
        formats=["atom"],
        wanted=_wanted(version),
        by=None,
        at=make.NOW,
        way=Way(standing.channel),
    )
    item = job.items.get()
    perform(item)
    ExportItem.objects.update(state=WorkState.DONE, finished_at=make.NOW)
    sending = Dispatch.objects.create(
        channel=standing.channel,
        item=item,
        state=WorkState.PARKED,
        reason="This way of delivery was closed. Nothing leaves on it any more.",
    )
    return {
        "partner": [token],
        "partner_feed": [token],
        "partner_copy": [token, Delivery.objects.get(item=item).pk],
        "admin:exports_dispatch_try_again": [sending.pk],
        **{
            f"admin:exports_channel_{verb}": [standing.channel_id]
            for verb in ("renew", "close")
        },
        **{
            f"admin:exports_standingorder_{verb}": [standing.pk]
            for verb in ("resume", "end")
        },
    }


def a_holders_word(scene: Scene) -> dict[str, Any]:
    """Hold in hands what the holder of a text allows."""
    return {
        "about": scene[Status.PUBLISHED],
        "allowed": Allowed(holder="Agency", starts_at=make.NOW),
        "content": make.a_jpeg(),
    }


def a_permission_on_file(scene: Scene) -> dict[str, Any]:
    """Find what the holder of a text allowed."""
    filed = file_permission(**a_holders_word(scene), by=make.a_chief(), at=make.NOW)
    return {"permission": filed}
