"""Durable work: what waits, what is done, and what stopped and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.models import Version
from exports.models import Dispatch, ExportItem
from newsroom import work_desk
from newsroom.admin.deeds import acting, deed, one_seen
from newsroom.admin.reading import ReadingAdmin
from people.permissions import may
from translations.models import MachineItem, MemoryPart
from worklist.models import WorkItem, WorkState

W = TypeVar("W", bound=WorkItem)

# Of each kind; the rest is a link away.
MOST_SHOWN = 100
STANDING = (
    "state",
    "attempts",
    "reasons_shown",
    "last_error",
    "due_at",
    "created_at",
    "finished_at",
    "decided_by",
    "decided_at",
)


class WorkItemAdmin(ReadingAdmin[W]):
    """Items of one kind, to read; parked ones have a button."""

    list_display = ("told", "state", "attempts", "reasons_shown", "created_at")
    list_filter = ("state",)
    ordering = ("-pk",)
    readonly_fields = ("reasons_shown",)
    change_form_template = "admin/worklist/change_form.html"

    @admin.display(description=gettext_lazy("what is to be done"))
    def told(self, item: W) -> str:
        """Say what an item is, for people."""
        return str(item)

    @admin.display(description=gettext_lazy("why it stopped"))
    def reasons_shown(self, item: W) -> SafeString | str:
        """Return every reason, one below the other."""
        reasons = ((reason,) for reason in item.reasons)
        return format_html_join("", "<div>{}</div>", reasons) or "–"

    def may_try_again(self, request: HttpRequest, item: W) -> bool:
        """Say whether whoever looks may have an item tried again, and it can be."""
        is_parked = item.state == WorkState.PARKED
        return is_parked and may(acting(request), work_desk.may_decide(item))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Offer the button to those who may."""
        item = context["original"]
        if item is not None and self.may_try_again(request, item):
            context["again_url"] = self.again_url(item)
        return super().render_change_form(request, context, *args, **kwargs)

    def route(self) -> str:
        """Return the beginning of the names of this kind's addresses."""
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def again_url(self, item: W) -> str:
        """Return where the button of an item leads."""
        return reverse(f"admin:{self.route()}_try_again", args=[item.pk])

    def get_urls(self) -> list[URLPattern]:
        """Add the address behind the button."""
        again = self.admin_site.admin_view(require_POST(self.try_again_view))
        name = f"{self.route()}_try_again"
        return [path("<int:pk>/try-again/", again, name=name), *super().get_urls()]

    def try_again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Have a parked item tried again, and go on to what else is parked."""
        item = one_seen(self, request, pk)
        return deed(
            request,
            lambda: work_desk.try_again(
                item=item, by=acting(request), at=timezone.now()
            ),
            done=_("It waits to be tried again, with all its attempts."),
            then=reverse("admin:parked"),
        )


class ExportItemAdmin(WorkItemAdmin[ExportItem]):
    """Copies to be made; orders are watched on their own page."""

    list_select_related = ("job__licensee", "version")
    fields = ("job", "version", "format", *STANDING)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExportItem]:
        """Leave out copies of stories that the reader may not know of."""
        visible = Version.objects.visible_to(acting(request))
        return (
            super()
            .get_queryset(request)
            .filter(version__in=visible)
            .select_related("job__licensee", "version")
        )

    @admin.display(description=gettext_lazy("what is to be done"))
    def told(self, item: ExportItem) -> str:
        """Say which copy it is, and for whom."""
        return f"{item.version} · {item.format} · {item.job.licensee}"


class DispatchAdmin(WorkItemAdmin[Dispatch]):
    """Sendings to partners' servers and mailboxes."""

    list_select_related = ("channel__licensee",)
    fields = ("channel", "item", "job", *STANDING)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Dispatch]:
        """Leave out copies of stories that the reader may not know of."""
        visible = Version.objects.visible_to(acting(request))
        known = Q(item=None) | Q(item__version__in=visible)
        return (
            super()
            .get_queryset(request)
            .filter(known)
            .select_related("channel__licensee", "item__version", "job__licensee")
        )

    @admin.display(description=gettext_lazy("what is to be done"))
    def told(self, item: Dispatch) -> str:
        """Say what is to be sent, to whom and how."""
        what = item.job if item.item is None else item.item.version
        return f"{what} · {item.channel}"


class MachineItemAdmin(WorkItemAdmin[MachineItem]):
    """Paragraphs for the machine; orders are watched on their own page."""

    list_select_related = ("run__version",)
    fields = ("run", *STANDING)

    def get_queryset(self, request: HttpRequest) -> QuerySet[MachineItem]:
        """Leave out stories that the reader may not know of."""
        visible = Version.objects.visible_to(acting(request))
        return (
            super()
            .get_queryset(request)
            .filter(run__version__in=visible)
            .select_related("run__version")
        )

    @admin.display(description=gettext_lazy("what is to be done"))
    def told(self, item: MachineItem) -> str:
        """Say of which text a paragraph is to be drafted, and by what."""
        return f"{item.run.version} · {item.run.service}"


class MemoryPartAdmin(WorkItemAdmin[MemoryPart]):
    """Parts of memories from outside; each file is watched on its own page."""

    list_select_related = ("origin",)
    fields = ("origin", *STANDING)

    @admin.display(description=gettext_lazy("what is to be done"))
    def told(self, item: MemoryPart) -> str:
        """Say of which file it is a part."""
        return f"{item.origin} · {item.pk}"


@dataclass(frozen=True)
class Parked:
    """An item as the page of parked work shows it.

    Attributes:
        name: What was to be done.
        url: Path of its page.
        attempts: How often it was tried.
        reasons: Why it stopped, a sentence each.
        again_url: Path of the button; empty for who may not press it.
    """

    name: str
    url: str
    attempts: int
    reasons: tuple[str, ...]
    again_url: str


@dataclass(frozen=True)
class Shelf:
    """The parked items of one kind.

    Attributes:
        kind: In the interface language.
        items: Newest first, at most MOST_SHOWN; never empty.
        total: How many there are.
        url: Path of the list of all of them.
    """

    kind: str
    items: tuple[Parked, ...]
    total: int
    url: str


@require_safe
def parked_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show what stopped, of every kind of work that the reader may see.

    Args:
        request: Of somebody signed in.
        context: Of every page of the admin.
    """
    if not list(_kinds(request)):
        raise PermissionDenied
    shelves = [shelf for kind in _kinds(request) if (shelf := _shelf(request, kind))]
    context = {**context, "title": _("Parked work"), "shelves": shelves}
    return render(request, "admin/worklist/parked.html", context)


def count_parked(request: HttpRequest) -> int | None:
    """Count what stopped; None for who may see no work."""
    kinds = list(_kinds(request))
    if not kinds:
        return None
    # One query however many kinds there are: every look at the board asks.
    first, *others = (_parked(request, kind).order_by().values("pk") for kind in kinds)
    return first.union(*others, all=True).count()


def _kinds(request: HttpRequest) -> Iterator[WorkItemAdmin[Any]]:
    for shown in admin.site._registry.values():
        if isinstance(shown, WorkItemAdmin) and shown.has_view_permission(request):
            yield shown


def _parked(request: HttpRequest, kind: WorkItemAdmin[Any]) -> QuerySet[Any]:
    return kind.get_queryset(request).filter(state=WorkState.PARKED)


def _shelf(request: HttpRequest, kind: WorkItemAdmin[Any]) -> Shelf | None:
    name = kind.route()
    parked = _parked(request, kind).order_by("-pk")
    items = list(parked[:MOST_SHOWN])
    if not items:
        return None
    may_decide = kind.may_try_again(request, items[0])
    listed = reverse(f"admin:{name}_changelist")
    return Shelf(
        kind=str(kind.opts.verbose_name_plural),
        items=tuple(
            Parked(
                name=kind.told(item),
                url=reverse(f"admin:{name}_change", args=[item.pk]),
                attempts=item.attempts,
                reasons=item.reasons,
                again_url=kind.again_url(item) if may_decide else "",
            )
            for item in items
        ),
        total=len(items) if len(items) < MOST_SHOWN else parked.count(),
        url=f"{listed}?state__exact={WorkState.PARKED}",
    )
