"""Packs the page of a pair for the line, as small as gzip can."""

import gzip
import io
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

_LONGEST_PAD: Final = 100
_BEST: Final = 9


def packed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send what a view answers as gzip, where the browser takes that.

    What compression gives away of a secret beside repeated words (BREACH) is hidden as
    Django's own `gzip_page` hides it: the token of the forms is masked anew in each
    answer, and each answer is padded by a random length. That one stops looking for
    what repeats a little early, and rows repeat.

    Args:
        view: Answers whole pages, none of them packed.

    References:
        RFC 1952 §2.3.1 (FNAME), which holds the padding.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        patch_vary_headers(response, ("Accept-Encoding",))
        if "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        file, pad = io.BytesIO(), "a" * secrets.randbelow(_LONGEST_PAD)
        with gzip.GzipFile(pad, "wb", _BEST, file, mtime=0) as packing:
            packing.write(response.content)
        response.content = file.getvalue()
        response.headers["Content-Encoding"] = "gzip"
        return response

    return answered
