"""Photos: what is to be seen, whose it is, what was found out."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.actions import picturing
from articles.models import Photo
from newsroom.admin.deeds import DeedAdmin, acting


class PhotoForm(forms.ModelForm[Photo]):
    """Takes a file, which is stored re-encoded."""

    upload = forms.FileField(
        label=_("Picture file"),
        help_text=_(
            "JPEG, PNG or WebP. Nothing that the camera wrote into it is kept."
        ),
    )

    class Meta:
        model = Photo
        fields = ("ownership",)


class PhotoAdmin(DeedAdmin[Photo]):
    """Photos are taken in here; a changed one replaces its file everywhere."""

    form = PhotoForm
    fieldsets = (
        (None, {"fields": ("upload", ("ownership", "is_illustration"))}),
        (
            _("Words"),
            {
                "fields": (
                    ("credit_km", "credit_en"),
                    ("description_km", "description_en"),
                )
            },
        ),
        (
            _("Somebody else’s photo"),
            {
                "fields": (
                    ("post_url", "post_owner"),
                    ("fetched_date", "asked_whom"),
                    "answer",
                )
            },
        ),
    )
    list_display = ("credit_km", "credit_en", "ownership", "width", "height")
    list_filter = ("ownership",)
    search_fields = ("credit_km", "credit_en", "description_km", "description_en")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Leave out photos of stories that the person may not know of."""
        return Photo.objects.visible_to(acting(request))

    def act(self, request: HttpRequest, obj: Photo, form: Any, *, is_new: bool) -> None:
        """Take a photo in."""
        picturing.store_photo(
            photo=obj, content=form.cleaned_data["upload"].read(), by=acting(request)
        )
