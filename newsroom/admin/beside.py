"""Kept texts of two languages of one story, block beside block."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from articles.languages import language
from articles.models import Revision, Version
from articles.text.blocks import RESERVED, Block, body_blocks, from_json
from articles.text.tags import cleaned
from newsroom.admin.deeds import acting

MOST_LISTED = 50


@dataclass(frozen=True)
class Pair:
    """One row: what stands at one place of either text.

    Attributes:
        kind: Of the block on the left, or else of the one on the right.
        here: Sanitised HTML; empty where the left text has nothing there.
        there: The same of the right text.
    """

    kind: str
    here: str
    there: str


@dataclass(frozen=True)
class Telling:
    """A language to choose a text from.

    Attributes:
        version: Of the same story.
        name: The language's own name for itself.
        revisions: The newest first; without their text.
    """

    version: Version
    name: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True)
class Beside:
    """What may be put beside a version's texts, and what was.

    Attributes:
        own: The texts of the version itself.
        others: The other languages that have one; empty where the story has none.
        here: The chosen text of the version; None before anything is chosen.
        there: The chosen text of another language.
        pairs: Their blocks in reading order; empty before.
    """

    own: Telling
    others: tuple[Telling, ...]
    here: Revision | None = None
    there: Revision | None = None
    pairs: tuple[Pair, ...] = ()


def beside(request: HttpRequest, version: Version) -> Beside:
    """Read which two texts are to be seen side by side.

    Args:
        request: `here` is a number of the version's own, `there` the key of another
            version of the story and a number of that one: "7-2".
        version: One that whoever asks may know of.

    Raises:
        Http404: There is no such text, or it was erased.
    """
    siblings = (
        Version.objects.visible_to(acting(request))
        .filter(article=version.article_id)
        .exclude(pk=version.pk)
        .order_by("language")
    )
    own, others = _telling(version), tuple(map(_telling, siblings))
    others = tuple(other for other in others if other.revisions)
    if not request.GET.get("there"):
        return Beside(own, others)
    key = re.fullmatch(r"([0-9]{1,18})-([0-9]{1,7})", request.GET["there"])
    if key is None:
        raise Http404
    here = _kept(version, request.GET.get("here", ""))
    there = _kept(get_object_or_404(siblings, pk=int(key[1])), key[2])
    pairs = tuple(side_by_side(from_json(here.blocks), from_json(there.blocks)))
    return Beside(own, others, here, there, pairs)


def side_by_side(here: Sequence[Block], there: Sequence[Block]) -> Iterator[Pair]:
    """Yield the rows of two texts: what stands apart by its kind, bodies by place."""
    left, right = ({b.id: b for b in blocks} for blocks in (here, there))
    for kind in RESERVED:
        if kind in left or kind in right:
            yield _pair(left.get(kind), right.get(kind))
    for one, other in zip_longest(body_blocks(here), body_blocks(there)):
        yield _pair(one, other)


def _pair(one: Block | None, other: Block | None) -> Pair:
    kind = next(block.kind for block in (one, other) if block)
    here, there = (cleaned(block.html) if block else "" for block in (one, other))
    return Pair(kind.value, here, there)


def _telling(version: Version) -> Telling:
    kept = version.revisions.filter(erased_at=None).defer("blocks").order_by("-number")
    name = language(version.language).own_name
    return Telling(version, name, tuple(kept[:MOST_LISTED]))


def _kept(version: Version, number: str) -> Revision:
    # Seven digits: no version comes near, and the database can hold it.
    if not re.fullmatch("[0-9]{1,7}", number):
        raise Http404
    revisions = version.revisions.filter(erased_at=None).select_related("version")
    return get_object_or_404(revisions, number=int(number))
