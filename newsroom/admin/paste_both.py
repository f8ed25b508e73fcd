"""The forms into which a text and its translation are pasted at once."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.addresses import free_slug
from articles.models import Article, RightsBasis, Version
from articles.text.blocks import Block, BlockKind, parse_body, parse_inline
from newsroom.admin.paste_form import (
    Pair,
    PasteForm,
    body_field,
    clean_tag,
    language_field,
    line_field,
)
from newsroom.admin.paste_text import with_ids
from newsroom.admin.version_form import clean_slug
from people.models import Account
from translations.actions import pasting
from translations.actions.pasting import Pasted, Stored, Telling


def _rights(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", gettext_lazy("Choose")), *RightsBasis.choices],
        help_text=gettext_lazy(
            "Why we may use the text. Nothing is published while it is unknown."
        ),
    )


def _slug(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=Version._meta.get_field("slug").max_length,
        help_text=gettext_lazy(
            "The end of its address. Empty: it is made from the headline."
        ),
    )


class BothForm(PasteForm):
    """Pastes a text and its translation, of which the story holds neither."""

    source_language = language_field(gettext_lazy("Language of the source"))
    source_headline = line_field(gettext_lazy("Headline of the source"))
    source_standfirst = line_field(gettext_lazy("Deck of the source"), rows=3)
    source_body = body_field(gettext_lazy("The whole source"))
    source_rights = _rights(gettext_lazy("Rights basis of the source"))
    source_slug = _slug(gettext_lazy("Slug of the source"))
    language = language_field(gettext_lazy("Language of the translation"))
    rights = _rights(gettext_lazy("Rights basis of the translation"))
    slug = _slug(gettext_lazy("Slug of the translation"))
    field_order = (
        *("source_language", "source_headline", "source_standfirst", "source_body"),
        *("source_rights", "source_slug"),
        *("language", "headline_text", "standfirst", "body", "rights", "slug"),
        "first_line",
    )

    def __init__(self, *args: Any, story: Callable[[], Article], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.story = story
        self.fields["first_line"].label = _("The first lines are the headlines")

    def clean_source_language(self) -> str:
        """Return the tag in its canonical form."""
        return clean_tag(self.cleaned_data["source_language"])

    def clean_language(self) -> str:
        """Return the tag in its canonical form."""
        language = clean_tag(self.cleaned_data["language"])
        if language == self.cleaned_data.get("source_language"):
            raise forms.ValidationError(_("Both texts have the same language."))
        return language

    def clean_source_slug(self) -> str:
        """Accept an address as it is written."""
        return clean_slug(self.cleaned_data["source_slug"])

    def clean_slug(self) -> str:
        """Accept an address as it is written."""
        return clean_slug(self.cleaned_data["slug"])

    def clean_source_body(self) -> str:
        """Read the source; return it as HTML in which each paragraph has its id."""
        return with_ids(self.cleaned_data["source_body"])

    def clean(self) -> dict[str, Any]:
        """Make headlines of the first lines where that was asked for."""
        cleaned = super().clean()
        if cleaned.get("first_line") and "source_body" in cleaned:
            self._take_headline("source_headline", "source_body")
        self._propose("source_slug", "source_headline", "source_language")
        self._propose("slug", "headline_text", "language")
        return cleaned

    def _propose(self, slug: str, headline: str, language: str) -> None:
        """Make an address of a headline where none is typed."""
        cleaned = self.cleaned_data
        if language in cleaned and not cleaned.get(slug) and slug not in self.errors:
            cleaned[slug] = free_slug(cleaned.get(headline, ""), cleaned[language])

    def carried(self) -> dict[str, str]:
        """Return the source with the ids of its paragraphs, and both addresses."""
        names = ("source_headline", "source_body", "source_slug", "slug")
        return {name: self.cleaned_data[name] for name in names}

    def pair(self) -> Pair:
        """Return both texts."""
        typed = self.cleaned_data
        heads = (
            (BlockKind.HEADLINE, typed["source_headline"]),
            (BlockKind.STANDFIRST, typed["source_standfirst"]),
        )
        source = (
            *(
                Block(id=kind.value, kind=kind, html=parse_inline(escape(text)))
                for kind, text in heads
                if text.strip()
            ),
            *parse_body(typed["source_body"]),
        )
        tellings = self._telling("source_"), self._telling("")

        def store(pasted: Pasted, by: Account, at: datetime) -> Stored:
            return pasting.paste_pair(
                article=self.story(),
                tellings=tellings,
                source=source,
                pasted=pasted,
                by=by,
                at=at,
            )

        first, second = (each.language for each in tellings)
        return Pair(source, first, None, second, None, store)

    def _telling(self, part: str) -> Telling:
        typed = self.cleaned_data
        return Telling(
            language=typed[f"{part}language"],
            slug=typed[f"{part}slug"],
            rights_basis=RightsBasis(typed[f"{part}rights"]),
        )


class StoryForm(forms.ModelForm[Article]):
    """What a new story needs to be opened."""

    class Meta:
        model = Article
        fields = ("slugline", "kind", "outlet", "section", "is_restricted")
        help_texts = {
            "is_restricted": gettext_lazy(
                "Only you know of it, until you name others on its page."
            )
        }
