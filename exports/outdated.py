"""Which copies are out under an older wording, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from articles.models import Outlet, Version
from exports.models import Artifact, ArtifactState, Delivery, ExportItem
from people.models import Account
from rights.models import NoticeEdition
from worklist.models import WorkState


@dataclass(frozen=True)
class OutdatedCopy:
    """A file that somebody has under an older wording.

    Attributes:
        artifact: With its version, partner and wording loaded.
        delivery: The last time it was sent, with its order loaded.
        ordered_again: The newest copy ordered under the present wording that has not
            arrived; None where nobody ordered one.
    """

    artifact: Artifact
    delivery: Delivery
    ordered_again: ExportItem | None

    @property
    def can_be_ordered(self) -> bool:
        """Say whether an order would not double one that is on its way."""
        again = self.ordered_again
        return again is None or again.state != WorkState.WAITING

    @property
    def has_stopped(self) -> bool:
        """Say whether it was ordered again in vain."""
        again = self.ordered_again
        return again is not None and again.state == WorkState.PARKED


def outdated_artifacts(present: NoticeEdition) -> QuerySet[Artifact]:
    """Keep the files that went out under an older wording and were not replaced.

    A file is replaced by one of the same version and format for the same partner that
    was delivered under the present wording. What was called back is left out, and so
    is what readers cannot see: neither can be ordered.

    Args:
        present: The newest wording of an outlet.

    Returns:
        Newest first.
    """
    replaced = Delivery.objects.filter(
        artifact__version=OuterRef("version"),
        artifact__licensee=OuterRef("licensee"),
        artifact__format=OuterRef("format"),
        artifact__notice_edition=present,
        artifact__state=ArtifactState.RELEASED,
    )
    return (
        Artifact.objects.filter(
            notice_edition__outlet=present.outlet_id,
            notice_edition__number__lt=present.number,
            state=ArtifactState.RELEASED,
            version__in=Version.objects.public(),
        )
        .filter(Exists(Delivery.objects.filter(artifact=OuterRef("pk"))))
        .exclude(Exists(replaced))
        .order_by("-pk")
    )


def outdated_copies(
    outlet: Outlet, *, seen_by: Account, only: Iterable[int] | None = None
) -> tuple[OutdatedCopy, ...]:
    """List what is out under older wordings of an outlet's notice.

    Args:
        outlet: Whose notice.
        seen_by: Restricted stories that this account may not know of are left out.
        only: Keys of files to look at; None for all.

    Returns:
        One for each version, format and partner, by partner and version; empty where
        the outlet has no wording yet.
    """
    present = NoticeEdition.objects.current_of(outlet)
    if present is None:
        return ()
    again = ExportItem.objects.filter(
        version=OuterRef("version"),
        format=OuterRef("format"),
        job__licensee=OuterRef("licensee"),
        job__ordered_at__gte=present.issued_at,
    ).order_by("-pk")
    found = (
        outdated_artifacts(present)
        .filter(version__in=Version.objects.visible_to(seen_by))
        .select_related("version", "licensee", "notice_edition")
        .annotate(again=Subquery(again.values("pk")[:1]))
    )
    if only is not None:
        found = found.filter(pk__in=list(only))
    newest: dict[tuple[int, int, str], Artifact] = {}
    for artifact in found:
        key = (artifact.licensee_id, artifact.version_id, artifact.format)
        newest.setdefault(key, artifact)
    sent = {
        each.artifact_id: each
        for each in Delivery.objects.filter(artifact__in=newest.values())
        .select_related("item__job__licensee")
        .order_by("delivered_at", "pk")
    }
    items = ExportItem.objects.select_related("job").in_bulk(
        [vars(each)["again"] for each in newest.values() if vars(each)["again"]]
    )
    return tuple(
        OutdatedCopy(
            artifact=artifact,
            delivery=sent[artifact.pk],
            ordered_again=items.get(vars(artifact)["again"]),
        )
        for artifact in sorted(
            newest.values(), key=lambda it: (str(it.licensee), it.version_id, it.format)
        )
    )
