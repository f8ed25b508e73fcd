"""Reads a page of two languages: what people see of each, what machines are told."""

from typing import Final

from exports.formats.readers.found import (
    UnreadableError,
    decoded,
    is_picture_address,
    json_object,
)
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.html_page import reservations
from exports.formats.readers.html_tree import parsed
from exports.formats.readers.side_by_side import STYLE, taken_apart

_STYLED: Final = f"<style>\n{STYLE}</style>"


def read_html_pair(file_bytes: bytes) -> FoundPair:
    """Read a bilingual HTML copy.

    Machines read one JSON-LD script for the original and one for the translation.

    Raises:
        UnreadableError: No UTF-8, not of this form, or anything more in it.
    """
    text = decoded(file_bytes)
    if text.count(_STYLED) != 1:
        message = "a page styled in another way"
        raise UnreadableError(message)
    apart = taken_apart(text.replace(_STYLED, ""))
    page = parsed(apart.around)
    if len(page.scripts) != 2 or page.visible_text.strip():  # noqa: PLR2004 - one a side
        message = "anything beside two descriptions and the story"
        raise UnreadableError(message)
    if page.fetched or any(map(is_picture_address, page.every_link)):
        message = "a page that names a picture before its text"
        raise UnreadableError(message)
    source, target = apart.found(
        [json_object(each) for each in page.scripts],
        [*page.forbidden, *reservations(page)],
    )
    if page.languages != [source.language]:
        message = "a page in another language than the original"
        raise UnreadableError(message)
    return FoundPair(
        source=source,
        target=target,
        rows=apart.rows(),
        visible_text=apart.visible_text(),
    )
