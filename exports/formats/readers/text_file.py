"""Reads a plain text copy: header lines, headline, credits, body, notice."""

import re
from collections.abc import Iterator
from typing import Final

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    addresses_in,
    decoded,
    headline,
    is_picture_address,
    joined,
)

_HEADER: Final = re.compile(r"([A-Z][A-Za-z]*(?:-[A-Za-z0-9]+)*): (.*)", re.DOTALL)
# What makes a line end, hides or turns what follows, in one viewer or the other.
NEVER: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069]"
)
_LOOSE: Final = re.compile(r"\s\s|^\s|\s$")
_KNOWN: Final = frozenset(
    {
        "Headline",
        "Language",
        "Urn",
        "Revision",
        "Outlet",
        "Section",
        "Kind",
        "Licensee",
        "First-Published",
        "Updated",
        "Address",
        "Notice-Edition",
        "Rights-Holder",
        "Rights-Page",
        "Tdm-Reservation",
        "Source",
        "Translation",
        "Creditor",
        "Trace",
    }
)
_FEWEST_BLOCKS: Final = 4


def read_text_file(file_bytes: bytes) -> Found:
    """Read a plain text copy.

    Headers end at the first empty line. Of the blocks after it, which empty lines
    part, the first is the headline, the second the credits and the last the notice.

    Raises:
        UnreadableError: It is not of that form.
    """
    text = decoded(file_bytes)
    head, *blocks = text.removesuffix("\n").split("\n\n")
    if len(blocks) < _FEWEST_BLOCKS:
        message = "header, headline, credits, body and notice are not all there"
        raise UnreadableError(message)
    headers = _headers(head)
    visible = "\n".join(blocks)
    return Found(
        urn=_only(headers, "Urn"),
        revision=_only(headers, "Revision"),
        language=_only(headers, "Language"),
        headline=headline((_only(headers, "Headline"), blocks[0])),
        trace_code=_only(headers, "Trace"),
        visible_text=visible,
        notice_visible=blocks[-1],
        notice_slots=joined(
            (name.removeprefix("Rights-Notice-"), value)
            for name, value in headers
            if name.startswith("Rights-Notice-")
        ),
        credits=tuple(blocks[1].split("\n")),
        creditors=tuple(
            value.partition(" ")[2] for name, value in headers if name == "Creditor"
        ),
        source_urls=_addresses(headers, "Source"),
        translation_urls=_addresses(headers, "Translation"),
        links=tuple(addresses_in(visible)),
        photo_urls=tuple(filter(is_picture_address, addresses_in(text))),
        forbidden=tuple(_forbidden(text, headers)),
    )


def _headers(head: str) -> list[tuple[str, str]]:
    # RFC 5322 §2.2.3: a line that starts with a space continues the one before.
    headers = []
    for line in head.replace("\n ", " ").split("\n"):
        found = _HEADER.fullmatch(line)
        if found is None:
            message = f"no header line: {line[:40]!r}"
            raise UnreadableError(message)
        headers.append((found[1], found[2]))
    return headers


def _only(headers: list[tuple[str, str]], wanted: str) -> str:
    return "\n".join(value for name, value in headers if name == wanted)


def _addresses(headers: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(
        value.split(" ")[1] if value.count(" ") else ""
        for name, value in headers
        if name == wanted
    )


def _forbidden(text: str, headers: list[tuple[str, str]]) -> Iterator[str]:
    yield from (f"the character U+{ord(each):04X}" for each in NEVER.findall(text))
    if "\n\n\n" in text or _LOOSE.search(text.rpartition("\n\n")[2][:-1]):
        yield "space that moves the notice out of sight"
    yield from (
        f"the header {name}"
        for name, _value in headers
        if name not in _KNOWN and not name.startswith("Rights-Notice-")
    )
    if _only(headers, "Tdm-Reservation") != "1":
        yield "no reservation of text and data mining"
