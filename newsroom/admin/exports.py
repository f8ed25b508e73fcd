"""Exports: orders, their progress, what went out."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.models import Version
from exports.actions.bundling import bundle_copies
from exports.actions.releasing import artifact_path
from exports.formats import EVERY_FORMAT, format_named
from exports.formats.bundle import BUNDLE
from exports.licensing import ExportRefused
from exports.models import ArtifactState, ExportItem, ExportJob
from newsroom.admin.deeds import acting
from newsroom.admin.export_form import label_of
from people.models import Account
from people.permissions import may
from worklist.models import WorkState

SEEN_AGAIN_AFTER = 2


class ExportJobAdmin(admin.ModelAdmin[ExportJob]):
    """Orders are given with the action on versions; here they are watched."""

    actions: Any = None
    view_on_site = False
    list_display = (
        "__str__",
        "licensee",
        "ordered_by",
        "ordered_at",
        "may_be_behind",
        "progress_shown",
    )
    list_select_related = ("licensee", "ordered_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: copies are ordered from the list of versions."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: ExportJob | None = None
    ) -> bool:
        """Refuse: an order stays as it was given."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: ExportJob | None = None
    ) -> bool:
        """Refuse: what went out stays recorded."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExportJob]:
        """Count what is done of each order, of stories that the reader may know of."""
        known = Q(items__version__in=Version.objects.visible_to(acting(request)))
        done = Count("items", filter=known & Q(items__state=WorkState.DONE))
        return (
            super()
            .get_queryset(request)
            .annotate(items_done=done, items_ordered=Count("items", filter=known))
            .filter(items_ordered__gt=0)
        )

    def progress_shown(self, job: ExportJob) -> str:
        """Return how many copies of an order are done."""
        counted = vars(job)
        return f"{counted['items_done']} / {counted['items_ordered']}"

    def get_urls(self) -> list[URLPattern]:
        """Add the page that watches an order, and its copies."""
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/progress/",
                view(self.progress_view),
                name="exports_exportjob_progress",
            ),
            path("copy/<int:pk>/", view(self.copy_view), name="exports_exportjob_copy"),
            path(
                "<int:pk>/bundle/",
                view(self.bundle_view),
                name="exports_exportjob_bundle",
            ),
            *super().get_urls(),
        ]

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how far an order is; reloads itself until nothing waits."""
        if not self.has_view_permission(request):
            raise Http404
        job = get_object_or_404(
            self.get_queryset(request).select_related("licensee", "ordered_by"), pk=pk
        )
        items = list(_known_of(job, acting(request)))
        waiting = sum(item.state == WorkState.WAITING for item in items)
        labels = {each.code: label_of(each) for each in EVERY_FORMAT}
        context = {
            **self.admin_site.each_context(request),
            "title": str(job),
            "opts": self.opts,
            "job": job,
            "rows": [(item, labels.get(item.format, item.format)) for item in items],
            "finished": len(items) - waiting,
            "waiting": waiting,
            "is_made": any(item.state == WorkState.DONE for item in items),
        }
        response = render(request, "admin/exports/progress.html", context)
        if waiting:
            response["Refresh"] = str(SEEN_AGAIN_AFTER)
        return response

    def copy_view(
        self, request: HttpRequest, pk: int
    ) -> FileResponse | HttpResponseRedirect:
        """Hand over a delivered copy, byte for byte as it was verified."""
        if not may(acting(request), "exports.view_artifact"):
            raise Http404
        item = get_object_or_404(
            ExportItem.objects.select_related("delivery__artifact", "version", "job"),
            pk=pk,
            state=WorkState.DONE,
            version__in=Version.objects.visible_to(acting(request)),
        )
        artifact = item.delivery.artifact
        if artifact.state == ArtifactState.RECALLED:
            messages.error(
                request,
                _("This copy is given out no more. Order it anew."),
            )
            return HttpResponseRedirect(progress_url(item.job))
        form = format_named(artifact.format)
        return FileResponse(
            artifact_path(artifact).open("rb"),
            as_attachment=True,
            filename=f"{item.version.slug}.{item.version.language}{form.file_extension}",
            content_type=form.media_type,
        )

    def bundle_view(
        self, request: HttpRequest, pk: int
    ) -> HttpResponse | HttpResponseRedirect:
        """Hand over all delivered copies of an order in one file, or say why not."""
        if not may(acting(request), "exports.view_artifact"):
            raise Http404
        job = get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            content = bundle_copies(items=_known_of(job, acting(request)))
        except ExportRefused as refused:
            for reason in refused.reasons:
                messages.error(request, reason.message)
            return HttpResponseRedirect(progress_url(job))
        name = f"copies-{job.pk}{BUNDLE.file_extension}"
        return HttpResponse(
            content,
            content_type=BUNDLE.media_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _known_of(job: ExportJob, by: Account) -> QuerySet[ExportItem]:
    """Fetch the copies of an order, of stories that somebody may know of."""
    return (
        job.items.filter(version__in=Version.objects.visible_to(by))
        .select_related("version", "job__licensee", "delivery__artifact")
        .order_by("pk")
    )


def progress_url(job: ExportJob) -> str:
    """Return the page on which an order is watched."""
    return reverse("admin:exports_exportjob_progress", args=[job.pk])
