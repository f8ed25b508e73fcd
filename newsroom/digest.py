"""Mail to staff who have not looked: how much waits, and where; never what.

A mail passes through other hands. It holds a number and an address, and nothing of a
story: no headline, no name, no language.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Notification
from articles.models.notification import NotificationQuerySet
from articles.text.dates import written_number
from people.models import Account, DigestPlan

# A minute's share: the doorbell must not wait long for it.
MAILS_A_MINUTE = 20

log = logging.getLogger(__name__)


def send_digests(*, at: datetime) -> int:
    """Mail those who have something new, once a day, at an hour of their own zone.

    Everybody chooses the hour and the days, and what is counted; DIGEST_HOUR and every
    day are meant where nothing was chosen.

    Args:
        at: Timezone-aware.

    Returns:
        How many were mailed.

    Raises:
        OSError: The mail server cannot be reached, or refuses; an SMTPException is one.
            Who has no mail yet gets it the next time.
    """
    if not settings.SENDS_MAIL:
        return 0
    due = list(_due(at))[:MAILS_A_MINUTE]
    if not due:
        return 0
    with get_connection() as server:
        return sum(_mail(account, server, at) for account in due)


def last_hour(
    at: datetime, zone: str, plan: DigestPlan | None = None
) -> datetime | None:
    """Return when somebody's hour of the mail came the last time.

    Args:
        at: Timezone-aware.
        zone: IANA name.
        plan: What they chose; None for every day at DIGEST_HOUR.

    Returns:
        None where it comes on no day, or not before the end of a pause.
    """
    plan = plan or DigestPlan()
    here = at.astimezone(ZoneInfo(zone))
    hour = time(settings.DIGEST_HOUR if plan.hour is None else plan.hour)
    for back in range(8):
        day = here.date() - timedelta(days=back)
        came = datetime.combine(day, hour, here.tzinfo)
        if came <= here and day.isoweekday() in plan.days:
            is_paused = plan.paused_until is not None and day < plan.paused_until
            return None if is_paused else came
    return None


def _due(at: datetime) -> Iterator[Account]:
    """Yield who has something new from before their hour, and no mail since it.

    One query, however many they are.
    """
    theirs = Notification.objects.filter(account=OuterRef("pk"))
    new = theirs.unseen().unmailed().for_mail().visible_to_their_accounts()
    reached = (
        Account.objects.annotate(
            new_since=Subquery(new.order_by("made_at").values("made_at")[:1]),
            last_mailed_at=Subquery(
                theirs.exclude(mailed_at=None)
                .order_by("-mailed_at")
                .values("mailed_at")[:1]
            ),
        )
        .filter(is_active=True, new_since__isnull=False)
        .exclude(email="")
        .select_related("digest_plan")
    )
    for account in reached.order_by("pk"):
        hour = _last_hour_of(account, at)
        mailed_at = vars(account)["last_mailed_at"]
        if hour is None or (mailed_at is not None and mailed_at >= hour):
            continue
        if vars(account)["new_since"] < hour:
            yield account


def _last_hour_of(account: Account, at: datetime) -> datetime | None:
    return last_hour(at, account.time_zone, getattr(account, "digest_plan", None))


def _unseen(account: Account) -> NotificationQuerySet:
    return Notification.objects.visible_to(account).unseen().for_mail()


@transaction.atomic
def _mail(account: Account, server: BaseEmailBackend, at: datetime) -> int:
    """Note that somebody is mailed, and mail them as the last thing before committing.

    Whatever fails until the server has taken the mail takes the note back, so that
    nothing is lost. One that it took is sent again only if the database is lost in the
    very next moment; the other order would lose mails whenever a server is down.

    Returns:
        1; 0 where another sweeper is at it, or was.
    """
    hour = _last_hour_of(account, at)
    new = _unseen(account).unmailed().filter(made_at__lt=hour)
    if not new.select_for_update(skip_locked=True, of=("self",)):
        return 0
    number = _unseen(account).update(mailed_at=at)
    post(server, _message(account, number), account)
    return 1


def post(server: BaseEmailBackend, message: EmailMessage, account: Account) -> None:
    """Hand a mail to the server; an address that it refuses is only noted.

    Raises:
        OSError: The mail server cannot be reached, or refuses everything.
    """
    try:
        server.send_messages([message])
    except SMTPRecipientsRefused:
        # Asking again every minute changes nothing; the number in the desk stays.
        log.warning("The mail server refuses the address of account %s.", account.pk)


def letter(account: Account, *, words: str, more: str, page: str) -> EmailMessage:
    """Write a mail of a number and an address.

    Args:
        account: Who gets it.
        words: How much waits, in their language.
        more: Above the address.
        page: Name of the page that the address leads to.
    """
    url = f"{settings.SITE_URL}{reverse(page)}"
    return EmailMessage(
        subject=words,
        body=f"{words}\n\n{more}\n{url}\n",
        to=[account.email],
        # RFC 3834: nothing answers it by itself.
        headers={"Auto-Submitted": "auto-generated"},
    )


def _message(account: Account, number: int) -> EmailMessage:
    language = account.interface_language
    with translation.override(language):
        words = ngettext(
            "%(count)s notification waits for you",
            "%(count)s notifications wait for you",
            number,
        ) % {"count": written_number(number, language)}
        more = _("What they are about is said in the newsroom alone:")
        return letter(account, words=words, more=more, page="admin:notifications")
