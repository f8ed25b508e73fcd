"""How the pair editor answers a button: to a script, or with a page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.actions.writing import EditConflict
from articles.models import Version
from articles.text.blocks import to_json
from newsroom.admin.deeds import acting, reasons
from newsroom.pair.keys import by_key
from newsroom.pair.page import (
    NOTHING_MORE,
    Asked,
    Drawn,
    comments_of,
    drawn_rows,
    page_of,
    progress_of,
    refused_of,
)
from newsroom.pair.pairs import Pair, pair_of
from newsroom.pair.rights import hand_of
from people.permissions import PermissionRefused
from translations.actions.translating import WrittenUnit

PAGE = "pair/pair.html"


@dataclass(frozen=True)
class Outcome:
    """What came of a button in a row.

    Attributes:
        key: Of the row.
        written: What was stored of its text; None where nothing was typed.
        is_deed: More was asked for than to save.
        is_safe: What was typed is stored, whatever else was refused.
        reshapes: Other rows changed with it.
        then: The row to go on to.
        asked: What is to be seen of the row afterwards.
    """

    key: str
    written: WrittenUnit | None
    is_deed: bool = False
    is_safe: bool = True
    reshapes: bool = False
    then: str = ""
    asked: Asked = NOTHING_MORE


def page_url(version: Version) -> str:
    """Return where the pair of a version is."""
    return reverse("admin:pair", args=[version.pk])


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script asks."""
    return request.headers.get("Accept", "").startswith("application/json")


def done(request: HttpRequest, version: Version, outcome: Outcome) -> HttpResponse:
    """Tell what became of a row: a script in JSON, others by going on to it."""
    if wants_json(request):
        pair = pair_of(version, acting(request))
        return JsonResponse(_told(request, pair, outcome))
    query = urlencode({k: v for k, v in vars(outcome.asked).items() if v})
    page = f"{page_url(version)}?{query}" if query else page_url(version)
    return HttpResponseRedirect(f"{page}#{outcome.then or outcome.key}")


def refused(
    request: HttpRequest, version: Version, refusal: Exception, outcome: Outcome
) -> HttpResponse:
    """Give what was typed back, with every reason.

    The status is 403 where the account may not, 409 where somebody else changed the
    same, 400 for all other refusals.
    """
    pair = pair_of(version, acting(request))
    kept = refused_of(request, version, outcome.key, refusal, is_stored=outcome.is_safe)
    status = _status_of(refusal)
    if not wants_json(request):
        page = page_of(request, pair, replace(outcome.asked, refused=kept))
        return render(request, PAGE, page, status=status)
    answer: dict[str, Any] = {"reasons": reasons(refusal)}
    if kept.ways:
        around = {"pair": pair, "ways": kept.ways}
        answer["ways"] = render_to_string("pair/_ways.html", around, request)
    if kept.is_stored:
        answer = {**_told(request, pair, outcome), **answer}
    return JsonResponse(answer, status=status)


def _told(request: HttpRequest, pair: Pair, outcome: Outcome) -> dict[str, Any]:
    written = outcome.written
    hand = hand_of(acting(request), pair.version)
    drawn = drawn_rows(pair, hand, outcome.asked, comments_of(pair.version))
    one = next((each for each in drawn if each.row.key == outcome.key), None)
    answer: dict[str, Any] = {
        "saved": date_format(timezone.localtime(), "H:i"),
        "progress": progress_of(pair.rows),
        "then": outcome.then if outcome.then != outcome.key else "",
    }
    around = {"pair": pair, "hand": hand}
    if one is not None:
        stored = by_key(pair.rows)[outcome.key].target
        known = stored if written is None else written.base
        others = known != stored or (written is not None and written.others_wrote)
        answer |= {
            "base": json.dumps(to_json(known)),
            "signs": _rendered("pair/_signs.html", around, one, request),
            "warnings": _rendered("pair/_warnings.html", around, one, request),
            "unfinished": one.row.unfinished,
            "others_wrote": others,
        }
        if others or outcome.is_deed:
            answer["html"] = _rendered("pair/_row.html", around, one, request)
    if outcome.reshapes or one is None:
        answer["rows"] = render_to_string(
            "pair/_rows.html", {**around, "drawn": drawn}, request
        )
    return answer


def _rendered(
    template: str, around: Mapping[str, Any], drawn: Drawn, request: HttpRequest
) -> str:
    return render_to_string(template, {**around, "each": drawn}, request)


def _status_of(refusal: Exception) -> int:
    if isinstance(refusal, EditConflict):
        return 409
    return 403 if isinstance(refusal, PermissionRefused) else 400
