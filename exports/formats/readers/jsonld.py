"""What a description in JSON-LD tells machines of a story.

References:
    schema.org NewsArticle; JSON-LD 1.1 §4.2.4, string internationalization.
"""

from collections.abc import Iterator
from typing import Any, Final

from exports.formats.readers.found import is_picture_address, joined

_PICTURE_KEYS: Final = frozenset(
    {"image", "thumbnail", "thumbnailUrl", "contentUrl", "embedUrl", "logo", "photo"}
)
_PEOPLE_KEYS: Final = ("author", "translator", "editor", "contributor")


def text_of(value: object) -> str:
    """Return a text; empty for anything else."""
    return value if isinstance(value, str) else ""


def language(told: dict[str, Any]) -> str:
    """Return the language that it claims."""
    return text_of(told.get("inLanguage"))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def identifiers(told: dict[str, Any]) -> dict[str, str]:
    """Return the values of its identifiers by their kind."""
    return joined(
        (each["propertyID"], text_of(each.get("value")))
        for each in _listed(told.get("identifier"))
        if isinstance(each, dict) and isinstance(each.get("propertyID"), str)
    )


def names(told: dict[str, Any]) -> Iterator[str]:
    """Yield the names of everybody who made it."""
    for key in _PEOPLE_KEYS:
        for each in _listed(told.get(key)):
            if isinstance(each, dict):
                yield text_of(each.get("name"))


def ids(value: object) -> Iterator[str]:
    """Yield the addresses of other works; an empty one for what is no address."""
    if value is not None:
        for each in _listed(value):
            yield text_of(each.get("@id")) if isinstance(each, dict) else text_of(each)


def pictures(told: object, *, is_picture: bool = False) -> Iterator[str]:
    """Yield every address that is a picture's, by its place or by its look."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from pictures(value, is_picture=is_picture or key in _PICTURE_KEYS)
    elif isinstance(told, list):
        for value in told:
            yield from pictures(value, is_picture=is_picture)
    elif isinstance(told, str):
        is_address = is_picture and told.partition(":")[0].lower() in {"http", "https"}
        if is_address or (is_picture_address(told) and "//" in told):
            yield told
