"""Files of the glossary: what one would change is seen before anything is written."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.admin.term_form import shown_names
from translations.actions import importing_terms, keeping_terms
from translations.actions.importing_terms import Imported, planned
from translations.formats.terms import FILE_KINDS, FileKind, kind_of
from translations.glossary import concepts, with_words
from translations.models import Term
from translations.terms.files import LARGEST_FILE, Problem
from translations.terms.plans import Change, Plan


class FileForm(forms.Form):
    """Asks for a file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A table (CSV in UTF-8) or TBX. Nothing is changed before you have seen "
            "what would change."
        ),
    )


@dataclass(frozen=True)
class ShownChange:
    """A change in words.

    Attributes:
        change: As it is planned.
        name: Of the entry.
    """

    change: Change
    name: str


def import_view(shown: admin.ModelAdmin[Any], request: HttpRequest) -> HttpResponse:
    """Ask for a file, show what it would change, and take it in."""
    by = acting(request)
    if not by.has_perm(keeping_terms.CHANGE):
        raise PermissionDenied
    form = FileForm(files=request.FILES or None)
    page: dict[str, Any] = {"title": _("Take a file into the glossary"), "form": form}
    sent = request.POST.get("text")
    if request.method == "POST" and sent is not None:
        octets = sent.encode()
        try:
            done = importing_terms.import_terms(
                contents=kind_of(octets).read(octets),
                seen=request.POST.get("seen", ""),
                decided=_lines(request),
                by=by,
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            page["reasons"] = reasons(refusal)
            page.update(_looked_at(octets))
        else:
            messages.success(request, _told(done))
            return HttpResponseRedirect(reverse("admin:translations_term_changelist"))
    elif form.is_valid():
        page.update(_looked_at(form.cleaned_data["file"].read(LARGEST_FILE + 1)))
    context = {**shown.admin_site.each_context(request), "opts": shown.opts, **page}
    return render(request, "admin/translations/term/import.html", context)


@require_safe
def _exported(request: HttpRequest, kind: FileKind) -> HttpResponse:
    terms = with_words(Term.objects.in_use().order_by("pk"))
    answer = HttpResponse(kind.write(concepts(terms)), content_type=kind.media_type)
    name = f"glossary-{timezone.localdate():%Y-%m-%d}.{kind.code}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def export_view(
    shown: admin.ModelAdmin[Any], request: HttpRequest, name: str
) -> HttpResponse:
    """Give out the whole glossary as a file; what was withdrawn stays here."""
    if not shown.has_view_permission(request):
        raise PermissionDenied
    wanted = next((each for each in FILE_KINDS if each.code == name), None)
    if wanted is None:
        raise Http404
    return _exported(request, wanted)


def _looked_at(octets: bytes) -> dict[str, Any]:
    """Return what the page says of a file."""
    found = planned(kind_of(octets).read(octets))
    new = [it for it in found.changes if it.before is None]
    changed = [it for it in found.changes if it.before and not it.is_conflict]
    conflicts = [it for it in found.changes if it.is_conflict]
    return {
        "plan": found,
        "counts": _counts(found, len(new), len(changed), len(conflicts)),
        "problems": [(it.line, _reason(it)) for it in found.problems],
        "new": [_shown(it) for it in new],
        "changed": [_shown(it) for it in changed],
        "conflicts": [_shown(it) for it in conflicts],
        "text": octets.decode("utf-8-sig", "replace"),
        "is_ready": not found.problems and bool(found.changes),
    }


def _shown(change: Change) -> ShownChange:
    return ShownChange(change, shown_names(change.before or change.after))


def _reason(problem: Problem) -> str:
    return _(problem.text) % problem.values


def _counts(plan: Plan, new: int, changed: int, conflicts: int) -> str:
    return _(
        "New: %(new)s · changed: %(changed)s · in conflict: %(conflicts)s · "
        "the same: %(same)s"
    ) % {"new": new, "changed": changed, "conflicts": conflicts, "same": plan.same}


def _told(done: Imported) -> str:
    said = _("The file is in the glossary: %(new)s new, %(changed)s changed.") % {
        "new": done.new,
        "changed": done.changed,
    }
    if not done.left:
        return said
    left = ngettext(
        "%(count)s entry in conflict stays as it is.",
        "%(count)s entries in conflict stay as they are.",
        done.left,
    )
    return f"{said} {left % {'count': done.left}}"


def _lines(request: HttpRequest) -> frozenset[int]:
    sent = request.POST.getlist("decided")
    return frozenset(int(each) for each in sent if each.isascii() and each.isdecimal())
