"""End the sittings of those who stopped writing without saving."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from articles.actions.writing import keep_text
from articles.models import RevisionOccasion, Sitting, Status, Version

IDLE = timedelta(minutes=10)


def end_idle_sittings(*, at: datetime) -> int:
    """End every sitting without a word for ten minutes, and keep what it wrote.

    A version that fails stays as it was and holds up no other.

    Args:
        at: Timezone-aware.

    Returns:
        How many sittings ended.

    Raises:
        ExceptionGroup: What failed, once all others are done.
    """
    idle = _idle(at).order_by("version").values_list("version", flat=True).distinct()
    ended, failures = 0, []
    for version_id in list(idle):
        try:
            ended += _end_at(version_id, at)
        except Exception as error:
            # Whatever it is: the words of the others are kept before it is told.
            failures.append(error)
    if failures:
        msg = "Some sittings could not be ended."
        raise ExceptionGroup(msg, failures)
    return ended


def _idle(at: datetime) -> QuerySet[Sitting]:
    return Sitting.objects.filter(ended_at=None, last_written_at__lte=at - IDLE)


@transaction.atomic
def _end_at(version_id: int, at: datetime) -> int:
    # As writers do, the version first: nobody writes while its sittings end.
    version = Version.objects.select_for_update().get(pk=version_id)
    idle = list(
        _idle(at)
        .filter(version=version)
        .select_related("account")
        .order_by("-last_written_at", "-pk")
    )
    Sitting.objects.filter(pk__in=[sitting.pk for sitting in idle]).update(ended_at=at)
    # The newest text of an approved version is the approved one: no other is kept
    # until it is reopened, and then the step or the next sitting keeps it.
    if idle and version.status != Status.APPROVED:
        keep_text(
            version=version,
            by=idle[0].account,
            at=at,
            occasion=RevisionOccasion.SITTING,
        )
    return len(idle)
