"""Take in what somebody asks for, prepare terms, and decide as a second person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Version
from articles.permissions import require_cleared
from people.models import Account
from people.permissions import require
from rights.actions.granting import GIVE_GRANT, Scope, give_grant
from rights.bargain import kept, taken_up
from rights.models import (
    DECIDED,
    Channel,
    Grant,
    Licensee,
    PermissionRequest,
    RequestState,
)
from rights.terms import Act, Edit, Medium, Terms, check_territory

ENTER = "rights.add_permissionrequest"
PREPARE = "rights.change_permissionrequest"


class RequestRefused(Exception):  # noqa: N818 - refusals are not errors
    """A request cannot be taken so; a line for each reason and what to do."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody wants to do with a story.

    Attributes:
        organisation: Who asks; one line.
        contact: Where to answer: an e-mail address, a number, a name in a messenger.
        contact_name: Of a person; may be empty.
        acts: What will be done.
        media: Where it appears; empty for not said.
        territories: ISO 3166-1 alpha-2 codes or "*"; empty for not said.
        edits: What would be changed.
        from_date: First day; None for at once.
        until_date: Last day; None for no end.
        message: At most 2,000 characters; may be empty.
    """

    organisation: str
    contact: str
    acts: frozenset[Act]
    contact_name: str = ""
    media: frozenset[Medium] = frozenset()
    territories: frozenset[str] = frozenset()
    edits: frozenset[Edit] = frozenset()
    from_date: date | None = None
    until_date: date | None = None
    message: str = ""


@transaction.atomic
def receive_request(*, version: Version, wish: Wish, at: datetime) -> PermissionRequest:
    """Take in what a reader asked for by the form of a public story.

    Args:
        version: That readers see.
        wish: As filled in.
        at: Timezone-aware.

    Raises:
        RequestRefused: Lists what is missing.
        TermsError: A territory is malformed.
        ValidationError: A text is too long.
    """
    return _stored(version, wish, Channel.FORM, None, at)


@transaction.atomic
def enter_request(
    *, version: Version, wish: Wish, channel: Channel, by: Account, at: datetime
) -> PermissionRequest:
    """Write down what came by mail, messenger or telephone.

    Raises:
        PermissionRefused: `by` may not take in requests, or not know of the story.
        RequestRefused: Lists what is missing.
        TermsError: A territory is malformed.
        ValidationError: A text is too long.
    """
    require(by, ENTER)
    require_cleared(by, version.article)
    return _stored(version, wish, channel, by, at)


@transaction.atomic
def prepare_terms(
    *,
    request: PermissionRequest,
    licensee: Licensee,
    terms: Terms,
    is_counter_offer: bool,
    by: Account,
    at: datetime,
) -> PermissionRequest:
    """Word the terms that a second person will decide about.

    Args:
        request: Not decided yet; former terms are replaced.
        licensee: The partner that asked.
        terms: Of the permission that would come out of it.
        is_counter_offer: The partner is asked first whether it will do.
        by: Who prepares.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not prepare, or not know of the story.
        RequestRefused: It is decided.
    """
    stored = _undecided(request, by)
    stored.licensee, stored.prepared_terms = licensee, kept(terms)
    stored.prepared_by, stored.prepared_at = by, at
    stored.state = RequestState.OFFERED if is_counter_offer else RequestState.PREPARED
    stored.save(
        update_fields=[
            "licensee",
            "prepared_terms",
            "prepared_by",
            "prepared_at",
            "state",
        ]
    )
    return stored


@transaction.atomic
def accept_offer(
    *, request: PermissionRequest, by: Account, at: datetime
) -> PermissionRequest:
    """Note that the partner said yes to a counter-offer.

    Raises:
        PermissionRefused: `by` may not prepare, or not know of the story.
        RequestRefused: No counter-offer waits for an answer.
    """
    del at
    stored = _undecided(request, by)
    if stored.state != RequestState.OFFERED:
        raise RequestRefused(_("No counter-offer waits for an answer."))
    stored.state = RequestState.PREPARED
    stored.save(update_fields=["state"])
    return stored


@transaction.atomic
def grant_request(*, request: PermissionRequest, by: Account, at: datetime) -> Grant:
    """Give the permission that was prepared, as a second person.

    Raises:
        PermissionRefused: `by` may not give permissions, or not know of the story.
        RequestRefused: It is decided, or not prepared, or `by` prepared or entered it.
        GrantRefused: The terms cannot be granted; lists every reason.
        ValidationError: The terms are malformed.
    """
    require(by, GIVE_GRANT)
    stored = _undecided(request, by)
    _refuse(_against_granting(stored, by))
    if stored.licensee is None or stored.prepared_by is None:
        message = f"Request {stored.pk} is prepared without a partner."
        raise LookupError(message)
    article = stored.version.article
    grant = give_grant(
        licensee=stored.licensee,
        scope=Scope(article.outlet, article=article),
        terms=taken_up(stored.prepared_terms),
        asked_by=stored.prepared_by,
        by=by,
        at=at,
    )
    stored.grant, stored.state = grant, RequestState.GRANTED
    stored.decided_by, stored.decided_at = by, at
    stored.save(update_fields=["grant", "state", "decided_by", "decided_at"])
    return grant


@transaction.atomic
def refuse_request(
    *, request: PermissionRequest, reason: str, by: Account, at: datetime
) -> PermissionRequest:
    """Say no, with a reason that the partner may read.

    Raises:
        PermissionRefused: `by` may not give permissions, or not know of the story.
        RequestRefused: It is decided, `by` entered it, or there is no reason.
    """
    require(by, GIVE_GRANT)
    stored = _undecided(request, by)
    _refuse(_against_refusing(stored, reason, by))
    stored.state, stored.refusal = RequestState.REFUSED, reason.strip()
    stored.decided_by, stored.decided_at = by, at
    stored.full_clean(exclude=["acts", "media", "territories", "edits"])
    stored.save(update_fields=["state", "refusal", "decided_by", "decided_at"])
    return stored


def _stored(
    version: Version,
    wish: Wish,
    channel: Channel,
    by: Account | None,
    at: datetime,
) -> PermissionRequest:
    _refuse(_missing(wish))
    for code in wish.territories:
        check_territory(code)
    request = PermissionRequest(
        version=version,
        organisation=wish.organisation.strip(),
        contact_name=wish.contact_name.strip(),
        contact=wish.contact.strip(),
        channel=channel,
        acts=sorted(wish.acts),
        media=sorted(wish.media),
        territories=sorted(wish.territories),
        edits=sorted(wish.edits),
        wanted_from_date=wish.from_date,
        wanted_until_date=wish.until_date,
        message=wish.message.strip(),
        received_at=at,
        entered_by=by,
    )
    request.full_clean(exclude=["acts", "media", "territories", "edits"])
    request.save(force_insert=True)
    return request


def _missing(wish: Wish) -> Iterator[str]:
    if not wish.organisation.strip():
        yield _("Say who asks.")
    if not wish.contact.strip():
        yield _("Say where the answer goes.")
    if not wish.acts:
        yield _("Choose at least one use.")
    if wish.from_date and wish.until_date and wish.until_date < wish.from_date:
        yield _("The last day is before the first.")


def _undecided(request: PermissionRequest, by: Account) -> PermissionRequest:
    require(by, PREPARE)
    stored = (
        PermissionRequest.objects.select_for_update(of=("self",))
        .select_related("version__article__outlet", "licensee", "prepared_by")
        .get(pk=request.pk)
    )
    require_cleared(by, stored.version.article)
    if stored.state in DECIDED:
        raise RequestRefused(_("It is decided already."))
    return stored


def _against_granting(request: PermissionRequest, by: Account) -> Iterator[str]:
    if request.state == RequestState.OPEN:
        yield _("Nobody prepared its terms yet. Prepare them first.")
    if request.state == RequestState.OFFERED:
        yield _("The partner has not said yes to the counter-offer.")
    if by.pk in (request.prepared_by_id, request.entered_by_id):
        yield _(
            "You prepared it or wrote it down yourself. Let a second person decide."
        )


def _against_refusing(
    request: PermissionRequest, reason: str, by: Account
) -> Iterator[str]:
    if not reason.strip():
        yield _("Say why it is refused.")
    if by.pk == request.entered_by_id:
        yield _("You wrote it down yourself. Let a second person decide.")


def _refuse(reasons: Iterable[str]) -> None:
    listed = tuple(reasons)
    if listed:
        raise RequestRefused("\n".join(listed))
