"""The panel beside a row: a fragment for the script, a page for everybody else."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from newsroom.admin.deeds import acting
from newsroom.pair.keys import by_key
from newsroom.pair.offers import OFFERS, Beside
from newsroom.pair.page import headline_of
from newsroom.pair.rights import hand_of
from newsroom.pair.views import one_pair
from translations.actions import keeping_terms


@require_safe
def offers_view(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Show what may be used in a row; `?fragment` leaves the page around it out."""
    pair = one_pair(request, pk)
    row = by_key(pair.rows).get(key)
    if row is None:
        raise Http404
    beside = Beside(request, pair, row, hand_of(acting(request), pair.version))
    drawn = [offer.draw(beside) for offer in OFFERS] if row.source else []
    may_add = acting(request).has_perm(keeping_terms.ADD)
    is_part = "fragment" in request.GET
    return render(
        request,
        "pair/offers/_panel.html" if is_part else "pair/offers/page.html",
        {
            "pair": pair,
            "beside": beside,
            "sections": [each for each in drawn if each],
            # Everybody at the desk sees the glossary: nothing secret leads there.
            "adds": may_add and not pair.version.article.is_restricted,
            "headline": headline_of(pair),
            "speaking": get_language(),
        },
    )
