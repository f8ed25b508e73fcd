"""Reads a ninjs 3.1 copy back out of its JSON."""

from collections.abc import Iterator
from typing import Any, Final

from exports.formats.ninjs_profile import profile_faults
from exports.formats.readers.found import (
    Found,
    UnreadableError,
    decoded,
    is_picture_address,
    joined,
    json_object,
    tagged_texts,
)
from exports.formats.readers.html_tree import HtmlTree, parsed

_FALLBACK: Final = "en"
# In the order in which a screen shows them.
_SHOWN: Final = (
    *("credits", "staleNotice", "main", "photo"),
    *("translationNote", "machineNotice"),
)


def read_ninjs_file(file_bytes: bytes) -> Found:
    """Read a ninjs copy.

    People see headline, standfirst, place, label and bodies, the notice last; what
    only stands in a property for machines does not count as seen.

    Raises:
        UnreadableError: No strict JSON object, or none that our profile allows to
            be read at all.
    """
    told = json_object(decoded(file_bytes))
    faults = tuple(profile_faults(told))
    if faults:
        raise UnreadableError("; ".join(faults)[:2000])
    bodies = {each["role"]: each["value"] for each in told["bodies"]}
    main = parsed(bodies["main"], is_fragment=True)
    rights = json_object(told["rightsInfo"]["encodedRights"])
    slots = tagged_texts(rights.get("dct:rights"))
    ids = {each["role"]: each["value"] for each in told["altIds"]}
    associations = told.get("associations", [])
    return Found(
        urn=told["uri"],
        revision=told["version"],
        language=told["language"],
        headline=told["headlines"][0]["value"],
        trace_code=ids["trace"],
        visible_text="\n".join(_seen(told, bodies, main)),
        notice_visible=bodies["rightsNotice"],
        notice_slots=joined([*slots, _own_slot(told, slots)]),
        credits=tuple(bodies["credits"].split("\n")),
        creditors=tuple(
            each["name"]
            for key in ("people", "organisations")
            for each in told.get(key, [])
        ),
        source_urls=_related(associations, "translationOf"),
        translation_urls=_related(associations, "translation"),
        links=(
            *main.links,
            *(each["uri"] for each in associations),
            ids["address"],
        ),
        photo_urls=(
            *main.fetched,
            *filter(is_picture_address, main.every_link),
            *_pictures(told),
        ),
        forbidden=tuple(main.forbidden),
    )


def _own_slot(told: dict[str, Any], slots: list[tuple[str, str]]) -> tuple[str, str]:
    # `copyrightNotice` does not say its language: the copy's own, else English.
    known = {tag for tag, _text in slots}
    tag = told["language"] if told["language"] in known else _FALLBACK
    return tag, told["copyrightNotice"]


def _seen(
    told: dict[str, Any], bodies: dict[str, str], main: HtmlTree
) -> Iterator[str]:
    yield told["headlines"][0]["value"]
    yield from (each["value"] for each in told.get("descriptions", []))
    yield told.get("located", "")
    yield from (each.get("name", "") for each in told["genres"])
    for role in _SHOWN:
        yield main.visible_text if role == "main" else bodies.get(role, "")
    yield bodies["rightsNotice"]


def _related(associations: list[dict[str, Any]], relation: str) -> tuple[str, ...]:
    return tuple(each["uri"] for each in associations if each["rel"] == relation)


def _pictures(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _pictures(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from _pictures(inside, key)
    elif isinstance(value, str):
        is_address = value.startswith(("http://", "https://"))
        if key == "href" or (is_address and is_picture_address(value)):
            yield value
