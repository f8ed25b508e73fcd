"""Give a copy out no more: its bytes name somebody who must not be named."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from exports.actions.releasing import artifact_path, forgetting_lock
from exports.models import Artifact, ArtifactState


@dataclass(frozen=True)
class RecalledCopy:
    """A copy that is given out no more, and for whom one must be made anew.

    Attributes:
        artifact_id: Of the file.
        version_id: Whose copy it was.
        format: Code of the format.
        licensee: Name of the partner.
        is_sent: It went out: the partner must be told.
    """

    artifact_id: int
    version_id: int
    format: str
    licensee: str
    is_sent: bool


@transaction.atomic
def hold_up_releases() -> None:
    """Let no copy be made until this transaction ends, and wait for those being made.

    What was read before a name was taken away must not go out after it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [forgetting_lock()])


@transaction.atomic
def recall_copies(*, artifacts: Iterable[Artifact]) -> tuple[RecalledCopy, ...]:
    """Recall released copies; their files go once this transaction is committed.

    Args:
        artifacts: What names somebody; others than released ones are left out.

    Returns:
        Those that must be made anew, in the order of their making.
    """
    keys = [artifact.pk for artifact in artifacts]
    released = Artifact.objects.filter(pk__in=keys, state=ArtifactState.RELEASED)
    recalled = tuple(
        RecalledCopy(
            artifact.pk,
            artifact.version_id,
            artifact.format,
            str(artifact.licensee),
            artifact.deliveries.exists(),
        )
        for artifact in released.select_related("licensee").order_by("pk")
    )
    released.update(state=ArtifactState.RECALLED)
    transaction.on_commit(remove_recalled_files)
    return recalled


def remove_recalled_files(*, at: datetime | None = None) -> int:
    """Remove the bytes of recalled copies, which a crash may have left.

    Args:
        at: Timezone-aware; asked of every chore, and of no use here.

    Returns:
        How many files were removed.
    """
    del at
    if not any(path.exists() for path in _recalled_paths()):
        return 0
    with transaction.atomic():
        # The same bytes may be made anew at this moment.
        hold_up_releases()
        removed = 0
        for path in _recalled_paths():
            with suppress(FileNotFoundError):
                path.unlink()
                removed += 1
        return removed


def _recalled_paths() -> Iterator[Path]:
    recalled = Artifact.objects.filter(state=ArtifactState.RECALLED)
    in_use = Artifact.objects.exclude(state=ArtifactState.RECALLED).values("sha256")
    for artifact in recalled.exclude(sha256__in=in_use).iterator():
        yield artifact_path(artifact)
