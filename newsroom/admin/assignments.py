"""A version's assignment as its page shows it, and the pages behind its buttons."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from articles.permissions import may_on
from articles.workflow import WRITE, WRITING
from newsroom.admin.asked import Said
from newsroom.admin.assignment_buttons import BUTTONS, Button, Press, Words
from newsroom.admin.assignment_forms import AssignmentForm
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from people.models import Account
from translations.assignments import stage, standing_assignment
from translations.models import Agreed, Assignment
from translations.stages import Stage

STAGES: Mapping[Stage, Words] = {
    Stage.OFFERED: _("offered"),
    Stage.ACCEPTED: _("accepted"),
    Stage.IN_PROGRESS: _("in progress"),
    Stage.RETURNED: _("returned"),
    Stage.SUBMITTED: _("submitted"),
    Stage.APPROVED: _("approved"),
    Stage.PUBLISHED: _("published"),
    Stage.DROPPED: _("dropped"),
    Stage.DECLINED: _("declined"),
    Stage.TAKEN_BACK: _("taken back"),
    Stage.GIVEN_BACK: _("given back"),
    Stage.ENDED: _("ended"),
}


@dataclass(frozen=True)
class Choice:
    """A button as one account sees it.

    Attributes:
        button: Which.
        url: Where it leads.
        asks: Whether it has a page of its own.
    """

    button: Button
    url: str
    asks: bool


@dataclass(frozen=True)
class Assigned:
    """What the page of a version says of its assignment.

    Attributes:
        current: As stored; None where nobody is asked.
        refused: The last one, where whoever was asked has declined or given it back;
            else None.
        said: Its note, or why it was refused.
        stage: How far it is, in the interface language; empty where nobody is asked.
        choices: What the person may do about it.
        is_late: Its deadline has passed, and something is left to do.
    """

    current: Assignment | None
    refused: Assignment | None
    said: Said
    stage: Words
    choices: tuple[Choice, ...]
    is_late: bool


def assigned(version: Version, by: Account) -> Assigned | None:
    """Gather what the page of a version says of its assignment.

    Returns:
        None where there is none and the person could offer none.
    """
    current = standing_assignment(version)
    how_far = stage(current) if current else None
    if how_far is Stage.PUBLISHED:
        # It is done: what comes next is a new offer.
        current = None
    choices = tuple(_choices(version, current, by))
    if current is None and not choices:
        return None
    refused = None if current else _refused(version)
    return Assigned(
        current=current,
        refused=refused,
        said=Said.of(_words(current, refused)),
        stage=STAGES[how_far] if how_far and current else "",
        choices=choices,
        is_late=version.due_at is not None
        and version.due_at < timezone.now()
        and (how_far is None or how_far.is_open),
    )


def _refused(version: Version) -> Assignment | None:
    last = version.assignments.select_related("assignee").order_by("-pk").first()
    if last is None or last.state not in {Agreed.DECLINED, Agreed.GIVEN_BACK}:
        return None
    return last


def _words(current: Assignment | None, refused: Assignment | None) -> str:
    if current is not None:
        return current.note
    return refused.reason if refused is not None else ""


def _choices(
    version: Version, current: Assignment | None, by: Account
) -> Iterator[Choice]:
    is_writable = WRITING[version.status] == WRITE
    for button in BUTTONS:
        # Whatever lies with the editors can only be taken back from its writer.
        if (is_writable or button.name in {"withdraw", "terms"}) and button.fits(
            version, current, by
        ):
            url = assignment_url(version, button.name)
            yield Choice(button, url, button.form is not AssignmentForm)


def assignment_url(version: Version, name: str) -> str:
    """Return the path of the page behind a button."""
    return reverse("admin:articles_version_assignment", args=[version.pk, name])


def assignment_urls(shown: admin.ModelAdmin[Version]) -> list[URLPattern]:
    """Return the address behind the buttons of an assignment.

    Args:
        shown: The admin class of versions; whose versions somebody may see there may
            be assigned.
    """

    def page(request: HttpRequest, pk: int, name: str) -> HttpResponse:
        version = one_seen(shown, request, pk)
        return press_button(request, version, name, shown.admin_site)

    return [
        path(
            "<int:pk>/assignment/<slug:name>/",
            shown.admin_site.admin_view(page),
            name="articles_version_assignment",
        )
    ]


def press_button(
    request: HttpRequest, version: Version, name: str, site: AdminSite
) -> HttpResponse:
    """Do what a button of an assignment says, or show the page that asks for the rest.

    A refusal leaves everything that was typed in the form.
    """
    button = next((each for each in BUTTONS if each.name == name), None)
    by = acting(request)
    if button is None or not may_on(by, button.act, version):
        raise Http404
    current = standing_assignment(version)
    back = _page_of(version)

    def act(typed: Mapping[str, Any]) -> object:
        return button.do(Press(version, current, by, typed))

    if button.form is AssignmentForm:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return deed(request, lambda: act({}), done=str(button.done), then=back)
    sent = request.POST if request.method == "POST" else None
    form = button.form(sent, version=version, current=current)
    if request.method == "POST" and form.is_valid() and _acted(act, form):
        messages.success(request, str(button.done))
        return HttpResponseRedirect(_onward(request, back))
    context = {
        **site.each_context(request),
        "title": str(button.label).rstrip("…"),
        "button": button,
        "version": version,
        "form": form,
        "back": back,
        "opts": Version._meta,
    }
    return render(request, "admin/articles/step.html", context)


def _acted(act: Callable[[Mapping[str, Any]], object], form: AssignmentForm) -> bool:
    try:
        act(form.cleaned_data)
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    return True


def _page_of(version: Version) -> str:
    page = reverse("admin:articles_version_change", args=[version.pk])
    return f"{page}#assignment"


def _onward(request: HttpRequest, back: str) -> str:
    """Return to the workload where the form was there."""
    is_from_there = request.POST.get("then") == "workload"
    return reverse("admin:workload") if is_from_there else back
