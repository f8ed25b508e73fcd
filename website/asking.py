"""The form with which a reader asks to republish a story."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.addresses import absolute, version_url
from articles.languages import interface_language
from articles.models import Version
from rights.actions.requesting import RequestRefused, Wish, receive_request
from rights.lookup import current_notice
from rights.terms import EVERY, Act, Edit, Medium
from rights.territories import TERRITORIES, country
from website.guarding import guarded, too_many
from website.pages.links import language_links
from website.views import gone_or_unknown, page_not_found, rendered

FORM = "ask"
CHOSEN = forms.CheckboxSelectMultiple


def _words(words: type[Act] | type[Edit] | type[Medium]) -> list[tuple[str, str]]:
    speaking = get_language() or "en"
    return [(word.value, word.labels.get(speaking, word.label_en)) for word in words]


def _countries() -> list[tuple[str, str]]:
    speaking = get_language() or "en"
    named = sorted((country(code, speaking), code) for code in TERRITORIES)
    return [(EVERY, str(_("every country"))), *((code, name) for name, code in named)]


def _is_storable(text: str) -> None:
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValidationError(_("Remove the characters that are no text."))


class AskForm(forms.Form):
    """Asks who wants to do what with a story, where and how long."""

    organisation = forms.CharField(
        label=_("Who asks (newspaper, station, organisation or you)"), max_length=200
    )
    contact_name = forms.CharField(
        label=_("Your name, if you like"), max_length=200, required=False
    )
    contact = forms.EmailField(label=_("E-mail for the answer"), max_length=254)
    acts = forms.MultipleChoiceField(
        label=_("What you want to do"), choices=lambda: _words(Act), widget=CHOSEN
    )
    edits = forms.MultipleChoiceField(
        label=_("What you want to change"),
        choices=lambda: _words(Edit),
        widget=CHOSEN,
        required=False,
    )
    where = forms.MultipleChoiceField(
        label=_("Where it will appear"),
        choices=lambda: _words(Medium),
        widget=CHOSEN,
        required=False,
    )
    territory = forms.ChoiceField(label=_("In which country"), choices=_countries)
    from_date = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    until_date = forms.DateField(
        label=_("To the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    message = forms.CharField(
        label=_("What else we should know"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    # People do not see it; programs that fill in everything do.
    website = forms.CharField(label=_("Leave this empty"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "label_suffix": ""})
        for name in ("organisation", "contact_name", "contact", "message"):
            self.fields[name].validators.append(_is_storable)

    def wish(self) -> Wish:
        """Return what was filled in."""
        said = self.cleaned_data
        return Wish(
            organisation=said["organisation"],
            contact_name=said["contact_name"],
            contact=said["contact"],
            acts=frozenset(a for a in Act if a.value in said["acts"]),
            edits=frozenset(e for e in Edit if e.value in said["edits"]),
            media=frozenset(m for m in Medium if m.value in said["where"]),
            territories=frozenset({said["territory"]}),
            from_date=said["from_date"],
            until_date=said["until_date"],
            message=said["message"],
        )


@guarded
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Show the form, or take in what was asked for."""
    with translation.override(interface_language(language)):
        version = (
            Version.objects.public()
            .select_related("article__outlet", "article__section")
            .filter(language=language, article__section__slug=section, slug=slug)
            .first()
        )
        if version is None:
            return gone_or_unknown(request, language=language, slug=slug)
        if current_notice(version.article.outlet) is None:
            return page_not_found(request)
        if request.method != "POST":
            return _shown(version, AskForm(), 200)
        return _taken_in(request, version, AskForm(request.POST))


def _taken_in(request: HttpRequest, version: Version, form: AskForm) -> HttpResponse:
    if not form.is_valid():
        return _shown(version, form, 422)
    if form.cleaned_data["website"]:
        # Told the same as everybody, so that nobody learns from it.
        return _thanked(version)
    if too_many(request, form=FORM):
        form.add_error(
            None, _("Too many requests came in at once. Please try again in an hour.")
        )
        return _shown(version, form, 429)
    try:
        receive_request(version=version, wish=form.wish(), at=timezone.now())
    except RequestRefused as refused:
        form.add_error(None, str(refused).splitlines())
        return _shown(version, form, 422)
    return _thanked(version)


@require_http_methods(["GET", "HEAD"])
def asked(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Say that a request came in; the same for everybody."""
    with translation.override(interface_language(language)):
        version = (
            Version.objects.public()
            .select_related("article__outlet", "article__section")
            .filter(language=language, article__section__slug=section, slug=slug)
            .first()
        )
        if version is None:
            return gone_or_unknown(request, language=language, slug=slug)
        return rendered(
            "website/asked.html", version=version, story_url=version_url(version)
        )


def ask_url(version: Version) -> str:
    """Return the path of the form of a public version."""
    return reverse("ask", kwargs=_place(version))


def _place(version: Version) -> dict[str, str]:
    return {
        "language": version.language,
        "section": version.article.section.slug,
        "slug": version.slug,
    }


def _thanked(version: Version) -> HttpResponse:
    return HttpResponseRedirect(reverse("asked", kwargs=_place(version)))


def _shown(version: Version, form: AskForm, status: int) -> HttpResponse:
    siblings = (
        Version.objects.public()
        .filter(article=version.article_id)
        .select_related("article__section")
    )
    urls = {sibling.language: ask_url(sibling) for sibling in siblings}
    return rendered(
        "website/ask.html",
        status=status,
        version=version,
        form=form,
        story_url=version_url(version),
        canonical=absolute(ask_url(version)),
        languages=language_links(urls, here=version.language),
    )
