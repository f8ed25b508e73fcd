"""The kept texts of a version: read, compared word by word, restored."""

import re
from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.actions import writing
from articles.models import Revision, Version
from articles.permissions import may_on
from articles.text.blocks import from_json
from articles.text.comparing import compare
from articles.workflow import WRITING
from newsroom.admin.beside import beside
from newsroom.admin.deeds import acting, deed

MOST_LISTED = 200


def show_revisions(
    request: HttpRequest, version: Version, site: AdminSite
) -> HttpResponse:
    """List the revisions of a version and compare two of them, or restore one."""
    if request.method == "POST":
        return _restore(request, version)
    listed = list(
        version.revisions.select_related("made_by").order_by("-number")[:MOST_LISTED]
    )
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": _("Kept texts"),
        "version": version,
        "revisions": listed,
        "opts": Version._meta,
        "beside": beside(request, version),
        "may_restore": _may_restore(request, version),
        "back": reverse("admin:articles_version_change", args=[version.pk]),
    }
    readable = [revision for revision in listed if revision.erased_at is None]
    if readable:
        new = _chosen(request, version, "new", readable[0])
        older = next((r for r in readable if r.number < new.number), new)
        old = _chosen(request, version, "old", older)
        context |= {
            "readable": readable,
            "erased": [r for r in dict.fromkeys((old, new)) if r.erased_at],
            "old": old,
            "new": new,
            "compared": compare(
                from_json(old.blocks), from_json(new.blocks), version.language
            ),
        }
    return render(request, "admin/articles/revisions.html", context)


def _chosen(
    request: HttpRequest, version: Version, name: str, otherwise: Revision
) -> Revision:
    number = request.GET.get(name, "")
    return _numbered(version, number) if number else otherwise


def _numbered(version: Version, number: str) -> Revision:
    # Seven digits: no version comes near, and the database can hold it.
    if not re.fullmatch("[0-9]{1,7}", number):
        raise Http404
    return get_object_or_404(
        version.revisions.select_related("made_by"), number=int(number)
    )


def _may_restore(request: HttpRequest, version: Version) -> bool:
    act = WRITING[version.status]
    return act is not None and may_on(acting(request), act, version)


def _restore(request: HttpRequest, version: Version) -> HttpResponse:
    revision = _numbered(version, request.POST.get("number", ""))
    return deed(
        request,
        lambda: writing.restore_revision(
            version=version, revision=revision, by=acting(request), at=timezone.now()
        ),
        done=_("Restored. What was written since is kept, too."),
        then=reverse("admin:articles_version_change", args=[version.pk]),
    )
