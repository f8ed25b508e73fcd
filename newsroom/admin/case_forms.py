"""The forms of copies without permission: noting one, and what is asked afterwards."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.languages import name_of
from exports.actions.pursuing import Sighting
from exports.cases import NEXT_STATES
from exports.models import Artifact, Case, CaseState, CopySource, Lack
from rights.models import Grant

CODE_HELP = _(
    "32 signs after #copy- in a link of the page. It is also found in what you save."
)


class SavedPage(forms.Form):
    """Asks for what a page looks like: a file, its text, or both."""

    page_text = forms.CharField(
        label=_("Text of the page"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Select all, copy, paste: as it stands there."),
    )
    page_file = forms.FileField(
        label=_("File of the page"),
        required=False,
        help_text=_(
            "A picture of the screen (PNG, JPEG), a PDF, or the saved page; at most "
            "20 MB."
        ),
    )

    def captures(self) -> tuple[bytes, ...]:
        """Return what was filled in, as bytes; text without carriage returns."""
        text, file = self.cleaned_data["page_text"], self.cleaned_data["page_file"]
        typed = (text.replace("\r\n", "\n").encode(),) if text.strip() else ()
        return (*typed, *((file.read(),) if file else ()))


class CaseForm(SavedPage, forms.ModelForm[Case]):
    """Asks what was seen where."""

    url = forms.URLField(
        label=capfirst(_("address of the page")),
        max_length=500,
        assume_scheme="https",
        widget=AdminURLFieldWidget,
    )
    missing = forms.MultipleChoiceField(
        label=capfirst(_("what is missing")),
        choices=Lack.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    code = forms.CharField(
        label=_("Code of the copy"), max_length=200, required=False, help_text=CODE_HELP
    )

    class Meta:
        model = Case
        fields = ("version", "url", "publisher", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields:
            self.fields["version"].required = False
            self.fields["version"].help_text = _("Not needed where a code is found.")

    def _post_clean(self) -> None:
        """Leave the judgement to the action: a code may say which version it is."""

    def sighting(self) -> Sighting:
        """Return what was filled in."""
        said = self.cleaned_data
        return Sighting(
            version=said["version"],
            url=said["url"],
            publisher=said["publisher"],
            contact=said["contact"],
            lacks=frozenset(Lack(word) for word in said["missing"]),
            code=said["code"],
            captures=self.captures(),
        )


class CaptureForm(SavedPage):
    """Asks what the page looks like now."""


class SourceForm(forms.Form):
    """Asks where a text was taken from: a code, a copy, or our public page."""

    code = forms.CharField(
        label=_("Code of the copy"), max_length=200, required=False, help_text=CODE_HELP
    )
    source = forms.ChoiceField(
        label=_("Or, without a code"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, case: Case, *args: Any) -> None:
        super().__init__(*args)
        sent = (
            Artifact.objects.filter(
                version__article=case.version.article, deliveries__isnull=False
            )
            .select_related("licensee", "version")
            .distinct()
        )
        self._sent = {f"copy-{one.pk}": one for one in sent}
        choices: Any = self.fields["source"]
        choices.choices = [
            (CopySource.PAGE, CopySource.PAGE.label),
            *((name, _named(one)) for name, one in self._sent.items()),
            (CopySource.UNKNOWN, CopySource.UNKNOWN.label),
        ]

    def said(self) -> tuple[CopySource, Artifact | None]:
        """Return what was chosen."""
        chosen = self.cleaned_data["source"] or CopySource.UNKNOWN
        copy = self._sent.get(chosen)
        return (CopySource(chosen), None) if copy is None else (CopySource.HAND, copy)


class StepForm(forms.Form):
    """Asks how a case went on."""

    state = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Forgotten some time after the case is closed."),
    )
    grant: "forms.ModelChoiceField[Grant]" = forms.ModelChoiceField(
        Grant.objects.none(),
        label=_("Permission that was given afterwards"),
        required=False,
    )

    def __init__(self, case: Case, *args: Any) -> None:
        super().__init__(*args)
        state: Any = self.fields["state"]
        state.choices = [
            (each, CaseState(each).label) for each in NEXT_STATES[case.state]
        ]
        grants: Any = self.fields["grant"]
        grants.queryset = _grants_for(case)
        grants.label_from_instance = _of_partner


def _grants_for(case: Case) -> Any:
    article = case.version.article
    return (
        Grant.objects.filter(
            outlet=article.outlet,
            is_denial=False,
            revoked_at=None,
            licensee__outlet=None,
        )
        .filter(article__in=[article, None])
        .select_related("licensee")
        .order_by("-pk")
    )


def _of_partner(grant: Grant) -> str:
    return f"{grant.licensee} · {timezone.localdate(grant.granted_at):%Y-%m-%d}"


def _named(copy: Artifact) -> str:
    language = name_of(copy.version.language, in_language=copy.version.language)
    return f"{copy.licensee} · {language} · {copy.format} · {copy.sha256[:12]}"
