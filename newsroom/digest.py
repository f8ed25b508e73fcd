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
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Notification
from articles.models.notification import NotificationQuerySet
from articles.text.dates import written_number
from people.models import Account

# A minute's share: the doorbell must not wait long for it.
MAILS_A_MINUTE = 20

log = logging.getLogger(__name__)


def send_digests(*, at: datetime) -> int:
    """Mail those who have something new, once a day, at DIGEST_HOUR of their own zone.

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


def last_hour(at: datetime, zone: str) -> datetime:
    """Return when it was DIGEST_HOUR somewhere the last time.

    Args:
        at: Timezone-aware.
        zone: IANA name.
    """
    here = at.astimezone(ZoneInfo(zone))
    hour = time(settings.DIGEST_HOUR)
    today = datetime.combine(here.date(), hour, here.tzinfo)
    if today <= here:
        return today
    return datetime.combine(here.date() - timedelta(days=1), hour, here.tzinfo)


def _due(at: datetime) -> Iterator[Account]:
    """Yield who has something new from before their hour, and no mail since it."""
    new = Notification.objects.unseen().unmailed().filter(account=OuterRef("pk"))
    reached = Account.objects.filter(Exists(new), is_active=True).exclude(email="")
    for account in reached.order_by("pk"):
        hour = last_hour(at, account.time_zone)
        is_mailed = account.notifications.filter(mailed_at__gte=hour).exists()
        if not is_mailed and _new_before(account, hour).exists():
            yield account


def _new_before(account: Account, hour: datetime) -> NotificationQuerySet:
    told = Notification.objects.visible_to(account).unseen().unmailed()
    return told.filter(made_at__lt=hour)


@transaction.atomic
def _mail(account: Account, server: BaseEmailBackend, at: datetime) -> int:
    """Note that somebody is mailed, and mail them as the last thing before committing.

    Whatever fails until the server has taken the mail takes the note back, so that
    nothing is lost. One that it took is sent again only if the database is lost in the
    very next moment; the other order would lose mails whenever a server is down.

    Returns:
        1; 0 where another sweeper is at it, or was.
    """
    new = _new_before(account, last_hour(at, account.time_zone))
    if not new.select_for_update(skip_locked=True, of=("self",)):
        return 0
    unseen = Notification.objects.visible_to(account).unseen()
    number = unseen.update(mailed_at=at)
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
