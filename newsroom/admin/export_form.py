"""The form of the exports desk: which stories, for whom, what for."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.languages import name_of
from articles.models import Section, Tag, Version
from exports.actions.ordering import Way
from exports.choosing import Choice, Freshness
from exports.formats import BILINGUAL_FORMATS, FORMATS
from exports.formats.base import BilingualFormat, Format
from exports.licensing import Wanted
from exports.models import Channel
from newsroom.admin.grant_form import labelled
from people.models import Contributor
from rights.models import Licensee
from rights.terms import EVERY, Act, Medium, TermsError, check_territory

MOST_BY_HAND = 1_000
# No more digits than a key has: a longer number is nobody's, and no error.
MOST_DIGITS = 18


def label_of(fmt: Format | BilingualFormat) -> str:
    """Name a format in the interface language."""
    return fmt.labels.get(get_language() or "en", fmt.labels["en"])


def format_choices() -> list[tuple[str, str]]:
    """List every format as a choice; a posting kit is made where one posts."""
    offered: tuple[Format | BilingualFormat, ...] = (*FORMATS, *BILINGUAL_FORMATS)
    return [(each.code, label_of(each)) for each in offered]


def language_choices() -> list[tuple[str, str]]:
    """List the languages that there are versions in, after "every language"."""
    speaking = get_language() or "en"
    tags = Version.objects.order_by("language").values_list("language", flat=True)
    named = [(tag, name_of(tag, in_language=speaking)) for tag in tags.distinct()]
    return [("", _("Every language")), *named]


def _freshness() -> list[tuple[str, str]]:
    return [
        (Freshness.ANY, _("Whether or not the original was changed")),
        (Freshness.CURRENT, _("Says what the original says")),
        (Freshness.BEHIND, _("The original was changed since")),
    ]


class DeskForm(forms.Form):
    """Asks which stories, for whom, in which formats and what for."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=language_choices, required=False
    )
    section: "forms.ModelChoiceField[Section]" = forms.ModelChoiceField(
        Section.objects.all(), label=gettext_lazy("Section"), required=False
    )
    tag: "forms.ModelChoiceField[Tag]" = forms.ModelChoiceField(
        Tag.objects.all(), label=gettext_lazy("Tag"), required=False
    )
    person: "forms.ModelChoiceField[Contributor]" = forms.ModelChoiceField(
        Contributor.objects.all(), label=gettext_lazy("Credited"), required=False
    )
    first_day = forms.DateField(
        label=gettext_lazy("Published from"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Published until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    freshness = forms.ChoiceField(
        label=gettext_lazy("Beside the original"), choices=_freshness, required=False
    )
    is_unsent = forms.BooleanField(
        label=gettext_lazy("Only what the partner does not have in today’s text"),
        required=False,
    )
    licensee: "forms.ModelChoiceField[Licensee]" = forms.ModelChoiceField(
        Licensee.objects.all(), label=gettext_lazy("Partner")
    )
    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats"),
        choices=format_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("What will be done with the copies"),
        choices=lambda: labelled(Act),
        widget=forms.CheckboxSelectMultiple,
        initial=[Act.ELECTRONIC.value],
    )
    medium = forms.ChoiceField(
        label=gettext_lazy("Where they appear"),
        choices=lambda: [("", _("Nobody said")), *labelled(Medium)],
        required=False,
    )
    territory = forms.CharField(
        label=gettext_lazy("Country"),
        required=False,
        max_length=2,
        help_text=gettext_lazy("Two letters; empty: the whole world."),
    )
    channel: "forms.ModelChoiceField[Channel]" = forms.ModelChoiceField(
        Channel.objects.filter(closed_at=None).select_related("licensee"),
        label=gettext_lazy("Way of delivery"),
        empty_label=gettext_lazy("The desk takes the copies"),
        required=False,
    )
    may_be_behind = forms.BooleanField(
        label=gettext_lazy(
            "Even if the original was changed after the translation was made"
        ),
        help_text=gettext_lazy("The copy then says that the original was changed."),
        required=False,
    )

    def clean_territory(self) -> str:
        """Return the country in capitals; refuse what is none."""
        code: str = self.cleaned_data["territory"].upper() or EVERY
        try:
            check_territory(code)
        except TermsError as error:
            raise forms.ValidationError(_("A country has two letters.")) from error
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return said

    def wanted(self) -> Wanted:
        """Return for whom and what for."""
        said = self.cleaned_data
        return Wanted(
            licensee=said["licensee"],
            acts=frozenset(act for act in Act if act.value in said["acts"]),
            medium=next((it for it in Medium if it.value == said["medium"]), None),
            territory=said["territory"],
            may_be_behind=said["may_be_behind"],
        )

    def way(self) -> Way | None:
        """Return on which way the copies are handed over; None: the desk takes them."""
        channel = self.cleaned_data["channel"]
        return None if channel is None else Way(channel)

    def choice(self, keys: tuple[int, ...]) -> Choice:
        """Return what is looked for.

        Args:
            keys: Versions chosen by hand.
        """
        said = self.cleaned_data
        return Choice(
            keys=keys,
            language=said["language"],
            section=said["section"],
            tag=said["tag"],
            person=said["person"],
            first_day=said["first_day"],
            last_day=said["last_day"],
            freshness=Freshness(said["freshness"]),
            is_unsent=said["is_unsent"],
        )


def keys_of(sent: QueryDict, name: str = "key") -> tuple[int, ...]:
    """Read the versions that somebody chose by hand.

    Returns:
        In order, none twice, at most MOST_BY_HAND.
    """
    typed = (it for it in sent.getlist(name) if it.isdecimal())
    keys = (int(it) for it in typed if len(it) <= MOST_DIGITS)
    return tuple(dict.fromkeys(keys))[:MOST_BY_HAND]
