"""Keep on file what holders allowed us in writing, and withdraw it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.basing import paragraphs_of
from articles.models import Photo, Version
from articles.permissions import require_cleared
from ledger.actions.recording import record
from people.models import Account
from people.permissions import PermissionRefused, require
from rights.actions.filing import DocumentRefused, document_path, scanned
from rights.clearing import WHOLE
from rights.models import FiledPermission
from rights.terms import Act
from worklist.files import write_durably

FILE = "rights.add_filedpermission"
WITHDRAW = "rights.change_filedpermission"


class FilingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A permission cannot be kept on file so; a line for each reason."""


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What a holder allowed.

    Attributes:
        holder: Who, as the document names them.
        acts: What partners may do; empty where it may not be passed on.
        starts_at: Timezone-aware; included.
        ends_at: Timezone-aware; no longer included. None for no end.
        block_id: Of a text, the paragraph that it is about; empty for all of it.
    """

    holder: str
    starts_at: datetime
    acts: frozenset[Act] = frozenset()
    ends_at: datetime | None = None
    block_id: str = WHOLE


@transaction.atomic
def file_permission(
    *,
    about: Version | Photo,
    allowed: Allowed,
    content: bytes,
    by: Account,
    at: datetime,
) -> FiledPermission:
    """Keep the document in which a holder lets us use a text or a photo.

    Copies leave by it from its first day on, for the uses that it names.

    Args:
        about: The text or the photo.
        allowed: What the document says.
        content: The whole document: PDF, JPEG or PNG.
        by: Who read it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not, or not know of the story or the photo.
        FilingRefused: Something is missing or wrong; lists every reason.
        OSError: There is no room for the document.
    """
    require(by, FILE)
    _require_known(by, about)
    reasons = list(_faults(about, allowed))
    try:
        scan = scanned(content)
    except DocumentRefused as refused:
        raise FilingRefused("\n".join((*reasons, str(refused)))) from refused
    if reasons:
        raise FilingRefused("\n".join(reasons))
    filed = FiledPermission.objects.create(
        version=about if isinstance(about, Version) else None,
        photo=about if isinstance(about, Photo) else None,
        block_id=allowed.block_id,
        holder=allowed.holder.strip(),
        acts=sorted(allowed.acts),
        starts_at=allowed.starts_at,
        ends_at=allowed.ends_at,
        sha256=scan.sha256,
        media_type=scan.media_type,
        filed_by=by,
        filed_at=at,
    )
    write_durably(document_path(scan.sha256), content)
    record(
        kind="permission.filed",
        subject=_urn_of(filed),
        facts={
            "about": about.pk,
            "acts": filed.acts,
            "sha256": filed.sha256,
        },
    )
    return filed


@transaction.atomic
def withdraw_permission(
    *, permission: FiledPermission, by: Account, at: datetime
) -> FiledPermission:
    """Let nothing leave by a permission any more: it was taken back, or is none.

    Raises:
        PermissionRefused: `by` may not, or not know of the story or the photo.
        FilingRefused: It is withdrawn already.
    """
    require(by, WITHDRAW)
    stored = FiledPermission.objects.select_for_update().get(pk=permission.pk)
    about = stored.version or stored.photo
    if about is not None:
        _require_known(by, about)
    if stored.withdrawn_at is not None:
        raise FilingRefused(_("It is withdrawn already."))
    stored.withdrawn_at, stored.withdrawn_by = at, by
    stored.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(kind="permission.withdrawn", subject=_urn_of(stored), facts={})
    return stored


def _require_known(by: Account, about: Version | Photo) -> None:
    if isinstance(about, Version):
        require_cleared(by, about.article)
    elif not Photo.objects.visible_to(by).filter(pk=about.pk).exists():
        raise PermissionRefused(_("You may not know of this photo."))


def _faults(about: Version | Photo, allowed: Allowed) -> Iterator[str]:
    if not allowed.holder.strip():
        yield _("Say who allowed it, as the document names them.")
    if allowed.ends_at is not None and allowed.ends_at <= allowed.starts_at:
        yield _("A permission ends after it begins. Look at the two days again.")
    if allowed.block_id == WHOLE:
        return
    if isinstance(about, Photo):
        yield _("A photo has no paragraphs. Leave the paragraph out.")
    elif allowed.block_id not in {block.id for block in paragraphs_of(about)}:
        yield _("The text has no such paragraph any more. Choose it again.")


def _urn_of(filed: FiledPermission) -> str:
    return f"urn:spean:permission:{filed.pk}"
