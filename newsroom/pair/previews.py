"""The way from the pair editor to the page as readers will see it."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles.actions import previewing, writing
from articles.models import PreviewLink, Version
from newsroom.admin.deeds import REFUSALS, acting
from newsroom.pair.answers import Outcome, refused
from newsroom.pair.rights import hand_of
from newsroom.pair.views import one_pair
from people.models import Account

# A link that ends sooner might end while somebody reads.
LASTS_ENOUGH = timedelta(hours=1)


@require_POST
def preview_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is written as a revision, and show the page made of it."""
    version, by = one_pair(request, pk).version, acting(request)
    try:
        if hand_of(by, version).writes:
            writing.save_revision(version=version, by=by, at=timezone.now())
        link = _link(version, by)
    except REFUSALS as refusal:
        return refused(request, version, refusal, Outcome("", None, is_safe=False))
    token = previewing.token_of(link)
    return HttpResponseRedirect(reverse("preview", kwargs={"token": token}))


def _link(version: Version, by: Account) -> PreviewLink:
    """Take the account's own open link to a version, or make one."""
    now = timezone.now()
    own = previewing.open_links().filter(
        version=version, made_by=by, expires_at__gt=now + LASTS_ENOUGH
    )
    lasts = previewing.USUAL
    if version.article.is_restricted:
        lasts = previewing.LONGEST_RESTRICTED
    return own.order_by("-expires_at").first() or previewing.make_link(
        article=version.article, version=version, by=by, at=now, lasts=lasts
    )
