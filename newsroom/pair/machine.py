"""The pages on which a machine is asked: beside a row, and for the whole story."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Version
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.pair.answers import page_url
from newsroom.pair.deeds import drafted_by_machine
from newsroom.pair.keys import by_key
from newsroom.pair.offers import Beside
from newsroom.pair.offers.machine import MachineOffer
from newsroom.pair.page import headline_of
from newsroom.pair.rights import hand_of
from newsroom.pair.shares import machine_share
from newsroom.pair.turns import turned
from newsroom.pair.views import one_pair
from people.models import Account
from translations.actions import running
from translations.models import MachineItem, MachineRun
from translations.suggest import backend_for
from worklist.doorbell import ring
from worklist.models import WorkState

SEEN_AGAIN_AFTER = 2
"""Seconds."""


@require_POST
def machine_row_view(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Ask a machine about a row that has a text, and show what it would write."""
    pair = one_pair(request, pk)
    row = by_key(pair.rows).get(key)
    if row is None or settings.MACHINE_SERVICE is None:
        raise Http404
    by, against, section = acting(request), [], ""
    sent = {each: str(request.POST[each]) for each in request.POST}
    beside = Beside(request, pair, row, hand_of(by, pair.version))
    try:
        given = drafted_by_machine(turned(pair, key)(sent, by, timezone.now()))
        section = MachineOffer().draw_given(beside, given)
    except REFUSALS as refusal:
        against = reasons(refusal)
    is_part = "fragment" in request.GET
    return render(
        request,
        "pair/offers/_panel.html" if is_part else "pair/offers/page.html",
        {
            "pair": pair,
            "beside": beside,
            "sections": [section] if section else [],
            "against": against,
            "headline": headline_of(pair),
            "speaking": get_language(),
        },
        status=400 if against else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def machine_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a draft of all that waits, and watch it; take it back, or go on."""
    pair, by = one_pair(request, pk), acting(request)
    hand = hand_of(by, pair.version)
    if settings.MACHINE_SERVICE is None or not hand.speaks:
        raise Http404
    version = pair.version
    run = version.machine_runs.select_related("ordered_by").first()
    against: list[str] = []
    if request.method == "POST":
        act = ORDERS.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        try:
            act(version, run, by, timezone.now())
        except REFUSALS as refusal:
            against = reasons(refusal)
        else:
            ring(MachineItem.kind())
            return HttpResponseRedirect(machine_url(version))
    page = _page(version, run)
    page |= {"hand": hand, "against": against, "headline": headline_of(pair)}
    page |= {"back": page_url(version), "opts": Version._meta}
    response = render(
        request,
        "pair/machine.html",
        {**_site(request), **page},
        status=400 if against else 200,
    )
    if page["waiting"]:
        response["Refresh"] = str(SEEN_AGAIN_AFTER)
    return response


def machine_url(version: Version) -> str:
    """Return where a machine is asked for the whole of a translation."""
    return reverse("admin:pair_machine", args=[version.pk])


def _site(request: HttpRequest) -> dict[str, Any]:
    return admin.site.each_context(request)


def _page(version: Version, run: MachineRun | None) -> dict[str, Any]:
    items = list(run.items.order_by("pk")) if run else []
    counted = dict.fromkeys(WorkState, 0)
    for item in items:
        counted[WorkState(item.state)] += 1
    stopped = [item for item in items if item.state == WorkState.PARKED]
    return {
        "title": _("Machine translation"),
        "version": version,
        "service": settings.MACHINE_SERVICE,
        "share": machine_share(version),
        "run": run,
        "items": items,
        "waiting": counted[WorkState.WAITING],
        "finished": len(items) - counted[WorkState.WAITING],
        "stopped": stopped,
        "why": list(dict.fromkeys(r for item in stopped for r in item.reasons)),
    }


def _order(
    version: Version, _run: MachineRun | None, by: Account, at: datetime
) -> object:
    service = backend_for(settings.MACHINE_SERVICE)
    return running.draft_story(version=version, service=service, by=by, at=at)


def _cancel(
    _version: Version, run: MachineRun | None, by: Account, at: datetime
) -> object:
    return run and running.cancel_run(run=run, by=by, at=at)


def _resume(
    _version: Version, run: MachineRun | None, by: Account, at: datetime
) -> object:
    return run and running.resume_run(run=run, by=by, at=at)


Order = Callable[[Version, MachineRun | None, Account, datetime], object]
ORDERS: Mapping[str, Order] = {"draft": _order, "cancel": _cancel, "resume": _resume}
