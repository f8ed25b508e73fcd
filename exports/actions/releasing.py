"""Release a copy: written, read back, stored, judged once more, and handed over."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from exports.formats import format_named
from exports.formats.base import BilingualFormat, Slotted, proved
from exports.formats.faults import SealRefused
from exports.licensing import ExportRefused, Licensed, Wanted, license_version
from exports.licensing_pairs import license_pair
from exports.models import (
    Artifact,
    ArtifactState,
    ChannelKind,
    Delivery,
    Dispatch,
    ExportItem,
    ExportJob,
)
from exports.package import BilingualPackage, LicensedPackage
from ledger.actions.recording import record
from rights.notices import fingerprint
from rights.terms import Act, Medium
from translations.lookup import readers_are_behind
from worklist.actions.failing import WorkRefused
from worklist.files import write_durably
from worklist.prepared import Question


@dataclass(frozen=True)
class Sealed:
    """A copy that was written and proved.

    Attributes:
        package: What it carries.
        content: Its bytes.
        found: What was read in them.
        licensed: What it tells; of a bilingual copy, the translation.
        source: Of a bilingual copy, the original.
    """

    package: LicensedPackage | BilingualPackage
    content: bytes
    found: Slotted
    licensed: Licensed
    source: Licensed | None = None


class StoredOtherwiseError(RuntimeError):
    """What lies in the store is not what was proved; another try writes it anew."""


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
    item = _with_order(item)
    if hasattr(item, "delivery"):
        earlier: Delivery = item.delivery
        return earlier
    _wait_for_forgetting()
    try:
        sealed = sealed_copy(item)
    except ExportRefused as refused:
        raise WorkRefused(tuple(each.message for each in refused.reasons)) from refused
    except SealRefused as refused:
        raise WorkRefused(tuple(str(fault) for fault in refused.faults)) from refused
    artifact, sent_sha256 = _stored(item, sealed)
    licensed, source = sealed.licensed, sealed.source
    version = licensed.version
    if readers_are_behind(version) and not licensed.package.story.is_stale:
        raise OriginalMovedError
    delivery = Delivery.objects.create(
        item=item,
        artifact=artifact,
        grant_id=licensed.grant_id,
        source_grant_id=source.grant_id if source else None,
        sent_sha256=sent_sha256,
    )
    if item.job.channel is not None and item.job.channel.kind == ChannelKind.WEBHOOK:
        Dispatch.objects.create(channel=item.job.channel, item=item)
    record(
        kind="delivery",
        subject=version.article.urn,
        facts={
            "delivery": delivery.pk,
            "licensee": item.job.licensee_id,
            **_cover_of(licensed),
            "notice_edition": licensed.edition.pk,
            "language": version.language,
            "format": item.format,
            "revision": artifact.revision_id,
            **_facts_of_original(source),
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


def _with_order(item: ExportItem) -> ExportItem:
    """Read what an item is part of, and whether it was handed over, in one query."""
    (known,) = _ORDERED.ask(item=item.pk).models
    return known


_ORDERED = Question(
    lambda item: ExportItem.objects.select_related(
        "job__licensee", "job__channel", "version", "delivery"
    ).filter(pk=item),
    item=int,
)


def _wait_for_forgetting() -> None:
    """Read no credit while a name is being taken away; releases wait for no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [forgetting_lock()])


def sealed_copy(item: ExportItem) -> Sealed:
    """Judge and write a copy, and prove it on its bytes.

    Raises:
        ExportRefused: It may not leave.
        SealRefused: Its bytes lack something.
    """
    form, wanted = format_named(item.format), wanted_by(item.job)
    if isinstance(form, BilingualFormat):
        pair = license_pair(item.version, wanted, format_code=form.code)
        content, both = proved(pair.package, form)
        return Sealed(pair.package, content, both, pair.target, pair.source)
    licensed = license_version(item.version, wanted, format_code=form.code)
    content, found = proved(licensed.package, form)
    return Sealed(licensed.package, content, found, licensed)


def _facts_of_original(source: Licensed | None) -> dict[str, int | str]:
    if source is None or source.version.released_revision is None:
        return {}
    return {
        "source_language": source.version.language,
        "source_revision": source.version.released_revision.pk,
        **({"source_grant": source.grant_id} if source.grant_id else {}),
    }


def _cover_of(licensed: Licensed) -> dict[str, int | str]:
    """Name the permission under which a copy leaves, or the licence."""
    if licensed.grant_id is not None:
        return {"grant": licensed.grant_id}
    licence = licensed.package.notice.licence
    return {"licence": licence.word} if licence else {}


def _stored(item: ExportItem, sealed: Sealed) -> tuple[Artifact, str]:
    """Store the bytes, compare what lies there with what was proved, and free it.

    Returns:
        The file, and the digest of what lies in the store.

    Raises:
        StoredOtherwiseError: Something else lies there.
    """
    content, licensed, source = sealed.content, sealed.licensed, sealed.source
    artifact = Artifact.objects.kept(
        Artifact(
            version=licensed.version,
            revision=licensed.version.released_revision,
            source_revision=source.version.released_revision if source else None,
            licensee=item.job.licensee,
            notice_edition=licensed.edition,
            article_terms=licensed.terms,
            format=item.format,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
        )
    )
    path = artifact_path(artifact)
    write_durably(path, content)
    # What was found holds for what lies there if it is the same to the last bit.
    stored = hashlib.sha256(path.read_bytes()).hexdigest()
    if stored != artifact.sha256:
        raise StoredOtherwiseError(str(path))
    if artifact.state == ArtifactState.BUILT:
        photo = licensed.package.story.photo
        found = {
            "takes_photo": photo is not None and photo.url is not None,
            "sha256": stored,
            "notice": {
                language: fingerprint(text)
                for language, text in sealed.found.notice_slots.items()
            },
        }
        reader = f"{item.format} reader"
        Artifact.objects.free(artifact, found=found, by=reader, at=timezone.now())
    return artifact, stored
