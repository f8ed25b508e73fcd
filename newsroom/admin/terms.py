"""The glossary on the desk: found in both scripts, written by actions alone."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, deed, one_seen, reasons
from newsroom.admin.term_files import export_view, import_view
from newsroom.admin.term_form import TermForm, shown_names
from newsroom.admin.term_proposals import proposals_view, proposed, refuse_view
from people.models import Account
from translations.actions import keeping_terms
from translations.actions.importing_terms import new_code
from translations.glossary import concepts, history_of, with_words
from translations.models import Term, WordingStanding
from translations.models.wording import WordingForm

MOST_PAST = 50


class UseFilter(admin.SimpleListFilter):
    """What is found in texts, and what no longer is."""

    title = gettext_lazy("use")
    parameter_name = "use"

    def lookups(
        self, request: HttpRequest, model_admin: Any
    ) -> Iterator[tuple[str, Any]]:
        """Offer what is in use, and what was withdrawn."""
        yield "in_use", gettext_lazy("in use")
        yield "withdrawn", gettext_lazy("withdrawn")

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Keep what was asked for."""
        if self.value() == "in_use":
            return queryset.filter(withdrawn_at=None)
        if self.value() == "withdrawn":
            return queryset.exclude(withdrawn_at=None)
        return queryset


class TermAdmin(DeedAdmin[Term]):
    """Entries of the glossary: a list, a form in every language, and files."""

    list_display = ("names_km", "names_en", "elsewhere", "kind", "changed_at")
    list_display_links = ("names_km", "names_en")
    list_filter = ("kind", UseFilter)
    search_fields = ("wordings__folded",)
    search_help_text = gettext_lazy(
        "Any part of a name, in any language; spaces and spellings make no difference."
    )
    change_list_template = "admin/translations/term/change_list.html"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Term]:
        """Fetch what the list says together."""
        return with_words(super().get_queryset(request))

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Find by the folded names instead of by their letters."""
        return queryset.called(search_term), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Call the list what it is."""
        title = {"title": _("Glossary"), **(extra_context or {})}
        return super().changelist_view(request, title)

    @admin.display(description=gettext_lazy("Khmer"))
    def names_km(self, term: Term) -> SafeString | str:
        """Say what it is called in Khmer."""
        return _names_in(term, "km")

    @admin.display(description=gettext_lazy("English"))
    def names_en(self, term: Term) -> SafeString | str:
        """Say what it is called in English."""
        return _names_in(term, "en")

    @admin.display(description=gettext_lazy("Other languages"))
    def elsewhere(self, term: Term) -> str:
        """List the other languages that have it."""
        said = {wording.language for wording in term.wordings.all()}
        return ", ".join(sorted(said - {"km", "en"})) or "–"

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of files and proposals, and what is behind the buttons."""
        view, name = self.admin_site.admin_view, "translations_term"

        def bound(page: Any) -> Any:
            return view(lambda request, **kwargs: page(self, request, **kwargs))

        return [
            path("import/", bound(import_view), name=f"{name}_import"),
            path("export/<slug:name>/", bound(export_view), name=f"{name}_export"),
            path("proposals/", bound(proposals_view), name=f"{name}_proposals"),
            path(
                "proposals/<int:pk>/refuse/",
                bound(refuse_view),
                name=f"{name}_refuse",
            ),
            path(
                "<int:pk>/<slug:name>/do/",
                view(require_POST(self.deed_view)),
                name=f"{name}_deed",
            ),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask what something is called, and keep it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TermForm(request.POST or None, concept=proposed(request))
        if request.method == "POST" and form.is_valid():
            try:
                term = keeping_terms.add_term(
                    concept=form.filled_in(new_code()),
                    by=acting(request),
                    at=timezone.now(),
                )
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                messages.success(request, _("The entry is in the glossary."))
                return HttpResponseRedirect(_page_of(term.pk))
        return self._page(request, form, title=_("Add to the glossary"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an entry, or write it anew."""
        if not object_id.isdecimal():
            raise Http404
        term = one_seen(self, request, object_id)
        [concept] = concepts([term])
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        form = TermForm(request.POST or None, concept=concept)
        if request.method == "POST" and form.is_valid():
            try:
                self._changed(term, form, acting(request))
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                messages.success(request, _("The entry is kept."))
                return HttpResponseRedirect(_page_of(term.pk))
        return self._page(
            request,
            form,
            title=shown_names(concept),
            term=term,
            past=history_of(term)[:MOST_PAST],
            may_remove=self.has_removal_permission(request),
        )

    def _changed(self, term: Term, form: TermForm, by: Account) -> Term:
        return keeping_terms.change_term(
            term=term,
            concept=form.filled_in(term.code),
            seen=form.cleaned_data["seen"] or 0,
            by=by,
            at=timezone.now(),
        )

    def has_removal_permission(self, request: HttpRequest) -> bool:
        """Say whether an entry may be removed for good, by the button for it."""
        return acting(request).has_perm(keeping_terms.REMOVE)

    def deed_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Do what a button beside an entry says."""
        term, by, at = one_seen(self, request, pk), acting(request), timezone.now()
        deeds: dict[str, tuple[Any, str, str]] = {
            "withdraw": (
                lambda: keeping_terms.withdraw_term(term=term, by=by, at=at),
                _("The entry is withdrawn: no text is searched for it any more."),
                _page_of(pk),
            ),
            "use": (
                lambda: keeping_terms.use_again(term=term, by=by, at=at),
                _("The entry is in use again."),
                _page_of(pk),
            ),
            "remove": (
                lambda: keeping_terms.remove_term(term=term, by=by),
                _("The entry is removed, with all its history."),
                reverse("admin:translations_term_changelist"),
            ),
        }
        if name not in deeds:
            raise Http404
        act, done, then = deeds[name]
        return deed(request, act, done=done, then=then)

    def _page(self, request: HttpRequest, form: TermForm, **page: Any) -> HttpResponse:
        term = page.get("term")
        may = (
            self.has_change_permission(request)
            if term
            else self.has_add_permission(request)
        )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "may_keep": may,
            **page,
        }
        return render(request, "admin/translations/term/form.html", context)


def _names_in(term: Term, language: str) -> SafeString | str:
    """Return the wanted names in a language, the preferred one first."""
    wanted = [
        wording
        for wording in term.wordings.all()
        if wording.language == language
        and wording.form == WordingForm.NAME
        and wording.standing != WordingStanding.FORBIDDEN
    ]
    wanted.sort(key=lambda it: it.standing != WordingStanding.PREFERRED)
    said = ((language, wording.text) for wording in wanted)
    return format_html_join("; ", '<span lang="{}">{}</span>', said) or "–"


def _page_of(pk: int) -> str:
    return reverse("admin:translations_term_change", args=[pk])
