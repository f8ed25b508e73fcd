"""The lead photo as a page shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.addresses import path_to
from articles.models import Photo, PhotoOwnership
from articles.pictures import RENDITIONS

# What a picture is made of: the fields of a photo with their languages.
SHOWN_OF_PHOTOS = (
    *("edition", "width", "height", "ownership", "is_illustration"),
    *("credit", "credit_km", "credit_en"),
    *("description", "description_km", "description_en"),
)


@dataclass(frozen=True)
class Picture:
    """A photo with its addresses and its words.

    Attributes:
        webp: A `srcset` of WebP renditions.
        url: Path of the JPEG that every browser shows.
        width: Of the JPEG, pixels.
        height: Of the JPEG, pixels.
        description: For those who cannot see it.
        credit: As printed.
        caption: Sanitised HTML of the version's own caption; may be empty.
        is_illustration: Drawn, so that nobody takes it for a photograph.
        is_third_party: Somebody else's: never leaves the house in a copy.
    """

    webp: str
    url: str
    width: int
    height: int
    description: str
    credit: str
    caption: str
    is_illustration: bool
    is_third_party: bool


def photo_url(photo: Photo, name: str) -> str:
    """Return the path of a rendition, for as long as a public story shows the photo.

    The path alone leads to it for ever; what is behind it makes every browser fetch a
    picture that was blurred or replaced.
    """
    path = path_to("photo", photo_id=photo.pk, name=name)
    return f"{path}?e={photo.edition[:8]}"


def picture(
    photo: Photo | None,
    caption: str = "",
    *,
    url_of: Callable[[Photo, str], str] = photo_url,
) -> Picture | None:
    """Prepare a photo in the active interface language; None where there is none.

    Args:
        photo: Of the story.
        caption: Sanitised HTML of the version's own caption.
        url_of: Gives the path of a rendition by its name.
    """
    if photo is None:
        return None
    shown = [r for r in RENDITIONS if r.width <= photo.width] or list(RENDITIONS[:1])
    largest = max(shown, key=lambda rendition: rendition.width)
    width = min(largest.width, photo.width)
    return Picture(
        webp=", ".join(f"{url_of(photo, f'{r.width}.webp')} {r.width}w" for r in shown),
        url=url_of(photo, f"{largest.width}.jpg"),
        width=width,
        height=round(photo.height * width / photo.width),
        description=photo.description,
        credit=photo.credit,
        caption=caption,
        is_illustration=photo.is_illustration,
        is_third_party=photo.ownership == PhotoOwnership.THIRD_PARTY,
    )
