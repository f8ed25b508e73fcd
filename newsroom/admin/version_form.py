"""The form of a version: its text, a field for each part that stands apart."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.actions.writing import working_copy
from articles.models import Version
from articles.text.blocks import (
    Block,
    BlockKind,
    body_blocks,
    parse_body,
    parse_inline,
    plain_text,
)
from articles.text.slugs import SlugError, is_slug, slugify

EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Heading": {"levels": [2]},
        "ListItem": True,
        "BulletList": True,
        "OrderedList": True,
        "Blockquote": True,
        "Link": {"protocols": ["http", "https", "mailto"]},
        "HardBreak": True,
        "History": True,
    }
}
# Fields that are blocks of their own, before the body, in reading order.
APART = (
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.CAPTION,
    BlockKind.DATELINE,
)


class VersionForm(forms.ModelForm[Version]):
    """A version as one text, cut into blocks when it is saved."""

    headline_text = forms.CharField(
        label=gettext_lazy("Headline"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    standfirst = forms.CharField(
        label=gettext_lazy("Deck"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        required=False,
    )
    dateline = forms.CharField(label=gettext_lazy("Dateline"), required=False)
    body = forms.CharField(
        label=gettext_lazy("Body"),
        widget=AdminProseEditorWidget(config=EDITOR, preset="configurable"),
        required=False,
    )
    caption = forms.CharField(
        label=gettext_lazy("Caption"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("Minor change: nothing that a translation says"),
        required=False,
    )

    class Meta:
        model = Version
        fields = ("slug", "rights_basis")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            return
        blocks = working_copy(self.instance)
        for block in blocks:
            if block.kind.is_reserved:
                self.initial[_field(block.kind)] = plain_text(block.html)
        self.initial["body"] = "\n".join(block.html for block in body_blocks(blocks))
        for name in ("headline_text", "standfirst", "body", "caption", "dateline"):
            if name in self.fields:
                self.fields[name].widget.attrs["lang"] = self.instance.language

    def clean_slug(self) -> str:
        """Accept a slug, or make one of the headline."""
        slug: str = self.cleaned_data["slug"]
        if slug and not is_slug(slug):
            raise forms.ValidationError(
                _("Write letters, digits and hyphens only; Khmer letters are fine.")
            )
        return slug

    def clean(self) -> dict[str, Any]:
        """Propose the address that the headline makes where none is given."""
        cleaned = super().clean() or {}
        if not cleaned.get("slug") and cleaned.get("headline_text"):
            try:
                cleaned["slug"] = slugify(cleaned["headline_text"])
            except SlugError:
                self.add_error("slug", _("The headline makes no address. Write one."))
        return cleaned

    def blocks(self) -> tuple[Block, ...]:
        """Return the whole text that was sent, as blocks in reading order."""
        apart = (
            Block(
                id=kind.value,
                kind=kind,
                html=parse_inline(escape(self.cleaned_data[_field(kind)])),
            )
            for kind in APART
            if self.cleaned_data.get(_field(kind), "").strip()
        )
        return (*apart, *parse_body(self.cleaned_data.get("body", "")))


def _field(kind: BlockKind) -> str:
    # "headline" is a column of Version: the released one, which no form touches.
    return "headline_text" if kind == BlockKind.HEADLINE else kind.value
