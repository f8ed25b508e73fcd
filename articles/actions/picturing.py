"""Take a photo in, describe it, blur it, replace it: in every story that shows it."""

import hashlib
import io
from collections.abc import Iterable
from datetime import datetime

import pghistory
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from articles.actions.imprinting import (
    discard,
    give_pixels,
    keep,
    rewrite,
    store,
    write,
)
from articles.models import Outlet, Photo, Version
from articles.models.photo import CHANGE_SHOWN
from articles.pictures import (
    CAPTURE,
    Area,
    encode,
    encode_all,
    masked,
    read_picture,
)
from ledger.actions.recording import record
from people.models import Account
from people.permissions import PermissionRefused, require

ADD_PHOTO = "articles.add_photo"
CHANGE_PHOTO = "articles.change_photo"
DESCRIBED = (
    "ownership",
    "stays_home",
    "outlet_id",
    "is_illustration",
    "post_url",
    "post_owner",
    "fetched_date",
    "asked_whom",
    "answer",
    *(
        f"{name}_{code}"
        for name in ("credit", "description")
        for code, _own_name in settings.LANGUAGES
    ),
)
"""What `describe_photo` stores."""
# Django would open the files; nobody typed the digests.
_NOT_TYPED = {"image", "capture"}


class PhotoRefused(Exception):  # noqa: N818 - refusals are not errors
    """A photo cannot be changed so; lists every reason."""


@transaction.atomic
def store_photo(
    *,
    photo: Photo,
    content: bytes,
    by: Account | None,
    at: datetime,
    capture: bytes | None = None,
) -> Photo:
    """Store a photo re-encoded, with every size in which it is served.

    Args:
        photo: Filled in, not saved yet.
        content: The bytes of the uploaded file.
        by: Who takes it in; None for the server's own commands.
        at: Timezone-aware.
        capture: Bytes of a screenshot of the post, for a photo of somebody else.

    Raises:
        PermissionRefused: `by` may not add photos.
        PictureError: A file is no picture that can be used, or there is no room
            for it; then nothing of it is stored.
        PhotoRefused: Something about it cannot be; lists every reason.
        ValidationError: A field is wrong.
    """
    if by is not None:
        require(by, ADD_PHOTO)
    if photo.outlet_id is None:
        photo.outlet = _only_outlet()
    # All that may be refused comes before the first file is written.
    captured = _captured(capture)
    picture = read_picture(content)
    photo.width, photo.height = picture.size
    files = give_pixels(photo, encode_all(picture))
    _check(photo, at)
    store(photo, files, was="")
    _store_capture(photo, captured)
    return photo


@transaction.atomic
def describe_photo(
    *,
    photo: Photo,
    by: Account,
    at: datetime,
    seen: str | None = None,
    capture: bytes | None = None,
) -> Photo:
    """Store changed words and rights of a photo; its files say them at once.

    Args:
        photo: With what was typed.
        by: Who describes it.
        at: Timezone-aware.
        seen: `digest_of` what stood there when it was typed; None does not ask.
        capture: Bytes of a screenshot of the post, instead of the former one.

    Raises:
        PermissionRefused: `by` may not, or may not know of the photo.
        PhotoRefused: Somebody else changed it meanwhile, or something about it cannot
            be; lists every reason.
        PictureError: The capture is no picture, or there is no room.
        ValidationError: A field is wrong.
    """
    stored = _locked(photo, by)
    if seen is not None and seen != digest_of(stored):
        raise PhotoRefused(
            _(
                "Somebody changed this photo while you were typing: %(changes)s. Save "
                "again to let your words stand instead."
            )
            % {"changes": _differences(stored, photo) or _("nothing that differs")}
        )
    for name in DESCRIBED:
        setattr(stored, name, getattr(photo, name))
    _check(stored, at)
    captured = _captured(capture)
    with pghistory.context(verb="describe_photo", by=by.pk):
        if not rewrite(stored):
            stored.save()
        _store_capture(stored, captured)
    photo.refresh_from_db()
    return photo


@transaction.atomic
def replace_photo(*, photo: Photo, content: bytes, by: Account, at: datetime) -> Photo:
    """Put another picture in the place of one, in every story that shows it.

    The former files are removed, and no address leads to them any more.

    Raises:
        PermissionRefused: `by` may not, or may not know of the photo.
        PictureError: The file is no picture that can be used, or there is no room.
    """
    stored = _locked(photo, by)
    picture = read_picture(content)
    with pghistory.context(verb="replace_photo", by=by.pk):
        stored.blurred_at = stored.blurred_by = None
        _exchange(stored, picture, at=at)
    record(kind="photo.replaced", subject=f"urn:uuid:{stored.pk}", facts={})
    photo.refresh_from_db()
    return photo


@transaction.atomic
def blur_photo(
    *,
    photo: Photo,
    areas: Iterable[Area],
    by: Account,
    at: datetime,
    seen: str | None = None,
) -> Photo:
    """Make parts of a photo unrecognisable for good, in every story that shows it.

    The blurred picture takes the place of the stored one; the one without the blur is
    removed, with every file made of it. Who did it is kept, never why.

    Args:
        photo: As it was looked at.
        areas: One to twelve.
        by: Who decides it.
        at: Timezone-aware.
        seen: Pixels of the picture on which the areas were marked; None does not ask.

    Raises:
        PermissionRefused: `by` may not, or may not know of the photo.
        PhotoRefused: It is another picture by now.
        AreaError: An area cannot be masked; lists every reason.
        PictureError: There is no room.
    """
    stored = _locked(photo, by)
    if seen is not None and seen != stored.pixels:
        raise PhotoRefused(
            _("Somebody changed the picture meanwhile. Look at it and mark it anew.")
        )
    marked = tuple(areas)
    with default_storage.open(str(stored.image.name)) as file:
        picture = Image.open(io.BytesIO(file.read())).convert("RGB")
    blurred = masked(picture, marked)
    with pghistory.context(verb="blur_photo", by=by.pk):
        stored.blurred_at, stored.blurred_by = at, by
        _exchange(stored, blurred, at=at)
    record(
        kind="photo.blurred",
        subject=f"urn:uuid:{stored.pk}",
        facts={"areas": len(marked)},
    )
    photo.refresh_from_db()
    return photo


def claim_photo(*, photo: Photo, outlet: Outlet) -> None:
    """Let a photo without an outlet be the one's whose story shows it first.

    Raises:
        PictureError: There is no room.
    """
    stored = Photo.objects.select_for_update().get(pk=photo.pk)
    if stored.outlet_id is None:
        stored.outlet = outlet
        if not rewrite(stored):
            stored.save(update_fields=["outlet"])


def digest_of(photo: Photo) -> str:
    """Return a sign of what a photo's form shows, another one after each change."""
    shown = "\n".join(repr(getattr(photo, name)) for name in DESCRIBED)
    return hashlib.sha256(shown.encode()).hexdigest()


def require_over_photo(by: Account, photo: Photo) -> None:
    """Refuse unless somebody may change a photo.

    Raises:
        PermissionRefused: They may not know of it; or it is in a released story, and
            no role of theirs carries changing what readers saw.
    """
    if not Photo.objects.visible_to(by).filter(pk=photo.pk).exists():
        raise PermissionRefused(
            _("Only the people named on this story may do anything to it.")
        )
    released = Version.objects.exclude(released_revision=None)
    is_shown = released.filter(article__lead_photo=photo).exists()
    require(by, CHANGE_SHOWN if is_shown else CHANGE_PHOTO)


def may_change_photo(by: Account, photo: Photo) -> bool:
    """Say whether `require_over_photo` would agree."""
    try:
        require_over_photo(by, photo)
    except PermissionRefused:
        return False
    return True


def _locked(photo: Photo, by: Account) -> Photo:
    stored = Photo.objects.select_for_update().get(pk=photo.pk)
    require_over_photo(by, stored)
    return stored


def _exchange(photo: Photo, picture: Image.Image, *, at: datetime) -> None:
    was = photo.edition
    photo.width, photo.height = picture.size
    photo.changed_at = at
    store(photo, give_pixels(photo, encode_all(picture)), was=was)


def _captured(content: bytes | None) -> bytes:
    """Return a capture re-encoded: a screenshot tells of the machine it is from."""
    return b"" if content is None else encode(read_picture(content, CAPTURE), "jpg")


def _store_capture(photo: Photo, captured: bytes) -> None:
    if not captured:
        return
    former = photo.capture.name
    digest = hashlib.sha256(captured).hexdigest()[:24]
    path = f"captures/{photo.pk}/{digest}.jpg"
    keep(path)
    photo.capture.name = path
    photo.save(update_fields=["capture"])
    if former and former != path:
        discard(former)
    write({path: captured})


def _check(photo: Photo, at: datetime) -> None:
    photo.full_clean(exclude=_NOT_TYPED)
    today = timezone.localtime(at, timezone.get_default_timezone()).date()
    if photo.fetched_date is not None and photo.fetched_date > today:
        raise PhotoRefused(
            _("The day on which the photo was fetched has not come yet.")
        )


def _differences(stored: Photo, typed: Photo) -> str:
    """Name the fields in which two differ, with what is stored now."""
    fields = {field.attname: field for field in Photo._meta.concrete_fields}
    return "; ".join(
        f"{fields[name].verbose_name}: {getattr(stored, name) or '–'}"
        for name in DESCRIBED
        if getattr(stored, name) != getattr(typed, name)
    )


def _only_outlet() -> Outlet | None:
    outlets = list(Outlet.objects.all()[:2])
    return outlets[0] if len(outlets) == 1 else None
