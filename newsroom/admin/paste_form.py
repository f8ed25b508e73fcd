"""The forms into which a finished translation is pasted, alone or with its source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.languages import LONGEST_TAG, LanguageTagError, canonical_tag
from articles.models import Revision, Version
from articles.text.blocks import (
    Block,
    block_text,
    parse_body,
    render_body,
)
from newsroom.admin.choices import Edit
from newsroom.admin.deeds import reasons
from newsroom.admin.paste_text import (
    limited_source,
    seen_blocks,
    title_of,
    with_heads,
    with_ids,
)
from newsroom.admin.text_form import EDITOR, BaseField, TextForm
from people.models import Account
from translations.actions import pasting
from translations.actions.aligning import text_of
from translations.actions.pasting import Pasted, Stored

HIDDEN = ("base", "links", "revision", "into")


@dataclass(frozen=True)
class Pair:
    """Two texts that are to be laid side by side.

    Attributes:
        source: The whole text that was translated.
        source_language: BCP 47, as is the other.
        target: The translation as it is stored; None where there is none yet.
        language: Of the translation.
        seen: The revision that `source` is from; None where it is pasted, too.
        store: Calls the action.
    """

    source: tuple[Block, ...]
    source_language: str
    target: Version | None
    language: str
    seen: Revision | None
    store: Callable[[Pasted, Account, datetime], Stored]


def body_field(label: Any) -> forms.CharField:
    """Ask for a whole text."""
    return forms.CharField(
        label=label,
        widget=AdminProseEditorWidget(config=EDITOR, preset="configurable"),
        help_text=gettext_lazy(
            "Bold, links, quotations and headings are kept. In plain text blank lines "
            "part paragraphs; where there are none, each line is one."
        ),
    )


def line_field(label: Any, rows: int = 2) -> forms.CharField:
    """Ask for a headline or a deck."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}),
        required=False,
    )


def language_field(label: Any) -> forms.CharField:
    """Ask for any language."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_TAG,
        help_text=gettext_lazy("BCP 47, for example km, en or zh-Hans."),
    )


class PasteForm(TextForm):
    """A whole translation, and what the page remembers while it asks about gaps."""

    # The browser could not show what is missing: the editor hides the field.
    use_required_attribute = False
    dateline = None  # type: ignore[assignment]  # takes the field away
    caption = None  # type: ignore[assignment]
    body = body_field(gettext_lazy("The whole translation"))
    first_line = forms.BooleanField(
        label=gettext_lazy("The first line is the headline"), required=False
    )
    links = BaseField()
    revision = BaseField()
    into = BaseField()

    def pair(self) -> Pair:
        """Return the texts that the valid form is about."""
        raise NotImplementedError

    def carried(self) -> dict[str, str]:
        """Return what the valid form made of what was typed, by the field."""
        return {}

    def clean_body(self) -> str:
        """Read the text; return it as HTML in which each paragraph has its id."""
        return with_ids(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        """Make a headline of the first line where that was asked for."""
        cleaned = super().clean() or {}
        if cleaned.get("first_line") and "body" in cleaned:
            self._take_headline("headline_text", "body")
        return cleaned

    def _take_headline(self, headline: str, body: str) -> None:
        cleaned = self.cleaned_data
        if cleaned.get(headline, "").strip():
            return
        first, *rest = parse_body(cleaned[body])
        if not rest:
            self.add_error(body, _("Below its headline there is no text."))
            return
        cleaned[headline] = " ".join(block_text(first).split())
        cleaned[body] = render_body(rest, has_block_ids=True)

    def written(self, version: Version) -> Edit:
        """Return what the fields say; what stands apart and is not typed stays."""
        if version.pk is None:
            return Edit((), self._blocks())
        edit = super().written(version)
        before = edit.base or text_of(version)
        return Edit(edit.base, with_heads(before, edit.blocks))


class IntoForm(PasteForm):
    """Pastes into a translation of which a source is held."""

    source = forms.ChoiceField(label=gettext_lazy("Made from"))

    def __init__(
        self, *args: Any, version: Version, counted: dict[int, Revision], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.version, self.counted = version, counted
        asked = self.fields["source"]
        asked.choices = [  # type: ignore[attr-defined]  # a ChoiceField has them
            (str(pk), title_of(revision)) for pk, revision in counted.items()
        ]
        self.order_fields(["source"])
        if len(counted) == 1:
            asked.required = False
            asked.widget = forms.HiddenInput()
        _speak(self, version.language, ("headline_text", "standfirst", "body"))

    def pair(self) -> Pair:
        """Return the translation and the source that was chosen."""
        chosen = self.cleaned_data["source"] or str(next(iter(self.counted)))
        seen = self.counted[int(chosen)]

        def store(pasted: Pasted, by: Account, at: datetime) -> Stored:
            return pasting.paste_translation(
                version=self.version, seen=seen, pasted=pasted, by=by, at=at
            )

        return Pair(
            seen_blocks(seen),
            seen.version.language,
            self.version,
            self.version.language,
            seen,
            store,
        )

    def clean_source(self) -> str:
        """Refuse a source that is too long to be laid beside anything."""
        chosen: str = self.cleaned_data["source"] or str(next(iter(self.counted)))
        limited_source(seen_blocks(self.counted[int(chosen)]))
        return chosen


class FromForm(PasteForm):
    """Pastes a translation of a text into a language that is asked for."""

    language = language_field(gettext_lazy("Language of the translation"))

    def __init__(
        self,
        *args: Any,
        seen: Revision,
        find: Callable[[str], Version | None],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.seen, self.find = seen, find
        self.target: Version | None = None
        self.order_fields(["language"])

    def clean_language(self) -> str:
        """Accept a language in which the account may paste a translation."""
        language = clean_tag(self.cleaned_data["language"])
        self.target = self.find(language)
        return language

    def clean(self) -> dict[str, Any]:
        """Refuse a source that is too long to be laid beside anything."""
        limited_source(seen_blocks(self.seen))
        return super().clean()

    def pair(self) -> Pair:
        """Return the source and the translation, which may have to be begun."""
        language, seen, target = self.cleaned_data["language"], self.seen, self.target

        def store(pasted: Pasted, by: Account, at: datetime) -> Stored:
            if target is not None:
                return pasting.paste_translation(
                    version=target, seen=seen, pasted=pasted, by=by, at=at
                )
            return pasting.paste_new_translation(
                seen=seen, language=language, pasted=pasted, by=by, at=at
            )

        return Pair(
            seen_blocks(seen), seen.version.language, target, language, seen, store
        )


def clean_tag(typed: str) -> str:
    """Return the tag in its canonical form.

    Raises:
        ValidationError: It is malformed.
    """
    try:
        return canonical_tag(typed)
    except LanguageTagError as error:
        raise forms.ValidationError(reasons(error)) from error


def _speak(form: forms.Form, language: str, names: Sequence[str]) -> None:
    for name in names:
        form.fields[name].widget.attrs["lang"] = language
