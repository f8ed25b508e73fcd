"""The form of an entry of the glossary: its languages one beside the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.languages import LONGEST_TAG, language
from newsroom.admin.calendar_rows import language_name
from translations.models import TermKind
from translations.terms.concepts import (
    LONGEST_NOTE,
    LONGEST_TEXT,
    Concept,
    Kind,
    Note,
    Saying,
)
from translations.terms.files import FIRST_LANGUAGES, PARTS, Part

LABELS = {
    Part.PREFERRED: _("Preferred"),
    Part.ADMITTED: _("Admitted as well, one a line"),
    Part.FORBIDDEN: _("Not wanted, one a line"),
    Part.TITLE: _("Title before the name"),
    Part.FIRST: _("First reference"),
    Part.SECOND: _("Second reference"),
    Part.NOTE: _("Note for the desk"),
}
OF_A_PERSON = (Part.TITLE, Part.FIRST, Part.SECOND)


@dataclass(frozen=True)
class Section:
    """The fields of one language.

    Attributes:
        tag: BCP 47.
        name: Of the language, in the language of the interface.
        fields: Of whatever has a name.
        of_a_person: Of people alone.
    """

    tag: str
    name: str
    fields: tuple[BoundField, ...]
    of_a_person: tuple[BoundField, ...]


class TermForm(forms.Form):
    """Asks what something is called.

    Args:
        concept: As it is stored, or as it is proposed; None for an empty form.
    """

    kind = forms.ChoiceField(label=capfirst(_("kind")), choices=TermKind.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    more_language = forms.CharField(
        label=_("Another language"),
        max_length=LONGEST_TAG,
        required=False,
        help_text=_(
            "Its tag, such as vi or zh-Hans. Once kept, it has all the fields."
        ),
        widget=forms.TextInput(attrs={"size": 10}),
    )
    more_name = forms.CharField(
        label=_("Preferred in that language"), max_length=LONGEST_TEXT, required=False
    )

    def __init__(self, sent: Any = None, *, concept: Concept | None = None) -> None:
        self.concept = concept
        said = concept.languages if concept else ()
        self.languages = tuple(dict.fromkeys([*FIRST_LANGUAGES, *said]))
        super().__init__(sent, initial=_initial(concept))
        for tag in self.languages:
            for part in Part:
                self.fields[f"{tag}-{part}"] = _field(tag, part)

    def sections(self) -> Iterator[Section]:
        """Yield the fields by language."""
        for tag in self.languages:
            yield Section(
                tag,
                language_name(tag),
                tuple(self[f"{tag}-{it}"] for it in Part if it not in OF_A_PERSON),
                tuple(self[f"{tag}-{it}"] for it in OF_A_PERSON),
            )

    def is_of_a_person(self) -> bool:
        """Whether the fields of people are open from the beginning."""
        return bool(self["kind"].value() == Kind.PERSON)

    def filled_in(self, code: str) -> Concept:
        """Return what was filled in."""
        said = self.cleaned_data
        sayings = [
            Saying(tag, text, *PARTS[part])
            for tag in self.languages
            for part in PARTS
            for text in said[f"{tag}-{part}"].splitlines()
            if text.strip()
        ]
        if said["more_language"] or said["more_name"]:
            more = Saying(said["more_language"], said["more_name"])
            sayings.append(more)
        notes = [
            Note(tag, text) for tag in self.languages if (text := said[f"{tag}-note"])
        ]
        return Concept(code, Kind(said["kind"]), tuple(sayings), tuple(notes))


def _initial(concept: Concept | None) -> dict[str, object]:
    if concept is None:
        return {}
    lines: dict[str, list[str]] = {}
    parts = {sort: part for part, sort in PARTS.items()}
    for each in concept.sayings:
        name = f"{each.language}-{parts[each.form, each.standing]}"
        lines.setdefault(name, []).append(each.text)
    return {
        "kind": concept.kind.value,
        "seen": concept.number,
        **{name: "\n".join(texts) for name, texts in lines.items()},
        **{f"{note.language}-note": note.text for note in concept.notes},
    }


def _field(tag: str, part: Part) -> forms.CharField:
    attributes = {"lang": language(tag).tag, "class": "vLargeTextField"}
    if part is Part.PREFERRED:
        widget: forms.Widget = forms.TextInput(attrs=attributes)
    else:
        rows = 1 if part in OF_A_PERSON else 2
        widget = forms.Textarea(attrs={**attributes, "rows": rows})
    most = LONGEST_NOTE if part is Part.NOTE else 10 * LONGEST_TEXT
    return forms.CharField(
        label=LABELS[part], widget=widget, required=False, max_length=most
    )


def shown_names(concept: Concept, tags: Sequence[str] = FIRST_LANGUAGES) -> str:
    """Return the preferred names of an entry for a title, the interface's first."""
    order = dict.fromkeys([get_language() or "en", *tags, *concept.languages])
    names = (concept.preferred(tag) for tag in order)
    return " · ".join(dict.fromkeys(name for name in names if name))
