"""Release a copy: written, read back, stored, judged once more, and handed over."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from exports.formats import format_named
from exports.formats.base import Format, seal, verify
from exports.formats.faults import SealRefused
from exports.licensing import ExportRefused, Licensed, Wanted, license_version
from exports.models import (
    Artifact,
    ArtifactState,
    ChannelKind,
    Delivery,
    Dispatch,
    ExportItem,
    ExportJob,
)
from ledger.actions.recording import record
from rights.notices import fingerprint
from rights.terms import Act, Medium
from translations.lookup import readers_are_behind
from worklist.actions.failing import WorkRefused
from worklist.files import write_durably


class OriginalMovedError(RuntimeError):
    """The original was changed while a copy was made; another try says so."""


@transaction.atomic
def release(*, item: ExportItem) -> Delivery:
    """Make, prove and hand over one copy; a second call finds the first delivery.

    Everything is decided anew, by the database's clock: what was allowed when the
    copy was ordered may not be allowed now.

    Args:
        item: Held by the work list while this runs.

    Raises:
        WorkRefused: A permission, the notice, a credit or a link is missing, or the
            translation is behind its original; lists every reason.
        OriginalMovedError: The original was changed in between.
    """
    earlier = Delivery.objects.filter(item=item).first()
    if earlier is not None:
        return earlier
    form = format_named(item.format)
    _wait_for_forgetting()
    try:
        licensed = license_version(
            item.version, wanted_by(item.job), format_code=form.code
        )
        content = seal(licensed.package, form)
    except ExportRefused as refused:
        raise WorkRefused(tuple(each.message for each in refused.reasons)) from refused
    except SealRefused as refused:
        raise WorkRefused(tuple(str(fault) for fault in refused.faults)) from refused
    artifact = _stored(item, licensed, form, content)
    sent = artifact_path(artifact).read_bytes()
    if readers_are_behind(item.version) and not licensed.package.story.is_stale:
        raise OriginalMovedError
    delivery = Delivery.objects.create(
        item=item,
        artifact=artifact,
        grant=licensed.grant,
        sent_sha256=hashlib.sha256(sent).hexdigest(),
    )
    if item.job.channel is not None and item.job.channel.kind == ChannelKind.WEBHOOK:
        Dispatch.objects.create(channel=item.job.channel, item=item)
    record(
        kind="delivery",
        subject=item.version.article.urn,
        facts={
            "delivery": delivery.pk,
            "licensee": item.job.licensee_id,
            "grant": licensed.grant.pk,
            "notice_edition": licensed.edition.pk,
            "language": item.version.language,
            "format": form.code,
            "revision": artifact.revision_id,
            "sha256": artifact.sha256,
            "is_behind": licensed.package.story.is_stale,
            "is_drafted_by_machine": bool(licensed.package.story.machine),
        },
    )
    return delivery


def perform(item: ExportItem) -> None:
    """Do what the work list asks of an export item.

    Reasons are kept as entries of the catalogue, for readers of either language.
    """
    with translation.override("en"):
        release(item=item)


def artifact_path(artifact: Artifact) -> Path:
    """Return where the bytes of an artifact lie: never under a public path."""
    extension = format_named(artifact.format).file_extension
    name = f"{artifact.sha256}{extension}"
    return Path(settings.ARTIFACT_DIR) / artifact.sha256[:2] / name


def forgetting_lock() -> int:
    """Return the key of the lock that releases share, and forgetting has alone."""
    return int.from_bytes(b"forget", "big")


def wanted_by(job: ExportJob) -> Wanted:
    """Turn a stored order into what it wants."""
    return Wanted(
        licensee=job.licensee,
        acts=frozenset(act for act in Act if act.value in job.acts),
        medium=next((each for each in Medium if each.value == job.medium), None),
        territory=job.territory or "*",
        may_be_behind=job.may_be_behind,
    )


def _wait_for_forgetting() -> None:
    """Read no credit while a name is being taken away; releases wait for no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [forgetting_lock()])


def _stored(
    item: ExportItem, licensed: Licensed, form: Format, content: bytes
) -> Artifact:
    """Store the bytes, read them back from where they lie, and free them."""
    # What was recalled stays so; the same bytes, allowed again, are a new file.
    known = Artifact.objects.exclude(state=ArtifactState.RECALLED).select_for_update()
    artifact, _made = known.get_or_create(
        revision=item.version.released_revision,
        licensee=item.job.licensee,
        format=form.code,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "version": item.version,
            "notice_edition": licensed.edition,
            "size": len(content),
        },
    )
    path = artifact_path(artifact)
    write_durably(path, content)
    if artifact.state == ArtifactState.BUILT:
        stored = path.read_bytes()
        found = verify(licensed.package, form, stored)
        artifact.found = {
            "sha256": hashlib.sha256(stored).hexdigest(),
            "notice": {
                language: fingerprint(text)
                for language, text in found.notice_slots.items()
            },
        }
        artifact.verified_by = f"{form.code} reader"
        artifact.verified_at = timezone.now()
        artifact.state = ArtifactState.VERIFIED
        artifact.save(update_fields=["found", "verified_by", "verified_at", "state"])
        artifact.state = ArtifactState.RELEASED
        artifact.save(update_fields=["state"])
    return artifact
