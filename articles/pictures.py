"""Turns an uploaded picture into what is served, and keeps nothing of the camera's."""

import io
from dataclasses import dataclass
from uuid import UUID

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST_UPLOAD_PIXELS = 60_000_000
STORED_WIDTH = 2000
# Entries of the interface catalogue, shown translated.
TOO_MANY_PIXELS = "The picture has more than 60 million pixels. Make it smaller first."
NO_PICTURE = (
    "The file is no picture that can be read. Use an undamaged JPEG, PNG or WebP file."
)
NO_ROOM = (
    "The disk of the server is full. The picture was not stored and nothing was "
    "changed. Tell whoever runs the server, and try again when there is room."
)


@dataclass(frozen=True)
class Rendition:
    """A size in which photos are served.

    Attributes:
        width: Pixels; the height follows.
    """

    width: int


RENDITIONS = (Rendition(480), Rendition(960), Rendition(1440))
CONTENT_TYPES = {"jpg": "JPEG", "webp": "WEBP"}
_QUALITY = {"JPEG": 82, "WEBP": 74}


class PictureError(ValueError):
    """A file is no picture that can be used; says why and what to do."""


def read_picture(content: bytes) -> Image.Image:
    """Open an uploaded picture, upright, in RGB, no wider than is ever needed.

    Args:
        content: The bytes of a JPEG, PNG or WebP file.

    Returns:
        Pixels alone: no place, no camera, no thumbnail, no profile.

    Raises:
        PictureError: No picture, a damaged one, or one with too many pixels.
    """
    try:
        image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        # Asked before a pixel is decoded.
        if image.width * image.height > LARGEST_UPLOAD_PIXELS:
            raise PictureError(TOO_MANY_PIXELS)
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
    ) as error:
        raise PictureError(NO_PICTURE) from error
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    bare.thumbnail((STORED_WIDTH, STORED_WIDTH * 4))
    return bare


def encode(image: Image.Image, extension: str, width: int | None = None) -> bytes:
    """Write a picture as a file.

    Args:
        image: From `read_picture`.
        extension: A key of CONTENT_TYPES.
        width: Pixels; None or more than there are leaves the size alone.
    """
    if width is not None and width < image.width:
        height = round(image.height * width / image.width)
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    kind = CONTENT_TYPES[extension]
    image.save(file, kind, quality=_QUALITY[kind], optimize=True, method=6)
    return file.getvalue()


def rendition_names() -> tuple[tuple[str, str, int], ...]:
    """List every rendition as (file name, extension, width)."""
    return tuple(
        (f"{rendition.width}.{extension}", extension, rendition.width)
        for rendition in RENDITIONS
        for extension in CONTENT_TYPES
    )


def rendition_path(photo_id: UUID, name: str) -> str:
    """Return where a rendition is stored.

    Raises:
        ValueError: There is no rendition of that name.
    """
    if name not in {known for known, _extension, _width in rendition_names()}:
        msg = f"no rendition {name!r}"
        raise ValueError(msg)
    return f"photos/{photo_id}/{name}"
