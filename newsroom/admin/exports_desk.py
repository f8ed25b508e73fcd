"""The exports desk: choose, see what may leave and why the rest may not, order."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.models import Version
from exports.actions.ordering import ORDER
from exports.choosing import chosen_versions
from exports.licensing import Reason, Wanted
from exports.models import ExportJob
from exports.preflight import Look, Preflight, preflight
from newsroom import export_desk
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.admin.export_form import DeskForm, keys_of
from newsroom.admin.lifting import Lift, lift_of
from people.permissions import may
from translations.lookup import is_behind

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

# More are ordered all together, or not: their boxes would be no help.
MOST_TICKED = 200
BLOCKED_SHOWN = 200
ALLOWED_ONLY, ALL = "allowed", "all"
# What the page adds to the choice; the rest of what is sent is the choice itself.
_OURS = frozenset({"csrfmiddlewaretoken", "order", "seen", "take", "look"})


@dataclass(frozen=True)
class Row:
    """One version on the page.

    Attributes:
        look: What was judged.
        lifts: Everything against it, or against it beside its original, and who can
            lift it.
    """

    look: Look
    lifts: tuple[Lift, ...]


def desk_url(keys: tuple[int, ...] = ()) -> str:
    """Return the desk's page, with versions chosen by hand."""
    here = reverse("admin:exports_exportjob_desk")
    return f"{here}?{urlencode({'key': keys}, doseq=True)}" if keys else here


def show_desk(shown: "ModelAdmin[ExportJob]", request: HttpRequest) -> HttpResponse:
    """Ask, show what would become of each copy, and order."""
    by = acting(request)
    if not may(by, ORDER):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    keys = keys_of(sent)
    is_asked = request.method == "POST" or "look" in sent
    form = DeskForm(sent if is_asked else None, initial=sent.dict())
    context: dict[str, Any] = {
        **shown.admin_site.each_context(request),
        "title": _("Exports desk"),
        "opts": shown.opts,
        "form": form,
        "keys": keys,
    }
    if is_asked and form.is_valid():
        wanted, choice = form.wanted(), form.choice(keys)
        found = chosen_versions(choice, account=by, licensee=wanted.licensee)
        judged = preflight(
            found.values_list("pk", flat=True),
            wanted,
            formats=form.cleaned_data["formats"],
        )
        if request.method == "POST":
            job = _ordered(request, form, judged, wanted)
            if job is not None:
                return HttpResponseRedirect(
                    reverse("admin:exports_exportjob_progress", args=[job.pk])
                )
        context.update(_shown(judged, wanted, sent))
    elif keys:
        context["by_hand"] = (
            Version.objects.visible_to(by)
            .filter(pk__in=keys)
            .annotate(is_behind=is_behind())
        )
    return render(request, "admin/exports/desk.html", context)


def _ordered(
    request: HttpRequest, form: DeskForm, judged: Preflight, wanted: Wanted
) -> ExportJob | None:
    """Order what was seen; None where the form says why not."""
    if request.POST.get("seen") != judged.fingerprint:
        form.add_error(
            None,
            _("What you chose has changed since you looked. Look again, then order."),
        )
        return None
    is_all = request.POST.get("order") == ALL
    looks = judged.looks if is_all else judged.allowed
    if len(judged.looks) <= MOST_TICKED:
        taken = set(keys_of(request.POST, "take"))
        looks = tuple(it for it in looks if it.version.pk in taken or not it.is_allowed)
    try:
        return export_desk.place_order(
            versions=[look.version for look in looks],
            formats=form.cleaned_data["formats"],
            wanted=wanted,
            way=form.way(),
            by=acting(request),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return None


def _row(look: Look, against: Iterable[Reason], wanted: Wanted) -> Row:
    return Row(look, tuple(lift_of(it, look.version, wanted) for it in against))


def _shown(judged: Preflight, wanted: Wanted, sent: QueryDict) -> dict[str, Any]:
    blocked = judged.blocked
    is_ticked = len(judged.looks) <= MOST_TICKED
    return {
        "judged": judged,
        "allowed": [
            _row(look, look.pair_reasons, wanted)
            for look in judged.allowed[:MOST_TICKED]
        ],
        "is_ticked": is_ticked,
        "blocked": [
            _row(look, look.reasons, wanted) for look in blocked[:BLOCKED_SHOWN]
        ],
        "counts": {"allowed": len(judged.allowed), "blocked": len(blocked)},
        "taken": keys_of(sent, "take"),
        "kept": [
            (name, value)
            for name, values in sent.lists()
            if name not in _OURS
            for value in values
        ],
    }
