"""What the buttons of an assignment ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from people.models import Account
from translations.assignments import who_may_be_asked
from translations.models import Assignment, Priority

LONGEST_NOTE = 2000


class AssignmentForm(forms.Form):
    """What a button asks for; no field for those that ask for nothing."""

    def __init__(
        self, *args: Any, version: Version, current: Assignment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.current = version, current
        for name, value in self.begins_with().items():
            self.fields[name].initial = value

    def begins_with(self) -> Mapping[str, Any]:
        """Return what the fields hold before anything was typed."""
        return {}


def _person() -> forms.ModelChoiceField[Account]:
    return forms.ModelChoiceField(
        label=_("To whom"), queryset=Account.objects.none(), empty_label=_("Choose")
    )


def _deadline() -> forms.DateTimeField:
    return forms.DateTimeField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=_("In your own time zone. Empty: none."),
    )


def _priority() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Priority"), choices=Priority.choices, initial=Priority.NORMAL
    )


class OfferForm(AssignmentForm):
    """Asks whom to offer a version to, until when, how urgent."""

    to = _person()
    due_at = _deadline()
    priority = _priority()
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_(
            "Whoever is asked reads it. It is erased some time after it is out."
        ),
    )

    def begins_with(self) -> Mapping[str, Any]:
        """Begin with the deadline that the version has."""
        chosen: Any = self.fields["to"]
        chosen.queryset = who_may_be_asked(self.version)
        return {"due_at": self.version.due_at}


class ReasonForm(AssignmentForm):
    """Asks why."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_("Whoever offered it to you and the editors read it."),
    )


class HandOnForm(AssignmentForm):
    """Asks to whom, and whether they are asked first."""

    to = _person()
    is_given = forms.BooleanField(
        label=_("Without asking first: they have it at once"), required=False
    )

    def begins_with(self) -> Mapping[str, Any]:
        """Offer everybody but who has it."""
        chosen: Any = self.fields["to"]
        chosen.queryset = who_may_be_asked(self.version)
        if self.current is not None:
            chosen.queryset = chosen.queryset.exclude(pk=self.current.assignee_id)
        return {}


class TermsForm(AssignmentForm):
    """Asks for the deadline and how urgent it is."""

    due_at = _deadline()
    priority = _priority()

    def begins_with(self) -> Mapping[str, Any]:
        """Begin with what holds now."""
        priority = self.current.priority if self.current else Priority.NORMAL
        return {"due_at": self.version.due_at, "priority": priority}
