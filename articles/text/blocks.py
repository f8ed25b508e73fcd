"""The blocks of a text: paragraphs with ids that outlive an edit.

A version's text is a list of blocks. Headline, standfirst, dateline and caption are
blocks with reserved ids and hold inline markup; the blocks of the body each hold one
whole element. Nothing here trusts HTML: it is cleaned when read and again when shown.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import groupby
from types import MappingProxyType
from typing import Final

from articles.text.khmer import key
from articles.text.kinds import (
    BODY_KINDS,
    RESERVED,
    Block,
    BlockError,
    BlockKind,
    new_block_id,
)
from articles.text.lines import Line, scan
from articles.text.markup import inline, outermost, plain_text
from articles.text.matching import match
from articles.text.tags import MarkupError, cleaned

__all__ = [
    "BODY_KINDS",
    "RESERVED",
    "Block",
    "BlockError",
    "BlockKind",
    "MarkupError",
    "block_text",
    "body_blocks",
    "carry_ids",
    "fingerprint",
    "from_json",
    "new_block_id",
    "parse_body",
    "parse_inline",
    "plain_text",
    "render_body",
    "stored_text",
    "to_json",
]


_KINDS: Final = {
    "p": BlockKind.PARAGRAPH,
    "h2": BlockKind.HEADING,
    "h3": BlockKind.HEADING,
    "blockquote": BlockKind.QUOTE,
    "ul": BlockKind.LIST,
    "ol": BlockKind.LIST,
}
_STORED: Final = {"id", "kind", "html"}
_BY_NAME: Final = {kind.value: kind for kind in BlockKind}
_LINE_END: Final = re.compile(r"(?:<(?:br|/?(?:p|h2|h3|blockquote|ul|ol|li))>)+")
_INLINE_TAG: Final = re.compile("<[^>]+>")
_HOLD_WORDS = {"<p", "<h2", "<h3"}
_OUTERMOST = re.compile(r"<(p|h2|h3|blockquote|ul|ol)>.*</\1>", re.DOTALL)


def parse_body(
    html: str, *, new_id: Callable[[], str] = new_block_id
) -> tuple[Block, ...]:
    """Read the body of a text out of HTML from an editor or the clipboard.

    Each top-level element becomes a block; bare text, `div` and two line breaks in a
    row make paragraphs; what is empty is left out. Headings become `h2` or `h3`. The
    text is canonical. An element keeps the id in its `data-block`, unless it is
    reserved or an earlier block has it.

    Args:
        html: of any quality.
        new_id: makes the ids of new blocks.

    Returns:
        In order; empty when there is nothing to see.

    Raises:
        MarkupError: over a million characters, or over 256 elements deep.

    >>> [block.html for block in parse_body("One<br><br><div>two <b>!</b></div>")]
    ['<p>One</p>', '<p>two <strong>!</strong></p>']
    """
    blocks = []
    used = set(RESERVED)
    for _place, group in groupby(enumerate(scan(html)), _block_of):
        lines = [line for _at, line in group]
        wanted = lines[0].block_id
        block_id = wanted if wanted and wanted not in used else new_id()
        used.add(block_id)
        tag = lines[0].path[0][0] if lines[0].path else lines[0].tag
        blocks.append(Block(id=block_id, kind=_KINDS[tag], html=outermost(lines)))
    return tuple(blocks)


def _block_of(numbered: tuple[int, Line]) -> tuple[str, int]:
    at, line = numbered
    return line.path[0] if line.path else ("", at)


def parse_inline(html: str) -> str:
    """Read a headline, standfirst, dateline or caption out of HTML.

    Returns:
        Inline markup; paragraphs are joined by a space. Empty when there is nothing
        to see.

    Raises:
        MarkupError: over a million characters, or over 256 elements deep.

    >>> parse_inline("<h1>Rain <i>at last</i></h1>")
    'Rain <em>at last</em>'
    """
    return inline(scan(html), between=" ")


def body_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out headline, standfirst, dateline and caption.

    Returns:
        In order; empty when the text has no body.
    """
    return tuple(block for block in blocks if not block.kind.is_reserved)


def block_text(block: Block) -> str:
    """Read a block as text: a newline for each line break, item or paragraph in it."""
    return plain_text(block.html)


def stored_text(block: Block) -> str:
    r"""Read a block of a revision as `block_text` does, in a tenth of its time.

    What is stored is clean and canonical already, and so not made so once more; for
    texts that are looked at and not kept.

    >>> two = "<ul><li>1 &amp; 2</li><li>3</li></ul>"
    >>> stored_text(Block(id="a", kind=BlockKind.LIST, html=two))
    '1 & 2\n3'
    """
    text = _INLINE_TAG.sub("", _LINE_END.sub("\n", block.html)).strip("\n")
    return unescape(text) if "&" in text else text


def fingerprint(text: str | Iterable[Block]) -> str:
    """Identify what a text says, whatever its markup, spaces and spelling order.

    Args:
        text: plain, or blocks in order.

    Returns:
        SHA-256 of its `key`, 64 hexadecimal digits.

    >>> fingerprint("ភ្នំ\u200bពេញ") == fingerprint("ភ្នំពេញ ")
    True
    """
    if not isinstance(text, str):
        text = "\n".join(block_text(block) for block in text)
    return hashlib.sha256(key(text).encode()).hexdigest()


def render_body(
    blocks: Iterable[Block],
    *,
    has_block_ids: bool = False,
    anchor: str = "p",
    first: int = 1,
    shared: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """Write the body for a page or an editor, cleaned once more.

    Args:
        blocks: reserved ones are left out.
        has_block_ids: also write `data-block`, so that the ids survive an editor.
        anchor: begins each anchor; a page with several bodies gives each its own.
        first: number of the first anchor, of a part of a body.
        shared: by block, the anchors that it has instead of its own.

    Returns:
        One element a line, each with its anchor: `id="p1"`, `id="p2"` and so on.
    """
    return "\n".join(
        _shown(
            block,
            anchors=shared.get(block.id) or [f"{anchor}{number}"],
            has_block_id=has_block_ids,
        )
        for number, block in enumerate(body_blocks(blocks), start=first)
    )


def _shown(block: Block, *, anchors: Sequence[str], has_block_id: bool) -> str:
    html = cleaned(block.html)
    if not _OUTERMOST.fullmatch(html):
        # Only a row changed behind our back: show its words, never a broken page.
        html = f"<p>{escape(plain_text(html), quote=False)}</p>"
    start, rest = html.split(">", 1)
    named = f' data-block="{block.id}"' if has_block_id else ""
    # An element has one id; what holds the words of several has places in it.
    holds_words = start in _HOLD_WORDS
    more = "".join(f'<span id="{each}"></span>' for each in anchors[1:] if holds_words)
    return f'{start} id="{anchors[0]}"{named}>{more}{rest}'


def carry_ids(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks of an edited text the ids of the blocks that they came from.

    A new block that already has the id of an old one keeps it. The others are matched
    by what they say: equal first, then the most alike, also where they moved.

    Args:
        old: before the edit; reserved blocks may be among them.
        new: after it.

    Returns:
        The new blocks in their order; no id occurs twice.

    Raises:
        BlockError: two new blocks have the same id.
    """
    _refuse_doubles(new)
    before = body_blocks(old)
    if not before:
        return tuple(new)
    places = [at for at, block in enumerate(new) if not block.kind.is_reserved]
    was_at = {block.id: at for at, block in enumerate(before)}
    known = {
        at: was_at[new[place].id]
        for at, place in enumerate(places)
        if new[place].id in was_at
    }
    found = match(
        [block_text(block) for block in before],
        [block_text(new[place]) for place in places],
        known=known,
    )
    carried = list(new)
    for at, origin in found.items():
        carried[places[at]] = replace(new[places[at]], id=before[origin].id)
    return tuple(carried)


def _refuse_doubles(blocks: Sequence[Block]) -> None:
    ids = [block.id for block in blocks]
    if len(set(ids)) < len(ids):
        doubled = next(each for each in ids if ids.count(each) > 1)
        message = f"two blocks have the id {doubled}"
        raise BlockError(message)


def to_json(blocks: Iterable[Block]) -> list[dict[str, str]]:
    """Write blocks as they are stored in a revision.

    Returns:
        In order, each with "id", "kind" and "html".
    """
    return [
        {"id": block.id, "kind": block.kind.value, "html": block.html}
        for block in blocks
    ]


def from_json(stored: object) -> tuple[Block, ...]:
    """Read blocks out of a revision.

    Args:
        stored: what `to_json` wrote.

    Returns:
        In order; empty for an empty list.

    Raises:
        BlockError: anything else than a list of such blocks; two have the same id.
    """
    if not isinstance(stored, list):
        message = f"blocks are a list, not {type(stored).__name__}"
        raise BlockError(message)
    blocks = tuple(_stored_block(item, at) for at, item in enumerate(stored))
    _refuse_doubles(blocks)
    return blocks


def _stored_block(item: object, at: int) -> Block:
    if not isinstance(item, Mapping) or {*map(type, item.values())} - {str}:
        message = f"block {at}: not an object of strings"
        raise BlockError(message)
    if item.keys() != _STORED:
        message = f"block {at}: wants id, kind and html"
        raise BlockError(message)
    kind = _BY_NAME.get(item["kind"])
    if kind is None:
        message = f"block {at}: unknown kind {item['kind'][:40]!r}"
        raise BlockError(message)
    return Block(id=item["id"], kind=kind, html=item["html"])
