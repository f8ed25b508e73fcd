"""Turns an uploaded file into pixels, and keeps nothing of the camera's."""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms

# What stays in memory while it is read; it never touches the disk as it came.
LARGEST_UPLOAD = 30_000_000
MEGAPIXELS = {"JPEG": 60, "progressive JPEG": 24, "PNG": 24, "WEBP": 12}
"""How much can be read in 256 MB, by how much memory each decoder takes a pixel."""
MOST_SCANS = 64
"""Of a progressive JPEG; cameras write ten, who wants to stop a server thousands."""
# Entries of the interface catalogue, shown translated.
TOO_HEAVY = "The file is larger than 30 MB. Save the picture as a smaller JPEG first."
TOO_MANY_PIXELS = (
    "The picture has too many pixels: at most 60 million in a JPEG, 24 million in a "
    "progressive JPEG or a PNG, 12 million in a WebP. Make it smaller first."
)
TOO_LONG = (
    "The picture is a strip: one side is more than eight times the other. "
    "Cut a part out of it first."
)
TOO_LONG_CAPTURE = (
    "The capture is a strip: one side is more than forty times the other. "
    "Take it in two parts."
)
MOVING = "The picture moves. Save one still picture of it as JPEG, PNG or WebP."
HEIC = (
    "This is a HEIC or AVIF file, as newer phones write it. Save it as JPEG first: on "
    "an iPhone choose it from the photo library in this very form, which turns it into "
    "a JPEG by itself, or set Settings › Camera › Formats to “Most Compatible”; on a "
    "computer open it and export it as JPEG."
)
NO_PICTURE = (
    "The file is no picture that can be read. Use an undamaged JPEG, PNG or WebP file."
)
NO_ROOM = (
    "The disk of the server is full. The picture was not stored and nothing was "
    "changed. Tell whoever runs the server, and try again when there is room."
)

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_HEIF_BRANDS |= {b"mif1", b"msf1", b"avif", b"avis"}
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_TURNED = frozenset({5, 6, 7, 8})
_WHITE = (255, 255, 255)


class PictureError(ValueError):
    """A file is no picture that can be used; says why and what to do."""


@dataclass(frozen=True)
class Kind:
    """What is taken in, and how large and how long it may be.

    Attributes:
        box: Width and height in pixels that a stored one fits into.
        longest: How many times one side may be the other.
        too_long: What to say of a longer one.
    """

    box: tuple[int, int]
    longest: int
    too_long: str


PHOTO = Kind((2000, 3000), 8, TOO_LONG)
CAPTURE = Kind((1600, 12_000), 40, TOO_LONG_CAPTURE)


def read_picture(content: bytes, kind: Kind = PHOTO) -> Image.Image:
    """Open an uploaded picture, upright, in sRGB, no larger than is ever needed.

    Args:
        content: The bytes of a JPEG, PNG or WebP file; whatever it is called.
        kind: What it is for.

    Returns:
        Pixels alone: no place, no camera, no thumbnail, no profile.

    Raises:
        PictureError: No picture, a damaged one, a moving one, or one of too many
            bytes or pixels.
    """
    if len(content) > LARGEST_UPLOAD:
        raise PictureError(TOO_HEAVY)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        raise PictureError(HEIC)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as image:
            _refuse_unreadable(image, content, kind)
            return _pixels(image, kind)
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(TOO_MANY_PIXELS) from error
    except Exception as error:
        # Decoders answer hostile bytes with whatever breaks first.
        raise PictureError(NO_PICTURE) from error


def _refuse_unreadable(image: Image.Image, content: bytes, kind: Kind) -> None:
    """Refuse before a pixel is decoded."""
    # Phones hang a second picture behind a JPEG; only the first is read.
    written = "JPEG" if image.format == "MPO" else str(image.format)
    if image.info.get("progressive") and written == "JPEG":
        written = "progressive JPEG"
        if content.count(b"\xff\xda") > MOST_SCANS:
            raise PictureError(NO_PICTURE)
    if image.width * image.height > MEGAPIXELS[written] * 1_000_000:
        raise PictureError(TOO_MANY_PIXELS)
    if written in {"PNG", "WEBP"} and getattr(image, "is_animated", False):
        raise PictureError(MOVING)
    shorter, longer = sorted(image.size)
    if longer > shorter * kind.longest:
        raise PictureError(kind.too_long)


def _pixels(image: Image.Image, kind: Kind) -> Image.Image:
    turned = _orientation(image)
    profile = image.info.get("icc_profile")
    width, height = kind.box
    box = (height, width) if turned in _TURNED else (width, height)
    # A JPEG is decoded no larger than is needed.
    shrinking = max(1.0, image.width / box[0], image.height / box[1])
    image.draft(None, (int(image.width / shrinking), int(image.height / shrinking)))
    plain = _scalable(image)
    plain.thumbnail(box, reducing_gap=None)
    flat = _in_srgb(_on_white(plain), profile)
    upright = flat.transpose(_UPRIGHT[turned]) if turned in _UPRIGHT else flat
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    return bare


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # An upload may hold anything there; upright is a fair guess.
        return 1


def _scalable(image: Image.Image) -> Image.Image:
    """Return a picture whose neighbouring pixels can be mixed."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in {"1", "LA", "PA", "La", "RGBa"}:
        return image.convert("L" if image.mode == "1" else "RGBA")
    if image.mode.startswith(("I", "F")):
        # Sixteen bits a pixel.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"L", "RGB"} and "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, _WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Keep the colours that a profile means, without the profile."""
    if isinstance(profile, bytes) and image.mode in {"RGB", "CMYK", "L"}:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")
