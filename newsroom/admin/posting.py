"""The posting kit of a story: texts to copy, cards to download, posts to note."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Version
from exports.actions.handing import (
    BytesChangedError,
    proven_bytes,
    reasons_against,
)
from exports.actions.ordering import KIT_FORMATS, POST
from exports.formats.posting_texts import POST_KINDS, units
from exports.formats.readers.zip_files import files_in
from exports.models import Artifact, Delivery, ExportItem, OwnPost
from newsroom import export_desk
from newsroom.admin.copies_out import post_form
from newsroom.admin.deeds import acting, deed, one_seen
from people.permissions import may
from worklist.models import WorkState

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

SEEN_AGAIN_AFTER = 2


@dataclass(frozen=True)
class ShownText:
    """A text of a kit.

    Attributes:
        name: Of its file.
        label: What it is for, in the interface language.
        text: To be copied.
        length: In the units in which the platform counts.
        limit: In the same.
    """

    name: str
    label: str
    text: str
    length: int
    limit: int


@dataclass(frozen=True)
class ShownKit:
    """What a story's page says of one language.

    Attributes:
        version: In that language.
        copy: The newest kit; None before the first, and where it cannot be used.
        reasons: Why there is none, or why the newest one cannot be used.
        is_waiting: Whether one is being made.
        texts: Of the kit.
        cards: Names of its pictures.
    """

    version: Version
    copy: Delivery | None
    reasons: tuple[str, ...]
    is_waiting: bool
    texts: tuple[ShownText, ...] = ()
    cards: tuple[str, ...] = ()


def posting_urls(shown: "ModelAdmin[Article]") -> list[URLPattern]:
    """Return the addresses of the kit: its page, its button, its files."""
    view = shown.admin_site.admin_view
    return [
        path(
            "<uuid:pk>/posting/",
            view(partial(_page, shown)),
            name="articles_article_posting",
        ),
        path(
            "<uuid:pk>/posting/make/",
            view(require_POST(partial(_make, shown))),
            name="articles_article_posting_make",
        ),
        path(
            "<uuid:pk>/posting/<int:copy>/<str:name>",
            view(require_safe(partial(_file, shown))),
            name="articles_article_posting_file",
        ),
    ]


def _page(shown: "ModelAdmin[Article]", request: HttpRequest, pk: Any) -> HttpResponse:
    article = _posted(shown, request, pk)
    form = post_form(request, article)
    kits = [_kit(version) for version in article.versions.order_by("pk")]
    is_waiting = any(kit.is_waiting for kit in kits)
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "title": _("Posting kit"),
        "article": article,
        "kits": kits,
        "is_waiting": is_waiting,
        "own_posts": OwnPost.objects.filter(version__article=article).select_related(
            "version"
        ),
        "form": form,
    }
    response = render(request, "admin/articles/article/posting.html", context)
    if is_waiting and not form.is_bound:
        response["Refresh"] = str(SEEN_AGAIN_AFTER)
    return response


def _make(shown: "ModelAdmin[Article]", request: HttpRequest, pk: Any) -> HttpResponse:
    article = _posted(shown, request, pk)
    return deed(
        request,
        lambda: export_desk.order_kit(
            article=article,
            may_be_behind="may_be_behind" in request.POST,
            by=acting(request),
            at=timezone.now(),
        ),
        done=_("The kit is being made. This page shows it when it is ready."),
        then=reverse("admin:articles_article_posting", args=[article.pk]),
    )


def _file(
    shown: "ModelAdmin[Article]", request: HttpRequest, pk: Any, copy: int, name: str
) -> HttpResponse:
    """Hand over a text or a card, byte for byte as it was verified, or nothing."""
    article = _posted(shown, request, pk)
    delivery = get_object_or_404(_copies(article.versions.all()), pk=copy)
    files = {} if reasons_against([delivery])[copy] else _files(delivery.artifact)
    if name not in files:
        raise Http404
    version = delivery.artifact.version
    kind = "image/jpeg" if name.endswith(".jpg") else "text/plain; charset=utf-8"
    answer = HttpResponse(files[name], content_type=kind)
    answer["Content-Disposition"] = (
        f'attachment; filename="{version.slug}.{version.language}.{name}"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _posted(shown: "ModelAdmin[Article]", request: HttpRequest, pk: Any) -> Article:
    if not may(acting(request), POST):
        raise PermissionDenied
    return one_seen(shown, request, pk)


def _copies(versions: Any) -> Any:
    return (
        Delivery.objects.filter(
            artifact__version__in=versions, item__format__in=KIT_FORMATS
        )
        .select_related("item__job__licensee", "artifact__version__article__outlet")
        .order_by("-pk")
    )


def _files(artifact: Artifact) -> Mapping[str, bytes]:
    try:
        return files_in(proven_bytes(artifact))
    except (BytesChangedError, OSError):
        return {}


def _kit(version: Version) -> ShownKit:
    newest = (
        ExportItem.objects.filter(version=version, format__in=KIT_FORMATS)
        .order_by("-pk")
        .first()
    )
    is_waiting = newest is not None and newest.state == WorkState.WAITING
    refused = (
        tuple(map(_, newest.reasons))
        if newest is not None and newest.state == WorkState.PARKED
        else ()
    )
    delivery = _copies([version]).first()
    if delivery is None:
        return ShownKit(version, None, refused, is_waiting)
    against = reasons_against([delivery])[delivery.pk]
    files = {} if against else _files(delivery.artifact)
    if not files:
        lost = against or (_("The file of this kit is lost. Make it again."),)
        return ShownKit(version, None, refused or lost, is_waiting)
    cards = tuple(name for name in files if name.endswith(".jpg"))
    texts = tuple(_texts(files))
    return ShownKit(version, delivery, refused, is_waiting, texts, cards)


def _texts(files: Mapping[str, bytes]) -> Iterator[ShownText]:
    speaking = get_language() or "en"
    for kind in POST_KINDS:
        label = kind.labels.get(speaking, kind.labels["en"])
        text = files[kind.name].decode()
        yield ShownText(kind.name, label, text, units(text), kind.limit)
