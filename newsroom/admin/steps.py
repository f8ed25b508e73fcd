"""The buttons of the workflow: what may be done to a version next, and by whom."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.actions import reviewing
from articles.actions.stepping import Attempt, objections_to
from articles.models import Status, Transition, Version
from articles.permissions import may_on
from articles.workflow import Step
from newsroom import desk
from newsroom.admin.deeds import REFUSALS, acting, deed, reasons
from newsroom.admin.returning import onward
from people.models import Account

Words = str | Promise
NEWEST_STEPS = 20


class StepForm(forms.Form):
    """What a step asks for; no field for those that ask for nothing."""


class ReasonForm(StepForm):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        max_length=2000,
        required=False,
        help_text=_("Whoever works on the version reads it."),
    )


class HourForm(StepForm):
    """Asks from when on readers may see it."""

    visible_from = forms.DateTimeField(
        label=_("Readers see it from"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=_("In your own time zone. An embargo of the story still holds."),
    )


@dataclass(frozen=True)
class Button:
    """One step as the desk offers it.

    Attributes:
        name: In the address.
        step: Of the table.
        label: On the button.
        meaning: One sentence before it is pressed.
        done: One sentence afterwards.
        act: Calls the action, with what the form asked for.
        form: Asks for the rest; a StepForm itself needs no page of its own.
    """

    name: str
    step: Step
    label: Words
    meaning: Words
    done: Words
    act: Callable[..., object]
    form: type[StepForm] = StepForm


BUTTONS: tuple[Button, ...] = (
    Button(
        "submit",
        workflow.SUBMIT,
        _("Submit"),
        _("Hands the saved text to the editors."),
        _("Submitted. An editor can take it now."),
        reviewing.submit,
    ),
    Button(
        "take-back",
        workflow.TAKE_BACK,
        _("Take back"),
        _("Takes it back from the editors to go on writing."),
        _("It is a draft in your hands again."),
        reviewing.take_back,
    ),
    Button(
        "take",
        workflow.TAKE,
        _("Take into edit"),
        _("Puts it into your hands."),
        _("It is in your hands."),
        reviewing.take,
    ),
    Button(
        "approve",
        workflow.APPROVE_TEXT,
        _("Approve"),
        _("You have read the saved text as its second reader and it may go out."),
        _("Approved. It can be published now."),
        reviewing.approve,
    ),
    Button(
        "approve-change",
        workflow.APPROVE_CHANGE,
        _("Approve the change"),
        _("You have read the newest text. Readers keep the old one until it goes out."),
        _("The change is approved. It can be published now."),
        reviewing.approve,
    ),
    Button(
        "publish",
        workflow.PUBLISH_TEXT,
        _("Publish"),
        _(
            "Publishing puts the saved text before readers at once, "
            "or as soon as the embargo ends."
        ),
        _("Published. Readers see it from now on."),
        desk.publish_story,
    ),
    Button(
        "schedule",
        workflow.PUBLISH_TEXT,
        _("Publish later…"),
        _("The clock of the database lets readers in at the hour you give."),
        _("It is on the schedule."),
        desk.publish_story,
        HourForm,
    ),
    Button(
        "confirm",
        workflow.CONFIRM,
        _("Confirm"),
        _("It was published by one person at once. You have read it as the second."),
        _("Confirmed: a second person has read it."),
        reviewing.confirm,
    ),
    Button(
        "unschedule",
        workflow.UNSCHEDULE,
        _("Take off the schedule"),
        _("Readers have not seen it yet; it stays approved."),
        _("It is off the schedule."),
        desk.unschedule_version,
    ),
    Button(
        "reopen",
        workflow.REOPEN,
        _("Reopen"),
        _("Lets the text be written again; the approval lapses."),
        _("It is in edit again, in your hands."),
        reviewing.reopen,
    ),
    Button(
        "revive",
        workflow.REVIVE,
        _("Take up again"),
        _("Makes it a draft in your hands."),
        _("It is a draft in your hands."),
        reviewing.revive,
    ),
    Button(
        "return",
        workflow.RETURN,
        _("Return…"),
        _("Gives it back to its writer, with your reason."),
        _("Returned to its writer."),
        reviewing.return_text,
        ReasonForm,
    ),
    Button(
        "publish-at-once",
        workflow.PUBLISH_AT_ONCE,
        _("Publish at once…"),
        _(
            "For an emergency: readers see the newest text although nobody else has "
            "read it. A second person has to confirm it afterwards."
        ),
        _("Published. A second person has to read it now."),
        desk.publish_at_once,
        ReasonForm,
    ),
    Button(
        "spike",
        workflow.SPIKE,
        _("Drop…"),
        _("The version will not be published. It can be taken up again."),
        _("Dropped."),
        reviewing.spike,
        ReasonForm,
    ),
)


@dataclass(frozen=True)
class Offer:
    """A button as one account sees it.

    Attributes:
        button: Which.
        url: Where it leads.
        asks: Whether it has a page of its own.
        against: What stands in its way; empty where it can be pressed.
    """

    button: Button
    url: str
    asks: bool
    against: tuple[str, ...]


def offers(version: Version, by: Account) -> Iterator[Offer]:
    """Yield the steps that an account may take from where a version stands."""
    for button in BUTTONS:
        step = button.step
        if version.status in step.starts and may_on(by, step.act, version):
            # The page behind the button asks for a reason.
            attempt = Attempt(step, version, by, reason="–")
            against = tuple(objections_to(attempt))
            if {o.code for o in against} & _POINTLESS:
                continue
            yield Offer(
                button,
                reverse("admin:articles_version_step", args=[version.pk, button.name]),
                button.form is not StepForm,
                tuple(objection.message for objection in against),
            )


# A button with one of these in its way would never help whoever sees it.
_POINTLESS = frozenset(
    {"nothing_to_confirm", "public_already", "was_public", "not_own_submission"}
)


def newest_steps(version: Version) -> list[Transition]:
    """Fetch the last steps of a version, the newest first."""
    return list(version.transitions.select_related("by").order_by("-id")[:NEWEST_STEPS])


def waits_for_confirmation(version: Version) -> bool:
    """Say whether a text is before readers that no second person has read."""
    return (
        version.status == Status.PUBLISHED
        and version.approvals.filter(
            revision=version.released_revision_id, approved_by=None
        ).exists()
    )


def take_step(
    request: HttpRequest, version: Version, name: str, site: AdminSite
) -> HttpResponse:
    """Do what a button says, or show the page that asks for the rest.

    A refusal leaves everything that was typed in the form.
    """
    button = next((button for button in BUTTONS if button.name == name), None)
    if button is None:
        raise Http404
    by = acting(request)
    back = reverse("admin:articles_version_change", args=[version.pk])
    if not may_on(by, button.step.act, version):
        raise Http404

    def act(**asked: Any) -> object:
        return button.act(version=version, by=by, at=timezone.now(), **asked)

    if button.form is StepForm:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return deed(request, act, done=str(button.done), then=back)
    form = button.form(request.POST or None)
    if request.method == "POST" and form.is_valid() and _acted(act, form):
        messages.success(request, str(button.done))
        return HttpResponseRedirect(onward(request, back))
    context = {
        **site.each_context(request),
        "title": str(button.label).rstrip("…"),
        "button": button,
        "version": version,
        "form": form,
        "back": onward(request, back),
        "then": onward(request, ""),
        "opts": Version._meta,
    }
    return render(request, "admin/articles/step.html", context)


def _acted(act: Callable[..., object], form: StepForm) -> bool:
    try:
        act(**form.cleaned_data)
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    return True
