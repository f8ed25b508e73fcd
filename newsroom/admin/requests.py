"""Requests for permission: written down, prepared by one person, decided by another."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.languages import in_each_language
from articles.models import Version
from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, deed, one_seen, reasons
from newsroom.admin.grant_form import labelled
from newsroom.admin.request_forms import RefusalForm, RequestForm, TermsForm, as_wished
from rights.actions import requesting
from rights.bargain import taken_up
from rights.models import DECIDED, Channel, PermissionRequest, RequestState
from rights.sentences import SENTENCE_LANGUAGES, Reach, Spoken, sentence
from rights.terms import EVERY, Act, Edit, Medium
from rights.territories import country


@dataclass(frozen=True)
class Choice:
    """A button of a request.

    Attributes:
        title: On it.
        url: Where it leads, or posts to.
        is_posted: It acts at once.
    """

    title: str | Promise
    url: str
    is_posted: bool = False


class PermissionRequestAdmin(DeedAdmin[PermissionRequest]):
    """What partners ask for; whoever prepared the terms does not decide."""

    form = RequestForm
    list_display = ("organisation", "version", "channel", "state", "received_at")
    list_filter = ("state", "channel")
    list_select_related = ("version",)
    autocomplete_fields = ("version",)
    change_form_template = "admin/rights/permissionrequest/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PermissionRequest]:
        """Leave out requests for stories that the person may not know of."""
        known = Version.objects.visible_to(acting(request))
        return super().get_queryset(request).filter(version__in=known)

    def has_change_permission(
        self, request: HttpRequest, obj: PermissionRequest | None = None
    ) -> bool:
        """Refuse: what was asked stays as it was asked."""
        return False

    def get_fields(
        self, request: HttpRequest, obj: PermissionRequest | None = None
    ) -> Any:
        """Ask for a wish; show one with what became of it."""
        who = ("version", "organisation", "contact_name", "contact", "channel")
        when = ("wanted_from_date", "wanted_until_date")
        if obj is None:
            what = ("uses", "would_change", "where", "in_territories")
            return (*who, *what, when, "message")
        decided: tuple[str, ...] = ()
        if obj.prepared_terms:
            decided += ("licensee", "prepared", "prepared_by", "prepared_at")
        if obj.decided_at:
            decided += ("decided_by", "decided_at", "refusal", "grant")
        came = ("received_at", "entered_by", "state")
        return (*who, "wish", when, "message", *came, *decided)

    def get_readonly_fields(
        self, request: HttpRequest, obj: PermissionRequest | None = None
    ) -> Any:
        """Leave nothing to edit in a request."""
        if obj is None:
            return ()
        names = (field.name for field in PermissionRequest._meta.fields)
        return (*names, "wish", "prepared")

    @admin.display(description=gettext_lazy("asks for"))
    def wish(self, request: PermissionRequest) -> str:
        """Say what is asked for, in the interface language."""
        words = dict(labelled(Act)) | dict(labelled(Edit)) | dict(labelled(Medium))
        speaking = get_language() or "en"
        places = (
            _("every country") if code == EVERY else country(code, speaking)
            for code in request.territories
        )
        listed = (*request.acts, *request.edits, *request.media)
        return ", ".join((*(words.get(word, word) for word in listed), *places))

    @admin.display(description=gettext_lazy("prepared terms"))
    def prepared(self, request: PermissionRequest) -> SafeString:
        """Say the prepared terms in both languages."""
        return format_html_join("", '<p lang="{}">{}</p>', _sentences(request))

    def act(
        self, request: HttpRequest, obj: PermissionRequest, form: Any, *, is_new: bool
    ) -> None:
        """Write a request down."""
        entered = requesting.enter_request(
            version=obj.version,
            wish=form.wish(),
            channel=Channel(form.cleaned_data["channel"]),
            by=acting(request),
            at=timezone.now(),
        )
        obj.pk = entered.pk

    def get_urls(self) -> list[URLPattern]:
        """Add the pages behind the buttons."""
        view, name = self.admin_site.admin_view, "rights_permissionrequest"
        posted = {"accept": self.accept_view, "grant": self.grant_view}
        shown = {"prepare": self.prepare_view, "refuse": self.refuse_view}
        return [
            *(
                path(f"<int:pk>/{verb}/", view(require_POST(it)), name=f"{name}_{verb}")
                for verb, it in posted.items()
            ),
            *(
                path(f"<int:pk>/{verb}/", view(it), name=f"{name}_{verb}")
                for verb, it in shown.items()
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer what can be done now."""
        asked: PermissionRequest | None = context["original"]
        if asked is not None:
            context["choices"] = list(_choices(asked))
        return super().render_change_form(request, context, *args, **kwargs)

    def prepare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for terms, and prepare them."""
        asked = one_seen(self, request, pk)
        posted = request.POST if request.method == "POST" else None
        form = TermsForm(posted, initial=as_wished(asked))
        if form.is_bound and form.is_valid():
            try:
                requesting.prepare_terms(
                    request=asked,
                    licensee=form.cleaned_data["licensee"],
                    terms=form.terms(),
                    is_counter_offer=form.cleaned_data["is_counter_offer"],
                    by=acting(request),
                    at=timezone.now(),
                )
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                self.message_user(
                    request, _("The terms are prepared. A second person decides.")
                )
                return HttpResponseRedirect(_page_of(pk))
        return self._asked(request, asked, form, _("Prepare the terms"))

    def refuse_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a reason, and refuse."""
        asked = one_seen(self, request, pk)
        form = RefusalForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                requesting.refuse_request(
                    request=asked,
                    reason=form.cleaned_data["reason"],
                    by=acting(request),
                    at=timezone.now(),
                )
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                self.message_user(request, _("The request is refused."))
                return HttpResponseRedirect(_page_of(pk))
        return self._asked(request, asked, form, _("Refuse"))

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note the partner's yes to a counter-offer."""
        asked = one_seen(self, request, pk)
        return deed(
            request,
            lambda: requesting.accept_offer(
                request=asked, by=acting(request), at=timezone.now()
            ),
            done=_("The partner’s yes is noted. A second person decides."),
            then=_page_of(pk),
        )

    def grant_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the permission that was prepared."""
        asked = one_seen(self, request, pk)
        return deed(
            request,
            lambda: requesting.grant_request(
                request=asked, by=acting(request), at=timezone.now()
            ),
            done=_("The permission is given. Issue its letter on the page of it."),
            then=_page_of(pk),
        )

    def _asked(
        self,
        request: HttpRequest,
        asked: PermissionRequest,
        form: Any,
        title: str,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "asked": asked,
            "form": form,
            "title": title,
            "back": _page_of(asked.pk),
        }
        return render(request, "admin/rights/permissionrequest/deed.html", context)


def _choices(asked: PermissionRequest) -> Iterable[Choice]:
    name = "admin:rights_permissionrequest"
    if asked.state in DECIDED:
        return
    key = [asked.pk]
    yield Choice(_("Prepare the terms"), reverse(f"{name}_prepare", args=key))
    if asked.state == RequestState.OFFERED:
        accept = reverse(f"{name}_accept", args=key)
        yield Choice(_("The partner said yes"), accept, is_posted=True)
    if asked.state == RequestState.PREPARED:
        grant = reverse(f"{name}_grant", args=key)
        yield Choice(_("Give the permission"), grant, is_posted=True)
    yield Choice(_("Refuse"), reverse(f"{name}_refuse", args=key))


def _sentences(asked: PermissionRequest) -> Iterable[tuple[str, str]]:
    if not asked.prepared_terms or asked.licensee is None:
        return
    article = asked.version.article
    spare = asked.version.headline
    told = {v.language: v.headline for v in article.versions.all() if v.headline}
    said = Spoken(
        licensee=_spelt(asked.licensee),
        outlet=_spelt(article.outlet),
        reach=Reach.STORY,
        named={tag: told.get(tag, spare) for tag in SENTENCE_LANGUAGES},
        terms=taken_up(asked.prepared_terms),
    )
    for tag in SENTENCE_LANGUAGES:
        yield tag, sentence(said, tag, zone=timezone.get_default_timezone())


def _spelt(labelled_row: object) -> dict[str, str]:
    names = in_each_language(labelled_row, "name")
    return {tag: name or str(labelled_row) for tag, name in names.items()}


def _page_of(pk: int) -> str:
    return reverse("admin:rights_permissionrequest_change", args=[pk])
