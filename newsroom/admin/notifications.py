"""What happened to one's texts: the page, its buttons, and the count in the header."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from articles.actions.notifying import see
from articles.models import Notification, NotificationKind
from articles.text.dates import written_number
from newsroom.admin.deeds import acting, deed
from newsroom.admin.headlines import Named, named
from people.models import Account, Alarm

MOST_SHOWN = 100
MOST_COUNTED = 99
_TOLD, _ALARM = 0, 1

# Kinds that say how many; the others happened once.
_COUNTED: dict[str, Promise] = {
    NotificationKind.SOURCE_CHANGED: ngettext_lazy(
        "%(count)s paragraph", "%(count)s paragraphs", "number"
    ),
    NotificationKind.MENTIONED: ngettext_lazy(
        "%(count)s comment", "%(count)s comments", "number"
    ),
    NotificationKind.COMMENTED: ngettext_lazy(
        "%(count)s comment", "%(count)s comments", "number"
    ),
}
_ABOUT_ASSIGNMENTS = frozenset(
    {
        NotificationKind.OFFERED,
        NotificationKind.ACCEPTED,
        NotificationKind.DECLINED,
        NotificationKind.WITHDRAWN,
        NotificationKind.GIVEN_BACK,
    }
)


@dataclass(frozen=True)
class Told:
    """A notification in words.

    Attributes:
        stored: As stored.
        named: The text it is about.
        amount: How many paragraphs or comments; empty where that says nothing.
        open_url: Of the button that goes there and remembers that one looked.
    """

    stored: Notification
    named: Named
    amount: str
    open_url: str


def show_notifications(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show what one was told, unseen first; a press says that one has looked at all.

    Args:
        request: Of somebody signed in.
        context: Of every page of the admin.
    """
    by = acting(request)
    if request.method == "POST":
        return _see_all(request, by)
    stored = list(
        Notification.objects.visible_to(by)
        .select_related("version__article", "by")
        .order_by("-made_at", "-pk")[:MOST_SHOWN]
    )
    names = named(each.version for each in stored)
    told = [_told(each, names[each.version_id]) for each in stored]
    unseen = [each for each in told if each.stored.seen_at is None]
    page = {
        **context,
        "title": _("Notifications"),
        "unseen": unseen,
        "seen": [each for each in told if each.stored.seen_at is not None],
        "until": stored[0].made_at.isoformat() if unseen else "",
    }
    return render(request, "admin/notifications.html", page)


def open_notification(request: HttpRequest, told: int) -> HttpResponse:
    """Remember that one has looked, and go to where one acts.

    Only a press does: a link that somebody else sends changes nothing.
    """
    by = acting(request)
    stored = get_object_or_404(Notification.objects.visible_to(by), pk=told)
    see(by=by, at=timezone.now(), notification=stored)
    return HttpResponseRedirect(_place_of(stored))


class Unseen:
    """How much somebody has not looked at: both numbers of the header, in one query.

    Args:
        account: Who looks; nobody has nothing to look at.
    """

    def __init__(self, account: object) -> None:
        self._account = account

    def notifications(self) -> str:
        """Return how many notifications, as written; empty for none."""
        return _counted(self._numbers[_TOLD])

    def alarms(self) -> str:
        """Return how many notices of the sign-in, as written; empty for none."""
        return _counted(self._numbers[_ALARM])

    @cached_property
    def _numbers(self) -> Counter[int]:
        """Ask once, and only where a number is shown."""
        if not isinstance(self._account, Account):
            return Counter()
        told = Notification.objects.visible_to(self._account).unseen()
        alarms = Alarm.objects.unseen().filter(account=self._account)
        few = (
            rows.order_by().values_list(Value(kind))[: MOST_COUNTED + 1]
            for kind, rows in ((_TOLD, told), (_ALARM, alarms))
        )
        first, second = few
        return Counter(kind for (kind,) in first.union(second, all=True))


def _counted(number: int) -> str:
    if number > MOST_COUNTED:
        return f"{_written(MOST_COUNTED)}+"
    return _written(number) if number else ""


def _see_all(request: HttpRequest, by: Account) -> HttpResponse:
    """Take all for seen that was on the page; what came since stays."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is None or timezone.is_naive(until):
        raise Http404
    return deed(
        request,
        lambda: see(by=by, at=timezone.now(), until=until),
        done=_("Everything on the page is marked as seen."),
        then=reverse("admin:notifications"),
    )


def _told(stored: Notification, name: Named) -> Told:
    words = _COUNTED.get(stored.kind)
    return Told(
        stored=stored,
        named=name,
        amount=_amount(words, stored.number) if words else "",
        open_url=reverse("admin:open-notification", args=[stored.pk]),
    )


def _amount(words: Promise, number: int) -> str:
    said: Any = words
    return str(said % {"number": number, "count": _written(number)})


def _place_of(stored: Notification) -> str:
    page = reverse("admin:articles_version_change", args=[stored.version_id])
    return f"{page}#assignment" if stored.kind in _ABOUT_ASSIGNMENTS else page


def _written(number: int) -> str:
    return written_number(number, get_language() or settings.LANGUAGE_CODE)
