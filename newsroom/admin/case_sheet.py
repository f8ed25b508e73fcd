"""The sheet of a month: on screen, and as a table that no program runs."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.dates import written_date, written_month
from exports.sheet import SheetKind, SheetRow, sheet_of
from newsroom.admin.deeds import acting
from newsroom.calendar.spans import DAY, Span, SpanError, Unit
from translations.terms.tables import safe_cell

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

    from exports.models import Case

ROWS_SHOWN = 500
_PAGES = {
    SheetKind.COPY: "admin:articles_version_change",
    SheetKind.POST: "admin:articles_version_change",
    SheetKind.MIRROR: "admin:rights_grant_change",
    SheetKind.CASE: "admin:exports_case_change",
}


@dataclass(frozen=True)
class ShownRow:
    """A line of the sheet with its words.

    Attributes:
        row: As gathered.
        day: Written.
        url: Of the page that tells more.
    """

    row: SheetRow
    day: str
    url: str


def sheet_view(shown: "ModelAdmin[Case]", request: HttpRequest) -> HttpResponse:
    """Show what is known of a month, and what cannot be."""
    month = _month(request)
    speaking = get_language() or "en"
    rows = _rows(month, request)
    counted = Counter(row.kind for row in rows)
    page = reverse("admin:exports_case_sheet")
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "title": _("Monthly sheet"),
        "heading": written_month(month.first, speaking),
        "rows": [
            ShownRow(
                row,
                written_date(row.day, speaking),
                reverse(_PAGES[row.kind], args=[row.key]),
            )
            for row in rows[:ROWS_SHOWN]
        ],
        "left_out": max(0, len(rows) - ROWS_SHOWN),
        "counts": [(kind.label, counted[kind]) for kind in SheetKind],
        "former": f"{page}?month={month.first - DAY:%Y-%m}",
        "next": f"{page}?month={month.end:%Y-%m}",
        "file": f"{reverse('admin:exports_case_sheet_file')}?month={month.first:%Y-%m}",
    }
    return render(request, "admin/exports/case/sheet.html", context)


def sheet_file(request: HttpRequest) -> HttpResponse:
    """Hand over what is known of a month as CSV, with a mark for spreadsheets."""
    month = _month(request)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(
        map(
            str,
            (
                _("How"),
                _("Day"),
                _("Text"),
                _("Language"),
                _("Who"),
                _("Where"),
                _("State"),
            ),
        )
    )
    for row in _rows(month, request):
        cells = (
            str(row.kind.label),
            row.day.isoformat(),
            row.title,
            row.language,
            row.who,
            row.where or _("not known"),
            row.state,
        )
        table.writerow(map(safe_cell, cells))
    return HttpResponse(
        f"\ufeff{written.getvalue()}".encode(),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": "attachment; "
            f'filename="republished-{month.first:%Y-%m}.csv"'
        },
    )


def _rows(month: Span, request: HttpRequest) -> tuple[SheetRow, ...]:
    return sheet_of(first=month.first, end=month.end, seen_by=acting(request))


def _month(request: HttpRequest) -> Span:
    asked = {
        name: request.GET[name] for name in (Unit.MONTH.value,) if name in request.GET
    }
    try:
        return Span.asked(asked, _today())
    except SpanError as error:
        raise Http404 from error


def _today() -> date:
    return timezone.localdate(timezone.now(), timezone.get_default_timezone())
