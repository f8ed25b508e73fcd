"""One name for a paragraph in every language: that of the original's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.models import Origin, is_public
from articles.text.blocks import Block, body_blocks
from articles.text.dates import written_number
from translations.models import Unit
from website.pages.links import LanguageLink

# Of a paragraph that has a name in every language, one a line.
_NAMED: Final = re.compile(r'^(?=<p id="p([0-9]+)">)', re.MULTILINE)


def linked_paragraphs() -> dict[str, ArraySubquery]:
    """Annotate versions with what `shared_anchors` and `answered` read."""
    units = Unit.objects.exclude(target_ids=[]).order_by("pk")
    ours = units.filter(
        is_public("source_version__"),
        version=OuterRef("pk"),
        source_version__origin=Origin.ORIGINAL,
    )
    theirs = units.filter(is_public("version__"), source_version=OuterRef("pk"))
    told = JSONObject(source="source_ids", target="target_ids")
    answering = JSONObject(source="source_ids", language="version__language")
    return {
        "linked": ArraySubquery(ours.values(told=told)),
        "answering": ArraySubquery(theirs.values(told=answering)),
    }


def shared_anchors(
    linked: Iterable[Mapping[str, Any]], original: Sequence[Block]
) -> Mapping[str, Sequence[str]]:
    """Name the paragraphs of a translation as its original names them.

    Args:
        linked: As `linked_paragraphs` found them.
        original: All blocks of the original as readers have it.

    Returns:
        By block of the translation: `p7` for what the seventh paragraph became. Where
        several became one, it has all their names; where one became several, the first
        has it.

    >>> from articles.text.blocks import parse_body
    >>> text = parse_body("<p data-block=a>1</p><p data-block=b>2</p>")
    >>> shared_anchors([{"source": ["b", "a"], "target": ["x", "y"]}], text)
    {'x': ['p1', 'p2']}
    """
    numbers = {block.id: at for at, block in enumerate(body_blocks(original), start=1)}
    named: dict[str, list[str]] = {}
    for each in linked:
        places = sorted(numbers[key] for key in each["source"] if key in numbers)
        if places:
            names = named.setdefault(each["target"][0], [])
            names.extend(f"p{place}" for place in places)
    return named


def answered(
    answering: Iterable[Mapping[str, Any]], original: Sequence[Block], language: str
) -> frozenset[int]:
    """Number the paragraphs of an original that a translation has.

    Args:
        answering: As `linked_paragraphs` found them.
        original: All blocks of the original as readers have it.
        language: BCP 47 of the translation.
    """
    held = {
        key for it in answering if it["language"] == language for key in it["source"]
    }
    numbered = enumerate(body_blocks(original), start=1)
    return frozenset(number for number, block in numbered if block.id in held)


def with_ways_across(
    body: str, other: LanguageLink, language: str, only: frozenset[int] | None = None
) -> str:
    """Put before each paragraph the way to the same one in another language.

    Args:
        body: As `render_body` writes it, with names that all languages share.
        other: The text in the other language.
        language: BCP 47 of this one, whose digits the numbers are written in.
        only: The numbers of those that the other text has; None for all.
    """

    def way(found: re.Match[str]) -> str:
        if only is not None and int(found[1]) not in only:
            return ""
        number = written_number(int(found[1]), language)
        # The number is drawn by the style: whoever copies or listens to the text, or
        # reads it in a messenger, has no numbers in it.
        return format_html(
            '<a class="across" href="{}#p{}" hreflang="{}" data-number="{}"'
            ' aria-label="{}"></a>',
            other.url,
            found[1],
            other.tag,
            number,
            _words(number, other),
        )

    return _NAMED.sub(way, body)


def _words(number: str, other: LanguageLink) -> str:
    if other.tag == "km":
        return _("Paragraph %(number)s in Khmer") % {"number": number}
    if other.tag == "en":
        return _("Paragraph %(number)s in English") % {"number": number}
    named = {"number": number, "language": other.name}
    return _("Paragraph %(number)s: %(language)s") % named
