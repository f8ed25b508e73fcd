"""Pasted texts: how they are read, and how long they may be."""

import json
import re
from collections.abc import Sequence
from html import escape

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Revision
from articles.text.blocks import (
    RESERVED,
    Block,
    BlockKind,
    MarkupError,
    block_text,
    body_blocks,
    from_json,
    parse_body,
    render_body,
    to_json,
)

MOST_PARAGRAPHS = 400
"""Ten long stories; so many are laid side by side within two seconds."""
MOST_CHARACTERS = 200_000
# "<Sok> said" is no markup.
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|blockquote|q|cite|font"
    r"|table|tbody|tr|td|th|html|body|head|meta|style|script|img|section|article|pre)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)


def pasted_blocks(text: str) -> tuple[Block, ...]:
    r"""Read a text as it comes out of the clipboard.

    HTML is read as the body of a text is. In plain text blank lines part paragraphs;
    where there is none, each line is one.

    Raises:
        MarkupError: It is over a million characters, or over 256 elements deep.

    >>> [block.html for block in pasted_blocks("5 < 6\nTwo")]
    ['<p>5 &lt; 6</p>', '<p>Two</p>']
    """
    if _TAG.search(text):
        return parse_body(text)
    lines = [line.strip() for line in text.strip().splitlines()]
    between = "\n" if "" in lines else "\n\n"
    return parse_body(escape(between.join(lines), quote=False))


def limited(blocks: Sequence[Block]) -> None:
    """Refuse a text that cannot be laid beside another one while somebody waits.

    Raises:
        ValidationError: It says in words what to do.
    """
    if not body_blocks(blocks):
        raise forms.ValidationError(_("There is no text in it."))
    most = {"most": MOST_PARAGRAPHS}
    if len(blocks) > MOST_PARAGRAPHS:
        raise forms.ValidationError(
            ngettext(
                "The text has more than %(most)s paragraph. Paste it in parts.",
                "The text has more than %(most)s paragraphs. Paste it in parts.",
                MOST_PARAGRAPHS,
            )
            % most
        )
    if sum(len(block_text(block)) for block in blocks) > MOST_CHARACTERS:
        raise forms.ValidationError(_too_long())


def _too_long() -> str:
    return _("The text is too long to be laid beside another one. Paste it in parts.")


def with_heads(base: Sequence[Block], blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Add what stands apart in a text and has no counterpart in another one."""
    typed = {block.id: block for block in blocks if block.kind.is_reserved}
    apart = {block.id: block for block in base if block.kind.is_reserved} | typed
    heads = (apart[name] for name in RESERVED if name in apart)
    return (*heads, *body_blocks(blocks))


def seen_blocks(revision: Revision) -> tuple[Block, ...]:
    """Return the whole text of a revision."""
    return from_json(revision.blocks)


def base_of(blocks: Sequence[Block]) -> str:
    """Write the text that was found for the hidden field."""
    return json.dumps(to_json(blocks))


def title_of(revision: Revision) -> str:
    """Name a text by its headline and its language."""
    texts = {block.id: block_text(block) for block in seen_blocks(revision)}
    headline = texts.get(BlockKind.HEADLINE.value) or _("(no headline yet)")
    return f"{headline} ({revision.version.language})"


def limited_source(blocks: Sequence[Block]) -> None:
    """Refuse a source that is empty or too long.

    Raises:
        ValidationError: It says in words what to do.
    """
    body = body_blocks(blocks)
    if not body:
        raise forms.ValidationError(
            _("The source has no saved text yet. Save it first.")
        )
    is_long = sum(len(block_text(block)) for block in body) > MOST_CHARACTERS
    if len(body) > MOST_PARAGRAPHS or is_long:
        raise forms.ValidationError(
            _("The source is too long for that. Translate it in the pair editor.")
        )


def with_ids(text: str) -> str:
    """Read a pasted body; return it as HTML in which each paragraph has its id.

    Raises:
        ValidationError: It is empty or too long.
    """
    try:
        blocks = pasted_blocks(text)
    except MarkupError as error:
        raise forms.ValidationError(_too_long()) from error
    limited(blocks)
    return render_body(blocks, has_block_ids=True)
