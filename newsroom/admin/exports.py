"""Exports: orders, their progress, what went out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
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
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Version
from exports.actions import steering
from exports.actions.bundling import bundle_copies
from exports.actions.ordering import ORDER
from exports.actions.releasing import artifact_path
from exports.formats import EVERY_FORMAT, format_named
from exports.formats.bundle import BUNDLE
from exports.licensing import ExportRefused
from exports.models import ArtifactState, ExportItem, ExportJob
from newsroom import export_desk
from newsroom.admin.deeds import acting, deed, one_seen
from newsroom.admin.export_form import label_of
from newsroom.admin.exports_desk import show_desk
from people.models import Account
from people.permissions import may
from worklist.models import WorkState

# Seconds; a long order is not looked at more often than it changes.
SEEN_AGAIN_AFTER, LONGEST_WAIT = 2, 30
COPIES_A_SECOND = 100
ITEMS_A_PAGE = 100
# What needs a person comes first, what is done last.
_FIRST_THINGS = (
    WorkState.PARKED,
    WorkState.WAITING,
    WorkState.CANCELLED,
    WorkState.DONE,
)

_Deed = Callable[..., object]


class ExportJobAdmin(admin.ModelAdmin[ExportJob]):
    """Orders are given at the desk; here they are watched, stopped and resumed."""

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
    change_list_template = "admin/exports/change_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: copies are ordered at the desk."""
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
        """Add the desk, the page that watches an order, its buttons and copies."""
        view = self.admin_site.admin_view
        verbs = (
            ("cancel", self.cancel_view),
            ("resume", self.resume_view),
            ("again", self.again_view),
        )
        return [
            path("desk/", view(self.desk_view), name="exports_exportjob_desk"),
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
            *(
                path(
                    f"<int:pk>/{verb}/",
                    view(require_POST(it)),
                    name=f"exports_exportjob_{verb}",
                )
                for verb, it in verbs
            ),
            *super().get_urls(),
        ]

    def desk_view(self, request: HttpRequest) -> HttpResponse:
        """Choose, see what may leave, order."""
        return show_desk(self, request)

    def progress_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how far an order is; reloads itself until nothing waits."""
        if not self.has_view_permission(request):
            raise Http404
        by = acting(request)
        job = get_object_or_404(
            self.get_queryset(request).select_related(
                "licensee", "ordered_by", "channel__licensee", "mail", "standing"
            ),
            pk=pk,
        )
        counts = _counts(job, by)
        waiting, ordered = counts[WorkState.WAITING], sum(counts.values())
        page = Paginator(_items(job, by), ITEMS_A_PAGE).get_page(
            request.GET.get("page")
        )
        labels = {each.code: label_of(each) for each in EVERY_FORMAT}
        is_still = "still" in request.GET
        context = {
            **self.admin_site.each_context(request),
            "title": str(job),
            "opts": self.opts,
            "job": job,
            "rows": [(item, labels.get(item.format, item.format)) for item in page],
            "page": page,
            "ordered": ordered,
            "finished": ordered - waiting,
            "waiting": waiting,
            "is_made": bool(counts[WorkState.DONE]),
            "counts": [(state.label, number) for state, number in counts.items()],
            "is_still": is_still,
            "may_order": may(by, ORDER),
            "may_resume": counts[WorkState.PARKED] + counts[WorkState.CANCELLED],
        }
        response = render(request, "admin/exports/progress.html", context)
        if waiting and not is_still:
            seconds = SEEN_AGAIN_AFTER + waiting // COPIES_A_SECOND
            response["Refresh"] = str(min(seconds, LONGEST_WAIT))
        return response

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make no more copies of an order."""
        return self._steer(
            request,
            pk,
            steering.cancel_order,
            _("The order is stopped. What was in work is made to its end."),
        )

    def resume_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go on with what was stopped or refused."""
        return self._steer(
            request,
            pk,
            export_desk.resume_order,
            _("The order goes on. Each copy is judged anew."),
        )

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Order the same again, and watch the new order."""
        made: list[ExportJob] = []

        def order(*, job: ExportJob, by: Account, at: datetime) -> None:
            made.append(export_desk.order_again(job=job, by=by, at=at))

        answer = self._steer(
            request, pk, order, _("Ordered again, as texts and notice stand today.")
        )
        return HttpResponseRedirect(progress_url(made[0])) if made else answer

    def _steer(
        self, request: HttpRequest, pk: int, verb: _Deed, done: str
    ) -> HttpResponse:
        job = one_seen(self, request, pk)
        return deed(
            request,
            lambda: verb(job=job, by=acting(request), at=timezone.now()),
            done=done,
            then=progress_url(job),
        )

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
            content = bundle_copies(
                items=_known(job, acting(request))
                .select_related("version", "job__licensee", "delivery__artifact")
                .order_by("pk")
            )
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


def progress_url(job: ExportJob) -> str:
    """Return the page on which an order is watched."""
    return reverse("admin:exports_exportjob_progress", args=[job.pk])


def _counts(job: ExportJob, by: Account) -> dict[WorkState, int]:
    """Count the copies of an order by their state, of stories that one may know of."""
    rows = _known(job, by).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return {state: found.get(state.value, 0) for state in _FIRST_THINGS}


def _items(job: ExportJob, by: Account) -> QuerySet[ExportItem]:
    urgency = Case(
        *(
            When(state=state, then=Value(place))
            for place, state in enumerate(_FIRST_THINGS)
        ),
        output_field=IntegerField(),
    )
    return (
        _known(job, by)
        .select_related(
            "version",
            "delivery__artifact__article_terms",
            "delivery__artifact__notice_edition",
            "delivery__artifact__revision",
            "delivery__handover",
            "dispatch",
        )
        .order_by(urgency, "pk")
    )


def _known(job: ExportJob, by: Account) -> QuerySet[ExportItem]:
    return job.items.filter(version__in=Version.objects.visible_to(by))
