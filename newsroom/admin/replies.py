"""The register of the right of reply: entered by one person, decided by another."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions import replying
from articles.actions.correcting import CORRECT
from articles.models import Article, ReplyDecision, ReplyRequest, Version
from newsroom.admin.corrections import (
    PREFIX,
    languages_with_readers,
    wording_fields,
)
from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, one_seen, reasons
from newsroom.admin.reply_words import due, is_allowed, number, state_of
from people.models import Account


class ReplyRequestForm(forms.ModelForm[ReplyRequest]):
    """Asks who wants to reply, with what, and until when."""

    class Meta:
        model = ReplyRequest
        fields = ("article", "claimant", "demand", "received_at", "due_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "due_date" in self.fields:
            self.fields["due_date"].required = False
            self.fields["due_date"].help_text = ngettext(
                "Empty: %(days)s day after it was received.",
                "Empty: %(days)s days after it was received.",
                settings.REPLY_DAYS,
            ) % {"days": number(settings.REPLY_DAYS)}


class DecisionForm(forms.Form):
    """Asks what becomes of a request; fields for the note are added per language."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=ReplyDecision.choices,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Our answer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For whoever asks; a refusal needs one."),
        required=False,
    )

    def wordings(self) -> dict[str, str]:
        """Return what was typed for the note, per language; empty texts included."""
        return {
            name.removeprefix(PREFIX): text
            for name, text in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }


class OpenFilter(admin.SimpleListFilter):
    """Requests that wait for us, or those that are done."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer both."""
        return (("open", _("waiting for us")), ("done", _("answered")))

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[ReplyRequest]
    ) -> QuerySet[ReplyRequest]:
        """Keep the chosen ones."""
        waiting = ReplyRequest.objects.open().values("pk")
        if self.value() == "open":
            return queryset.filter(pk__in=waiting)
        return queryset.exclude(pk__in=waiting) if self.value() else queryset


class ReplyRequestAdmin(DeedAdmin[ReplyRequest]):
    """Requests are entered and decided; what was entered stays as it is."""

    form = ReplyRequestForm
    list_display = ("claimant", "story_shown", "received_at", "due_shown", "state")
    list_filter = (OpenFilter,)
    search_fields = ("claimant", "article__slugline")
    autocomplete_fields = ("article",)
    change_form_template = "admin/articles/replyrequest/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReplyRequest]:
        """Leave out requests about restricted stories that somebody must not know."""
        told = Version.objects.exclude(headline="").order_by("pk")
        return (
            super()
            .get_queryset(request)
            .filter(article__in=Article.objects.visible_to(acting(request)))
            .select_related("article", "correction", "entered_by", "decided_by")
            .prefetch_related(Prefetch("article__versions", told))
        )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose that it was received just now."""
        given = super().get_changeform_initial_data(request)
        return {"received_at": timezone.now(), **given}

    def has_change_permission(
        self, request: HttpRequest, obj: ReplyRequest | None = None
    ) -> bool:
        """Refuse: what was received stays; deciding has a page of its own."""
        return False

    def get_fields(self, request: HttpRequest, obj: ReplyRequest | None = None) -> Any:
        """Ask for the request; show it with what became of it."""
        if obj is None:
            return ReplyRequestForm.Meta.fields
        received = ("story_shown", "claimant", "demand", "received_at", "due_shown")
        decided = ("answer", "decided_by", "decided_at") if obj.decision else ()
        return (*received, "entered_by", "state", *decided)

    def get_readonly_fields(
        self, request: HttpRequest, obj: ReplyRequest | None = None
    ) -> Any:
        """Leave nothing to edit in what was entered."""
        return () if obj is None else self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("article"))
    def story_shown(self, request: ReplyRequest) -> SafeString:
        """Return the name of the story, leading to its page."""
        headlines = [version.headline for version in request.article.versions.all()]
        return format_html(
            '<a href="{}">{}</a>',
            reverse("admin:articles_article_change", args=[request.article_id]),
            request.article.slugline or next(iter(headlines), str(request.article)),
        )

    @admin.display(description=gettext_lazy("due"), ordering="due_date")
    def due_shown(self, request: ReplyRequest) -> str:
        """Return the day, and while it is open how many are left, in words."""
        return due(request)

    @admin.display(description=gettext_lazy("decision"))
    def state(self, request: ReplyRequest) -> str:
        """Say where a request stands."""
        return state_of(request)

    def act(
        self, request: HttpRequest, obj: ReplyRequest, form: Any, *, is_new: bool
    ) -> None:
        """Enter a request."""
        replying.receive_reply(request=obj, by=acting(request), at=timezone.now())

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Offer to decide, or say who must."""
        stored = context["original"]
        if stored is not None:
            by = acting(request)
            context["against"] = list(replying.objections_to_deciding(stored, by))
            if is_allowed(by, CORRECT, stored.article):
                context["decide_url"] = self._page_of("decide", stored)
            context["note"] = stored.correction
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the page behind the button."""
        decide = self.admin_site.admin_view(self.decide_view)
        name = "articles_replyrequest_decide"
        return [path("<int:pk>/decide/", decide, name=name), *super().get_urls()]

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide as a second person; a refusal leaves what was typed in the form."""
        stored, by = one_seen(self, request, pk), acting(request)
        if not is_allowed(by, CORRECT, stored.article):
            raise PermissionDenied
        form = _decision_form(stored)(request.POST or None, initial=_decided(stored))
        if request.method == "POST" and form.is_valid() and _decides(stored, form, by):
            messages.success(request, _decided_words(form.cleaned_data["decision"]))
            return HttpResponseRedirect(self._page_of("change", stored))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Decide"),
            "asked": stored,
            "form": form,
            "back": self._page_of("change", stored),
            "opts": self.opts,
        }
        return render(request, "admin/articles/replyrequest/decide.html", context)

    def _page_of(self, name: str, request: ReplyRequest) -> str:
        return reverse(f"admin:articles_replyrequest_{name}", args=[request.pk])


def _decision_form(request: ReplyRequest) -> type[DecisionForm]:
    asked = wording_fields(languages_with_readers(request.article))
    return type("WordedDecision", (DecisionForm,), asked)


def _decided(request: ReplyRequest) -> dict[str, str]:
    worded = request.correction.wordings.all() if request.correction else ()
    return {
        "decision": request.decision,
        "answer": request.answer,
        **{f"{PREFIX}{wording.language}": wording.text for wording in worded},
    }


def _decides(request: ReplyRequest, form: DecisionForm, by: Account) -> bool:
    try:
        replying.decide_reply(
            request=request,
            decision=ReplyDecision(form.cleaned_data["decision"]),
            answer=form.cleaned_data["answer"],
            wordings=form.wordings(),
            by=by,
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    return True


def _decided_words(decision: str) -> str:
    if decision == ReplyDecision.PUBLISH:
        return _("Decided. Readers get the reply once somebody else publishes it.")
    return _("Refused, with your answer.")
