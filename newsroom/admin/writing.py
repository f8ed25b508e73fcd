"""What a page on which somebody writes sends by itself: its text, that it is open."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles.actions.writing import (
    EditConflict,
    working_copy,
    write_working_copy,
)
from articles.models import Version
from articles.permissions import may_on
from articles.text.blocks import to_json
from articles.workflow import WRITING
from newsroom.admin.conflicts import three_ways
from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, one_seen, reasons
from newsroom.admin.text_form import TextForm
from newsroom.presence import presence
from people.models import Account
from people.permissions import PermissionRefused

OTHERS_WROTE = gettext_lazy(
    "Somebody else changed other paragraphs meanwhile. Their changes are kept, too."
)


class WritingAdmin(DeedAdmin[Version]):
    """The page on which a version is written: it saves by itself, shows who is here."""

    def get_urls(self) -> list[URLPattern]:
        """Add what the open page sends by itself."""
        own = (("autosave", self.autosave_view), ("heartbeat", self.heartbeat_view))
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(require_POST(view)),
                    name=f"articles_version_{name}",
                )
                for name, view in own
            ),
            *super().get_urls(),
        ]

    def autosave_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the text of an open page."""
        return autosave(request, one_seen(self, request, pk))

    def heartbeat_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that a page is open."""
        return heartbeat(request, one_seen(self, request, pk))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Version | None = None,
    ) -> HttpResponse:
        """Show what others changed, who else is here, and what is not saved yet."""
        if obj is not None:
            form = context["adminform"].form
            context["writing"] = writing_context(request, obj, form)
        return super().render_change_form(request, context, add, change, form_url, obj)


def autosave(request: HttpRequest, version: Version) -> HttpResponse:
    """Write the text of an open page into the working copy; no revision is kept.

    Returns:
        JSON: when it was saved, the new base of the page, whether others wrote and
        who else is here; else every reason, with 403 where the account may not, 409
        where somebody else changed the same, 400 for all other refusals.
    """
    form = TextForm(request.POST)
    if not form.is_valid():
        return _refused(
            400, [str(e) for errors in form.errors.values() for e in errors]
        )
    by, at = acting(request), timezone.now()
    try:
        edit = form.edit(version)
        known = write_working_copy(
            version=version, blocks=edit.blocks, by=by, at=at, base=edit.base
        )
    except REFUSALS as refusal:
        return _refused(_status_of(refusal), reasons(refusal))
    return JsonResponse(
        {
            "saved": date_format(timezone.localtime(at), "H:i"),
            "base": json.dumps(to_json(known)),
            "others_wrote": known != working_copy(version),
            "here": also_here(version, by),
        }
    )


def _status_of(refusal: Exception) -> int:
    if isinstance(refusal, EditConflict):
        return 409
    return 403 if isinstance(refusal, PermissionRefused) else 400


def _refused(status: int, why: list[str]) -> JsonResponse:
    return JsonResponse({"reasons": why}, status=status)


def heartbeat(request: HttpRequest, version: Version) -> HttpResponse:
    """Note that a page is open, and say in JSON who else is at the version."""
    return JsonResponse({"here": also_here(version, acting(request))})


def also_here(version: Version, account: Account) -> str:
    """Say who else is at a version, by user name; empty where nobody is.

    Args:
        version: One that the account may know of.
        account: Who looks, and is here from now on.
    """
    ids = presence().others_at(version.pk, account.pk)
    found = Account.objects.in_bulk(ids) if ids else {}
    names = [found[each].username for each in ids if each in found]
    if not names:
        return ""
    said = ngettext("%(names)s is here, too.", "%(names)s are here, too.", len(names))
    return said % {"names": ", ".join(names)}


def writing_context(
    request: HttpRequest, version: Version, form: Any
) -> dict[str, Any]:
    """Gather what the page of a version needs to keep what is typed there.

    Args:
        request: Of the page.
        version: One that the account may know of.
        form: Its form, filled in or refused.
    """
    by, act = acting(request), WRITING[version.status]
    refusal = getattr(request, "refusal", None)
    urls = {
        name: reverse(f"admin:articles_version_{name}", args=[version.pk])
        for name in ("autosave", "heartbeat")
    }
    may_write = act is not None and may_on(by, act, version)
    return {
        "also_here": also_here(version, by),
        "autosave_url": urls["autosave"] if may_write else "",
        "heartbeat_url": urls["heartbeat"],
        "is_unsaved": form.is_bound,
        "three_ways": three_ways(form, version, refusal, by) if form.is_bound else None,
    }
