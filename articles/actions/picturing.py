"""Take a photo in."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction

from articles.models import Photo
from articles.pictures import (
    NO_ROOM,
    PictureError,
    encode,
    read_picture,
    rendition_names,
    rendition_path,
)
from people.models import Account
from people.permissions import require
from worklist.actions.failing import is_full_disk
from worklist.files import write_all_durably

ADD_PHOTO = "articles.add_photo"


@transaction.atomic
def store_photo(*, photo: Photo, content: bytes, by: Account | None) -> Photo:
    """Store a photo re-encoded, with every size in which it is served.

    Args:
        photo: Filled in, not saved yet; its image is replaced.
        content: The bytes of the uploaded file.
        by: Who takes it in; None for the server's own commands.

    Raises:
        PermissionRefused: `by` may not add photos.
        PictureError: The file is no picture that can be used, or there is no room
            for it; then nothing of it is stored.
        ValidationError: A field is wrong.
    """
    if by is not None:
        require(by, ADD_PHOTO)
    picture = read_picture(content)
    photo.image.name = f"{photo.image.field.upload_to}/{photo.pk}/stored.jpg"
    photo.width, photo.height = picture.size
    files = {photo.image.name: encode(picture, "jpg")}
    for name, extension, width in rendition_names():
        files[rendition_path(photo.pk, name)] = encode(picture, extension, width)
    # Django would open the file, which is not there yet.
    photo.full_clean(exclude={"image"})
    photo.save()
    # Last: what fails before leaves no file, and what fails here leaves no row.
    try:
        write_all_durably({Path(default_storage.path(it)): files[it] for it in files})
    except OSError as error:
        if is_full_disk(error):
            raise PictureError(NO_ROOM) from error
        raise
    return photo
