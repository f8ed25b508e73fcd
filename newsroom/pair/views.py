"""The pages of the pair editor: they read, call actions and answer."""

from collections.abc import Iterator
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.models import Version
from newsroom.admin.deeds import REFUSALS, acting
from newsroom.pair.answers import PAGE, Outcome, done, refused
from newsroom.pair.deeds import DEEDS, Deed, do
from newsroom.pair.keys import next_after
from newsroom.pair.packing import packed
from newsroom.pair.page import Asked, page_of
from newsroom.pair.pairs import Pair, pair_of
from newsroom.pair.turns import turned
from newsroom.pair.typed import Sent
from newsroom.pair.whole import WHOLE
from newsroom.pair.writing import write
from translations.disclosing import is_machine_used

# Buttons whose value says what they are about.
BY_VALUE = ("resolve", "dismiss", "warn_again", "original_gone")


def one_pair(request: HttpRequest, pk: int) -> Pair:
    """Return the pair that a page is about, for who may look at it.

    Raises:
        PermissionDenied: The account may look at no version.
        Http404: There is none, or none that the account may know of.
    """
    by = acting(request)
    if not by.has_perm("articles.view_version"):
        raise PermissionDenied
    known = (
        Version.objects.visible_to(by)
        .select_related("article__lead_photo", "owner")
        .annotate(is_machine_used=is_machine_used())
    )
    return pair_of(get_object_or_404(known, pk=pk), by)


# Compression makes a page of a hundred paragraphs seven times smaller.
@packed
@require_safe
def pair_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a translation beside its source; `?more=` opens all of a row."""
    asked = Asked(
        more=request.GET.get("more", ""), history=request.GET.get("history", "")
    )
    return render(request, PAGE, page_of(request, one_pair(request, pk), asked))


@packed
@require_POST
def row_view(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Write the text of a row, then do what its button says."""
    pair, by = one_pair(request, pk), acting(request)
    named = (it for it in BY_VALUE if it in request.POST)
    name = next(named, request.POST.get("do", "save"))
    if name not in DEEDS:
        raise Http404
    sent = {each: str(request.POST[each]) for each in request.POST}
    version, at, following = pair.version, timezone.now(), next_after(pair.rows, key)
    outcome = Outcome(
        key,
        None,
        is_deed=name != "save" or "choice" in sent,
        is_safe=False,
        asked=_asked(name, key, is_open="more" in sent),
    )
    try:
        turn = turned(pair, key)(sent, by, at)
        # What was typed stays, also where the button is refused.
        outcome = replace(outcome, written=write(turn), is_safe=True)
        if outcome.is_deed:
            for each in _also(name, sent):
                do(each, turned(pair_of(version, by), key)(sent, by, at))
    except REFUSALS as refusal:
        return refused(request, version, refusal, outcome)
    deed = DEEDS[name]
    then = following if deed.moves_on else key
    return done(request, version, replace(outcome, reshapes=deed.reshapes, then=then))


def _also(name: str, sent: Sent) -> Iterator[Deed]:
    """Yield what a button does; a comment that was typed beside it is said, too."""
    if name != "comment" and sent.get("comment", "").strip():
        yield DEEDS["comment"]
    yield DEEDS[name]


def _asked(name: str, key: str, *, is_open: bool) -> Asked:
    """Say what of a row is to be seen once a button of it was pressed."""
    more = name != "less" and (is_open or name in {"more", "history"})
    return Asked(more=key if more else "", history=key if name == "history" else "")


@require_POST
def whole_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what a button above the rows says."""
    pair, by = one_pair(request, pk), acting(request)
    act = WHOLE.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    outcome = Outcome("", None, is_deed=True, reshapes=True, then="rows")
    try:
        said = act(pair, request.POST, by, timezone.now())
    except REFUSALS as refusal:
        return refused(request, pair.version, refusal, Outcome("", None, is_safe=False))
    if isinstance(said, str):
        # The script opens the page anew after a button above the rows.
        messages.success(request, said)
    return done(request, pair.version, outcome)
