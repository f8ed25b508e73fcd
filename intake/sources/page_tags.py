"""Which tags of a page mean what: paragraphs, marks, and what readers do not see."""

import re
from collections.abc import Mapping
from html import escape
from typing import Final

from intake.recognise.lines import LineKind

_words = re.compile(r"\S+").findall

_SKIPPED: Final = frozenset(
    _words(
        "aside audio button canvas dialog form iframe math nav noscript "
        "object script select style svg template textarea video"
    )
)
EMBEDDED: Final = frozenset(_words("audio embed iframe object video"))
_SKIPPED_NAMES: Final = frozenset(
    _words(
        "comments comment-list comments-area respond related related-posts sharedaddy "
        "share-buttons social-share breadcrumb breadcrumbs sidebar newsletter"
    )
)
_SKIPPED_ROLES: Final = frozenset(_words("navigation complementary search"))
BLOCKS: Final = frozenset(
    _words(
        "address article blockquote body caption center dd details div dl dt fieldset "
        "figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html li main ol p "
        "pre section summary table tbody td tfoot th thead title tr ul"
    )
)
VOID: Final = frozenset(
    _words("area base br col embed hr img input link meta source track wbr")
)
INLINE: Final = frozenset(_words("a b cite em i q span strong sub sup"))
CLOSE_THEMSELVES: Final = frozenset(_words("dd dt li p td th tr"))
BODY_NAMES: Final = frozenset(
    _words(
        "articlebody article-body article-content article__body entry-content "
        "post-content story-body story-content td-post-content"
    )
)
_DECK_NAMES: Final = frozenset(
    _words("deck dek standfirst subheadline subtitle article-deck entry-subtitle")
)
_CAPTION_NAMES: Final = frozenset(_words("wp-caption-text caption image-caption"))
_KINDS: Final = {
    "h1": LineKind.HEADLINE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), LineKind.HEADING),
    "figcaption": LineKind.CAPTION,
    "blockquote": LineKind.QUOTE,
    "li": LineKind.ITEM,
}


def names_of(values: Mapping[str, str]) -> frozenset[str]:
    """Return the class, id and item names of an element, in lower case."""
    named = " ".join(values.get(name, "") for name in ("class", "id", "itemprop"))
    return frozenset(named.lower().split())


def is_skipped(tag: str, values: Mapping[str, str]) -> bool:
    """Tell whether nothing in an element belongs to the story."""
    if tag in _SKIPPED or "hidden" in values:
        return True
    if tag in ("html", "body", "main", "article"):
        return False
    style = values.get("style", "").replace(" ", "").lower()
    return (
        "display:none" in style
        or values.get("role") in _SKIPPED_ROLES
        or bool(names_of(values) & _SKIPPED_NAMES)
    )


def kind_of(tag: str, names: frozenset[str]) -> LineKind | None:
    """Tell what an element says that its text is; None where it does not say."""
    if tag in ("p", "div", "h2", "h3") and names & _DECK_NAMES:
        return LineKind.STANDFIRST
    if tag in ("p", "div") and names & _CAPTION_NAMES:
        return LineKind.CAPTION
    return _KINDS.get(tag)


def opening(tag: str, values: Mapping[str, str]) -> str:
    """Write the start tag of an inline element, with a link or a language."""
    name = {"a": "href", "span": "lang"}.get(tag, "")
    value = values.get(name, "") if name else ""
    return f'<{tag} {name}="{escape(value)}">' if value else f"<{tag}>"
