"""The files of a photo: in which sizes it is served, and how heavy each may be."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PIL import Image, ImageFilter

STORED_QUALITY = 90


@dataclass(frozen=True)
class Rendition:
    """A size in which photos are served.

    Attributes:
        width: Pixels; the height follows.
        heaviest: Bytes of pixels, by extension: what rights and words weigh comes on
            top. A phone's reader gets the WebP, and pays for it.
    """

    width: int
    heaviest: Mapping[str, int]


RENDITIONS = (
    Rendition(480, {"webp": 28_000, "jpg": 45_000}),
    # What most phones need: 360 to 412 points wide, of which each is two pixels.
    Rendition(720, {"webp": 42_000, "jpg": 72_000}),
    Rendition(960, {"webp": 55_000, "jpg": 100_000}),
    Rendition(1440, {"webp": 68_000, "jpg": 180_000}),
)
MASTER = "stored.jpg"
CONTENT_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}
_WRITERS = {"jpg": "JPEG", "webp": "WEBP"}
# From the best to the smallest: quality, and how much grain is smoothed away first. A
# picture full of grain becomes soft rather than blocky.
_SMOOTHINGS = (1.0, 2.0, 4.0, 8.0)
_LADDERS: Mapping[str, tuple[tuple[int, float], ...]] = {
    extension: (
        *((quality, 0.0) for quality in qualities),
        *((qualities[-1], smoothing) for smoothing in _SMOOTHINGS),
    )
    for extension, qualities in {
        "jpg": (82, 74, 66, 58, 50, 42, 34),
        "webp": (74, 66, 58, 50, 42, 34, 26),
    }.items()
}


def encode(image: Image.Image, extension: str, width: int | None = None) -> bytes:
    """Write a picture as a file, as well as its budget allows.

    Args:
        image: From `read_picture`.
        extension: A key of CONTENT_TYPES.
        width: Pixels, of a rendition; None writes the picture as it is stored. More
            than there are leaves the size alone.

    Returns:
        No heavier than its rendition may be; the same bytes each time.
    """
    if width is None:
        return _written(image, extension, STORED_QUALITY)
    return _renditions(image, extension)[width]


def encode_all(image: Image.Image) -> dict[str, bytes]:
    """Write the stored picture and every rendition, by the names of the files."""
    files = {MASTER: encode(image, "jpg")}
    for extension in CONTENT_TYPES:
        for width, content in _renditions(image, extension).items():
            files[f"{width}.{extension}"] = content
    return files


def _renditions(image: Image.Image, extension: str) -> dict[int, bytes]:
    found: dict[int, bytes] = {}
    step, widest = 0, None
    for rendition in RENDITIONS:
        if widest is not None:
            # Nothing is gained by writing the same pixels once more.
            found[rendition.width] = found[widest]
            continue
        smaller = resized(image, rendition.width)
        step, content = _within(smaller, extension, rendition, step)
        found[rendition.width] = content
        widest = rendition.width if smaller.width == image.width else None
    return found


def resized(image: Image.Image, width: int) -> Image.Image:
    """Return a picture no wider than so many pixels."""
    if width >= image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def rendition_names() -> tuple[tuple[str, str, int], ...]:
    """List every rendition as (file name, extension, width)."""
    return tuple(
        (f"{rendition.width}.{extension}", extension, rendition.width)
        for rendition in RENDITIONS
        for extension in CONTENT_TYPES
    )


def folder_of(photo_id: UUID, edition: str) -> str:
    """Return the folder of all files of one edition of a photo."""
    return f"photos/{photo_id}/{edition}"


def file_path(photo_id: UUID, edition: str, name: str) -> str:
    """Return where a file of a photo is stored.

    Raises:
        ValueError: There is no file of that name.
    """
    if name != MASTER and name not in {known for known, *_rest in rendition_names()}:
        msg = f"no rendition {name!r}"
        raise ValueError(msg)
    return f"{folder_of(photo_id, edition)}/{name}"


def _within(
    image: Image.Image, extension: str, rendition: Rendition, step: int
) -> tuple[int, bytes]:
    """Go down the ladder until a file is light enough.

    Args:
        image: In the size of the rendition.
        extension: A key of CONTENT_TYPES.
        rendition: Says how heavy it may be.
        step: Where a smaller rendition of the picture stopped.

    Returns:
        The step that was light enough, or the last one, and the file.
    """
    ladder, heaviest = _LADDERS[extension], rendition.heaviest[extension]
    step = max(0, step - 1)
    while True:
        quality, smoothing = ladder[step]
        smooth = (
            image.filter(ImageFilter.GaussianBlur(smoothing)) if smoothing else image
        )
        content = _written(smooth, extension, quality)
        if len(content) <= heaviest or step == len(ladder) - 1:
            return step, content
        # The further off, the longer the stride: a file costs time.
        stride = min(4, max(1, round(2 * len(content) / heaviest) - 1))
        last_sharp = len(ladder) - len(_SMOOTHINGS) - 1
        step = min(step + stride, last_sharp) if step < last_sharp else step + 1


def _written(image: Image.Image, extension: str, quality: int) -> bytes:
    file = io.BytesIO()
    image.save(file, _WRITERS[extension], quality=quality, optimize=True, method=4)
    return file.getvalue()
