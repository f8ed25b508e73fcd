"""The page on which a file that came back is looked through and decided about."""

from collections.abc import Mapping

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import language
from articles.models import Version
from articles.permissions import may_on
from articles.workflow import WRITE
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.interchange.shown import chosen_in, shown_file
from newsroom.interchange.views import files_url, one_version
from newsroom.pair.answers import page_url
from people.permissions import PermissionRefused
from translations.actions import taking_back_in
from translations.actions.taking_back_in import Decided, ReturnUnanswered
from translations.formats.comparing import Choice
from translations.handed import comparison_of, desk_of
from translations.models import BroughtBack, ReturnState

TAKE, LATER, DROP = "take", "later", "drop"


def back_view(request: HttpRequest, pk: int, back: int) -> HttpResponse:
    """Show a file that came back beside what is written here; do what was chosen."""
    version = one_version(request, pk)
    row = get_object_or_404(
        BroughtBack.objects.select_related("handed_out", "brought_by"),
        pk=back,
        version=version,
    )
    row.version = version
    if row.state != ReturnState.WAITING:
        messages.info(request, _("Somebody has decided about this file already."))
        return HttpResponseRedirect(files_url(version))
    if request.POST.get("do") not in {TAKE, LATER, DROP}:
        return _page(request, row)
    try:
        return _decided(request, row)
    except ReturnUnanswered as refusal:
        return _page(request, row, reasons(refusal), frozenset(refusal.rows), 409)
    except REFUSALS as refusal:
        status = 403 if isinstance(refusal, PermissionRefused) else 400
        return _page(request, row, reasons(refusal), status=status)


def _decided(request: HttpRequest, row: BroughtBack) -> HttpResponse:
    by, at = acting(request), timezone.now()
    asked = request.POST.get("do", "")
    if asked == DROP:
        taking_back_in.drop_file(back=row, by=by, at=at)
        messages.success(request, _("The file is thrown away. Nothing was written."))
        return HttpResponseRedirect(files_url(row.version))
    done = taking_back_in.take_in(
        back=row,
        decided=dict(_choices(request.POST)),
        by=by,
        at=at,
        is_rest_left=asked == LATER,
    )
    messages.success(
        request,
        _("Taken in. Paragraphs that were written: %(number)s.")
        % {"number": done.taken},
    )
    return HttpResponseRedirect(page_url(row.version))


def _choices(sent: Mapping[str, str]) -> dict[str, Decided]:
    known = set(Choice)
    return {
        name: Decided(Choice(value), shown)
        for name, value, shown in chosen_in(sent)
        if value in known
    }


def _page(
    request: HttpRequest,
    row: BroughtBack,
    why: list[str] | None = None,
    marked: frozenset[str] = frozenset(),
    status: int = 200,
) -> HttpResponse:
    desk = desk_of(row.version)
    if desk is None:
        messages.error(
            request, _("There is nothing to compare it with: no source is held here.")
        )
        return HttpResponseRedirect(files_url(row.version))
    file = shown_file(comparison_of(row, desk), desk, request.POST)
    context = {
        **admin.site.each_context(request),
        "title": _("A file that came back"),
        "opts": Version._meta,
        "version": row.version,
        "back": row,
        "file": file,
        "why": why or [],
        "marked": marked,
        "may_write": may_on(acting(request), WRITE, row.version),
        "files_url": files_url(row.version),
        "source_language": desk.source_language,
        "source_name": language(desk.source_language).own_name,
        "target_name": language(row.version.language).own_name,
    }
    return render(request, "interchange/back.html", context, status=status)
