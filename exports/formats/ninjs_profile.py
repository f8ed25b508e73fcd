"""What our ninjs must be beyond the official schema, which wants no notice at all."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

ODRL_ID: Final = "http://www.w3.org/ns/odrl/2/"

_REQUIRED: Final[Mapping[str, type]] = {
    **dict.fromkeys(
        (
            *("uri", "type", "representationType", "profile", "version"),
            *("firstCreated", "versionCreated", "pubStatus", "language", "by"),
            *("copyrightHolder", "copyrightNotice", "usageTerms"),
        ),
        str,
    ),
    **dict.fromkeys(("standard", "rightsInfo"), dict),
    **dict.fromkeys(
        ("altIds", "infoSources", "subjects", "genres", "headlines", "bodies"), list
    ),
}
_OPTIONAL: Final[Mapping[str, type]] = {
    "located": str,
    **dict.fromkeys(("people", "organisations", "descriptions", "associations"), list),
}
_FIXED: Final = {
    "type": "text",
    "representationType": "full",
    "profile": "spean-licensed-text",
    "pubStatus": "usable",
    "standard": {
        "name": "ninjs",
        "version": "3.1",
        "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
    },
}
# Of the objects in each list: the keys each must have, and those it may have.
_ITEMS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    "altIds": (frozenset({"role", "value"}), frozenset()),
    "infoSources": (frozenset({"name", "role"}), frozenset()),
    "subjects": (frozenset({"name", "rel"}), frozenset()),
    "genres": (frozenset({"literal"}), frozenset({"name"})),
    "people": (frozenset({"name", "rel"}), frozenset()),
    "organisations": (frozenset({"name", "rel"}), frozenset()),
    "headlines": (frozenset({"role", "contentType", "value"}), frozenset()),
    "descriptions": (frozenset({"role", "contentType", "value"}), frozenset()),
    "bodies": (frozenset({"role", "contentType", "value"}), frozenset()),
}
_LINK_KEYS: Final = frozenset({"name", "uri", "rel", "language"})
_PHOTO_KEYS: Final = frozenset({"name", "uri", "rel", "type", "by", "renditions"})
_BODY_TYPES: Final = {
    "credits": "text/plain",
    "staleNotice": "text/plain",
    "main": "text/html",
    "photo": "text/plain",
    "translationNote": "text/plain",
    "machineNotice": "text/plain",
    "rightsNotice": "text/plain",
}
_BODIES_REQUIRED: Final = frozenset({"credits", "main", "rightsNotice"})
_ROLES: Final = frozenset(
    [
        *("author", "reporter", "additional_reporting", "translator", "editor"),
        *("copy_editor", "fact_checker", "photographer", "voice"),
    ]
)
_URN: Final = re.compile(r"urn:[a-z0-9-]{2,32}:[A-Za-z0-9:._-]+")


def profile_faults(told: Mapping[str, Any]) -> Iterator[str]:
    """Yield everything in which an object falls short of our profile.

    Nothing is yielded for an object in which a reader finds every part at its place.

    Args:
        told: a ninjs object as read from JSON.

    References:
        IPTC ninjs 3.1: of its properties only `uri` is required.
    """
    shape = [*_shape_faults(told), *_item_faults(told)]
    yield from shape
    if not shape:
        yield from _value_faults(told)
        yield from _body_faults(told)
        yield from _rights_faults(told)
        yield from _relation_faults(told)


def _shape_faults(told: Mapping[str, Any]) -> Iterator[str]:
    known = {**_REQUIRED, **_OPTIONAL}
    yield from (f"no {key}" for key in _REQUIRED if key not in told)
    for key, value in told.items():
        if key not in known:
            yield f"{key[:40]} is not in the profile"
        elif not isinstance(value, known[key]) or not value:
            yield f"{key} is empty or of another type"


def _item_faults(told: Mapping[str, Any]) -> Iterator[str]:
    for key, (wanted, allowed) in _ITEMS.items():
        for item in _listed(told.get(key)):
            if not _is_strings(item):
                yield f"{key} holds something else than texts"
            elif not wanted <= item.keys() <= wanted | allowed:
                yield f"{key} lacks or has too much: {', '.join(sorted(item))[:80]}"
    for item in _listed(told.get("associations")):
        yield from _association_faults(item)


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_strings(item: object) -> bool:
    return isinstance(item, dict) and all(
        isinstance(value, str) and value for value in item.values()
    )


def _association_faults(item: object) -> Iterator[str]:
    if isinstance(item, dict) and item.get("rel") == "photo":
        renditions = item.get("renditions")
        rest = {key: value for key, value in item.items() if key != "renditions"}
        shown = [{"name": "main", "href": item.get("uri")}]
        is_fit = item.keys() == _PHOTO_KEYS and renditions == shown
        if not is_fit or not _is_strings(rest) or item["type"] != "picture":
            yield "associations has a photo out of shape"
    elif not isinstance(item, dict) or not _is_strings(item):
        yield "associations holds something else than texts"
    elif item.keys() != _LINK_KEYS:
        yield "associations lacks name, uri, rel or language"
    elif item["rel"] not in {"translationOf", "translation"}:
        yield "associations has an unknown relation"


def _value_faults(told: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} differs" for key in _FIXED if told[key] != _FIXED[key])
    if not _URN.fullmatch(told["uri"]):
        yield "uri is no URN"
    for key in ("firstCreated", "versionCreated"):
        if not _is_moment(told[key]):
            yield f"{key} is no moment with its time zone"
    for key, roles in (("altIds", ["address", "trace"]), ("headlines", ["main"])):
        if [each["role"] for each in told[key]] != roles:
            yield f"{key} has other roles than {', '.join(roles)}"
    plain = [*told["headlines"], *told.get("descriptions", [])]
    if any(each["contentType"] != "text/plain" for each in plain):
        yield "a headline or standfirst is not plain text"


def _is_moment(text: str) -> bool:
    # RFC 3339 §5.6, as JSON Schema's "date-time" wants it.
    try:
        return "T" in text and datetime.fromisoformat(text).utcoffset() is not None
    except ValueError:
        return False


def _body_faults(told: Mapping[str, Any]) -> Iterator[str]:
    roles = [each["role"] for each in told["bodies"]]
    if len(set(roles)) < len(roles):
        yield "bodies has a role twice"
    yield from (f"no {role} in bodies" for role in sorted(_BODIES_REQUIRED - {*roles}))
    for each in told["bodies"]:
        if each["contentType"] != _BODY_TYPES.get(each["role"]):
            yield f"bodies has {each['role'][:20]} as {each['contentType'][:40]}"


def _rights_faults(told: Mapping[str, Any]) -> Iterator[str]:
    rights = told["rightsInfo"]
    if rights.keys() != {"langId", "encodedRights"} or not _is_strings(rights):
        yield "rightsInfo is not langId and encodedRights"
    elif rights["langId"] != ODRL_ID:
        yield "rightsInfo is not in ODRL"
    bodies = {each["role"]: each["value"] for each in told["bodies"]}
    if told["usageTerms"] != bodies.get("rightsNotice"):
        yield "usageTerms is not what people see as the notice"
    if told["by"] != "; ".join(bodies.get("credits", "").split("\n")):
        yield "by is not what people see as the credits"


def _relation_faults(told: Mapping[str, Any]) -> Iterator[str]:
    named = [*told.get("people", []), *told.get("organisations", [])]
    if not named:
        yield "nobody is named"
    if any(each["rel"] not in _ROLES for each in named):
        yield "somebody is named in an unknown role"
    relations = {each["rel"] for each in told.get("associations", [])}
    has_note = any(each["role"] == "translationNote" for each in told["bodies"])
    if "translationOf" in relations and not has_note:
        yield "a translation without its note"
