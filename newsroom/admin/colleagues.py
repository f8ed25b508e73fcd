"""Accounts of colleagues: who is frozen, and the button for the day of an arrest."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.admin.deeds import acting, deed
from newsroom.admin.hiding import moment_in_words
from people.actions import freezing
from people.models import Account, Freeze
from people.permissions import may

MOST_SHOWN = 50


@dataclass(frozen=True)
class Colleague:
    """A line of the list.

    Attributes:
        account: Whose.
        freeze: The one that stands; None while there is none.
        when: Since when, in words; empty while there is none.
    """

    account: Account
    freeze: Freeze | None
    when: str


@dataclass(frozen=True)
class Past:
    """A freeze that was lifted, with its moments in words."""

    stored: Freeze
    frozen: str
    lifted: str


def show_accounts(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """List accounts, frozen ones first, to those who may freeze one."""
    by = acting(request)
    _let_in(by)
    standing = {
        each.account_id: each
        for each in freezing.open_freezes().select_related("frozen_by")
    }
    listed = [
        _colleague(each, standing.get(each.pk))
        for each in Account.objects.order_by("username")
        if each.is_active or each.pk in standing
    ]
    lifted = Freeze.objects.select_related("account", "frozen_by", "lifted_by")
    lifted = lifted.filter(lifted_at__isnull=False)[:MOST_SHOWN]
    page = {
        **context,
        "title": _("Accounts of colleagues"),
        "frozen": [each for each in listed if each.freeze is not None],
        "open": [each for each in listed if each.freeze is None],
        "history": [_past(each) for each in lifted],
        "may_unfreeze": may(by, freezing.UNFREEZE),
    }
    return render(request, "admin/accounts.html", page)


def freeze_account(
    request: HttpRequest, pk: int, context: dict[str, Any]
) -> HttpResponse:
    """Ask once, then shut an account."""
    by = acting(request)
    _let_in(by)
    account, at = get_object_or_404(Account, pk=pk), timezone.now()
    if request.method == "POST":
        then = reverse("admin:accounts")
        if account == by:
            # Nobody is signed in any more who could read the message.
            then = reverse("admin:login")
        return deed(
            request,
            lambda: freezing.freeze(account=account, by=by, at=at),
            done=_("%(account)s is frozen. Every session has ended.")
            % {"account": account},
            then=then,
        )
    page = {
        **context,
        "title": _("Freeze %(account)s") % {"account": account},
        "account": account,
        "is_own": account == by,
        "objections": list(
            freezing.objections_to_freezing(account=account, by=by, at=at)
        ),
        "nobody_left": not freezing.others_who_may_unfreeze(account),
    }
    return render(request, "admin/freeze.html", page)


def unfreeze_account(
    request: HttpRequest, pk: int, context: dict[str, Any]
) -> HttpResponse:
    """Ask once, then open an account again."""
    by = acting(request)
    if not may(by, freezing.UNFREEZE):
        raise PermissionDenied
    account = get_object_or_404(Account, pk=pk)
    if request.method == "POST":
        return deed(
            request,
            lambda: freezing.unfreeze(account=account, by=by, at=timezone.now()),
            done=_("%(account)s may sign in again.") % {"account": account},
            then=reverse("admin:accounts"),
        )
    standing = freezing.open_freezes().filter(account=account).first()
    if standing is None:
        messages.info(request, _("The account is not frozen."))
        return HttpResponseRedirect(reverse("admin:accounts"))
    page = {
        **context,
        "title": _("Open %(account)s again") % {"account": account},
        "account": account,
        "freeze": standing,
        "when": moment_in_words(standing.frozen_at),
    }
    return render(request, "admin/unfreeze.html", page)


def _colleague(account: Account, freeze: Freeze | None) -> Colleague:
    when = moment_in_words(freeze.frozen_at) if freeze is not None else ""
    return Colleague(account, freeze, when)


def _past(stored: Freeze) -> Past:
    lifted = moment_in_words(stored.lifted_at) if stored.lifted_at else ""
    return Past(stored, moment_in_words(stored.frozen_at), lifted)


def _let_in(by: Account) -> None:
    if not may(by, freezing.FREEZE):
        raise PermissionDenied
