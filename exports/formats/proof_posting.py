"""Compares the texts and cards of a posting kit with what they must carry."""

from collections.abc import Iterator, Mapping
from typing import Final

from exports.formats.faults import (
    CreditMissingError,
    ForbiddenContentError,
    LinkMissingError,
    NoticeMissingError,
    SealError,
    TextMissingError,
    TooLongError,
    WrongCopyError,
)
from exports.formats.posting_cards import CARD_SHAPES, card_picture
from exports.formats.posting_texts import POST_KINDS, short_notice, units
from exports.formats.proof import form
from exports.formats.readers.found import Found, FoundCard, addresses_in
from exports.formats.readers.picture_file import pixels_of
from exports.package import LicensedPackage

_MORE: Final = "…"


def faults_of_posting(package: LicensedPackage, found: Found) -> Iterator[SealError]:
    """Yield everything that is wrong with the texts and cards of a kit.

    Args:
        package: What they must carry.
        found: What the reader found.
    """
    for kind in POST_KINDS:
        text = found.posts.get(kind.name, "")
        if units(text) > kind.limit:
            yield TooLongError(
                f"{kind.name}: {units(text)} of {kind.limit}; shorten the headline or "
                "the credits"
            )
        yield from (
            type(fault)(f"{kind.name}: {fault}") for fault in _text(package, text)
        )
    yield from _cards(package, found.cards)


def _text(package: LicensedPackage, text: str) -> Iterator[SealError]:
    head, *blocks = map(form, text.split("\n\n"))
    if head != form(package.story.headline):
        yield TextMissingError("it does not begin with the headline")
    if blocks[-1:] != [form(short_notice(package))]:
        yield NoticeMissingError("it does not end with the short notice")
    if package.traced_url not in addresses_in(text):
        yield LinkMissingError("nobody can follow the story's own address")
    must = _said(package)
    yield from (
        kind(f"not to be seen: the {name}")
        for name, (kind, wanted) in must.items()
        if wanted and wanted not in blocks
    )
    known = {form(package.traced_url), *(wanted for _kind, wanted in must.values())}
    for block in blocks[:-1]:
        if block not in known and not _is_told(package, block):
            yield ForbiddenContentError("words that are not the story's")


def _said(package: LicensedPackage) -> Mapping[str, tuple[type[SealError], str]]:
    """Gather what must be said of a story, by its name; empty where there is none."""
    story = package.story
    credits = form(" ".join(line.text for line in story.credits))
    return {
        "credits": (CreditMissingError, credits),
        "translation note": (TextMissingError, form(story.note)),
        "note that the original has changed": (TextMissingError, form(story.stale)),
        "note that a machine drafted it": (TextMissingError, form(story.machine)),
    }


def _is_told(package: LicensedPackage, block: str) -> bool:
    """Say whether a block is one of the story, or the beginning of one."""
    story = package.story
    start = block.removesuffix(_MORE).rstrip()
    told = (story.standfirst, *(each.text for each in story.body))
    return bool(start) and any(form(each).startswith(start) for each in told)


def _cards(
    package: LicensedPackage, cards: Mapping[str, FoundCard]
) -> Iterator[SealError]:
    names = [form(line.text) for line in package.story.credits]
    for name, shape in CARD_SHAPES.items():
        card = cards.get(name)
        if card is None or (card.width, card.height) != (shape.width, shape.height):
            yield WrongCopyError(f"{name}: no picture of its size")
            continue
        if not card.has_foot:
            yield NoticeMissingError(f"{name}: nothing stands where the notice stands")
        if card.pixels != pixels_of(card_picture(package, shape)):
            yield WrongCopyError(f"{name}: other words are drawn on it")
        if any(each not in form(card.credit) for each in names):
            yield CreditMissingError(f"{name}: it does not say who made it")
