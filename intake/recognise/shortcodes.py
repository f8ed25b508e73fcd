"""Shortcodes of a site's own software, and addresses it would have unfolded.

References:
    WordPress, Shortcode API: `[name attribute="value"]`, `[name]…[/name]`. A word in
    square brackets that a writer put into a quotation is none of them.
"""

import re
from dataclasses import dataclass
from typing import Final

from intake.recognise.lines import Found, Line, LineKind

_QUOTE: Final = "[\"'“”‘’″′«»]"
_ATTRIBUTE: Final = (
    rf"[A-Za-z][\w-]{{0,40}}\s?=\s?(?:{_QUOTE}[^\[\]\"“”″]*{_QUOTE}|[^\s\[\]\"'“”″]+)"
)
_KNOWN: Final = (
    "audio|caption|contact-form|embed|facebook|gallery|iframe|instagram|playlist"
    "|related|soundcloud|tweet|twitter|video|vimeo|wp_caption|youtube"
)
# Known by its name, by an attribute, or by an underscore, which no writer puts there.
_SHORTCODE: Final = re.compile(
    rf"\[/?(?P<name>(?:{_KNOWN})(?=[\s\]/])|[A-Za-z]\w{{0,40}}_\w{{1,40}}(?=[\s\]/])"
    rf"|[A-Za-z][\w-]{{0,40}}(?=\s+{_ATTRIBUTE}))(?P<rest>[^\[\]]*)\]"
)
# What such a pair encloses is for the software, not for readers.
_ENCLOSING: Final = {"audio", "embed", "iframe", "playlist", "video"}
_CAPTIONS: Final = {"caption", "wp_caption"}
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SEAM: Final = re.compile(r"[ \t]{2,}")


@dataclass(frozen=True, kw_only=True)
class Shortcode(Found):
    """A shortcode, or an address on a line of its own.

    Attributes:
        name: of the shortcode in lower case; "embed" for an address.
    """

    name: str


@dataclass(frozen=True)
class Stripped:
    """A line without its shortcodes.

    Attributes:
        text: what readers see of it; empty for a line of shortcodes only.
        shortcodes: in order.
        is_caption: whether the rest was enclosed in a caption shortcode.
    """

    text: str
    shortcodes: tuple[Shortcode, ...]
    is_caption: bool = False


def without_shortcodes(line: Line, text: str | None = None) -> Stripped:
    """Take the shortcodes out of a line.

    Args:
        line: where they stand.
        text: read instead of the line's own, such as its markup.

    Returns:
        The text as it stands where there is none.

    >>> without_shortcodes(Line(number=1, text="[audio mp3='a'] Rain [sic]", html=""))
    ... # doctest: +ELLIPSIS
    Stripped(text='Rain [sic]', shortcodes=(Shortcode(...),), is_caption=False)
    """
    text = line.text if text is None else text
    if line.kind is LineKind.EMBED or _ADDRESS.fullmatch(text):
        return Stripped("", (Shortcode(words=text, line=line.number, name="embed"),))
    kept, found, at = [], [], 0
    for start, end, name in _spans(text):
        kept.append(text[at:start])
        found.append(Shortcode(words=text[start:end], line=line.number, name=name))
        at = end
    if not found:
        return Stripped(text, ())
    rest = _SEAM.sub(" ", "".join((*kept, text[at:]))).strip()
    is_caption = bool(rest) and found[0].name in _CAPTIONS
    return Stripped(rest, tuple(found), is_caption)


def _spans(text: str) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    unclosed: set[str] = set()
    at = 0
    while found := _SHORTCODE.search(text, at):
        start, at, name = found.start(), found.end(), found["name"].lower()
        ending = f"[/{found['name']}]"
        if name in _ENCLOSING and found[0] != ending and ending not in unclosed:
            close = text.find(ending, at)
            if close >= 0:
                at = close + len(ending)
            else:
                unclosed.add(ending)
        spans.append((start, at, name))
    return spans
