"""Makes hostile HTML harmless to a parser that reads some of it again and again.

`html.parser` looks from every "<" for the end of its tag or comment. Where there is
none it does so in quadratic time, which a few megabytes turn into hours.
"""

import re
from typing import Final

_MOST_OPENINGS: Final = 16
_NOT_NEWLINE: Final = re.compile(r"[^\n]+")


def tamed(html: str) -> str:
    r"""Take comments out, and "<" where no tag can begin.

    Lines keep their numbers.

    References:
        HTML Living Standard §13.2.5.43: a comment that never ends takes the rest.

    >>> tamed("a <!-- b\n --> c <p>d <")
    'a \n c <p>d &lt;'
    """
    parts = _without_comments(html).split(">")
    for at, part in enumerate(parts):
        is_last = at == len(parts) - 1
        if is_last or part.count("<") > _MOST_OPENINGS:
            parts[at] = part.replace("<", "&lt;")
    return ">".join(parts)


def _without_comments(html: str) -> str:
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 2)
        at = len(html) if end < 0 else end + 3
        kept.append(_NOT_NEWLINE.sub("", html[start:at]))
    return "".join((*kept, html[at:]))
