"""The buttons of an assignment: what can be done about it next, and by whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Version
from articles.permissions import may_on
from articles.workflow import EDIT, WRITE
from newsroom.admin.assignment_forms import (
    AssignmentForm,
    HandOnForm,
    OfferForm,
    ReasonForm,
    TermsForm,
)
from people.models import Account
from translations.actions import assigning
from translations.actions.assigning import Terms
from translations.models import Agreed, Assignment, Priority

Words = str | Promise


@dataclass(frozen=True)
class Press:
    """What somebody wants with an assignment.

    Attributes:
        version: Of which version.
        current: Its assignment; None where nobody is asked.
        by: Who presses.
        typed: What the form asked for, cleaned.
    """

    version: Version
    current: Assignment | None
    by: Account
    typed: Mapping[str, Any]

    @property
    def standing(self) -> Assignment:
        """The assignment that a button is about.

        Raises:
            AssignmentRefused: Somebody ended it since the page was made.
        """
        if self.current is None:
            raise assigning.AssignmentRefused(
                _("This assignment does not stand any more.")
            )
        return self.current


def _offer(press: Press) -> object:
    typed = press.typed
    return assigning.offer(
        version=press.version,
        to=typed["to"],
        terms=Terms(
            due_at=typed["due_at"],
            priority=Priority(typed["priority"]),
            note=typed["note"],
        ),
        by=press.by,
        at=timezone.now(),
    )


def _hand_on(press: Press) -> object:
    return assigning.hand_on(
        assignment=press.standing,
        to=press.typed["to"],
        is_given=press.typed["is_given"],
        by=press.by,
        at=timezone.now(),
    )


def _decline(press: Press) -> object:
    return assigning.decline(
        assignment=press.standing,
        reason=press.typed["reason"],
        by=press.by,
        at=timezone.now(),
    )


def _give_back(press: Press) -> object:
    return assigning.give_back(
        assignment=press.standing,
        reason=press.typed["reason"],
        by=press.by,
        at=timezone.now(),
    )


def _set_terms(press: Press) -> object:
    with transaction.atomic():
        assigning.set_priority(
            assignment=press.standing,
            priority=Priority(press.typed["priority"]),
            by=press.by,
        )
        return assigning.set_deadline(
            version=press.version, due_at=press.typed["due_at"], by=press.by
        )


@dataclass(frozen=True)
class Button:
    """One thing that can be done with an assignment.

    Attributes:
        name: In the address.
        act: The permission it needs, in the version's language.
        states: Of the assignment to which it fits; None stands for no assignment.
        label: On the button.
        meaning: One sentence before it is pressed.
        done: One sentence afterwards.
        do: Calls the action.
        form: Asks for the rest; an AssignmentForm itself needs no page of its own.
        is_own: Only for whom it was offered to.
    """

    name: str
    act: str
    states: frozenset[str | None]
    label: Words
    meaning: Words
    done: Words
    do: Callable[[Press], object]
    form: type[AssignmentForm] = AssignmentForm
    is_own: bool = False

    def fits(self, version: Version, current: Assignment | None, by: Account) -> bool:
        """Say whether somebody may press it as things stand."""
        state = current.state if current else None
        if state not in self.states or not may_on(by, self.act, version):
            return False
        return not self.is_own or (current is not None and current.assignee_id == by.pk)


_NOBODY = frozenset({None})
_ASKED = frozenset({Agreed.OFFERED.value})
_ACCEPTED = frozenset({Agreed.ACCEPTED.value})
_STANDING = frozenset({Agreed.OFFERED.value, Agreed.ACCEPTED.value})

BUTTONS: tuple[Button, ...] = (
    Button(
        "accept",
        WRITE,
        _ASKED,
        _("Accept"),
        _("You will translate it. It is in your hands from now on."),
        _("Accepted. It is in your hands."),
        lambda press: assigning.accept(
            assignment=press.standing, by=press.by, at=timezone.now()
        ),
        is_own=True,
    ),
    Button(
        "decline",
        WRITE,
        _ASKED,
        _("Decline…"),
        _("Says that you cannot, and why."),
        _("Declined. Whoever offered it is told."),
        _decline,
        ReasonForm,
        is_own=True,
    ),
    Button(
        "give-back",
        WRITE,
        _ACCEPTED,
        _("Give back…"),
        _("Says that you cannot go on, and why; what is written stays."),
        _("Given back. Whoever offered it and the editors are told."),
        _give_back,
        ReasonForm,
        is_own=True,
    ),
    Button(
        "offer",
        EDIT,
        _NOBODY,
        _("Offer…"),
        _("Asks somebody to translate it; whoever chooses themselves has it at once."),
        _("Offered."),
        _offer,
        OfferForm,
    ),
    Button(
        "terms",
        EDIT,
        _STANDING,
        _("Deadline and priority…"),
        _("Says until when it must be done, and how urgent it is."),
        _("Noted."),
        _set_terms,
        TermsForm,
    ),
    Button(
        "hand-on",
        EDIT,
        _STANDING,
        _("Hand on…"),
        _("Somebody else translates it; what is written stays."),
        _("Handed on."),
        _hand_on,
        HandOnForm,
    ),
    Button(
        "withdraw",
        EDIT,
        _STANDING,
        _("Take back from them"),
        _("Nobody is asked to translate it any more; what is written stays."),
        _("Taken back. It is in nobody’s hands."),
        lambda press: assigning.withdraw(
            assignment=press.standing, by=press.by, at=timezone.now()
        ),
    ),
)
