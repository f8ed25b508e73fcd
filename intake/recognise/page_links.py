"""Links of a page that name no host: given one, or found to lead nowhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from intake.recognise.lines import Found, Line

PLACES: Final = ("og:url", "canonical", "base")
"""Where a page names its own address; each is read against those before it."""

_LINK: Final = re.compile(r'<a href="(?P<address>[^"]*)">')
_WEB: Final = ("http", "https")


@dataclass(frozen=True, kw_only=True)
class LooseLink(Found):
    """A relative link on a page that does not say where it stood."""


def page_address(named: Mapping[str, str]) -> str:
    """Return the address against which the links of a page are read.

    Args:
        named: what the page says, by the place where it says so.

    Returns:
        An absolute address of the web; empty where the page names none.

    References:
        HTML Living Standard §4.2.3: the base element comes before all else.

    >>> page_address({"og:url": "https://a.example/km/rain/", "base": "/en/"})
    'https://a.example/en/'
    """
    address = ""
    for place in PLACES:
        address = _absolute(named.get(place, ""), address) or address
    return address


def with_addresses(line: Line, address: str) -> tuple[Line, tuple[LooseLink, ...]]:
    """Make the links of a line absolute.

    Args:
        line: of a page.
        address: of the page; empty where it is not known.

    Returns:
        The line, and the links that stay relative, in order. Their words stay in the
        text, without a link.

    >>> line = Line(number=1, text="Map", html='<a href="/map">Map</a>')
    >>> with_addresses(line, "https://a.example/")[0].html
    '<a href="https://a.example/map">Map</a>'
    """
    if "<a href" not in line.html:
        return line, ()
    loose: list[LooseLink] = []

    def written(found: re.Match[str]) -> str:
        link = unescape(found["address"]).strip()
        if not _is_relative(link):
            return found[0]
        absolute = _absolute(link, address)
        if absolute:
            return f'<a href="{escape(absolute)}">'
        if link != "#":
            loose.append(LooseLink(words=link, line=line.number))
        return "<a>"

    html = _LINK.sub(written, line.html)
    return replace(line, html=html), tuple(loose)


def _is_relative(link: str) -> bool:
    try:
        return not urlsplit(link).scheme
    except ValueError:
        return False


def _absolute(link: str, address: str) -> str:
    if not link.strip():
        return ""
    try:
        joined = urljoin(address, link.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in _WEB and parts.hostname else ""
