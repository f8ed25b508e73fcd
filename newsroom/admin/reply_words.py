"""Where requests for a reply stand, in words, for the register and for a story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.models import Article, ReplyDecision, ReplyRequest
from articles.permissions import require_in_one_language
from articles.text.dates import written_date, written_number
from articles.workflow import EDIT
from people.models import Account
from people.permissions import PermissionRefused


@dataclass(frozen=True)
class Waiting:
    """A request as the page of its story shows it, without who asks.

    Attributes:
        text: Until when, and where it stands.
        is_overdue: Whether its day is past.
        url: Of its page; None for who may not see it.
    """

    text: str
    is_overdue: bool
    url: str | None


@dataclass(frozen=True)
class Replies:
    """What the page of a story says about the right of reply.

    Attributes:
        waiting: The open requests, the most urgent first.
        add_url: Where to enter one; None for who may not, and for a story that
            readers never saw.
    """

    waiting: tuple[Waiting, ...]
    add_url: str | None


def replies_of(article: Article, by: Account) -> Replies:
    """Gather the open requests about a story that somebody may know of."""
    waiting = tuple(_waiting(article, by))
    may_add = by.has_perm("articles.add_replyrequest") and is_allowed(by, EDIT, article)
    seen = article.versions.filter(released_revision__isnull=False)
    if not (may_add and seen.exists()):
        return Replies(waiting, None)
    url = reverse("admin:articles_replyrequest_add")
    return Replies(waiting, f"{url}?article={article.pk}")


def due(request: ReplyRequest) -> str:
    """Write the day on which a request is due; while it is open, how far that is."""
    day = written_date(request.due_date, _speaking())
    if not is_open(request):
        return day
    return f"{day} · {days_left(request.due_date, _today())}"


def days_left(due_date: date, today: date) -> str:
    """Say in words how many days are left, or how many it is late."""
    left = (due_date - today).days
    if left == 0:
        return _("due today")
    if left < 0:
        words = ngettext("overdue by %(days)s day", "overdue by %(days)s days", -left)
    else:
        words = ngettext("%(days)s day left", "%(days)s days left", left)
    return words % {"days": number(abs(left))}


def state_of(request: ReplyRequest) -> str:
    """Say where a request stands."""
    if not request.decision:
        return _("not decided yet")
    if request.decision == ReplyDecision.REFUSE:
        return _("refused")
    return _("to be published") if is_open(request) else _("published as a note")


def is_open(request: ReplyRequest) -> bool:
    """Say whether somebody still waits for us; as `ReplyRequestQuerySet.open` does."""
    if request.decision == ReplyDecision.REFUSE:
        return False
    return request.correction is None or request.correction.published_at is None


def is_allowed(by: Account, act: str, article: Article) -> bool:
    """Judge whether an account may do something in one of a story's languages."""
    try:
        require_in_one_language(by, (act,), article)
    except PermissionRefused:
        return False
    return True


def number(days: int) -> str:
    """Write a number in the digits of the interface."""
    return written_number(days, _speaking())


def _waiting(article: Article, by: Account) -> Iterator[Waiting]:
    may_see = by.has_perm("articles.view_replyrequest")
    requests = article.reply_requests.open().select_related("correction")
    for request in requests.order_by("due_date", "pk"):
        url = reverse("admin:articles_replyrequest_change", args=[request.pk])
        yield Waiting(
            text=f"{due(request)} · {state_of(request)}",
            is_overdue=request.due_date < _today(),
            url=url if may_see else None,
        )


def _speaking() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _today() -> date:
    # The day that counts is the newsroom's, wherever somebody sits.
    return timezone.localdate(timezone=timezone.get_default_timezone())
