"""Open sessions, each with what its owner needs to recognise it."""

import uuid

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models.account import Account


class Session(AbstractBaseSession):
    """A session of Django's, known to its account.

    The columns repeat what the session itself holds, written with it in one statement
    by people.sessions, so that an account can be asked for its sessions.

    Attributes:
        handle: Names the session on pages; its key never leaves the cookie.
        started_at: When somebody signed in.
        last_used_at: To the minute.
        device: Family of browser and system; no address.
    """

    handle = models.UUIDField(unique=True, default=uuid.uuid4)
    account = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.CASCADE,
        related_name="sessions",
        verbose_name=_("account"),
    )
    started_at = models.DateTimeField(_("signed in"), default=timezone.now)
    last_used_at = models.DateTimeField(_("last used"), default=timezone.now)
    device = models.CharField(_("device"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
