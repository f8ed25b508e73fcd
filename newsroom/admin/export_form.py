"""The form that orders copies of versions."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from exports.formats import EVERY_FORMAT
from exports.formats.base import BilingualFormat, Format
from exports.licensing import Wanted
from newsroom.admin.grant_form import labelled
from rights.models import Licensee
from rights.terms import Act


def label_of(fmt: Format | BilingualFormat) -> str:
    """Name a format in the interface language."""
    return fmt.labels.get(get_language() or "en", fmt.labels["en"])


class ExportForm(forms.Form):
    """Asks for whom, in which formats and what for."""

    licensee: "forms.ModelChoiceField[Licensee]" = forms.ModelChoiceField(
        Licensee.objects.all(), label=_("Partner")
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"),
        choices=lambda: [(each.code, label_of(each)) for each in EVERY_FORMAT],
        widget=forms.CheckboxSelectMultiple,
    )
    acts = forms.MultipleChoiceField(
        label=_("What will be done with the copies"),
        choices=lambda: labelled(Act),
        widget=forms.CheckboxSelectMultiple,
        initial=[Act.ELECTRONIC.value],
    )
    may_be_behind = forms.BooleanField(
        label=_("Even if the original was changed after the translation was made"),
        help_text=_("The copy then says that the original was changed."),
        required=False,
    )

    def wanted(self) -> Wanted:
        """Return what was filled in."""
        return Wanted(
            licensee=self.cleaned_data["licensee"],
            acts=frozenset(
                act for act in Act if act.value in self.cleaned_data["acts"]
            ),
            may_be_behind=self.cleaned_data["may_be_behind"],
        )
