"""Sends the files of photos, once somebody has decided that they may be seen.

In production a proxy sends the bytes (X-Accel-Redirect, nginx); who may see them is
asked here each time, also for a file that a browser has already.
"""

import mimetypes
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from articles.models import Photo
from articles.pictures import CONTENT_TYPES, MASTER, file_path, rendition_names


def sparing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell a view as `is_sparing` whether the reader's browser was told to save data.

    Caches keep the two answers apart. Source: Save-Data (WICG), a client hint that
    Chromium and Opera send.
    """

    @wraps(view)
    def answer(request: HttpRequest, **place: object) -> HttpResponse:
        wanted = request.headers.get("Save-Data", "").strip().lower()
        response = view(request, is_sparing=wanted == "on", **place)
        patch_vary_headers(response, ["Save-Data"])
        return response

    return answer


def send_photo(
    request: HttpRequest,
    photo: Photo | None,
    name: str,
    *,
    caching: str,
    is_staff: bool = False,
) -> HttpResponseBase:
    """Answer with a file of a photo, or that the browser has it already.

    Args:
        request: GET or HEAD.
        photo: That may be seen; None where none may.
        name: Of the file.
        caching: Value of Cache-Control.
        is_staff: Whether the stored picture may be seen too.

    Raises:
        Http404: There is no such file for them.
    """
    if photo is None or (name == MASTER and not is_staff):
        raise Http404
    try:
        path = _stored(photo, name)
    except ValueError:
        raise Http404 from None
    etag = f'"{photo.edition}.{name}"'
    return send_file(request, path, etag=etag, caching=caching)


def _stored(photo: Photo, name: str) -> str:
    """Return where a file is; of a size that is still to be made, the next larger one.

    Raises:
        ValueError: There is no file of that name.
    """
    path = file_path(photo.pk, photo.edition, name)
    _width, _dot, extension = name.partition(".")
    names = [it for it, kind, _pixels in rendition_names() if kind == extension]
    larger = names[names.index(name) :] if name in names else []
    paths = (file_path(photo.pk, photo.edition, it) for it in larger)
    return next(filter(default_storage.exists, paths), path)


def send_file(
    request: HttpRequest, path: str, *, etag: str, caching: str
) -> HttpResponseBase:
    """Answer with a file of the storage, or that the browser has it already.

    Args:
        request: GET or HEAD.
        path: In the storage.
        etag: Quoted; another one for other bytes.
        caching: Value of Cache-Control.

    Raises:
        Http404: It is gone.
    """
    headers = {
        "ETag": etag,
        "Cache-Control": caching,
        "Content-Type": _type_of(path),
        # Pictures are small: nobody needs them in parts.
        "Accept-Ranges": "none",
    }
    unchanged = get_conditional_response(
        request, etag=etag, response=HttpResponse(headers=headers)
    )
    if unchanged is not None and unchanged.status_code != HttpResponse.status_code:
        return unchanged
    if settings.ACCEL_PATH:
        headers["X-Accel-Redirect"] = f"{settings.ACCEL_PATH}/{path}"
        return HttpResponse(headers=headers)
    try:
        return FileResponse(default_storage.open(path), headers=headers)
    except FileNotFoundError:
        raise Http404 from None


def _type_of(path: str) -> str:
    known = CONTENT_TYPES.get(path.rpartition(".")[2])
    return known or mimetypes.guess_type(path)[0] or "application/octet-stream"
