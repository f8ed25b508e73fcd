"""Mail about notices of sign-in: at once, with a number and a link, nothing more."""

from datetime import datetime

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.text.dates import written_number
from newsroom.digest import MAILS_A_MINUTE, letter, post
from people.models import Account, Alarm


def send_alarms(*, at: datetime) -> int:
    """Mail those who have a notice about their sign-in that no mail has counted.

    Args:
        at: Timezone-aware.

    Returns:
        How many were mailed.

    Raises:
        OSError: The mail server cannot be reached; who has no mail gets it later.
    """
    if not settings.SENDS_MAIL:
        return 0
    new = Alarm.objects.unseen().unmailed().filter(account=OuterRef("pk"))
    reached = Account.objects.filter(Exists(new), is_active=True).exclude(email="")
    due = list(reached.order_by("pk")[:MAILS_A_MINUTE])
    if not due:
        return 0
    with get_connection() as server:
        return sum(_mail(account, server, at) for account in due)


@transaction.atomic
def _mail(account: Account, server: BaseEmailBackend, at: datetime) -> int:
    new = Alarm.objects.unseen().unmailed().filter(account=account)
    if not new.select_for_update(skip_locked=True):
        return 0  # Another sweeper is at it.
    number = Alarm.objects.unseen().filter(account=account).update(mailed_at=at)
    language = account.interface_language
    with translation.override(language):
        words = ngettext(
            "%(count)s notice about your sign-in waits for you",
            "%(count)s notices about your sign-in wait for you",
            number,
        ) % {"count": written_number(number, language)}
        message = letter(
            account,
            words=words,
            more=_("What they are about is said in the newsroom alone:"),
            page="admin:sign-in",
        )
    post(server, message, account)
    return 1
