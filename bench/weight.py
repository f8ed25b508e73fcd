"""What a page weighs on the line: its bodies as a server in production sends them."""

import gzip
from typing import Any


def weight(responses: list[Any]) -> int:
    """Add up what some answers weigh, in bytes.

    Args:
        responses: Of Playwright. A file that was sent as it is, as while developing,
            counts packed: in production all of them are.
    """
    return sum(map(_weight, responses))


def _weight(response: Any) -> int:
    if response.headers.get("content-encoding") == "gzip":
        return int(response.request.sizes()["responseBodySize"])
    return len(gzip.compress(response.body()))
