"""The switch of original: offered on a story's page, told in full before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.actions.switching import SWITCH, Switch, planned_switch
from articles.languages import name_of
from articles.models import Article, Origin, Status, Version
from articles.permissions import may_on
from newsroom import desk
from newsroom.admin.deeds import acting, deed
from people.models import Account
from people.permissions import may
from translations.models import Unit


@dataclass(frozen=True)
class Candidate:
    """A language that could become the original.

    Attributes:
        name: In the interface language.
        url: Of the page that tells what would change.
    """

    name: str
    url: str


def candidates(article: Article, by: Account) -> tuple[Candidate, ...]:
    """List the languages that somebody may make the original; may be empty."""
    # Asked once for all languages first: most people may switch none.
    if not may(by, SWITCH):
        return ()
    versions = list(article.versions.select_related("article").order_by("pk"))
    allowed = [version for version in versions if may_on(by, SWITCH, version)]
    if not any(version.origin == Origin.ORIGINAL for version in allowed):
        return ()
    return tuple(
        Candidate(
            _name(version),
            reverse("admin:articles_article_switch", args=[article.pk, version.pk]),
        )
        for version in allowed
        if version.origin != Origin.ORIGINAL and version.status != Status.WITHDRAWN
    )


def switch_view(
    request: HttpRequest, article: Article, version_pk: int, site: AdminSite
) -> HttpResponse:
    """Tell what a switch would change and what it would leave, then do it.

    Args:
        request: Of somebody who may know of the story.
        article: The story.
        version_pk: Of the version that would become the original.
        site: For the frame of the page.
    """
    by = acting(request)
    versions = list(article.versions.select_related("article").order_by("pk"))
    chosen = next((v for v in versions if v.pk == version_pk), None)
    if chosen is None:
        raise Http404
    originals = (v for v in versions if v.origin == Origin.ORIGINAL)
    if not all(may_on(by, SWITCH, version) for version in (chosen, *originals)):
        raise PermissionDenied
    back = reverse("admin:articles_article_change", args=[article.pk])
    if request.method == "POST":
        return deed(
            request,
            lambda: desk.switch_original(
                article=article, to_version=chosen, by=by, at=timezone.now()
            ),
            done=_("%(language)s is the original now.") % {"language": _name(chosen)},
            then=back,
        )
    title = _("Make it the original: %(language)s") % {"language": _name(chosen)}
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": title,
        "article": article,
        "back": back,
        "opts": Article._meta,
    }
    planned = planned_switch(versions, chosen)
    if isinstance(planned, Switch):
        context |= {"changes": tuple(_changes(planned)), "is_stale": _is_stale(planned)}
    else:
        context |= {"against": planned}
    return render(request, "admin/articles/article/switch.html", context)


def _changes(planned: Switch) -> Iterator[str]:
    yield _("%(language)s becomes the original.") % {"language": _name(planned.becomes)}
    if planned.origin_left == Origin.COUNTERPART:
        yield _("%(language)s becomes a version that was reported separately.") % {
            "language": _name(planned.was)
        }
    for link in planned.turned:
        if link.source_version is not None:
            yield _("%(language)s becomes a translation from %(source)s.") % {
                "language": _name(link.source_version),
                "source": _name(link.version),
            }


def _is_stale(planned: Switch) -> bool:
    """Say whether a text on the way changed since it was translated."""
    return (
        Unit.objects.stale()
        .filter(version__in=[link.version_id for link in planned.turned])
        .exists()
    )


def _name(version: Version) -> str:
    speaking = get_language() or settings.LANGUAGE_CODE
    return name_of(version.language, in_language=speaking)
