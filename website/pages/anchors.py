"""One name for a paragraph in every language: that of the original's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from articles.models import Origin, is_public
from articles.text.blocks import Block, body_blocks
from translations.models import Unit


def linked_paragraphs() -> dict[str, ArraySubquery]:
    """Annotate versions with what `shared_anchors` reads, within one query."""
    units = Unit.objects.filter(
        is_public("source_version__"),
        version=OuterRef("pk"),
        source_version__origin=Origin.ORIGINAL,
    ).exclude(target_ids=[])
    told = JSONObject(source="source_ids", target="target_ids")
    return {"linked": ArraySubquery(units.order_by("pk").values(told=told))}


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
