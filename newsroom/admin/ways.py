"""Ways of delivery to partners: opened here, their secret renewed, closed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from exports.actions import channels
from exports.channel_secrets import secret_of
from exports.mails import feed_url, page_url
from exports.models import Channel, ChannelKind
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen
from people.permissions import may


class ChannelForm(forms.ModelForm[Channel]):
    """Asks to whom, how and where to."""

    class Meta:
        model = Channel
        fields = ("licensee", "kind", "address")


class ChannelAdmin(DeedAdmin[Channel]):
    """A way is opened and closed; where it leads never changes."""

    form = ChannelForm
    list_display = ("__str__", "address", "opened_at", "closed_at")
    list_filter = ("kind", "licensee")
    list_select_related = ("licensee",)
    change_form_template = "admin/exports/channel/change_form.html"

    def has_change_permission(
        self, request: HttpRequest, obj: Channel | None = None
    ) -> bool:
        """Refuse: a way is closed and opened anew."""
        return False

    def get_fields(self, request: HttpRequest, obj: Channel | None = None) -> Any:
        """Ask for the place; of an open way show its secret to those who may."""
        if obj is None:
            return ("licensee", "kind", "address")
        told = ("licensee", "kind", "address", "opened_by", "opened_at")
        if obj.closed_at is not None:
            return (*told, "closed_by", "closed_at")
        return (*told, "secret") if may(acting(request), channels.CLOSE) else told

    def get_readonly_fields(
        self, request: HttpRequest, obj: Channel | None = None
    ) -> Any:
        """Leave nothing to edit in an open way."""
        return () if obj is None else self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("for the partner alone"))
    def secret(self, channel: Channel) -> SafeString:
        """Return the secret, in a field that is easy to copy from."""
        told = {
            ChannelKind.EMAIL: page_url,
            ChannelKind.FEED: feed_url,
            ChannelKind.WEBHOOK: secret_of,
        }[ChannelKind(channel.kind)](channel)
        return format_html(
            '<input class="vLargeTextField" type="text" readonly value="{}" '
            'aria-label="{}"><div class="help">{}</div>',
            told,
            _("secret"),
            _(
                "Tell it the partner on a safe way. Whoever has it gets what the "
                "partner gets, or can write in our name to the partner."
            ),
        )

    def act(
        self, request: HttpRequest, obj: Channel, form: Any, *, is_new: bool
    ) -> None:
        """Open a way."""
        opened = channels.open_channel(
            licensee=obj.licensee,
            kind=ChannelKind(obj.kind),
            address=obj.address,
            by=acting(request),
            at=timezone.now(),
        )
        obj.pk = opened.pk

    def response_add(
        self, request: HttpRequest, obj: Channel, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Go on to the page of the way, where its secret is."""
        messages.success(request, _("The way is open. Its secret is below."))
        return HttpResponseRedirect(_page_of(obj.pk))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer the buttons while it is open."""
        channel = context["original"]
        if channel is not None and channel.closed_at is None:
            context["may_close"] = may(acting(request), channels.CLOSE)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses behind the buttons."""
        view = self.admin_site.admin_view
        verbs = (("renew", self.renew_view), ("close", self.close_view))
        ours = [
            path(
                f"<int:pk>/{verb}/",
                view(require_POST(it)),
                name=f"exports_channel_{verb}",
            )
            for verb, it in verbs
        ]
        return [*ours, *super().get_urls()]

    def renew_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a new secret."""
        channel = one_seen(self, request, pk)
        return deed(
            request,
            lambda: channels.renew_secret(
                channel=channel, by=acting(request), at=timezone.now()
            ),
            done=_("The former secret counts no more. Tell the partner the new one."),
            then=_page_of(pk),
        )

    def close_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close it for good."""
        channel = one_seen(self, request, pk)
        return deed(
            request,
            lambda: channels.close_channel(
                channel=channel, by=acting(request), at=timezone.now()
            ),
            done=_("It is closed. Nothing leaves on it any more."),
            then=_page_of(pk),
        )


def _page_of(pk: int) -> str:
    return reverse("admin:exports_channel_change", args=[pk])
