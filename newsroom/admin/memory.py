"""Search past translations, and the files of others that are offered beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.text.dates import written_number
from articles.text.sought import LONGEST_QUESTION, Sought
from articles.workflow import EDIT
from newsroom.admin.board import SEES
from newsroom.admin.deeds import acting, deed
from newsroom.admin.hiding import day_in_words
from people.models import Account
from people.permissions import may
from translations.actions import borrowing
from translations.models import MemoryOrigin
from translations.past import past_translations

_HIGHEST_KEY = 2**63


@dataclass(frozen=True)
class File:
    """A file of others whose translations are offered.

    Attributes:
        origin: The set.
        number: How many texts it has, in words.
        day: When it was taken in.
        url: Where it is removed; empty for who may not.
    """

    origin: MemoryOrigin
    number: str
    day: str
    url: str


@require_safe
def show_memory(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show past translations that have some words, in one language or the other.

    Args:
        request: Of somebody signed in.
        context: Of every page of the admin.

    Raises:
        PermissionDenied: The account may see no version.
    """
    by = acting(request)
    if not by.has_perm(SEES):
        raise PermissionDenied
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    sought = Sought.of(question)
    found = past_translations(sought, before=_before(request))
    page = {
        **context,
        "title": _("Search past translations"),
        "question": question,
        "longest": LONGEST_QUESTION,
        "is_asked": bool(question),
        "has_words": bool(sought.parts),
        "found": [(each, day_in_words(each.date)) for each in found.found],
        "further": _further(question, found.before),
        "files": list(_files(by)),
        "may_exchange": may(by, EDIT),
    }
    return render(request, "admin/memory.html", page)


@require_POST
def remove_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove all that was taken in from a file."""
    by = acting(request)
    if not by.has_perm(SEES):
        raise PermissionDenied
    origin = get_object_or_404(MemoryOrigin, pk=pk, version=None)
    return deed(
        request,
        lambda: borrowing.remove(origin=origin, by=by),
        done=_("What came from “%(name)s” is offered no more.") % {"name": origin.name},
        then=reverse("admin:memory"),
    )


def _before(request: HttpRequest) -> int | None:
    typed = request.GET.get("before", "")
    is_key = (
        typed.isascii() and typed.isdecimal() and len(typed) < len(str(_HIGHEST_KEY))
    )
    return int(typed) if is_key else None


def _further(question: str, before: int | None) -> str:
    if before is None:
        return ""
    query = urlencode({"q": question, "before": before})
    return f"{reverse('admin:memory')}?{query}"


def _files(by: Account) -> Iterator[File]:
    outside = MemoryOrigin.objects.filter(version=None).annotate(
        number=Count("entries")
    )
    may_remove = by.has_perm(borrowing.REMOVE)
    for origin in outside:
        number = vars(origin)["number"]
        url = reverse("admin:memory-remove", args=[origin.pk])
        told = ngettext("%(number)s text", "%(number)s texts", number) % {
            "number": written_number(number, get_language() or "en")
        }
        yield File(
            origin, told, day_in_words(origin.added_at), url if may_remove else ""
        )
