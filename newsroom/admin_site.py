"""The admin site: our name, our languages, and a policy for its scripts."""

import base64
import hashlib
import re
from functools import cache, wraps
from typing import Any

from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import importmap

# The style that the body editor puts into its page; a browser test meets it.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


@cache
def _editor_hash() -> str:
    """Return the CSP source of the one inline script: the editor's import map."""
    script = re.sub(r"^<script[^>]*>|</script>$", "", str(importmap).strip())
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class NewsroomAdminSite(AdminSite):
    """Django's admin under a strict Content-Security-Policy."""

    site_title = site_header = _("Spean newsroom")
    index_title = _("Desk")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Wrap a view as Django does, and let it load the body editor."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def with_editor(*args: Any, **kwargs: Any) -> Any:
            # Not before a request: the hash needs the collected static files.
            policy = {
                "script-src": [_editor_hash()],
                "style-src": [EDITOR_STYLE],
                "img-src": ["data:"],
            }
            return csp_update(policy)(guarded)(*args, **kwargs)

        return with_editor

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the pages of parked work and of one's own credits.

        A way that leads nowhere here goes: Django's "view on site" looks any row
        of any table up by its number.
        """
        parked = self.admin_view(self.parked)
        kept = [u for u in super().get_urls() if vars(u).get("name") != "view_on_site"]
        own, away = self.admin_view(self.my_credits), self.admin_view(self.withdraw)
        return [
            path("parked/", parked, name="parked"),
            path("my-credits/", own, name="my-credits"),
            path("my-credits/withdraw/", away, name="my-credits-withdraw"),
            *kept,
        ]

    def parked(self, request: HttpRequest) -> HttpResponse:
        """Show what stopped, and why."""
        # The pages of models register with this very site.
        from newsroom.admin.work import parked_view  # noqa: PLC0415

        return parked_view(request, self.each_context(request))

    def my_credits(self, request: HttpRequest) -> HttpResponse:
        """Show whoever is signed in what their work earned."""
        from newsroom.admin.my_credits import my_credits  # noqa: PLC0415 - as above

        return my_credits(request, self.each_context(request))

    def withdraw(self, request: HttpRequest) -> HttpResponse:
        """Let whoever is signed in take their own name away."""
        from newsroom.admin.my_credits import withdraw_my_name  # noqa: PLC0415

        return withdraw_my_name(request, self.each_context(request))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the board, and how much work is parked to those who may see it."""
        from newsroom.admin.board import board_of  # noqa: PLC0415 - as above
        from newsroom.admin.work import count_parked  # noqa: PLC0415 - as above

        context = {
            **(extra_context or {}),
            "title": _("Today"),
            "board": board_of(request),
            "parked": count_parked(request),
        }
        return super().index(request, context)
