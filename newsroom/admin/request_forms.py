"""The forms of requests for permission: writing one down, wording terms, saying no."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from newsroom.admin.grant_form import labelled
from rights.actions.requesting import Wish
from rights.bargain import taken_up
from rights.models import Channel, Licensee, PermissionRequest
from rights.terms import EVERY, Act, Edit, Medium, Terms

CHOSEN = forms.CheckboxSelectMultiple
ONE_DAY = timedelta(days=1)


class RequestForm(forms.ModelForm[PermissionRequest]):
    """Asks what came in by mail, messenger or telephone."""

    channel = forms.ChoiceField(
        label=capfirst(_("came by")),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.FORM],
    )
    uses = forms.MultipleChoiceField(
        label=capfirst(_("uses")), choices=lambda: labelled(Act), widget=CHOSEN
    )
    would_change = forms.MultipleChoiceField(
        label=_("Would change"),
        choices=lambda: labelled(Edit),
        widget=CHOSEN,
        required=False,
    )
    where = forms.MultipleChoiceField(
        label=capfirst(_("media")),
        choices=lambda: labelled(Medium),
        widget=CHOSEN,
        required=False,
    )
    in_territories = forms.CharField(
        label=capfirst(_("territories")),
        required=False,
        help_text=_("Two-letter country codes separated by commas; * for all."),
    )

    class Meta:
        model = PermissionRequest
        fields = ("version", "organisation", "contact_name", "contact", "message")

    def wish(self) -> Wish:
        """Return what was filled in."""
        said, request = self.cleaned_data, self.instance
        return Wish(
            organisation=request.organisation,
            contact_name=request.contact_name,
            contact=request.contact,
            acts=frozenset(w for w in Act if w.value in said["uses"]),
            edits=frozenset(w for w in Edit if w.value in said["would_change"]),
            media=frozenset(w for w in Medium if w.value in said["where"]),
            territories=_words(said["in_territories"]),
            from_date=request.wanted_from_date,
            until_date=request.wanted_until_date,
            message=request.message,
        )


class TermsForm(forms.Form):
    """Asks for the terms of the permission that would come out of a request."""

    licensee: "forms.ModelChoiceField[Licensee]" = forms.ModelChoiceField(
        Licensee.objects.filter(outlet=None), label=capfirst(_("partner"))
    )
    acts = forms.MultipleChoiceField(
        label=capfirst(_("uses")), choices=lambda: labelled(Act), widget=CHOSEN
    )
    edits = forms.MultipleChoiceField(
        label=_("May change"),
        choices=lambda: labelled(Edit),
        widget=CHOSEN,
        required=False,
    )
    where = forms.MultipleChoiceField(
        label=capfirst(_("media")),
        choices=lambda: labelled(Medium),
        widget=CHOSEN,
        required=False,
        help_text=_("None chosen: every medium."),
    )
    languages = forms.CharField(
        label=capfirst(_("languages")),
        help_text=_("BCP 47 tags separated by commas; * for every language."),
    )
    territories = forms.CharField(
        label=capfirst(_("territories")),
        help_text=_("Two-letter country codes separated by commas; * for all."),
    )
    from_date = forms.DateField(
        label=capfirst(_("from")), widget=forms.DateInput(attrs={"type": "date"})
    )
    until_date = forms.DateField(
        label=capfirst(_("to the end of")),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    review_date = forms.DateField(
        label=capfirst(_("looked at again")),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For a permission without an end."),
    )
    pieces_stay = forms.BooleanField(
        label=capfirst(_("published pieces stay")), required=False
    )
    may_mirror = forms.BooleanField(
        label=capfirst(_("mirrors allowed")), required=False
    )
    is_exclusive = forms.BooleanField(label=capfirst(_("exclusive")), required=False)
    is_counter_offer = forms.BooleanField(
        label=_("Counter-offer: the partner is asked first"), required=False
    )

    def terms(self) -> Terms:
        """Return what was filled in."""
        said = self.cleaned_data
        until = said["until_date"]
        return Terms(
            acts=frozenset(w for w in Act if w.value in said["acts"]),
            edits=frozenset(w for w in Edit if w.value in said["edits"]),
            media=frozenset(said["where"] or [EVERY]),
            languages=_words(said["languages"]),
            territories=_words(said["territories"]),
            starts_at=_midnight(said["from_date"]),
            ends_at=until and _midnight(until + ONE_DAY),
            review_date=said["review_date"],
            pieces_stay=said["pieces_stay"],
            may_mirror=said["may_mirror"],
            is_exclusive=said["is_exclusive"],
        )


class RefusalForm(forms.Form):
    """Asks why a request is refused."""

    reason = forms.CharField(
        label=_("Why it is refused"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The partner may read it."),
    )


def as_wished(request: PermissionRequest) -> dict[str, Any]:
    """Return what the form of the terms says at first: what was prepared, or asked."""
    if request.prepared_terms:
        terms = taken_up(request.prepared_terms)
        return {
            "licensee": request.licensee_id,
            "acts": sorted(terms.acts),
            "edits": sorted(terms.edits),
            "where": sorted(terms.media - {EVERY}),
            "languages": ", ".join(sorted(terms.languages)),
            "territories": ", ".join(sorted(terms.territories)),
            "from_date": timezone.localdate(terms.starts_at),
            "until_date": terms.ends_at and timezone.localdate(terms.ends_at) - ONE_DAY,
            "review_date": terms.review_date,
            "pieces_stay": terms.pieces_stay,
            "may_mirror": terms.may_mirror,
            "is_exclusive": terms.is_exclusive,
        }
    named = Licensee.objects.filter(outlet=None, contact=request.contact).first()
    return {
        "licensee": named and named.pk,
        "acts": request.acts,
        "edits": request.edits,
        "where": request.media,
        "languages": request.version.language,
        "territories": ", ".join(request.territories) or EVERY,
        "from_date": request.wanted_from_date or timezone.localdate(),
        "until_date": request.wanted_until_date,
        "pieces_stay": True,
    }


def _words(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
