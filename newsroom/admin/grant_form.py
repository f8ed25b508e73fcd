"""The forms of permissions: giving one, and giving it again."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models import Account
from rights.models import Grant
from rights.terms import EVERY, Act, Edit, Medium, Terms


def labelled(words: type[Act] | type[Edit] | type[Medium]) -> list[tuple[str, str]]:
    """List words of the terms as choices of a form, in the interface language."""
    language = get_language() or "en"
    return [
        (word.value, word.labels.get(language, word.labels["en"])) for word in words
    ]


class GrantForm(forms.ModelForm[Grant]):
    """Asks for the terms of a permission."""

    uses = forms.MultipleChoiceField(
        label=capfirst(_("uses")),
        choices=lambda: labelled(Act),
        widget=forms.CheckboxSelectMultiple,
    )
    may_change = forms.MultipleChoiceField(
        label=_("May change"),
        choices=lambda: labelled(Edit),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: the text stays as it is."),
    )
    where = forms.MultipleChoiceField(
        label=capfirst(_("media")),
        choices=lambda: labelled(Medium),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: every medium."),
    )
    in_languages = forms.CharField(
        label=capfirst(_("languages")),
        initial=EVERY,
        help_text=_("BCP 47 tags separated by commas; * for every language."),
    )
    in_territories = forms.CharField(
        label=capfirst(_("territories")),
        initial=EVERY,
        help_text=_("Two-letter country codes separated by commas; * for all."),
    )

    class Meta:
        model = Grant
        fields = ("licensee", "outlet", "section", "article", "is_denial")

    def words(self, field: str) -> frozenset[str]:
        """Return the parts of a comma-separated field."""
        parts = self.cleaned_data[field].split(",")
        return frozenset(part.strip() for part in parts if part.strip())

    def terms(self) -> Terms:
        """Return what was filled in."""
        chosen, grant = self.cleaned_data, self.instance
        return Terms(
            acts=frozenset(act for act in Act if act.value in chosen["uses"]),
            edits=frozenset(e for e in Edit if e.value in chosen["may_change"]),
            languages=self.words("in_languages"),
            media=frozenset(chosen["where"] or [EVERY]),
            territories=self.words("in_territories"),
            starts_at=grant.starts_at,
            ends_at=grant.ends_at,
            review_date=grant.review_date,
            pieces_stay=grant.pieces_stay,
            may_mirror=grant.may_mirror,
            is_exclusive=grant.is_exclusive,
            is_denial=grant.is_denial,
        )


class RenewalForm(forms.Form):
    """Asks how long a permission is given again, and who wished it."""

    ends_at = forms.SplitDateTimeField(
        label=capfirst(_("until")), required=False, widget=AdminSplitDateTime
    )
    review_date = forms.DateField(
        label=capfirst(_("looked at again")),
        required=False,
        widget=AdminDateWidget,
        help_text=_("For a permission without an end."),
    )
    asked_by: "forms.ModelChoiceField[Account]" = forms.ModelChoiceField(
        Account.objects.filter(is_active=True),
        label=capfirst(_("asked by")),
        required=False,
        help_text=_("Empty where the partner asked."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Two inputs in one: each says which it is.
        for widget, name in zip(
            self.fields["ends_at"].widget.widgets,
            (_("Day"), _("Time")),
            strict=True,
        ):
            widget.attrs["aria-label"] = name
