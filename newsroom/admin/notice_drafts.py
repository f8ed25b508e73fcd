"""The next wording of a notice: drafted here, shown everywhere, issued by another."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from newsroom import notice_desk
from newsroom.admin.deeds import REFUSALS, DeedAdmin, acting, deed, one_seen, reasons
from newsroom.admin.rights import TEXTS, copies_url, signed
from newsroom.notice_preview import shown_in_places, shown_letter
from people.permissions import may
from rights.actions import drafting
from rights.actions.drafting import CHANGE_DRAFT, faults_said
from rights.actions.issuing import ISSUE_EDITION
from rights.models import DraftState, NoticeDraft

HOUSE, PRESENT = "house", "present"
_ROWS = {"full_text": 8, "plain_words": 6}


class BeginForm(forms.ModelForm[NoticeDraft]):
    """Asks whose wording is drafted, and what to begin with."""

    begins_with = forms.ChoiceField(
        label=gettext_lazy("Begin with"),
        choices=(
            (PRESENT, gettext_lazy("the present wording, word for word")),
            (HOUSE, gettext_lazy("the house sentences, with holder, address and year")),
        ),
        widget=forms.RadioSelect,
        initial=PRESENT,
    )

    class Meta:
        model = NoticeDraft
        fields = ("outlet", "rights_holder")


class DraftForm(forms.ModelForm[NoticeDraft]):
    """Takes a draft as it is typed; what is wrong with it is said beside it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = NoticeDraft
        fields = drafting.TYPED
        widgets = {
            **{
                f"{text}_{language}": forms.Textarea(
                    attrs={"rows": _ROWS.get(text, 4), "lang": language}
                )
                for text in TEXTS
                for language in ("km", "en")
            },
            "lawyer_signed_date": forms.DateInput(attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.number


class NoticeDraftAdmin(DeedAdmin[NoticeDraft]):
    """Drafts are kept as typed; whoever wrote some of one does not issue it."""

    list_display = ("outlet", "state", "rights_holder", "saved_by", "saved_at")
    list_filter = ("state",)
    list_select_related = ("outlet", "rights_holder", "saved_by")
    change_form_template = "admin/rights/noticedraft/change_form.html"

    def has_change_permission(
        self, request: HttpRequest, obj: NoticeDraft | None = None
    ) -> bool:
        """Refuse to change what is closed."""
        is_closed = obj is not None and obj.state != DraftState.OPEN
        return not is_closed and super().has_change_permission(request, obj)

    def get_form(
        self,
        request: HttpRequest,
        obj: NoticeDraft | None = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """Ask how to begin; of an open draft for its words."""
        if obj is None:
            kwargs["form"] = BeginForm
        elif obj.state == DraftState.OPEN:
            kwargs["form"] = DraftForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(
        self, request: HttpRequest, obj: NoticeDraft | None = None
    ) -> Any:
        """Set both languages side by side."""
        if obj is None:
            return ((None, {"fields": ("outlet", "rights_holder", "begins_with")}),)
        is_open = self.has_change_permission(request, obj)
        about = ("outlet", "state", "saved_by", "saved_at")
        closed = () if obj.state == DraftState.OPEN else ("closed_by", "closed_at")
        terms = ("rights_holder", "address", "year")
        lawyer = ("lawyer_name", "lawyer_signed_date", "lawyer_document_sha256")
        pairs = tuple((f"{text}_km", f"{text}_en") for text in TEXTS)
        seen = ("seen",) if is_open else ()
        return (
            (None, {"fields": (*about, *closed, *terms, *seen)}),
            (gettext_lazy("Texts"), {"fields": pairs}),
            (gettext_lazy("The lawyer’s sign-off"), {"fields": lawyer}),
        )

    def get_readonly_fields(
        self, request: HttpRequest, obj: NoticeDraft | None = None
    ) -> Any:
        """Leave what happened to a draft as it happened."""
        about = ("outlet", "state", "saved_by", "saved_at", "closed_by", "closed_at")
        return () if obj is None else about

    def act(
        self, request: HttpRequest, obj: NoticeDraft, form: Any, *, is_new: bool
    ) -> None:
        """Begin a draft, or keep one as it was typed."""
        by, at = acting(request), timezone.now()
        if is_new:
            begun = drafting.start_draft(
                outlet=obj.outlet,
                rights_holder=obj.rights_holder,
                is_house_wording=form.cleaned_data["begins_with"] == HOUSE,
                by=by,
                at=at,
            )
            obj.pk = begun.pk
            return
        obj.number = form.cleaned_data["seen"]
        drafting.save_draft(draft=obj, by=by, at=at)

    def response_add(
        self, request: HttpRequest, obj: NoticeDraft, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Go on to the words of the draft."""
        self.message_user(request, _("The draft is begun. Change what must change."))
        return HttpResponseRedirect(page_of(obj.pk))

    def response_change(self, request: HttpRequest, obj: NoticeDraft) -> HttpResponse:
        """Stay with the draft, where its faults and its preview are."""
        self.message_user(request, _("The draft is kept as you typed it."))
        return HttpResponseRedirect(page_of(obj.pk))

    def get_urls(self) -> list[URLPattern]:
        """Add the preview, and what the buttons do."""
        view, name = self.admin_site.admin_view, "rights_noticedraft"
        posted = {"issue": self.issue_view, "drop": self.drop_view}
        return [
            path("<int:pk>/preview/", view(self.preview_view), name=f"{name}_preview"),
            *(
                path(f"<int:pk>/{verb}/", view(require_POST(it)), name=f"{name}_{verb}")
                for verb, it in posted.items()
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say what keeps the draft from being issued, and offer what can be done."""
        draft: NoticeDraft | None = context["original"]
        context["show_save_and_add_another"] = False
        context["show_save_and_continue"] = False
        if draft is not None and draft.state == DraftState.OPEN:
            context["faults"] = faults_said(draft)
            context["is_open"] = True
            context["may_drop"] = may(acting(request), CHANGE_DRAFT)
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a draft in every place, and let somebody else issue it from there."""
        draft = one_seen(self, request, pk)
        by, at = acting(request), timezone.now()
        is_open = draft.state == DraftState.OPEN
        wrote = draft.written_by.filter(pk=by.pk).exists()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("The draft in every place"),
            "draft": draft,
            "faults": faults_said(draft),
            "languages": shown_in_places(draft, at=at),
            "letter": shown_letter(draft, at=at),
            "lawyer": signed(draft),
            "writers": draft.written_by.order_by("username"),
            "wrote": wrote,
            "may_issue": is_open and not wrote and may(by, ISSUE_EDITION),
            "back": page_of(pk),
        }
        return render(request, "admin/rights/noticedraft/preview.html", context)

    def issue_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Issue what was read, and go on to the copies that say something older."""
        draft = one_seen(self, request, pk)
        read = request.POST.get("number", "")
        try:
            edition = notice_desk.issue_notice_edition(
                draft=draft,
                number=int(read) if read.isdecimal() else 0,
                by=acting(request),
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            for reason in reasons(refusal):
                self.message_user(request, reason, level="ERROR")
            return HttpResponseRedirect(
                reverse("admin:rights_noticedraft_preview", args=[pk])
            )
        self.message_user(
            request,
            _("Wording no. %(number)s is issued: every page shows it from now on.")
            % {"number": edition.number},
        )
        return HttpResponseRedirect(copies_url(edition))

    def drop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close a draft that nobody will issue."""
        draft = one_seen(self, request, pk)
        return deed(
            request,
            lambda: drafting.drop_draft(
                draft=draft, by=acting(request), at=timezone.now()
            ),
            done=_("The draft is dropped. It stays here to be read."),
            then=page_of(pk),
        )


def page_of(pk: int) -> str:
    """Return the page of a draft."""
    return reverse("admin:rights_noticedraft_change", args=[pk])
