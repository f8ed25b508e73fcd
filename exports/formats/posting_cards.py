"""The cards of a posting kit: pictures of words, each with its rights inside."""

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from PIL import Image

from articles.languages import KHMER, language
from articles.pictures import PhotoWords, packet, with_packet
from exports.formats.phrases import credit_line, one_line
from exports.formats.poster import SQUARE, TALL, WIDE, Poster, Shape, draw
from exports.formats.posting_texts import short_notice
from exports.package import LicensedPackage, fit

CARD_SHAPES: Final[Mapping[str, Shape]] = {
    "card-wide.jpg": WIDE,
    "card-square.jpg": SQUARE,
    "card-tall.jpg": TALL,
}
_QUALITY: Final = 92
# A card is drawn once while a copy is written, proved and proved where it lies.
_KEPT: Final = 12


def poster_of_story(package: LicensedPackage) -> Poster:
    """Prepare the words of the cards."""
    story = package.story
    return Poster(
        language=story.language,
        is_khmer=language(story.language).script == KHMER.script,
        kicker=" · ".join(
            filter(None, map(one_line, (story.section, story.kind_label)))
        ),
        headline=one_line(story.headline),
        outlet=one_line(story.outlet),
        rights=short_notice(package),
        credit=_credit(package),
    )


def card_picture(package: LicensedPackage, shape: Shape) -> bytes:
    """Draw a card as JPEG that says nothing of itself yet."""
    return _drawn(replace(poster_of_story(package), shape=shape))


def cards_of(package: LicensedPackage) -> dict[str, bytes]:
    """Draw the cards, each by its name; no photo is on them."""
    told = packet(_words(package))
    return {
        name: with_packet(card_picture(package, shape), told)
        for name, shape in CARD_SHAPES.items()
    }


@lru_cache(maxsize=_KEPT)
def _drawn(poster: Poster) -> bytes:
    file = io.BytesIO()
    with Image.open(io.BytesIO(draw(poster))) as picture:
        picture.convert("RGB").save(file, "JPEG", quality=_QUALITY, subsampling=0)
    return file.getvalue()


def _credit(package: LicensedPackage) -> str:
    return " · ".join(credit_line(line) for line in package.story.credits)


def _words(package: LicensedPackage) -> PhotoWords:
    """Gather what a card says for machines: the whole notice, not its short form."""
    story, notice = package.story, package.notice
    full = {tag: fit(text.full) for tag, text in notice.texts.items()}
    return PhotoWords(
        credit={story.language: _credit(package)},
        description={story.language: one_line(story.headline)},
        rights=full,
        terms=full,
        statement=package.rights_url,
        holder={tag: fit(name) for tag, name in notice.rights_holder.items()},
        address=fit(notice.address),
        source=package.traced_url,
    )
