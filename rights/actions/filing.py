"""File the signed paper of a permission."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.permissions import require_cleared
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.actions.granting import REVOKE_GRANT
from rights.models import Grant, SignedDocument
from worklist.files import write_durably

LARGEST_DOCUMENT = 20_000_000
# By their first bytes: what scanners and telephones write.
_KINDS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


class DocumentRefused(Exception):  # noqa: N818 - refusals are not errors
    """The file cannot be filed; says why and what to do."""


@transaction.atomic
def file_signed(
    *, grant: Grant, content: bytes, by: Account, at: datetime
) -> SignedDocument:
    """Keep the signed document of a permission, and its digest with the permission.

    Args:
        grant: Of which it is.
        content: The whole file: PDF, JPEG or PNG.
        by: Who files it.
        at: Timezone-aware.

    Returns:
        The document; the same as before when these bytes were filed already.

    Raises:
        PermissionRefused: `by` may not change permissions, or not know of the story.
        DocumentRefused: It is empty, too large or of another kind.
        OSError: There is no room for it.
    """
    require(by, REVOKE_GRANT)
    scan = scanned(content)
    stored = Grant.objects.select_for_update().get(pk=grant.pk)
    if stored.article is not None:
        require_cleared(by, stored.article)
    known = SignedDocument.objects.filter(grant=stored, sha256=scan.sha256).first()
    if known is not None:
        return known
    document = SignedDocument.objects.create(
        grant=stored,
        sha256=scan.sha256,
        media_type=scan.media_type,
        size=len(content),
        filed_by=by,
        filed_at=at,
    )
    write_durably(document_path(scan.sha256), content)
    stored.signed_sha256 = scan.sha256
    stored.save(update_fields=["signed_sha256"])
    record(
        kind="grant.signed",
        subject=f"urn:spean:grant:{stored.pk}",
        facts={"document": document.pk, "sha256": scan.sha256},
    )
    return document


@dataclass(frozen=True)
class Scan:
    """What a scanned paper is known by."""

    sha256: str
    media_type: str


def scanned(content: bytes) -> Scan:
    """Look at the file of a scanned paper.

    Raises:
        DocumentRefused: It is empty, too large or of another kind.
    """
    if len(content) > LARGEST_DOCUMENT:
        raise DocumentRefused(_("The file is larger than 20 MB. Scan it smaller."))
    kind = scan_kind(content)
    if kind is None:
        raise DocumentRefused(
            _("The file is no PDF, JPEG or PNG. Scan the signed letter as one of them.")
        )
    return Scan(hashlib.sha256(content).hexdigest(), kind)


def scan_kind(content: bytes) -> str | None:
    """Tell the media type of a scan by its first bytes; None for any other file."""
    return next((k for start, k in _KINDS.items() if content.startswith(start)), None)


def document_path(sha256: str) -> Path:
    """Return where the bytes of a document lie: never under a public path."""
    return Path(settings.ARTIFACT_DIR) / "signed" / sha256[:2] / sha256
