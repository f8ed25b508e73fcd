"""Corrections: worded for every public language of a story, published at once."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Correction, CorrectionKind
from newsroom import desk
from newsroom.admin.deeds import DeedAdmin, acting


class CorrectionForm(forms.ModelForm[Correction]):
    """Asks for the note in each language."""

    wording_km = forms.CharField(
        label=_("Wording in Khmer"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    wording_en = forms.CharField(
        label=_("Wording in English"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    class Meta:
        model = Correction
        fields = ("article", "kind")


class CorrectionAdmin(DeedAdmin[Correction]):
    """Corrections are published here and read; a published one stays as it is."""

    form = CorrectionForm
    list_display = ("article", "kind", "published_at", "published_by")
    list_filter = ("kind",)
    autocomplete_fields = ("article",)
    readonly_fields = ("wordings_shown", "published_at", "published_by")

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        """Ask for the wordings; show those of a published correction."""
        if obj is None:
            return ("article", "kind", ("wording_km", "wording_en"))
        return ("article", "kind", "wordings_shown", "published_at", "published_by")

    def has_change_permission(
        self, request: HttpRequest, obj: Correction | None = None
    ) -> bool:
        """Refuse: readers have seen it."""
        return False

    def wordings_shown(self, correction: Correction) -> str:
        """Return every wording, a language a line."""
        return "\n".join(f"{w.language}: {w.text}" for w in correction.wordings.all())

    wordings_shown.short_description = _("wordings")  # type: ignore[attr-defined]

    def act(
        self, request: HttpRequest, obj: Correction, form: Any, *, is_new: bool
    ) -> None:
        """Publish a correction."""
        published = desk.correct_story(
            article=obj.article,
            kind=CorrectionKind(obj.kind),
            wordings={
                language: form.cleaned_data.get(f"wording_{language}", "")
                for language, _name in settings.LANGUAGES
            },
            by=acting(request),
            at=timezone.now(),
        )
        obj.pk = published.pk
