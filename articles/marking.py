"""What the files of a photo must say, as the newsroom knows it now."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles.addresses import absolute
from articles.languages import in_each_language
from articles.models import Outlet, Photo, PhotoOwnership
from articles.pictures import Claim, PhotoWords, packet
from articles.text.dates import to_khmer_digits

DIGITS = 24


class Claimant(Protocol):
    """What PHOTO_RIGHTS names: a higher room knows what an outlet says of photos."""

    def __call__(self, outlet: Outlet) -> Claim | None:
        """Return what stands in an outlet’s own photos; None before its notice."""


def claim_of(outlet: Outlet | None) -> Claim | None:
    """Ask what an outlet says of its own photos."""
    return None if outlet is None else _claimant(settings.PHOTO_RIGHTS)(outlet)


@cache
def _claimant(path: str) -> Claimant:
    found: Claimant = import_string(path)
    return found


def packet_for(photo: Photo, claims: Mapping[int, Claim | None] | None = None) -> bytes:
    """Return what each file of a photo must say.

    Args:
        photo: As it is stored, or will be.
        claims: By outlet, where somebody has asked before.
    """
    if claims is None or photo.outlet_id is None:
        return packet(_words(photo, claim_of(photo.outlet)))
    return packet(_words(photo, claims.get(photo.outlet_id)))


def edition_of(pixels: str, said: bytes) -> str:
    """Return the name of the edition that has some pixels and says something."""
    return hashlib.sha256(pixels.encode() + said).hexdigest()[:DIGITS]


def is_as_known(photo: Photo, claims: Mapping[int, Claim | None] | None = None) -> bool:
    """Say whether the files of a photo are the ones that say what is known now."""
    return photo.edition == edition_of(photo.pixels, packet_for(photo, claims))


def _words(photo: Photo, claim: Claim | None) -> PhotoWords:
    credit = in_each_language(photo, "credit")
    description = in_each_language(photo, "description")
    if claim is None or photo.ownership != PhotoOwnership.OWN:
        return PhotoWords(
            credit=credit,
            description=description,
            rights={tag: f"© {name}" for tag, name in credit.items() if name},
            terms={tag: _not_free(tag) for tag in credit},
        )
    return PhotoWords(
        credit=credit,
        description=description,
        rights={
            tag: f"© {_year(claim.year, tag)} {name}"
            for tag, name in claim.holder.items()
        },
        terms=claim.terms,
        statement=absolute(reverse("choose_language")),
        holder=claim.holder,
        address=claim.address,
    )


def _not_free(tag: str) -> str:
    with translation.override(tag):
        return _("Not free to use. Ask whom it belongs to first.")


def _year(year: int, tag: str) -> str:
    return to_khmer_digits(str(year)) if tag == "km" else str(year)
