"""Names that the newsroom's own translations repeat, to be taken in or refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.languages import LanguageTagError, canonical_tag
from newsroom.admin.deeds import acting, deed
from translations.actions import keeping_terms, proposing_terms
from translations.glossary import examples_of
from translations.models import TermProposal
from translations.proposing import Beside
from translations.terms.concepts import LONGEST_TEXT, Concept, Kind, Saying

MOST_SHOWN = 100
MOST_EXAMPLES = 2


@dataclass(frozen=True)
class Shown:
    """A proposal as the page shows it.

    Attributes:
        proposal: As it is stored.
        add_url: Of the form with both names in it.
        examples: Paragraphs in which both stand.
    """

    proposal: TermProposal
    add_url: str
    examples: tuple[Beside, ...]


def add_url(kind: str, **names: str) -> str:
    """Return the address of the form for a new entry with some names in it.

    Args:
        kind: Of the entry.
        names: By BCP 47 tag.
    """
    asked = urlencode({"kind": kind, **names})
    return f"{reverse('admin:translations_term_add')}?{asked}"


def proposed(request: HttpRequest) -> Concept | None:
    """Read what the address of the form proposes; None where it proposes nothing."""
    sayings = tuple(_sayings(request))
    asked = request.GET.get("kind", "")
    kind = next((it for it in Kind if it == asked), Kind.TERM)
    return Concept("", kind, sayings) if sayings or asked else None


def _sayings(request: HttpRequest) -> Iterator[Saying]:
    for name, text in request.GET.items():
        try:
            tag = canonical_tag(name)
        except LanguageTagError:
            continue
        if name != "kind" and str(text).strip():
            yield Saying(tag, str(text).strip()[:LONGEST_TEXT])


def proposals_view(shown: admin.ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """List what is proposed; the button looks anew."""
    if not shown.has_view_permission(request):
        raise PermissionDenied
    may_judge = acting(request).has_perm(keeping_terms.CHANGE)
    if request.method == "POST":
        if not may_judge:
            raise PermissionDenied
        count = proposing_terms.look_for_terms(at=timezone.now())
        said = ngettext(
            "%(count)s name is proposed.", "%(count)s names are proposed.", count
        )
        messages.success(request, said % {"count": count})
        return HttpResponseRedirect(reverse("admin:translations_term_proposals"))
    waiting = list(TermProposal.objects.waiting()[:MOST_SHOWN])
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "title": _("Proposals for the glossary"),
        "proposals": list(_shown(waiting)),
        "may_judge": may_judge,
        "may_add": shown.has_add_permission(request),
    }
    return render(request, "admin/translations/term/proposals.html", context)


@require_POST
def _refused(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(TermProposal, pk=pk)
    return deed(
        request,
        lambda: proposing_terms.refuse_proposal(
            proposal=proposal, by=acting(request), at=timezone.now()
        ),
        done=_("Refused. It is not proposed again."),
        then=reverse("admin:translations_term_proposals"),
    )


def refuse_view(
    shown: admin.ModelAdmin[Any], request: HttpRequest, pk: int
) -> HttpResponse:
    """Refuse a proposal for good."""
    if not shown.has_view_permission(request):
        raise PermissionDenied
    return _refused(request, pk)


def _shown(waiting: list[TermProposal]) -> Iterator[Shown]:
    examples = examples_of(waiting)
    for each in waiting:
        names = {
            each.source_language: each.source_text,
            each.target_language: each.target_text,
        }
        found = tuple(examples[pk] for pk in each.entries if pk in examples)
        yield Shown(each, add_url(each.kind, **names), found[:MOST_EXAMPLES])
