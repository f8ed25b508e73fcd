"""Lines of text written as HTML again, and HTML read as plain text."""

from collections.abc import Sequence

from articles.text.lines import Line, shared, text_of
from articles.text.tags import cleaned


def plain_text(html: str) -> str:
    r"""Read HTML as text: one line for a paragraph, item or line break.

    Raises:
        MarkupError: as `scan`.

    >>> plain_text("<p>One <em>two</em><br>three</p><ul><li>four &amp; five</li></ul>")
    'One two\nthree\nfour & five'
    """
    return text_of(html)


def inline(lines: Sequence[Line], *, between: str) -> str:
    """Write lines as inline markup without any block around it."""
    return cleaned(between.join(line.html for line in lines))


def outermost(lines: Sequence[Line]) -> str:
    """Write the lines of one block with the element around them.

    Args:
        lines: not empty; one line without a path, or lines that share the first
            element of their path.
    """
    first = lines[0]
    if not first.path:
        return cleaned(f"<{first.tag}>{first.html}</{first.tag}>")
    if first.path[0][0] == "blockquote":
        inside = "".join(f"<p>{line.html}</p>" for line in lines)
        return cleaned(f"<blockquote>{inside}</blockquote>")
    return cleaned(_list(lines))


def _list(lines: Sequence[Line]) -> str:
    written: list[str] = []
    stack: list[tuple[str, int]] = []
    for line in lines:
        kept = shared(stack, line.path)
        if kept == len(stack) == len(line.path):
            written.append("<br>")
        written += [f"</{tag}>" for tag, _number in reversed(stack[kept:])]
        written += [f"<{tag}>" for tag, _number in line.path[kept:]]
        written.append(line.html)
        stack = list(line.path)
    return "".join([*written, *(f"</{tag}>" for tag, _number in reversed(stack))])
