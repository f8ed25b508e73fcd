"""Open a way of delivery to a partner, renew its secret, close it for good."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from exports.models import Channel, ChannelKind
from exports.webhooks import PlaceError, checked_address
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.models import Licensee

OPEN = "exports.add_channel"
CLOSE = "exports.change_channel"


class ChannelRefused(Exception):  # noqa: N818 - refusals are not errors
    """A way of delivery cannot be so; says why and what to do."""


@transaction.atomic
def open_channel(
    *, licensee: Licensee, kind: ChannelKind, address: str, by: Account, at: datetime
) -> Channel:
    """Open a way to a partner; what may leave on it, permissions say.

    Args:
        licensee: Who.
        kind: Which way.
        address: Of the mail or the webhook; empty for a feed.
        by: Who opens it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not open ways of delivery.
        ChannelRefused: The address is none, or the way is open already.
    """
    require(by, OPEN)
    place = address.strip()
    _check(kind, place)
    same = Channel.objects.filter(
        licensee=licensee, kind=kind, address=place, closed_at=None
    )
    if same.exists():
        raise ChannelRefused(_("This way is open already."))
    channel = Channel.objects.create(
        licensee=licensee, kind=kind, address=place, opened_by=by, opened_at=at
    )
    _note(channel, "channel.opened")
    return channel


@transaction.atomic
def renew_secret(*, channel: Channel, by: Account, at: datetime) -> Channel:
    """Make a new secret: the former address or signature counts no more, at once.

    Raises:
        PermissionRefused: `by` may not change ways of delivery.
        ChannelRefused: It is closed.
    """
    stored = _open(channel, by)
    stored.secret_number += 1
    stored.save(update_fields=["secret_number"])
    _note(stored, "channel.renewed")
    return stored


@transaction.atomic
def close_channel(*, channel: Channel, by: Account, at: datetime) -> Channel:
    """Close a way for good: nothing leaves on it any more, from this moment on.

    Raises:
        PermissionRefused: `by` may not change ways of delivery.
        ChannelRefused: It is closed.
    """
    stored = _open(channel, by)
    stored.closed_by, stored.closed_at = by, at
    stored.save(update_fields=["closed_by", "closed_at"])
    _note(stored, "channel.closed")
    return stored


def _open(channel: Channel, by: Account) -> Channel:
    require(by, CLOSE)
    stored = Channel.objects.select_for_update().get(pk=channel.pk)
    if stored.closed_at is not None:
        raise ChannelRefused(_("It was closed; open a new one."))
    return stored


def _check(kind: ChannelKind, address: str) -> None:
    if kind == ChannelKind.FEED:
        if address:
            raise ChannelRefused(_("A feed is fetched from us: leave the address out."))
        return
    try:
        if kind == ChannelKind.EMAIL:
            validate_email(address)
        else:
            checked_address(address, may_be_private=settings.WEBHOOKS_MAY_BE_PRIVATE)
    except ValidationError as error:
        raise ChannelRefused(_("That is no e-mail address.")) from error
    except PlaceError as error:
        raise ChannelRefused(str(error)) from error


def _note(channel: Channel, kind: str) -> None:
    record(
        kind=kind,
        subject=f"urn:spean:channel:{channel.pk}",
        facts={
            "licensee": channel.licensee_id,
            "way": channel.kind,
            "secret": channel.secret_number,
        },
    )
