"""Sends a file whole or in part, so that a reader can begin in the middle of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse

PIECE = 65_536
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)
_TAGS = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True)
class SentFile:
    """What is sent: a head made now, and the rest of a stored file.

    Attributes:
        head: Stands before the rest; may be empty.
        path: Of the stored file.
        skipped: Bytes of the stored file that the head stands for.
        size: Bytes of the stored file, as the table says.
        kind: Content type.
        mark: In hex, another one for all that differs in a byte.
    """

    head: bytes
    path: Path
    skipped: int
    size: int
    kind: str
    mark: str

    @property
    def length(self) -> int:
        """Bytes in all."""
        return len(self.head) + self.size - self.skipped

    def pieces(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes from `start` up to, not with, `stop`.

        Raises:
            FileNotFoundError: The stored file is gone.
        """
        with self.path.open("rb") as file:
            # Opened before the head is sent: what is gone is no half answer.
            if start < len(self.head):
                yield self.head[start:stop]
            at = max(start - len(self.head), 0)
            left = stop - max(start, len(self.head))
            file.seek(self.skipped + at)
            while left > 0 and (piece := file.read(min(PIECE, left))):
                left -= len(piece)
                yield piece


def send(request: HttpRequest, sent: SentFile) -> HttpResponseBase:
    """Answer a request for a file: 200, 206 for a part, 304, or 416.

    What a browser keeps it must ask about before it plays it again: a story can be
    taken down, and a name withdrawn, between two presses.

    References:
        RFC 9110 §13 (If-None-Match, If-Range) and §14 (one range; of several the
        whole file is sent, as the standard allows).
    """
    tag = f'"{sent.mark}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "public, no-cache",
        "Accept-Ranges": "bytes",
    }
    if is_known(request, tag):
        return HttpResponse(status=304, headers=headers)
    wanted = _range(request, tag)
    part = None if wanted is None else _within(wanted, sent.length)
    if wanted is not None and part is None:
        headers["Content-Range"] = f"bytes */{sent.length}"
        return HttpResponse(status=416, headers=headers)
    start, stop = part or (0, sent.length)
    headers |= {"Content-Length": str(stop - start), "Content-Type": sent.kind}
    status = 200
    if part is not None:
        status = 206
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{sent.length}"
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    pieces = sent.pieces(start, stop)
    return StreamingHttpResponse(pieces, status=status, headers=headers)


def is_known(request: HttpRequest, tag: str) -> bool:
    """Say whether the asker has these very bytes already (If-None-Match)."""
    known = request.headers.get("If-None-Match", "")
    return known.strip() == "*" or tag in _TAGS.findall(known)


def _range(request: HttpRequest, tag: str) -> tuple[str, str] | None:
    """Return first and last byte as they were asked for; None for the whole file."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    condition = request.headers.get("If-Range")
    if found is None or not any(found.groups()) or condition not in (None, tag):
        return None
    return found[1], found[2]


def _within(wanted: tuple[str, str], length: int) -> tuple[int, int] | None:
    """Return where a range begins and stops; None where the file has nothing of it."""
    first, last = wanted
    if not first:
        # The last so many bytes.
        start, stop = max(0, length - int(last)), length
    else:
        start, stop = int(first), min(int(last or length) + 1, length)
        if last and int(last) < start:
            return None
    return (start, stop) if start < stop else None
