"""Who translates what and until when, and the translations that nobody has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.languages import name_of
from articles.models import Version
from articles.text.dates import written_number
from articles.workflow import EDIT, WRITE
from newsroom.admin.assignment_buttons import Words
from newsroom.admin.assignment_forms import OfferForm
from newsroom.admin.assignments import STAGES, assignment_url
from newsroom.admin.deeds import acting
from newsroom.admin.headlines import Named, named
from people.models import Account
from people.permissions import holders, languages_of
from translations.assignments import Waiting, stage, unassigned, undone, waiting_in
from translations.models import Assignment

WEEK = timedelta(days=7)
MOST_UNASSIGNED = 30


@dataclass(frozen=True)
class Line:
    """One text of somebody, or of nobody.

    Attributes:
        version: Which.
        named: What it is called.
        url: Of its page.
        stage: How far it is; empty for what nobody has.
        is_open: Something is left to do for whoever has it.
        priority: In the interface language; empty for what nobody has.
        is_late: Its deadline has passed.
        waiting: How much is not translated yet, in words; empty where nobody knows.
    """

    version: Version
    named: Named
    url: str
    stage: Words
    is_open: bool
    priority: str
    is_late: bool
    waiting: str


@dataclass(frozen=True)
class Load:
    """What somebody has.

    Attributes:
        account: Who.
        lines: Their texts, the earliest deadline first.
        open_count: How many they must still do something about.
        late_count: How many of those are late.
        week_count: How many of those are due within seven days.
        waiting: How much they have to translate, in words; empty for nothing.
    """

    account: Account
    lines: tuple[Line, ...]
    open_count: str
    late_count: str
    week_count: str
    waiting: str


@dataclass(frozen=True)
class Free:
    """A translation that nobody is asked for.

    Attributes:
        line: Which.
        form: Asks whom to offer it to.
        url: Where the form is sent.
    """

    line: Line
    form: OfferForm
    url: str


@dataclass(frozen=True)
class _Facts:
    writers: Mapping[str, Sequence[Account]]
    names: Mapping[int, Named]
    waiting: Mapping[int, Waiting]
    now: datetime


@require_safe
def show_workload(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show who has what in the languages that whoever looks edits.

    Args:
        request: Of somebody signed in; its address may name one language.
        context: Of every page of the admin.
    """
    by = acting(request)
    edited = edited_languages(by)
    if not edited:
        raise PermissionDenied
    asked = request.GET.get("language", "")
    chosen = [tag for tag in edited if tag == asked] or edited
    assignments = list(undone(by, chosen))
    waits = list(unassigned(by, chosen)[: MOST_UNASSIGNED + 1])
    versions = [*(each.version for each in assignments), *waits]
    facts = _Facts(
        writers={tag: list(holders(WRITE, tag)) for tag in chosen},
        names=named(versions),
        waiting=waiting_in(each.pk for each in versions),
        now=timezone.now(),
    )
    loads = _loads(assignments, facts)
    page = {
        **context,
        "title": _("Workload"),
        "filters": _filters(edited, chosen),
        "busy": [load for load in loads if load.lines],
        "idle": [load for load in loads if not load.lines],
        "free": [_free(each, facts) for each in waits[:MOST_UNASSIGNED]],
        "has_more": len(waits) > MOST_UNASSIGNED,
    }
    return render(request, "admin/workload.html", page)


def edited_languages(by: Account) -> list[str]:
    """List the languages in which somebody may offer work, our own first.

    Returns:
        BCP 47 tags; empty for who edits in none.
    """
    ours = [tag for tag, _name in settings.LANGUAGES]
    begun = Version.objects.order_by("language").values_list("language", flat=True)
    edits = languages_of(by, EDIT)
    if edits is None:
        return [*dict.fromkeys((*ours, *begun.distinct()))]
    return sorted(edits, key=lambda tag: (tag not in ours, tag))


def _loads(assignments: Iterable[Assignment], facts: _Facts) -> list[Load]:
    """Return the loads of all who may write, and of whoever else has something.

    Who only runs the server is there with something alone.
    """
    theirs: dict[Account, list[Assignment]] = {
        account: []
        for writers in facts.writers.values()
        for account in writers
        if not account.is_superuser
    }
    for each in assignments:
        theirs.setdefault(each.assignee, []).append(each)
    return [
        _load(person, theirs[person], facts)
        for person in sorted(theirs, key=lambda account: account.username)
    ]


def _load(person: Account, has: Sequence[Assignment], facts: _Facts) -> Load:
    lines = tuple(_line(each.version, facts, each) for each in has)
    to_do = [line.version for line in lines if line.is_open]
    week = [
        each.due_at
        for each in to_do
        if each.due_at and facts.now <= each.due_at < facts.now + WEEK
    ]
    return Load(
        account=person,
        lines=lines,
        open_count=_written(len(to_do)),
        late_count=_written(sum(_is_late(each, facts) for each in to_do)),
        week_count=_written(len(week)),
        waiting=_amount(
            sum((facts.waiting.get(each.pk, Waiting()) for each in to_do), Waiting())
        ),
    )


def _line(
    version: Version, facts: _Facts, assignment: Assignment | None = None
) -> Line:
    how_far = stage(assignment) if assignment else None
    is_open = how_far is None or how_far.is_open
    return Line(
        version=version,
        named=facts.names[version.pk],
        url=reverse("admin:articles_version_change", args=[version.pk]),
        stage=STAGES[how_far] if how_far else "",
        is_open=is_open,
        priority=str(assignment.get_priority_display()) if assignment else "",
        is_late=is_open and _is_late(version, facts),
        waiting=_amount(facts.waiting.get(version.pk, Waiting())) if is_open else "",
    )


def _free(version: Version, facts: _Facts) -> Free:
    form = OfferForm(version=version, current=None, auto_id=f"offer-{version.pk}-%s")
    if not version.article.is_restricted:
        # All rows of a language have the same choices: they are asked for once.
        people = facts.writers[version.language]
        choices = [("", _("Choose")), *((each.pk, str(each)) for each in people)]
        form.fields["to"].choices = choices  # type: ignore[attr-defined]
    return Free(
        line=_line(version, facts), form=form, url=assignment_url(version, "offer")
    )


def _is_late(version: Version, facts: _Facts) -> bool:
    return version.due_at is not None and version.due_at < facts.now


def _filters(
    edited: Sequence[str], chosen: Sequence[str]
) -> list[tuple[str, str, bool]]:
    """Return label, address and whether it is the one shown, for each filter."""
    here = reverse("admin:workload")
    speaking = get_language() or settings.LANGUAGE_CODE
    shown = [(_("All my languages"), here, len(chosen) == len(edited))]
    if len(edited) == 1:
        return shown
    return shown + [
        (
            name_of(tag, in_language=speaking),
            f"{here}?language={tag}",
            list(chosen) == [tag],
        )
        for tag in edited
    ]


def _amount(waiting: Waiting) -> str:
    parts = []
    if waiting.words:
        words = ngettext("%(count)s word", "%(count)s words", waiting.words)
        parts.append(words % {"count": _written(waiting.words)})
    if waiting.characters:
        words = ngettext(
            "%(count)s character", "%(count)s characters", waiting.characters
        )
        parts.append(words % {"count": _written(waiting.characters)})
    return " · ".join(parts)


def _written(number: int) -> str:
    return written_number(number, get_language() or settings.LANGUAGE_CODE)
