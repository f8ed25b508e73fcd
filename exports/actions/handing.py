"""Whether a finished copy may still be put into a partner's hands, this very moment."""

import hashlib
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import PhotoOwnership
from exports.actions.releasing import artifact_path, wanted_by
from exports.models import Artifact, ArtifactState, Channel, Delivery, ExportJob
from exports.preflight import preflight
from rights.lookup import standing
from rights.models import NoticeEdition

CLOSED = gettext_noop("This way of delivery was closed. Nothing leaves on it any more.")
RECALLED = gettext_noop("This copy is given out no more. Order it anew.")
OLD_TEXT = gettext_noop(
    "The text was replaced after this copy was made. Order it anew."
)
PHOTO_STAYS = gettext_noop(
    "The photo of this copy may not go along any more. Order the copy anew without it."
)
OLD_NOTICE = gettext_noop(
    "The notice has a new wording since this copy was made. Order it anew."
)


class BytesChangedError(RuntimeError):
    """What lies in the store is not what was verified; nothing is handed over."""


def reasons_against(deliveries: Iterable[Delivery]) -> Mapping[int, tuple[str, ...]]:
    """Judge finished copies anew, by the database's clock.

    As many queries for all copies of one order as for one.

    Args:
        deliveries: With `item.job` and `artifact.version.article` loaded.

    Returns:
        By the delivery's key: every reason, as an entry of the catalogue or in the
        interface language; empty for what may be handed over.
    """
    by_job: dict[ExportJob, list[Delivery]] = {}
    for delivery in deliveries:
        by_job.setdefault(delivery.item.job, []).append(delivery)
    outlets = {
        it.artifact.version.article.outlet for ds in by_job.values() for it in ds
    }
    editions = {
        outlet.pk: NoticeEdition.objects.current_of(outlet) for outlet in outlets
    }
    found: dict[int, tuple[str, ...]] = {}
    for job, copies in by_job.items():
        keys = dict.fromkeys(copy.artifact.version_id for copy in copies)
        looks = {it.version.pk: it for it in preflight(keys, wanted_by(job)).looks}
        for copy in copies:
            look = looks[copy.artifact.version_id]
            against = [reason.message for reason in look.reasons]
            if copy.artifact.state == ArtifactState.RECALLED:
                against.append(_(RECALLED))
            if copy.artifact.revision_id != look.version.released_revision_id:
                against.append(_(OLD_TEXT))
            if look.leaves_photo_home and took_photo(copy.artifact):
                against.append(_(PHOTO_STAYS))
            edition = editions[look.version.article.outlet_id]
            own = standing(vars(look.version)["own_terms"])
            present = (edition and edition.pk, own and own.id)
            carried = copy.artifact.notice_edition_id, copy.artifact.article_terms_id
            if edition is None or present != carried:
                against.append(_(OLD_NOTICE))
            found[copy.pk] = tuple(against)
    return found


def took_photo(artifact: Artifact) -> bool:
    """Say whether a photo went along with a copy, not only its credit.

    Args:
        artifact: With `version.article.lead_photo` loaded.
    """
    photo = artifact.version.article.lead_photo
    # Copies from before this was noted: then only our own went along.
    is_ours = photo is not None and photo.ownership == PhotoOwnership.OWN
    return bool(artifact.found.get("takes_photo", is_ours))


def copies_on(channel: Channel) -> QuerySet[Delivery]:
    """Query the finished copies of a way of delivery, the newest first."""
    return (
        Delivery.objects.filter(item__job__channel=channel)
        .select_related(
            "item__job__licensee",
            "artifact__notice_edition",
            "artifact__revision",
            "artifact__version__article__outlet",
            "artifact__version__article__lead_photo",
        )
        .order_by("-pk")
    )


def proven_bytes(artifact: Artifact) -> bytes:
    """Read the bytes of a file from the store, and prove that they are as verified.

    Raises:
        BytesChangedError: They are not.
        OSError: They cannot be read.
    """
    content = artifact_path(artifact).read_bytes()
    if hashlib.sha256(content).hexdigest() != artifact.sha256:
        raise BytesChangedError
    return content
