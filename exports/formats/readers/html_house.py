"""Which elements and attributes an HTML copy may hold; all else is out of place."""

import re
from collections.abc import Mapping
from typing import Final

_TEXT: Final = frozenset({"lang"})
_NOTHING: Final[frozenset[str]] = frozenset()
_CLASSES: Final = frozenset(
    [
        *("kicker", "standfirst", "dateline", "credits", "credit", "note", "stale"),
        *("photo", "elsewhere", "rights", "licensed", "published", "machine"),
    ]
)
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "html": _TEXT,
    "article": _TEXT,
    "meta": frozenset({"charset", "name", "content"}),
    "link": frozenset({"rel", "href", "hreflang"}),
    "script": frozenset({"type"}),
    "a": frozenset({"href", "hreflang", "rel"}),
    "time": frozenset({"datetime"}),
    "span": _TEXT,
    **dict.fromkeys(("p", "div", "footer", "figure"), frozenset({"class", "lang"})),
    **dict.fromkeys(("head", "title", "body", "header", "figcaption"), _NOTHING),
    **dict.fromkeys(("h1", "h2", "h3", "blockquote", "ul", "ol", "li"), _NOTHING),
    **dict.fromkeys(("em", "strong", "br", "cite", "q", "sub", "sup"), _NOTHING),
}
_METAS: Final = frozenset(
    {"viewport", "tdm-reservation", "tdm-policy", "author", "generator"}
)
_RELS: Final = frozenset({"canonical", "alternate", "license"})
_SAFE: Final = re.compile(r"(?i)https?://|mailto:")


def is_out_of_place(tag: str, values: Mapping[str, str]) -> bool:
    """Say whether no copy may hold an element as it stands there.

    A copy loads nothing, runs nothing and styles nothing: it takes the look of the
    page it is put on.

    Args:
        tag: in lower case.
        values: its attributes, names in lower case.
    """
    if tag not in _ALLOWED or not values.keys() <= _ALLOWED[tag]:
        return True
    if not set(values.get("class", "").split()) <= _CLASSES:
        return True
    if tag in {"a", "link"} and not _SAFE.match(values.get("href", "")):
        return True
    return _is_strange_in_head(tag, values)


def _is_strange_in_head(tag: str, values: Mapping[str, str]) -> bool:
    if tag == "script":
        return values.get("type") != "application/ld+json"
    if tag == "link":
        return values.get("rel") not in _RELS
    if tag == "meta" and "charset" in values:
        return values["charset"].lower() != "utf-8" or len(values) > 1
    return tag == "meta" and values.get("name") not in _METAS
