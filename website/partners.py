"""A partner's own page and feed, at an address that only the partner knows.

What is shown is judged at each look: it disappears with the permission.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import translation
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from exports.actions.dispatching import hand_over
from exports.actions.handing import (
    copies_on,
    proven_bytes,
    reasons_against,
    took_photo,
)
from exports.channel_secrets import channel_named
from exports.formats import format_named
from exports.mails import feed_url
from exports.models import ArtifactState, Channel, ChannelKind, Delivery
from rights.terms import Act
from website.pages.moments import Moment, moment
from website.views import page_not_found, rendered

COPIES_A_PAGE = 50
ENTRIES = 50
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(frozen=True)
class Offer:
    """One copy that a partner may fetch.

    Attributes:
        delivery: With story and file loaded.
        sent: When the copy left.
        format: In the language of the page.
        uses: What the permission lets the partner do with it, in that language.
        has_photo: Whether the photo is part of it.
        url: Path of the bytes.
    """

    delivery: Delivery
    sent: Moment
    format: str
    uses: tuple[str, ...]
    has_photo: bool
    url: str


@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a partner may fetch now, and what they must use no more."""
    channel = channel_named(token)
    if channel is None or channel.kind == ChannelKind.WEBHOOK:
        return _secret(page_not_found(request))
    found = Paginator(copies_on(channel), COPIES_A_PAGE).get_page(
        request.GET.get("page")
    )
    copies = list(found)
    against = reasons_against(copies)
    with translation.override(translation.get_language_from_request(request)):
        answer = rendered(
            "website/partner.html",
            partner=channel.licensee,
            offers=[_offer(it, token) for it in copies if not against[it.pk]],
            recalled=[it for it in copies if _is_recalled(it)],
            page=found,
            feed=feed_url(channel) if channel.kind == ChannelKind.FEED else "",
        )
    return _secret(answer)


@require_safe
def fetch(request: HttpRequest, token: str, copy: int) -> HttpResponse:
    """Hand over one copy, byte for byte as it was verified, if it still may leave."""
    channel = channel_named(token)
    if channel is None or channel.kind == ChannelKind.WEBHOOK:
        return _secret(page_not_found(request))
    delivery = copies_on(channel).filter(pk=copy).first()
    if delivery is None or reasons_against([delivery])[copy]:
        return _secret(page_not_found(request))
    artifact = delivery.artifact
    content = proven_bytes(artifact)
    if request.method == "GET":
        hand_over(deliveries=[delivery], channel=channel)
    form = format_named(artifact.format)
    name = get_valid_filename(
        f"{artifact.version.article_id}.{artifact.version.language}"
    )
    answer = HttpResponse(content, content_type=form.media_type)
    answer["Content-Disposition"] = (
        f'attachment; filename="{name}{form.file_extension}"'
    )
    answer["Content-Language"] = artifact.version.language
    return _secret(answer)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Hand over the newest copies as a feed: verified entries, none of them changed.

    References:
        RFC 4287 §4.1.1; RFC 9110 §13.1.2 for who asks again.
    """
    channel = channel_named(token)
    if channel is None or channel.kind != ChannelKind.FEED:
        return _secret(page_not_found(request))
    copies = _newest(copies_on(channel)[:ENTRIES])
    against = reasons_against(copies)
    ready = [it for it in copies if not against[it.pk]]
    tag = f'"{"-".join(it.artifact.sha256[:8] for it in ready)}"'
    if request.headers.get("If-None-Match") == tag:
        return _secret(HttpResponseNotModified())
    content = _feed(channel, ready)
    if request.method == "GET":
        hand_over(deliveries=ready, channel=channel)
    answer = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    answer["ETag"] = tag
    return _secret(answer)


def _newest(copies: Iterable[Delivery]) -> list[Delivery]:
    """Keep one copy of each version: the newest."""
    kept: dict[int, Delivery] = {}
    for delivery in copies:
        kept.setdefault(delivery.artifact.version_id, delivery)
    return list(kept.values())


def _feed(channel: Channel, copies: Iterable[Delivery]) -> bytes:
    listed = list(copies)
    changed = max(
        (it.delivered_at for it in listed), default=channel.opened_at
    ).isoformat()
    name = escape(str(channel.licensee))
    head = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:spean:channel:{channel.pk}'
        f"</id><title>{name}</title><updated>{changed}</updated>"
    )
    entries = (proven_bytes(it.artifact).removeprefix(_DECLARATION) for it in listed)
    return b"".join((_DECLARATION, head.encode(), *entries, b"</feed>"))


def _offer(delivery: Delivery, token: str) -> Offer:
    speaking = translation.get_language() or "en"
    form = format_named(delivery.artifact.format)
    acts = [act for act in Act if act.value in delivery.item.job.acts]
    return Offer(
        delivery=delivery,
        sent=moment(delivery.delivered_at, speaking),
        format=form.labels.get(speaking, form.labels["en"]),
        uses=tuple(act.labels.get(speaking, act.labels["en"]) for act in acts),
        has_photo=took_photo(delivery.artifact),
        url=reverse("partner_copy", kwargs={"token": token, "copy": delivery.pk}),
    )


def _is_recalled(delivery: Delivery) -> bool:
    return delivery.artifact.state == ArtifactState.RECALLED


def _secret(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store, private"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
