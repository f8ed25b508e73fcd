"""Put copies into a partner's hands: judged anew, sent, noted in the ledger."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exports.actions.handing import CLOSED, copies_on, proven_bytes, reasons_against
from exports.channel_secrets import secret_of
from exports.formats import format_named
from exports.mails import mail_subject, mail_text
from exports.models import (
    Channel,
    ChannelKind,
    Delivery,
    Dispatch,
    ExportItem,
    ExportJob,
    Handover,
)
from exports.webhooks import PlaceError, place_of, post, signature
from ledger.actions.recording import record
from worklist.actions.failing import WorkRefused
from worklist.models import WorkState

NOTHING_LEFT = gettext_noop("No copy of the order may be handed over any more.")


def perform(dispatch: Dispatch) -> None:
    """Do what the work list asks of a sending.

    Reasons are kept as entries of the catalogue, for readers of either language.

    Raises:
        WorkRefused: A permission ended, the copy is recalled or out of date, the way
            is closed, or leads where nothing is sent; lists every reason.
        PartnerServerError: The partner's server did not take it.
        OSError: It cannot be reached.
    """
    with translation.override("en"):
        if dispatch.channel.closed_at is not None:
            raise WorkRefused((_(CLOSED),))
        if dispatch.item is None:
            _mail(dispatch)
        else:
            _post(dispatch.item, dispatch.channel)


@transaction.atomic
def hand_over(*, deliveries: Iterable[Delivery], channel: Channel) -> int:
    """Note that a partner has copies now; what was noted before stays.

    The address that only the partner knows is the permission.

    Args:
        deliveries: Judged a moment ago.
        channel: On which way.

    Returns:
        How many are new.
    """
    new = 0
    for delivery in deliveries:
        _row, is_new = Handover.objects.get_or_create(
            delivery=delivery, defaults={"channel": channel}
        )
        if is_new:
            new += 1
            artifact = delivery.artifact
            record(
                kind="copy.handed_over",
                subject=artifact.version.article.urn,
                facts={
                    "delivery": delivery.pk,
                    "licensee": channel.licensee_id,
                    "channel": channel.pk,
                    "way": channel.kind,
                    "sha256": artifact.sha256,
                },
            )
    return new


@transaction.atomic
def mail_finished_orders(*, at: datetime) -> int:
    """Have a mail sent for each order that is made and goes by mail: one, not many.

    Args:
        at: Timezone-aware.

    Returns:
        How many will be sent.
    """
    items = ExportItem.objects.filter(job=OuterRef("pk"))
    finished = ExportJob.objects.filter(
        ~Exists(items.filter(state=WorkState.WAITING)),
        Exists(items.filter(state=WorkState.DONE)),
        channel__kind=ChannelKind.EMAIL,
        channel__closed_at=None,
        mail=None,
        ordered_at__lte=at,
    ).select_related("channel")
    made = Dispatch.objects.bulk_create(
        (Dispatch(job=job, channel=job.channel) for job in finished),
        ignore_conflicts=True,
    )
    return len(made)


def _post(item: ExportItem, channel: Channel) -> None:
    delivery = copies_on(channel).get(item=item)
    _refuse(reasons_against([delivery])[delivery.pk])
    artifact = delivery.artifact
    body = proven_bytes(artifact)
    try:
        place = place_of(
            channel.address, may_be_private=settings.WEBHOOKS_MAY_BE_PRIVATE
        )
    except PlaceError as error:
        raise WorkRefused((str(error),)) from error
    moment, nonce = int(timezone.now().timestamp()), secrets.token_hex(16)
    name = f"{channel.pk}-{item.pk}"
    signed = signature(
        secret_of(channel), moment=moment, nonce=nonce, delivery=name, body=body
    )
    post(
        place,
        body,
        {
            "Content-Type": format_named(artifact.format).media_type,
            "Content-Language": artifact.version.language,
            "User-Agent": "Spean",
            "Spean-Delivery": name,
            "Spean-Timestamp": str(moment),
            "Spean-Nonce": nonce,
            "Spean-Signature": f"v1={signed}",
        },
    )
    hand_over(deliveries=[delivery], channel=channel)


def _mail(dispatch: Dispatch) -> None:
    """Tell a partner where their copies lie; the copies themselves are no mail."""
    if not settings.SENDS_MAIL:
        raise WorkRefused((_("No mail is sent from here. Tell them yourself."),))
    deliveries = list(copies_on(dispatch.channel).filter(item__job=dispatch.job))
    against = reasons_against(deliveries)
    ready = [it for it in deliveries if not against[it.pk]]
    if not ready:
        listed = dict.fromkeys(why for it in deliveries for why in against[it.pk])
        raise WorkRefused((_(NOTHING_LEFT), *listed))
    outlet = ready[0].artifact.version.article.outlet
    EmailMessage(
        mail_subject(outlet, len(ready)),
        mail_text(dispatch.channel, outlet, len(ready)),
        to=[dispatch.channel.address],
    ).send()


def _refuse(reasons: tuple[str, ...]) -> None:
    if reasons:
        raise WorkRefused(reasons)
