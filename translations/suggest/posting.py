"""Sends JSON to a translation service: no redirect, no long wait, no endless answer."""

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import IO, Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from translations.suggest.base import ServiceError, Trouble

LARGEST_ANSWER: Final = 1_000_000
"""Bytes."""
_CHUNK: Final = 16_384
_BY_STATUS: Final[Mapping[int, Trouble]] = {
    401: Trouble.DENIED,
    403: Trouble.DENIED,
    407: Trouble.DENIED,
    408: Trouble.TOO_SLOW,
    413: Trouble.SENT_TOO_LONG,
    429: Trouble.BUSY,
    503: Trouble.BUSY,
    504: Trouble.TOO_SLOW,
}


@dataclass(frozen=True)
class Patience:
    """How long a service is waited for.

    Attributes:
        seconds: For one answer, all of it.
        tries: At most so many.
        pause: Seconds before the second try; each later one waits twice as long.
        longest_pause: Seconds, whatever the service asks for.
    """

    seconds: float = 15.0
    tries: int = 3
    pause: float = 1.0
    longest_pause: float = 5.0

    def pauses(self) -> Iterator[float]:
        """Yield how long to wait before each further try."""
        for number in range(self.tries - 1):
            yield min(self.pause * 2**number, self.longest_pause)


class _NoRedirects(HTTPRedirectHandler):
    """Goes nowhere else: the text was meant for one address, and so was the key."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        fp.close()
        raise ServiceError(Trouble.REDIRECTED)


# Straight to the address, whatever proxy the environment names.
_OPENER = build_opener(ProxyHandler({}), _NoRedirects)


def post_json(
    address: str,
    payload: Mapping[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
    patience: Patience | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Any:
    """Send JSON and return the JSON of the answer.

    What may pass is tried again, a few times; nothing that was sent or answered, and no
    key, is in an error.

    Args:
        address: As `checked_address` let it through, with the path.
        payload: Sent as JSON.
        headers: Beside those of JSON, such as a key.
        patience: How long to wait, and how often to try.
        sleep: Waits for some seconds.

    Raises:
        ServiceError: There is no such answer; says why.
    """
    waiting = patience or Patience()
    pauses = waiting.pauses()
    while True:
        try:
            return _post(address, payload, headers or {}, waiting.seconds)
        except _Again as again:
            pause = next(pauses, None)
            if pause is None:
                raise ServiceError(again.trouble) from None
            sleep(min(max(pause, again.wanted), waiting.longest_pause))


class _Again(Exception):  # noqa: N818 - the caller decides whether it is an error
    """It may work another time.

    Attributes:
        trouble: What to say where it does not.
        wanted: After so many seconds, as the service says; 0 if it does not.
    """

    def __init__(self, trouble: Trouble, wanted: float = 0.0) -> None:
        super().__init__(trouble)
        self.trouble, self.wanted = trouble, wanted


def _post(
    address: str, payload: Mapping[str, Any], headers: Mapping[str, str], seconds: float
) -> Any:
    request = Request(  # noqa: S310 - `checked_address` lets http and https through only
        address,
        data=json.dumps(payload, ensure_ascii=False).encode(),
        headers={
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "Spean",
            **headers,
        },
        method="POST",
    )
    until = time.monotonic() + seconds
    try:
        with _OPENER.open(request, timeout=seconds) as answer:
            return _json(_all_of(answer, until))
    except ServiceError:
        raise
    except HTTPError as error:
        with error:
            raise _of_status(error) from None
    except TimeoutError:
        raise _Again(Trouble.TOO_SLOW) from None
    except URLError as error:
        is_slow = isinstance(error.reason, TimeoutError | socket.timeout)
        trouble = Trouble.TOO_SLOW if is_slow else Trouble.UNREACHABLE
        raise _Again(trouble) from None
    except (http.client.HTTPException, OSError):
        raise _Again(Trouble.UNREACHABLE) from None


def _of_status(error: HTTPError) -> Exception:
    trouble = _BY_STATUS.get(error.code)
    if trouble is None:
        is_theirs = error.code >= http.HTTPStatus.INTERNAL_SERVER_ERROR
        trouble = Trouble.BROKEN if is_theirs else Trouble.REFUSED
    if trouble.may_pass:
        return _Again(trouble, _seconds(error.headers.get("Retry-After")))
    return ServiceError(trouble)


def _seconds(said: str | None) -> float:
    return float(said) if said and said.isascii() and said.isdecimal() else 0.0


def _all_of(answer: IO[bytes], until: float) -> bytes:
    """Read an answer to its end, unless it is too long or comes too slowly."""
    parts, size = [], 0
    # A drop at a time keeps a socket alive for ever; the clock does not.
    while part := _some_of(answer):
        size += len(part)
        if size > LARGEST_ANSWER:
            raise ServiceError(Trouble.TOO_LONG)
        if time.monotonic() > until:
            raise _Again(Trouble.TOO_SLOW)
        parts.append(part)
    return b"".join(parts)


def _some_of(answer: Any) -> bytes:
    return bytes(answer.read1(_CHUNK))


def _json(answer: bytes) -> Any:
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        raise ServiceError(Trouble.GARBAGE) from None
