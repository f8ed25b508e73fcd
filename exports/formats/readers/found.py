"""What a reader finds in the bytes of a copy, and what every reader needs for it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from unicodedata import category

_PICTURE: Final = re.compile(
    r"(?i)\.(?:jpe?g|jfif|png|webp|gif|avif|hei[cf]|tiff?|svg|bmp)(?:[?#].*)?$"
)

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+")
_AFTER: Final = ".,;:!?)]'»”’។៕"
_NOTHING: Final = "(nothing elsewhere)"
_DEEPEST_JSON: Final = 16


class UnreadableError(ValueError):
    """The bytes are no copy in this format."""


@dataclass(frozen=True)
class FoundCard:
    """A picture of words that is packed into a copy.

    Attributes:
        width: Pixels.
        height: Pixels.
        pixels: Their digest.
        credit: Whose it says that it is.
        has_foot: Whether anything is drawn where the notice stands.
    """

    width: int
    height: int
    pixels: str
    credit: str
    has_foot: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """Everything that was found in a copy; empty where nothing was.

    Attributes:
        urn: Of the article.
        revision: Of the text, as written.
        language: BCP 47 tag the copy claims.
        headline: As people see it.
        trace_code: In the machine slot.
        visible_text: All that people see, a line for a block, in order.
        notice_visible: What they see in the place of the notice.
        notice_slots: For machines: per language every different text found, joined
            by a newline, so that two that disagree equal neither.
        credits: Credit lines that people see, in order.
        creditors: Names for machines, in order.
        source_urls: For machines: what it was translated from.
        translation_urls: For machines: what was translated from it.
        links: Addresses that people can follow, in order.
        photo_urls: Addresses of pictures, whoever would fetch them.
        forbidden: What no copy in this format may hold, a few words each.
        unpacked: Of a format that packs files, what is in them; else empty.
        feet: Of a format with pages, what stands at the foot of each.
        pictures: Digests of the pictures that are packed into it, in order.
        picture_credits: Of a format whose pictures go alone, what each says of whose
            it is.
        posts: Of a posting kit, each text by its name.
        cards: Of a posting kit, each picture of words by its name.
    """

    urn: str
    revision: str
    language: str
    headline: str
    trace_code: str
    visible_text: str
    notice_visible: str
    notice_slots: Mapping[str, str]
    credits: tuple[str, ...]
    creditors: tuple[str, ...]
    source_urls: tuple[str, ...]
    translation_urls: tuple[str, ...]
    links: tuple[str, ...]
    photo_urls: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    unpacked: bytes = b""
    feet: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    picture_credits: tuple[str, ...] = ()
    posts: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, FoundCard] = field(default_factory=dict)


def is_picture_address(url: str) -> bool:
    """Say whether an address looks like that of a picture.

    >>> is_picture_address("https://a.example/p/river.JPG?w=2")
    True
    """
    return _PICTURE.search(url) is not None


def addresses_in(text: str) -> Iterator[str]:
    """Yield the addresses in running text, each also without what may end a sentence.

    >>> list(addresses_in("See https://a.example/1."))
    ['https://a.example/1.', 'https://a.example/1']
    """
    for found in _ADDRESS.findall(text):
        yield found
        # Nobody knows whether the full stop after an address is part of it.
        if (bare := found.rstrip(_AFTER)) != found:
            yield bare


def decoded(file_bytes: bytes) -> str:
    """Decode UTF-8 without a byte order mark.

    Raises:
        UnreadableError: It is anything else.
    """
    try:
        text = file_bytes.decode()
    except UnicodeDecodeError as error:
        message = "not UTF-8"
        raise UnreadableError(message) from error
    if text.startswith("\ufeff"):
        message = "a byte order mark"
        raise UnreadableError(message)
    return text


def joined(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    r"""Gather texts by language; different ones of a language are joined.

    Args:
        texts: Pairs of language tag and text.

    >>> joined([("en", "a"), ("en", "a"), ("km", "b"), ("km", "c")])
    {'en': 'a', 'km': 'b\nc'}
    """
    found: dict[str, dict[str, None]] = {}
    for tag, text in texts:
        found.setdefault(tag, {})[text] = None
    return {tag: "\n".join(each) for tag, each in found.items()}


def told_alike(*places: Mapping[str, str]) -> dict[str, str]:
    r"""Gather what several places of one copy say, by language.

    Returns:
        Per language what all of them say; else each different text on a line, with a
        line for those that say nothing, so that it equals no text.

    >>> told_alike({"en": "a", "km": "b"}, {"en": "a"})
    {'en': 'a', 'km': 'b\n(nothing elsewhere)'}
    """
    tags = dict.fromkeys(tag for place in places for tag in place)
    told = ((tag, place.get(tag, "")) for tag in tags for place in places)
    return joined((tag, text if _is_seen(text) else _NOTHING) for tag, text in told)


def _is_seen(text: str) -> bool:
    return any(category(sign)[0] not in "ZC" for sign in text)


def headline(texts: Iterable[str]) -> str:
    r"""Bring all places that say the headline to one text; each other on a line.

    White space, and places where a line may end, are as each format needs them.

    >>> headline(["ទឹក\u200bទន្លេ", "ទឹកទន្លេ\n", "River"])
    'ទឹកទន្លេ\nRiver'
    """
    flat = (" ".join(each.replace("\u200b", "").split()) for each in texts)
    return joined(("", each) for each in flat)[""]


def json_object(text: str) -> dict[str, Any]:
    """Read a JSON object, strictly.

    Raises:
        UnreadableError: No object, a key twice, NaN or Infinity, or too deep.

    References:
        RFC 8259 §4: what a repeated name means is left to each reader.
    """
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        message = f"not strict JSON: {error}"[:200]
        raise UnreadableError(message) from error
    if not isinstance(value, dict) or _is_deep(value):
        message = "no JSON object, or one in another over and over"
        raise UnreadableError(message)
    return value


def _is_deep(value: object) -> bool:
    level = [value]
    for _depth in range(_DEEPEST_JSON):
        level = [inside for each in level for inside in _inside(each)]
    return bool(level)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return found


def _no_constant(name: str) -> Any:
    message = f"{name} is no JSON"
    raise ValueError(message)


def tagged_texts(value: object) -> list[tuple[str, str]]:
    """Read language-tagged strings of JSON-LD.

    Returns:
        Pairs of language tag and text, in order; what is not of that form is left
        out, and so will be missed.

    References:
        JSON-LD 1.1 §4.2.4, string internationalization.
    """
    items = value if isinstance(value, list) else [value]
    return [
        (item["@language"], item["@value"])
        for item in items
        if isinstance(item, dict)
        and isinstance(item.get("@language"), str)
        and isinstance(item.get("@value"), str)
    ]
