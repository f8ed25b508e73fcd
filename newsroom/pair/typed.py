"""What somebody typed into a row, and on what it was based."""

import json
import re
from collections.abc import Mapping, Sequence

from django.utils.html import escape
from django.utils.translation import gettext as _

from articles.text.blocks import (
    Block,
    BlockError,
    BlockKind,
    from_json,
    parse_body,
    parse_inline,
    render_body,
)
from newsroom.admin.choices import Choice, Edit, settle, theirs_seen
from newsroom.admin.text_form import MOST_BLOCKS
from translations.actions.translating import UnitRefused, carried
from translations.units import Row

Sent = Mapping[str, str]


def edit_of(row: Row, sent: Sent) -> Edit:
    """Read what the writer made of what they found, their choice included.

    Args:
        row: As it is now.
        sent: `html` is the whole text of the row, `base` the blocks as they were found;
            where the text of somebody else was shown, `seen` is that and `choice`
            which one is to stand.

    Raises:
        MarkupError: It is over a million characters, or over 256 elements deep.
        UnitRefused: It has more paragraphs than any text.
    """
    base = _base(row, sent.get("base", ""))
    edit = Edit(base, _blocks(row, base, sent.get("html", "")))
    seen = theirs_seen(sent)
    choice = sent.get("choice", "")
    if not seen or choice not in set(Choice):
        return edit
    return settle(edit, seen, {f"choice-{name}": choice for name in seen})


def written_html(row: Row, blocks: Sequence[Block]) -> str:
    """Write blocks as the actions read them, so that they keep their ids."""
    if row.is_head:
        return "".join(block.html for block in blocks)
    return render_body(blocks, has_block_ids=True)


# Where the last paragraph, or the last line of a list or quotation, ends.
_END = re.compile(r"(?:</(?:p|li|ul|ol|blockquote|h[2-4])>\s*)+$")


def offered_html(row: Row, text: str) -> str:
    """Write what a row says with a text behind it, as the actions read it.

    Args:
        row: As it is now.
        text: Plain; each line becomes a paragraph, but in what stands apart.

    Returns:
        Empty where the text is.
    """
    lines = [escape(line.strip()) for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    if row.is_head:
        return " ".join(filter(None, [written_html(row, row.target), *lines]))
    return written_html(row, row.target) + "".join(f"<p>{line}</p>" for line in lines)


def with_term(row: Row, text: str) -> str:
    """Write what a row says with a few words behind its last one.

    Args:
        row: As it is now.
        text: Plain, one line.

    Returns:
        Empty where the text is.
    """
    words = escape(" ".join(text.split()))
    if not words:
        return ""
    if row.is_head or not row.target:
        return offered_html(row, text)
    html = written_html(row, row.target)
    end = _END.search(html)
    at = end.start() if end else len(html)
    return f"{html[:at]} {words}{html[at:]}"


def says_the_same(edit: Edit) -> bool:
    """Say whether nothing was typed."""
    return edit.base == edit.blocks


def _base(row: Row, written: str) -> tuple[Block, ...]:
    # A page that lost what it began with overwrites nothing: all counts as new.
    try:
        blocks = from_json(json.loads(written or "[]"))
    except (ValueError, BlockError, RecursionError):
        return ()
    return tuple(block for block in blocks if block.kind.is_reserved == row.is_head)


def _blocks(row: Row, base: Sequence[Block], html: str) -> tuple[Block, ...]:
    if row.is_head:
        name = next(block.id for block in (*row.source, *row.target))
        text = parse_inline(html)
        head = Block(id=name, kind=BlockKind(name), html=text)
        return (head,) if text else ()
    blocks = parse_body(html)
    if len(blocks) > MOST_BLOCKS:
        raise UnitRefused(
            _(
                "The text is too long to be saved in one piece. Copy part of it into "
                "another story or a file, and shorten it here."
            )
        )
    return carried(base, blocks)
