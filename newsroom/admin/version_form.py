"""The form of a version: its text, its address and its rights basis."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Version
from articles.text.slugs import SlugError, is_slug, slugify
from newsroom.admin.text_form import TextForm


def clean_slug(slug: str) -> str:
    """Accept a slug, or none.

    Raises:
        ValidationError: It says in words what belongs into an address.
    """
    if slug and not is_slug(slug):
        raise forms.ValidationError(
            _("Write letters, digits and hyphens only; Khmer letters are fine.")
        )
    return slug


class VersionForm(TextForm, forms.ModelForm[Version]):
    """What a staff member saves in one go."""

    is_minor = forms.BooleanField(
        label=gettext_lazy("Minor change: nothing that a translation says"),
        required=False,
    )

    class Meta:
        model = Version
        fields = ("slug", "rights_basis")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.fill_in(self.instance)

    def clean_slug(self) -> str:
        """Accept a slug, or make one of the headline."""
        return clean_slug(self.cleaned_data["slug"])

    def clean(self) -> dict[str, Any]:
        """Propose the address that the headline makes where none is given."""
        cleaned = super().clean() or {}
        is_asked = "slug" in self.fields
        if is_asked and not cleaned.get("slug") and cleaned.get("headline_text"):
            try:
                cleaned["slug"] = slugify(cleaned["headline_text"])
            except SlugError:
                self.add_error("slug", _("The headline makes no address. Write one."))
        return cleaned
