"""What was taken in, and what was found around it: to read, and to decide on."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles.permissions import may_on
from intake.actions.reviewing import LONGEST_NOTE, REVIEW, review_findings
from intake.models import Finding, FindingQuerySet, IntakeRun
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen
from people.permissions import may


class ReadOnly:
    """Files come in by `manage.py intake` alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: nothing is taken in by a form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was found is evidence."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was found is evidence."""
        return False


class FindingInline(ReadOnly, admin.TabularInline[Finding, IntakeRun]):
    """What was found around a story, in the order of its file."""

    model = Finding
    extra = 0
    fields = ("kind", "severity", "words", "line", "is_to_review", "reviewed_by")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Finding]:
        """Fetch those who reviewed together."""
        return super().get_queryset(request).select_related("reviewed_by")


class IntakeRunAdmin(ReadOnly, DeedAdmin[IntakeRun]):
    """Files that were taken in."""

    list_display = ("file_name", "language", "outlet", "at", "by")
    list_filter = ("language", "outlet")
    list_select_related = ("outlet", "by")
    search_fields = ("file_name", "sha256")
    fields = ("file_name", "sha256", "language", "outlet", "article_link", "at", "by")
    readonly_fields = ("article_link",)
    inlines = (FindingInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[IntakeRun]:
        """Leave out what came in for stories that the reader may not know of."""
        visible = IntakeRun.objects.visible_to(acting(request))
        return super().get_queryset(request) & visible

    @admin.display(description=_("article"))
    def article_link(self, run: IntakeRun) -> SafeString:
        """Return the way to the story that came of it."""
        article = run.version.article
        address = reverse("admin:articles_article_change", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, article)


class WithNote(ActionForm):
    """Asks for the note beside the choice of what to do with several findings."""

    note = forms.CharField(
        label=capfirst(_("note of the review")), max_length=LONGEST_NOTE, required=False
    )


class ReviewFilter(admin.SimpleListFilter):
    """What the desk must still decide on."""

    title = _("review")
    parameter_name = "review"

    def lookups(
        self, request: HttpRequest, model_admin: Any
    ) -> Iterator[tuple[str, Any]]:
        """Offer what waits, and what somebody has decided on."""
        yield "waiting", _("to review")
        yield "reviewed", _("reviewed")

    def queryset(
        self, request: HttpRequest, queryset: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Keep what was asked for."""
        if self.value() == "waiting":
            return queryset & Finding.objects.unreviewed()
        if self.value() == "reviewed":
            return queryset.exclude(reviewed_at=None)
        return queryset


class FindingAdmin(ReadOnly, DeedAdmin[Finding]):
    """Findings of all files; those that the desk must decide on are a filter away."""

    actions = ("mark_reviewed",)
    action_form = WithNote
    change_form_template = "admin/intake/finding/change_form.html"
    list_display = (
        "kind",
        "severity",
        "is_to_review",
        "shown_words",
        "run",
        "reviewed_by",
        "reviewed_at",
    )
    list_filter = (ReviewFilter, "severity", "kind")
    list_select_related = ("run", "reviewed_by")
    search_fields = ("words", "run__file_name")
    fields = (
        *("run", "kind", "severity", "words", "line", "is_to_review"),
        *("reviewed_by", "reviewed_at", "review_note"),
    )

    def get_queryset(self, request: HttpRequest) -> FindingQuerySet:
        """Leave out words of stories that the reader may not know of."""
        return Finding.objects.visible_to(acting(request)).order_by("run", "position")

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Offer the review of several to whoever may review in some language."""
        return may(acting(request), REVIEW)

    @admin.display(description=_("words found"))
    def shown_words(self, finding: Finding) -> str:
        """Return the beginning of the words."""
        return finding.words[:80]

    @admin.action(permissions=["review"], description=_("Mark as reviewed"))
    def mark_reviewed(
        self, request: HttpRequest, queryset: FindingQuerySet
    ) -> HttpResponse:
        """Mark the chosen ones, with one note for all, and come back to the list."""
        return self._review(request, queryset, then=request.get_full_path())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer the button to those who may."""
        finding = context["original"]
        if finding is not None and finding.is_waiting:
            is_allowed = may_on(acting(request), REVIEW, finding.run.version)
            context["may_review"] = is_allowed
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the address behind the button."""
        review = self.admin_site.admin_view(require_POST(self.review_view))
        return [
            path("<int:pk>/review/", review, name="intake_finding_review"),
            *super().get_urls(),
        ]

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark one finding, and stay with it."""
        finding = one_seen(self, request, pk)
        here = reverse("admin:intake_finding_change", args=[pk])
        return self._review(request, [finding], then=here)

    def _review(
        self, request: HttpRequest, findings: Iterable[Finding], *, then: str
    ) -> HttpResponse:
        return deed(
            request,
            lambda: review_findings(
                findings=findings,
                by=acting(request),
                at=timezone.now(),
                note=request.POST.get("note", ""),
            ),
            done=gettext("Reviewed. What was decided before stays as it was."),
            then=then,
        )
