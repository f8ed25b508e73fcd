"""Forget who asked for a permission that nothing came of."""

from datetime import datetime
from typing import Any

import pghistory
import pgtrigger
from django.db import transaction
from django.db.models import Q, QuerySet

from articles.models import Article
from rights.models import PermissionRequest, RequestState

# What nobody may change, but for what this module empties.
PROTECTED = "rights.PermissionRequestEvent:append_only"
# A list shows a request by its organisation, a refusal says that there was a reason.
NOTHING_LEFT = "–"


@transaction.atomic
def erase_requests(*, article: Article, at: datetime) -> int:
    """Erase who asked, what they wrote and our answer where no permission came of it.

    That are requests that were refused, and counter-offers that nobody answered, which
    lapse by this. Whoever calls it has asked whether a legal hold stands in the way.
    That somebody asked, when, for which uses, and who decided stay.

    Args:
        article: The story.
        at: Timezone-aware; what was refused or offered after it stays.

    Returns:
        How many requests.
    """
    came_to_nothing = (
        PermissionRequest.objects.select_for_update(of=("self",))
        .filter(
            Q(state=RequestState.REFUSED, decided_at__lte=at)
            | Q(state=RequestState.OFFERED, prepared_at__lte=at),
            version__article=article,
        )
        .exclude(contact="")
    )
    keys = [request.pk for request in came_to_nothing]
    if not keys:
        return 0
    emptied = {
        "organisation": NOTHING_LEFT,
        "contact_name": "",
        "contact": "",
        "message": "",
    }
    stored = PermissionRequest.objects.filter(pk__in=keys)
    with pghistory.context(verb="erase_old"), pgtrigger.ignore(PROTECTED):
        stored.filter(state=RequestState.OFFERED).update(state=RequestState.LAPSED)
        stored.update(**emptied)
        stored.filter(state=RequestState.REFUSED).update(refusal=NOTHING_LEFT)
        former = _history().filter(pgh_obj_id__in=keys)
        former.update(**emptied)
        former.exclude(refusal="").update(refusal=NOTHING_LEFT)
    return len(keys)


def _history() -> "QuerySet[Any]":
    """Return what requests were before, which pghistory keeps and no checker sees."""
    events = vars(PermissionRequest)["pgh_event_models"]["insert"]
    found: QuerySet[Any] = events.objects.all()
    return found
