"""What somebody asked for, and what became of it."""

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from rights.models.grant import Grant
from rights.models.licensee import Licensee


class Channel(models.TextChoices):
    """How a request came in."""

    FORM = "form", _("form on the website")
    MAIL = "mail", _("e-mail or letter")
    MESSENGER = "messenger", _("messenger")
    PHONE = "phone", _("telephone")


class RequestState(models.TextChoices):
    """How far a request has come."""

    OPEN = "open", _("new")
    OFFERED = "offered", _("counter-offer, waits for the partner")
    PREPARED = "prepared", _("waits for a second person")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    LAPSED = "lapsed", _("no answer came")


DECIDED = (RequestState.GRANTED, RequestState.REFUSED, RequestState.LAPSED)
"""What nobody decides about any more."""


def _words(length: int) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=length), default=list)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
)
class PermissionRequest(models.Model):
    """A wish to carry a story, from the website or written down by the desk.

    One person of the desk prepares the terms, another one decides. Terms that are
    not those asked for are a counter-offer, and wait for the partner's yes.
    """

    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="permission_requests",
        verbose_name=_("version"),
    )
    organisation = models.CharField(_("organisation"), max_length=200)
    contact_name = models.CharField(_("name"), max_length=200, blank=True)
    contact = models.CharField(_("address to answer"), max_length=254)
    channel = models.CharField(
        _("came by"), max_length=10, choices=Channel, default=Channel.FORM
    )
    acts = _words(20)
    media = _words(20)
    territories = _words(2)
    edits = _words(20)
    wanted_from_date = models.DateField(_("from"), null=True, blank=True)
    wanted_until_date = models.DateField(_("to the end of"), null=True, blank=True)
    message = models.TextField(_("message"), max_length=2_000, blank=True)
    received_at = models.DateTimeField(_("received"))
    entered_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("written down by"),
        help_text=_("Empty: it came by the form on the website."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.OPEN
    )
    licensee = models.ForeignKey(
        Licensee,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
        verbose_name=_("partner"),
    )
    # The terms as rights.terms.Terms has them; empty before somebody prepared them.
    prepared_terms: "models.JSONField[Any]" = models.JSONField(
        _("prepared terms"), default=dict, blank=True
    )
    prepared_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("prepared by"),
    )
    prepared_at = models.DateTimeField(_("prepared"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    refusal = models.TextField(_("why it was refused"), max_length=2_000, blank=True)
    grant = models.OneToOneField(
        Grant,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="request",
        verbose_name=_("permission"),
    )

    class Meta:
        verbose_name = _("request for permission")
        verbose_name_plural = _("requests for permission")
        ordering = ("-received_at", "-pk")
        indexes = (
            models.Index(
                fields=["received_at"],
                condition=models.Q(state__in=["open", "offered", "prepared"]),
                name="requests_to_decide",
            ),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(state__in=RequestState.values),
                name="request_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="granted") ^ models.Q(grant=None),
                name="granted_request_has_a_grant",
            ),
            models.CheckConstraint(
                condition=models.Q(state="refused") ^ models.Q(refusal=""),
                name="refused_request_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="granted")
                | ~models.Q(decided_by=models.F("prepared_by")),
                name="second_person_grants_a_request",
            ),
            models.CheckConstraint(
                condition=models.Q(entered_by=None)
                | ~models.Q(decided_by=models.F("entered_by")),
                name="nobody_decides_what_they_entered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} · {self.received_at:%Y-%m-%d}"
