"""Copies without permission: noted with what was seen, and followed to their end."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import Version
from exports.actions import pursuing
from exports.actions.complaining import COMPLAIN, issue_complaint
from exports.actions.corresponding import letter_path
from exports.actions.pursuing import PURSUE, capture_path
from exports.models import Capture, Case, CaseLetter, CaseState, Lack
from newsroom.admin.case_forms import CaptureForm, CaseForm, SourceForm, StepForm
from newsroom.admin.case_sheet import sheet_file, sheet_view
from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, deed, one_seen, reasons
from newsroom.admin.grant_papers import ENDINGS, sent
from people.permissions import may

_NAME = "exports_case"


class CaseAdmin(DeedAdmin[Case]):
    """Pages that published our text without permission."""

    list_display = ("__str__", "publisher", "version", "state", "source", "noted_at")
    list_filter = ("state", "source", "version__language")
    list_select_related = ("version",)
    search_fields = ("publisher", "url")
    autocomplete_fields = ("version",)
    change_form_template = "admin/exports/case/change_form.html"
    change_list_template = "admin/exports/case/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        """Leave out cases of stories that the person may not know of."""
        known = Version.objects.visible_to(acting(request))
        rows = super().get_queryset(request).filter(version__in=known)
        return rows.select_related("version__article__outlet")

    def has_change_permission(
        self, request: HttpRequest, obj: Case | None = None
    ) -> bool:
        """Refuse: what was seen stays as it was noted; buttons lead on."""
        return False

    def get_form(
        self,
        request: HttpRequest,
        obj: Case | None = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """Ask what was seen of a new case only."""
        if obj is None:
            kwargs["form"] = CaseForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Case | None = None) -> Any:
        """Ask what was seen; show it with where it is from."""
        who = ("url", "publisher", "contact", "version")
        if obj is None:
            return (*who, "missing", "page_text", "page_file", "code")
        copy = ("copy",) if obj.artifact_id else ()
        grant = ("grant",) if obj.grant_id else ()
        ends = ("closed_at",) if obj.closed_at else ()
        shown = ("page", *who[1:], "seen", "source")
        return (*shown, *copy, "state", *grant, ("noted_at", "noted_by"), *ends)

    def get_readonly_fields(self, request: HttpRequest, obj: Case | None = None) -> Any:
        """Leave nothing to edit in a case."""
        if obj is None:
            return ()
        names = (field.name for field in Case._meta.fields)
        return (*names, "page", "seen", "copy")

    @admin.display(description=gettext_lazy("address of the page"))
    def page(self, case: Case) -> SafeString:
        """Lead to the page, and tell it nothing of the desk."""
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', case.url)

    @admin.display(description=gettext_lazy("what is missing"))
    def seen(self, case: Case) -> str:
        """Say what the copy lacks, in the interface language."""
        return ", ".join(str(Lack(word).label) for word in case.lacks) or "–"

    @admin.display(description=gettext_lazy("copy"))
    def copy(self, case: Case) -> str:
        """Say whose copy it was."""
        copy = case.artifact
        return f"{copy.licensee} · {copy.format} · {copy.sha256[:12]}" if copy else ""

    def act(self, request: HttpRequest, obj: Case, form: Any, *, is_new: bool) -> None:
        """Note a case."""
        noted = pursuing.note_case(
            sighting=form.sighting(), by=acting(request), at=timezone.now()
        )
        obj.pk, obj.noted_at = noted.pk, noted.noted_at

    def get_urls(self) -> list[URLPattern]:
        """Add the pages behind the buttons, the papers, and the monthly sheet."""
        view = self.admin_site.admin_view
        asked = {
            "source": self.source_view,
            "step": self.step_view,
            "capture": self.capture_view,
        }
        return [
            *(
                path(f"<int:pk>/{verb}/", view(it), name=f"{_NAME}_{verb}")
                for verb, it in asked.items()
            ),
            path(
                "<int:pk>/letter/",
                view(require_POST(self.issue_view)),
                name=f"{_NAME}_issue",
            ),
            path(
                "<int:pk>/letter/<int:paper>/",
                view(self.letter_view),
                name=f"{_NAME}_letter",
            ),
            path(
                "<int:pk>/capture/<int:paper>/",
                view(self.saved_view),
                name=f"{_NAME}_saved",
            ),
            path("sheet/", view(self.sheet_view), name=f"{_NAME}_sheet"),
            path("sheet/file/", view(self.file_view), name=f"{_NAME}_sheet_file"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show what was kept, what was written and how it went on."""
        case: Case | None = context["original"]
        if case is not None:
            by, is_open = acting(request), case.closed_at is None
            context["may_pursue"] = is_open and may(by, PURSUE)
            context["may_complain"] = is_open and may(by, COMPLAIN)
            context["captures"] = case.captures.select_related("captured_by")
            context["letters"] = CaseLetter.objects.filter(case=case)
            context["steps"] = case.steps.select_related("taken_by")
        return super().render_change_form(request, context, *args, **kwargs)

    def source_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask where the text was taken from."""
        case = self._open(request, pk)
        form = SourceForm(case, request.POST if request.method == "POST" else None)

        def say() -> None:
            code, at = form.cleaned_data["code"], timezone.now()
            if code.strip():
                pursuing.find_source(case=case, code=code, by=acting(request), at=at)
                return
            source, copy = form.said()
            pursuing.say_source(
                case=case, source=source, artifact=copy, by=acting(request), at=at
            )

        return self._asked(request, case, form, say, _("Where the text is from"))

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask how it went on."""
        case = self._open(request, pk)
        form = StepForm(case, request.POST if request.method == "POST" else None)

        def step() -> None:
            said = form.cleaned_data
            pursuing.take_step(
                case=case,
                state=CaseState(said["state"]),
                words=said["words"],
                grant=said["grant"],
                by=acting(request),
                at=timezone.now(),
            )

        return self._asked(request, case, form, step, _("Note how it went on"))

    def capture_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask what the page looks like now."""
        case = self._open(request, pk)
        posted = (request.POST, request.FILES) if request.method == "POST" else ()
        form = CaptureForm(*posted)

        def keep() -> None:
            for content in form.captures() or (b"",):
                pursuing.add_capture(
                    case=case, content=content, by=acting(request), at=timezone.now()
                )

        return self._asked(request, case, form, keep, _("Keep the page as it is now"))

    def issue_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Issue a letter."""
        case = one_seen(self, request, pk)
        return deed(
            request,
            lambda: issue_complaint(case=case, by=acting(request), at=timezone.now()),
            done=_(
                "The letter is issued. Download it below, sign it, send it, and note "
                "that it was sent."
            ),
            then=_page_of(pk),
        )

    def letter_view(self, request: HttpRequest, pk: int, paper: int) -> FileResponse:
        """Hand over a letter, byte for byte as it was verified."""
        case = one_seen(self, request, pk)
        letter = get_object_or_404(CaseLetter, pk=paper, case=case)
        name = f"letter-{letter.number.replace('/', '-')}.pdf"
        return sent(letter_path(letter), name, "application/pdf")

    def saved_view(self, request: HttpRequest, pk: int, paper: int) -> FileResponse:
        """Hand over what was kept; a saved page as text, so that it does nothing."""
        case = one_seen(self, request, pk)
        capture = get_object_or_404(Capture, pk=paper, case=case)
        if capture.erased_at is not None:
            raise Http404
        name = f"capture-{case.pk}-{capture.pk}{ENDINGS[capture.media_type]}"
        return sent(capture_path(capture), name, capture.media_type)

    def sheet_view(self, request: HttpRequest) -> HttpResponse:
        """Show the sheet of a month."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return sheet_view(self, request)

    def file_view(self, request: HttpRequest) -> HttpResponse:
        """Hand over the sheet of a month as a table."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return sheet_file(request)

    def _open(self, request: HttpRequest, pk: int) -> Case:
        case = one_seen(self, request, pk)
        if not may(acting(request), PURSUE):
            raise PermissionDenied
        if case.closed_at is not None:
            raise Http404
        return case

    def _asked(
        self,
        request: HttpRequest,
        case: Case,
        form: Any,
        act: Callable[[], None],
        title: str,
    ) -> HttpResponse:
        """Ask, and act on the answer; a refusal comes back with what was typed."""
        if form.is_bound and form.is_valid():
            try:
                act()
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                self.message_user(request, _("Noted."))
                return HttpResponseRedirect(_page_of(case.pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "case": case,
            "form": form,
            "title": title,
            "back": _page_of(case.pk),
        }
        return render(request, "admin/exports/case/deed.html", context)


def _page_of(pk: int) -> str:
    return reverse(f"admin:{_NAME}_change", args=[pk])
