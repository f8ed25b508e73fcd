"""Sealed identities: sealed, replaced, erased, handed out to two who agree.

What is typed to be sealed is in no answer, whatever becomes of the form.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, deed, one_seen, reasons
from newsroom.kept_form import SEALED_WORDS
from people.actions import identities
from people.models import Account, IdentityOpening, OpeningReason, SealedIdentity
from people.permissions import may
from people.sealing import fingerprint

FILE_KIND = "application/octet-stream"


class SealedWords(forms.Textarea):
    """Takes words and never gives them back; no browser keeps or checks them."""

    def __init__(self) -> None:
        super().__init__(
            {
                "rows": 6,
                "class": "vLargeTextField",
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        )

    def format_value(self, value: Any) -> str:
        """Show nothing, whatever was sent."""
        del value
        return ""


class SealedIdentityForm(forms.ModelForm[SealedIdentity]):
    """Asks whose identity it is, and for the words to seal."""

    class Meta:
        model = SealedIdentity
        fields = ("account", "contributor")

    sealed_words = forms.CharField(
        label=gettext_lazy("Words to be sealed"),
        widget=SealedWords,
        strip=False,
        help_text=gettext_lazy(
            "Real name, telephone, relatives: only what somebody must know one day. "
            "Nobody can read it here again, you neither. Where a form fails, it has to "
            "be typed anew."
        ),
    )

    def clean(self) -> Any:
        """Ask for exactly one of the two."""
        cleaned = super().clean() or {}
        if self.instance.pk is None or self.instance._state.adding:
            chosen = [cleaned.get(name) for name in ("account", "contributor")]
            if len([each for each in chosen if each]) != 1 and not self.errors:
                self.add_error(None, _("Choose an account or a contributor, not both."))
        return cleaned


@dataclass(frozen=True)
class Asked:
    """A request for a sealed file as somebody sees it.

    Attributes:
        opening: The request.
        may_agree: Whether they may be the second person.
        may_fetch: Whether they may have the file now.
        is_over: Whether its day has passed.
    """

    opening: IdentityOpening
    may_agree: bool
    may_fetch: bool
    is_over: bool


class SealedIdentityAdmin(DeedAdmin[SealedIdentity]):
    """There is none unless somebody seals one; what is sealed is never shown."""

    form = SealedIdentityForm
    list_display = ("whose", "sealed_at", "sealed_by", "keys_shown")
    list_display_links = ("whose",)
    list_select_related = ("account", "contributor", "sealed_by")
    search_fields = ("account__username", "contributor__slug")
    change_form_template = "admin/people/sealedidentity/change_form.html"

    def get_fields(
        self, request: HttpRequest, obj: SealedIdentity | None = None
    ) -> Any:
        """Ask whose it is once; afterwards only for other words."""
        if obj is None:
            return ("account", "contributor", SEALED_WORDS)
        return ("whose", "sealed_at", "sealed_by", "keys_shown", SEALED_WORDS)

    def get_readonly_fields(
        self, request: HttpRequest, obj: SealedIdentity | None = None
    ) -> Any:
        """Leave nothing to edit but the words."""
        if obj is None:
            return ()
        return ("whose", "sealed_at", "sealed_by", "keys_shown")

    @sensitive_variables()
    def act(
        self, request: HttpRequest, obj: SealedIdentity, form: Any, *, is_new: bool
    ) -> None:
        """Seal the words, in place of others where there are some."""
        words = form.cleaned_data[SEALED_WORDS]
        by, at = acting(request), timezone.now()
        if is_new:
            sealed = identities.seal_identity(
                account=obj.account,
                contributor=obj.contributor,
                words=words,
                by=by,
                at=at,
            )
            obj.pk = sealed.pk
        else:
            identities.replace_identity(identity=obj, words=words, by=by, at=at)

    @admin.display(description=gettext_lazy("whose"))
    def whose(self, identity: SealedIdentity) -> str:
        """Return the user name or the public name that it stands behind."""
        return str(identity.account or identity.contributor)

    @admin.display(description=gettext_lazy("sealed to the keys"))
    def keys_shown(self, identity: SealedIdentity) -> SafeString:
        """Return the fingerprints, with those that are not among the keys of now."""
        known = {fingerprint(key) for key in settings.IDENTITY_KEYS}
        return format_html_join(
            ", ",
            "<code>{}</code>{}",
            (
                (key, "" if key in known else f" ({_('a former key')})")
                for key in identity.keys
            ),
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell those apart that the keys of now do not open."""
        outdated = sum(
            not identities.is_sealed_to_current_keys(each)
            for each in self.get_queryset(request)
        )
        if outdated:
            messages.warning(request, _outdated(outdated))
        return super().changelist_view(request, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add who asked for the file, what may be done, and how it is opened."""
        identity, by = context["original"], acting(request)
        context |= {
            "known_keys": [(fingerprint(key), key) for key in settings.IDENTITY_KEYS],
            "may_open": may(by, identities.OPEN),
            "may_erase": may(by, identities.ERASE),
        }
        if identity is not None:
            context |= {
                "asked": list(_asked(identity, by)),
                "opening_reasons": OpeningReason.choices,
                "is_outdated": not identities.is_sealed_to_current_keys(identity),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages behind the buttons."""
        wrapped = self.admin_site.admin_view
        return [
            path(
                "<uuid:pk>/ask/",
                wrapped(require_POST(self.ask_view)),
                name="people_sealedidentity_ask",
            ),
            path(
                "<uuid:pk>/erase/",
                wrapped(self.erase_view),
                name="people_sealedidentity_erase",
            ),
            path(
                "<uuid:pk>/requests/<int:opening>/<slug:verb>/",
                wrapped(require_POST(self.opening_view)),
                name="people_sealedidentity_opening",
            ),
            *super().get_urls(),
        ]

    def ask_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Ask for the sealed file."""
        identity, by = one_seen(self, request, pk), acting(request)
        reason = request.POST.get("reason", "")
        if reason not in OpeningReason.values:
            messages.error(request, _("Choose a reason."))
            return HttpResponseRedirect(_page(identity))
        return deed(
            request,
            lambda: identities.ask_to_open(
                identity=identity,
                reason=OpeningReason(reason),
                by=by,
                at=timezone.now(),
            ),
            done=_("Asked. A second person has to agree now."),
            then=_page(identity),
        )

    def opening_view(
        self, request: HttpRequest, pk: UUID, opening: int, verb: str
    ) -> HttpResponse:
        """Agree to a request, drop it, or hand out the sealed file."""
        identity, by, at = one_seen(self, request, pk), acting(request), timezone.now()
        wanted = get_object_or_404(identity.openings, pk=opening)
        if verb == "fetch":
            return _fetch(request, wanted, by)
        deeds: dict[str, tuple[Callable[[], object], str]] = {
            "agree": (
                lambda: identities.agree_to_open(opening=wanted, by=by, at=at),
                _("Agreed. For a day the two of you can fetch the sealed file."),
            ),
            "drop": (
                lambda: identities.drop_opening(opening=wanted, by=by),
                _("The request is dropped."),
            ),
        }
        if verb not in deeds:
            raise Http404
        act, done = deeds[verb]
        return deed(request, act, done=done, then=_page(identity))

    def erase_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Ask once, then erase it."""
        identity, by = one_seen(self, request, pk), acting(request)
        if not may(by, identities.ERASE):
            raise PermissionDenied
        if request.method == "POST":
            return deed(
                request,
                lambda: identities.erase_identity(identity=identity, by=by),
                done=_("The sealed identity is erased."),
                then=reverse("admin:people_sealedidentity_changelist"),
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erase the sealed identity"),
            "opts": self.opts,
            "identity": identity,
            "whose": self.whose(identity),
            "back": _page(identity),
        }
        return render(request, "admin/people/sealedidentity/erase.html", context)


def _asked(identity: SealedIdentity, by: Account) -> Iterator[Asked]:
    at, may_open = timezone.now(), may(by, identities.OPEN)
    for opening in identity.openings.select_related("asked_by", "agreed_by"):
        yield Asked(
            opening,
            may_agree=may_open
            and not any(identities.objections_to_agreeing(opening, by)),
            may_fetch=may_open
            and not any(identities.objections_to_handing_out(opening, by, at)),
            is_over=opening.agreed_at is not None and not opening.is_open(at),
        )


def _fetch(request: HttpRequest, opening: IdentityOpening, by: Account) -> HttpResponse:
    try:
        sealed = identities.hand_out(opening=opening, by=by, at=timezone.now())
    except REFUSALS as refusal:
        for reason in reasons(refusal):
            messages.error(request, reason)
        return HttpResponseRedirect(_page(opening.identity))
    response = HttpResponse(sealed, content_type=FILE_KIND)
    name = f"identity-{str(opening.identity_id)[:8]}.age"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(identity: SealedIdentity) -> str:
    return reverse("admin:people_sealedidentity_change", args=[identity.pk])


def _outdated(count: int) -> str:
    return _(
        "%(count)d of these identities are not sealed to exactly the keys that are set "
        "now. This server cannot seal them anew: fetch the file, open it elsewhere, "
        "and type the words again here."
    ) % {"count": count}
