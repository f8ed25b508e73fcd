"""Reads a JSON-LD copy: its text for people, everything else for machines."""

from collections.abc import Iterator
from typing import Any, Final

from exports.formats.readers import jsonld
from exports.formats.readers.found import (
    Found,
    UnreadableError,
    addresses_in,
    decoded,
    headline,
    is_picture_address,
    joined,
    json_object,
    tagged_texts,
)

_FEWEST_BLOCKS: Final = 4
_KNOWN: Final = frozenset(
    [
        *("@context", "@type", "@id", "identifier", "version", "inLanguage"),
        *("headline", "articleSection", "datePublished", "dateModified", "publisher"),
        *("copyrightYear", "copyrightHolder", "copyrightNotice", "usageInfo"),
        *("acquireLicensePage", "creditText", "author", "translator", "editor"),
        *("contributor", "translationOfWork", "workTranslation", "image"),
        *("articleBody", "text"),
    ]
)


def read_json_ld_file(file_bytes: bytes) -> Found:
    """Read a description.

    People see its `text`: blocks that empty lines part, the first of them the headline,
    the second the credits, the last the notice.

    Raises:
        UnreadableError: No description of this form, or one with anything more in it.
    """
    told = json_object(decoded(file_bytes))
    text = jsonld.text_of(told.get("text"))
    blocks = text.split("\n\n")
    if told.keys() - _KNOWN or len(blocks) < _FEWEST_BLOCKS:
        message = "no description of a story, or one with more in it"
        raise UnreadableError(message)
    identifiers = jsonld.identifiers(told)
    headlines = (jsonld.text_of(told.get("headline")), blocks[0])
    seen = tuple(addresses_in(text))
    return Found(
        urn=identifiers.get("urn", ""),
        revision=jsonld.text_of(told.get("version")),
        language=jsonld.language(told),
        headline=headline(headlines),
        trace_code=identifiers.get("trace", ""),
        visible_text=text,
        notice_visible=blocks[-1],
        notice_slots=joined(tagged_texts(told.get("copyrightNotice"))),
        credits=tuple(blocks[1].split("\n")),
        creditors=tuple(jsonld.names(told)),
        source_urls=tuple(jsonld.ids(told.get("translationOfWork"))),
        translation_urls=tuple(jsonld.ids(told.get("workTranslation"))),
        links=seen,
        photo_urls=(*filter(is_picture_address, seen), *jsonld.pictures(told)),
        forbidden=tuple(_forbidden(told)),
    )


def _forbidden(told: dict[str, Any]) -> Iterator[str]:
    if told.get("@context") != "https://schema.org":
        yield "words that mean something else"
    if not jsonld.text_of(told.get("usageInfo")):
        yield "no link to the rights"
    if "<" in jsonld.text_of(told.get("@type")):
        yield "a type that is none"
