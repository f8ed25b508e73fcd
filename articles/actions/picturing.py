"""Take a photo in."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from articles.models import Photo
from articles.pictures import encode, read_picture, rendition_names, rendition_path
from people.models import Account
from people.permissions import require

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
        PictureError: The file is no picture that can be used.
        ValidationError: A field is wrong.
    """
    if by is not None:
        require(by, ADD_PHOTO)
    picture = read_picture(content)
    photo.image.save(
        f"{photo.pk}/stored.jpg", ContentFile(encode(picture, "jpg")), save=False
    )
    for name, extension, width in rendition_names():
        path = rendition_path(photo.pk, name)
        default_storage.delete(path)
        default_storage.save(path, ContentFile(encode(picture, extension, width)))
    photo.full_clean()
    photo.save()
    return photo
