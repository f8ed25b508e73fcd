"""Rights holders and the wordings of the notice."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.actions.imprinting import mark_photos
from articles.models import Outlet
from newsroom import desk
from newsroom.admin.deeds import DeedAdmin, acting
from newsroom.admin.labels import LabelAdmin
from rights.models import NoticeEdition, Organisation
from rights.wording import LAW_CLAUSE

TEXTS = ("full_text", "short_text", "licensed_line", "plain_words", "law_clause")


class OrganisationAdmin(LabelAdmin):
    """Who holds rights, and who held them before."""

    fields = ("slug", ("name_km", "name_en"), "address", "succeeded_by")
    list_display = ("name_km", "name_en", "address", "succeeded_by")

    def save_model(
        self,
        request: HttpRequest,
        obj: Organisation,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Store a rights holder; the files of photos name them by what is stored."""
        super().save_model(request, obj, form, change)
        for outlet in Outlet.objects.filter(notice_editions__rights_holder=obj):
            mark_photos(outlet=outlet)


class NoticeEditionForm(forms.ModelForm[NoticeEdition]):
    """Asks for the parameters of a new wording; its texts follow from them."""

    law_clause_km = forms.CharField(
        label=_("Law clause in Khmer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=LAW_CLAUSE["km"],
        required=False,
    )
    law_clause_en = forms.CharField(
        label=_("Law clause in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=LAW_CLAUSE["en"],
        required=False,
    )

    class Meta:
        model = NoticeEdition
        fields = ("outlet", "rights_holder")


class NoticeEditionAdmin(DeedAdmin[NoticeEdition]):
    """Wordings are issued here and read; nothing changes one."""

    form = NoticeEditionForm
    list_display = (
        "outlet",
        "number",
        "rights_holder",
        "issued_at",
        "lawyer_signed_date",
    )
    list_select_related = ("outlet", "rights_holder")

    def get_fieldsets(
        self, request: HttpRequest, obj: NoticeEdition | None = None
    ) -> Any:
        """Ask for parameters; show an issued wording in both languages side by side."""
        if obj is None:
            fields: tuple[Any, ...] = (
                "outlet",
                "rights_holder",
                ("law_clause_km", "law_clause_en"),
            )
            return ((None, {"fields": fields}),)
        pairs = tuple((f"{text}_km", f"{text}_en") for text in TEXTS)
        facts = ("outlet", "number", "rights_holder", "address", "year")
        signed = ("issued_at", "issued_by", "lawyer_signed_date")
        return ((None, {"fields": (*facts, *signed, *pairs)}),)

    def has_change_permission(
        self, request: HttpRequest, obj: NoticeEdition | None = None
    ) -> bool:
        """Refuse: an issued wording never changes."""
        return False

    def act(
        self, request: HttpRequest, obj: NoticeEdition, form: Any, *, is_new: bool
    ) -> None:
        """Issue a wording."""
        issued = desk.issue_notice_edition(
            outlet=obj.outlet,
            rights_holder=obj.rights_holder,
            law_clause={
                language: form.cleaned_data[f"law_clause_{language}"]
                for language in ("km", "en")
                if form.cleaned_data[f"law_clause_{language}"].strip()
            },
            by=acting(request),
            at=timezone.now(),
        )
        obj.pk, obj.number = issued.pk, issued.number
