"""Which HTML a text may hold: tags, attributes, addresses, size; all else is taken out.

References:
    HTML Living Standard §13.2 parsing (nh3 follows it), §4.5 text-level semantics.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

import nh3

from articles.languages import LanguageTagError, canonical_tag
from articles.text.khmer import storable

_names = re.compile(r"\S+").findall

LONGEST_HTML: Final = 1_000_000
DEEPEST_HTML: Final = 256
LONGEST_ADDRESS: Final = 2_000
ALLOWED_SCHEMES: Final = frozenset({"http", "https", "mailto"})
BLOCK_TAGS: Final = frozenset({"p", "h2", "h3", "blockquote", "ul", "ol", "li"})
INLINE_TAGS: Final = frozenset(
    {"a", "em", "strong", "br", "cite", "q", "sub", "sup", "span"}
)

HEADINGS = {"h1": "h2", "h2": "h2", **dict.fromkeys(("h3", "h4", "h5", "h6"), "h3")}
RENAMED = {"b": "strong", "i": "em"}
_PLAIN_INLINE = INLINE_TAGS - {"a", "br", "span"}
_BREAKING = frozenset(
    _names(
        "address article aside caption center dd details div dl dt fieldset "
        "figcaption figure footer form header hr main nav pre section summary "
        "table tbody td tfoot th thead tr"
    )
)
READ_INLINE = INLINE_TAGS | frozenset(RENAMED)
_READ_BLOCKS = BLOCK_TAGS | _BREAKING | frozenset(HEADINGS)
_DROPPED_WHOLE = frozenset(
    _names(
        "audio button canvas iframe math noembed noframes noscript object "
        "script select style svg template textarea title video xmp"
    )
)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
# HTML closes these by itself, so that a row of them does not nest.
_NEVER_DEEP = frozenset(
    _names(
        "area base br col dd dt embed hr img input li link meta option p param "
        "source td th tr track wbr"
    )
)

_READER = nh3.Cleaner(
    tags=READ_INLINE | _READ_BLOCKS,
    clean_content_tags=_DROPPED_WHOLE,
    attributes={
        "a": {"href"},
        "span": {"lang"},
        **{tag: {"data-block"} for tag in _READ_BLOCKS},
    },
    url_schemes=ALLOWED_SCHEMES,
    url_relative="deny",
    link_rel=None,
)
_WRITER = nh3.Cleaner(
    tags=INLINE_TAGS | BLOCK_TAGS,
    clean_content_tags=_DROPPED_WHOLE,
    attributes={"a": {"href"}, "span": {"lang"}},
    url_schemes=ALLOWED_SCHEMES,
    url_relative="deny",
    link_rel="noopener noreferrer",
)


class MarkupError(ValueError):
    """The HTML is longer or nested deeper than any text that a person writes."""


def read(html: str) -> str:
    """Clean HTML of any quality down to tags that may structure a text.

    Returns:
        Balanced, escaped; still with all headings, `div` and `data-block`.

    Raises:
        MarkupError: over a million characters, or over 256 elements deep.
    """
    html = storable(html)
    if len(html) > LONGEST_HTML:
        message = f"HTML of {len(html):,} characters; {LONGEST_HTML:,} are read"
        raise MarkupError(message)
    _refuse_depths(html)
    return _READER.clean(html)


def cleaned(html: str) -> str:
    """Take out every tag, attribute and address that is not on the list."""
    return _WRITER.clean(storable(html))


def opening(name: str, values: Mapping[str, str]) -> str:
    """Write the start tag of an inline element.

    Returns:
        Empty when the element says nothing: a link without a usable address, a span
        without a language.
    """
    if name in _PLAIN_INLINE:
        return f"<{name}>"
    if name == "a":
        address = values.get("href", "").strip()
        is_fit = len(address) <= LONGEST_ADDRESS and storable(address) == address
        if is_fit and _ADDRESS.fullmatch(address):
            return f'<a href="{escape(address)}">'
        return ""
    try:
        return f'<span lang="{canonical_tag(values.get("lang", ""))}">'
    except LanguageTagError:
        return ""


def _refuse_depths(html: str) -> None:
    # An HTML parser needs quadratic time for elements that are never closed.
    counts: dict[str, int] = {}
    depth = 0
    for found in _TAG.finditer(html):
        tag = found[2].lower()
        if tag in _NEVER_DEEP:
            continue
        step = -1 if found[1] else 1
        if counts.get(tag, 0) + step >= 0:
            counts[tag] = counts.get(tag, 0) + step
            depth += step
        if depth > DEEPEST_HTML:
            message = f"HTML nested over {DEEPEST_HTML} elements deep"
            raise MarkupError(message)
