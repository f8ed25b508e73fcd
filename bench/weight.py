"""What a page weighs on the line: its bodies as a server in production sends them."""

import gzip
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from newsroom.lean import lean

LETTERS = """() => Promise.all(["400", "700"].map(
  weight => document.fonts.load(`${weight} 1em "Spean Khmer"`, "ក")
))"""
"""Brings the letters of Khmer, bold ones too, as the first page of the desk does."""
FETCHED = """() => ["navigation", "resource"].flatMap(
  kind => performance.getEntriesByType(kind)
).filter(
  each => each.transferSize > 0 && each.transferSize >= each.encodedBodySize
).map(each => each.name)"""


def fetched(page: Any, responses: list[Any]) -> list[Any]:
    """Leave out what the browser had already, such as the letters of an earlier page.

    Args:
        page: Of Playwright, loaded.
        responses: Every one that it has got.
    """
    wanted = set(page.evaluate(FETCHED))
    return [response for response in responses if response.url in wanted]


def weight(responses: list[Any]) -> int:
    """Add up what some answers weigh, in bytes.

    Args:
        responses: Of Playwright. A file that was sent as it is, as while developing,
            counts as it leaves in production: packed, our scripts and styles lean.
    """
    return sum(map(_weight, responses))


def _weight(response: Any) -> int:
    if response.headers.get("content-encoding") == "gzip":
        return int(response.request.sizes()["responseBodySize"])
    name = urlsplit(response.url).path.removeprefix(settings.STATIC_URL)
    body = response.body()
    if name.endswith((".js", ".css")):
        body = lean(name, body.decode()).encode()
    return len(gzip.compress(body))
