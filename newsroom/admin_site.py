"""The admin site: our name, our languages, and a policy for its scripts."""

import base64
import hashlib
import re
from functools import cache, wraps
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST
from django_prose_editor.widgets import importmap

from newsroom.gate import is_proved

# The style that the body editor puts into its page; a browser test meets it.
EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


@cache
def _editor_hash() -> str:
    """Return the CSP source of the one inline script: the editor's import map."""
    script = re.sub(r"^<script[^>]*>|</script>$", "", str(importmap).strip())
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def door_form() -> Any:
    """Return the form at the door, which loads only after the models."""
    from newsroom.admin.sign_in_forms import SignInForm  # noqa: PLC0415 - as below

    return SignInForm


class NewsroomAdminSite(AdminSite):
    """Django's admin under a strict Content-Security-Policy."""

    site_title = site_header = _("Spean newsroom")
    index_title = _("Desk")

    def has_permission(self, request: HttpRequest) -> bool:
        """Ask for the second factor, too."""
        return super().has_permission(request) and is_proved(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Open the door, with our own form."""
        self.login_form = door_form()
        return super().login(request, extra_context)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Wrap a view as Django does, and let it load the body editor."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def with_editor(*args: Any, **kwargs: Any) -> Any:
            # Not before a request: the hash needs the collected static files.
            policy = {
                "script-src": [_editor_hash()],
                "style-src": [EDITOR_STYLE],
            }
            return csp_update(policy)(guarded)(*args, **kwargs)

        return with_editor

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Add the pages of parked work, of one's own credits and of who does what.

        A way that leads nowhere here goes: Django's "view on site" looks any row
        of any table up by its number.
        """
        # The pages of models register with this very site.
        from newsroom.admin.sign_in_urls import sign_in_urls  # noqa: PLC0415
        from newsroom.interchange.urls import interchange_urls  # noqa: PLC0415
        from newsroom.pair.urls import pair_urls  # noqa: PLC0415

        parked = self.admin_view(self.parked)
        ours = {"view_on_site", "logout"}
        kept = [u for u in super().get_urls() if vars(u).get("name") not in ours]
        own, away = self.admin_view(self.my_credits), self.admin_view(self.withdraw)
        told = self.admin_view(self.notifications)
        opened = self.admin_view(require_POST(self.open_notification))
        return [
            path("parked/", parked, name="parked"),
            path("my-credits/", own, name="my-credits"),
            path("my-credits/withdraw/", away, name="my-credits-withdraw"),
            *pair_urls(self.admin_view),
            *interchange_urls(self.admin_view),
            path("notifications/", told, name="notifications"),
            path("notifications/<int:told>/", opened, name="open-notification"),
            path("workload/", self.admin_view(self.workload), name="workload"),
            path("memory/", self.admin_view(self.memory), name="memory"),
            path(
                "memory/<int:pk>/remove/",
                self.admin_view(self.remove_file),
                name="memory-remove",
            ),
            path("calendar/", self.admin_view(self.calendar), name="calendar"),
            path("profile/", self.admin_view(self.profile), name="profile"),
            path("language/", self.admin_view(self.speak), name="speak"),
            *sign_in_urls(self),
            path("logout/", csrf_protect(self.logout), name="logout"),
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

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the number in the header of every page; it is asked where it is shown."""
        from newsroom.admin.notifications import Unseen  # noqa: PLC0415 - as above

        unseen = Unseen(request.user)
        return {
            **super().each_context(request),
            "count_unseen": unseen.notifications,
            # Each by its own name for itself, whatever is spoken now.
            "interface_languages": settings.LANGUAGES,
            "count_alarms": unseen.alarms,
        }

    def notifications(self, request: HttpRequest) -> HttpResponse:
        """Show whoever is signed in what happened to their texts."""
        from newsroom.admin.notifications import show_notifications  # noqa: PLC0415

        return show_notifications(request, self.each_context(request))

    def open_notification(self, request: HttpRequest, told: int) -> HttpResponse:
        """Go to what somebody was told of."""
        from newsroom.admin.notifications import open_notification  # noqa: PLC0415

        return open_notification(request, told)

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Let everybody out who is in, whether or not they may come any further."""
        if not request.user.is_authenticated:
            return HttpResponseRedirect(reverse("admin:index"))
        return super().logout(request, extra_context)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Change one's own password by the action."""
        from newsroom.admin.sign_in_urls import change_password  # noqa: PLC0415

        return change_password(request, self, extra_context or {})

    def workload(self, request: HttpRequest) -> HttpResponse:
        """Show who translates what, and what nobody does."""
        from newsroom.admin.workload import show_workload  # noqa: PLC0415 - as above

        return show_workload(request, self.each_context(request))

    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Show what goes out, ends and is due."""
        from newsroom.admin.calendar import show_calendar  # noqa: PLC0415 - as above

        return show_calendar(request, self.each_context(request))

    def memory(self, request: HttpRequest) -> HttpResponse:
        """Search past translations."""
        from newsroom.admin.memory import show_memory  # noqa: PLC0415 - as above

        return show_memory(request, self.each_context(request))

    def remove_file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove what was taken into the memory from a file."""
        from newsroom.admin.memory import remove_file  # noqa: PLC0415 - as above

        return remove_file(request, pk)

    def profile(self, request: HttpRequest) -> HttpResponse:
        """Show whoever is signed in what is theirs to set."""
        from newsroom.admin.profile import show_profile  # noqa: PLC0415 - as above

        return show_profile(request, self.each_context(request))

    def speak(self, request: HttpRequest) -> HttpResponse:
        """Change the language of the desk for whoever is signed in."""
        from newsroom.admin.profile import speak_otherwise  # noqa: PLC0415 - as above

        return speak_otherwise(request)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the board, and how much work is parked to those who may see it."""
        from newsroom.admin.backgrounds import count_due  # noqa: PLC0415 - as above
        from newsroom.admin.board import board_of  # noqa: PLC0415 - as above
        from newsroom.admin.work import count_parked  # noqa: PLC0415 - as above

        context = {
            **(extra_context or {}),
            "title": _("Today"),
            "board": board_of(request),
            "parked": count_parked(request),
            "backgrounds_due": count_due(request),
        }
        return super().index(request, context)
