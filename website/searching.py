"""The search: one box for both languages; what was asked is written down nowhere."""

from itertools import pairwise
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.forms.utils import flatatt
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from articles.languages import interface_language, language
from articles.models import Version
from rights.lookup import current_notice
from website.pages.lists import newsroom, read_sections
from website.pages.search import MOST_PAGES, Asked, search_page
from website.search.question import LONGEST
from website.views import page_not_found, rendered
from worklist.prepared import Question


class Choice(forms.Select):
    """A list of choices without a template for each of them: half of what a page costs.

    Says what Django's own says (`django/forms/widgets/select.html`).
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Write the element."""
        del renderer
        chosen = self.format_value(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (tag, mark_safe(" selected") if str(tag) in chosen else "", label)
                for tag, label in self.choices
            ),
        )
        told = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>\n{}\n</select>", told, options)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as year-month-day.")},
    )


class SearchForm(forms.Form):
    """What to look for, and where."""

    q = forms.CharField(
        label=_("Look for"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False, widget=Choice)
    section = forms.ChoiceField(label=_("Section"), required=False, widget=Choice)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        widget=Choice,
        choices=[("", _("most fitting first")), ("newest", _("newest first"))],
    )

    def __init__(self, *args: Any, spoken: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = _day(_("From"))
        self.fields["to"] = _day(_("To the end of"))
        self.fields["page"] = forms.IntegerField(
            required=False, min_value=1, max_value=MOST_PAGES, widget=forms.HiddenInput
        )
        choices = {
            "language": [(tag, language(tag).own_name) for tag in spoken],
            "section": [(it.slug, str(it)) for it in read_sections()],
        }
        for name, every in (
            ("language", _("every language")),
            ("section", _("every section")),
        ):
            self.fields[name].choices = [("", every), *choices[name]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a time that ends before it begins."""
        told: dict[str, Any] = super().clean() or {}
        begin, end = told.get("from"), told.get("to")
        if begin and end and end < begin:
            self.add_error("to", _("The last day is before the first one."))
        return told

    @property
    def asked(self) -> Asked:
        """What is asked; of a form with faults, nothing."""
        told = self.cleaned_data if self.is_valid() else {}
        return Asked(
            question=told.get("q", ""),
            language=told.get("language", ""),
            section=told.get("section", ""),
            begin=told.get("from"),
            end=told.get("to"),
            is_by_time=told.get("sort") == "newest",
            page=told.get("page") or 1,
        )


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Look for stories in all languages; what was typed with faults stays there."""
    spoken = _spoken()
    if language not in spoken:
        return page_not_found(request)
    with translation.override(interface_language(language)):
        form = SearchForm(request.GET, spoken=spoken)
        page = search_page(form.asked, language_tag=language, spoken=spoken)
        outlet = newsroom()
        notice = outlet and current_notice(outlet)
        response = rendered(
            "website/search.html",
            page=page,
            canonical=absolute(page.url),
            form=form,
            outlet=outlet,
            notice=notice and notice.text_for(language),
            notice_language=notice and notice.language_for(language),
        )
    # What somebody looks for is nobody's business: no index, no shared cache.
    if request.GET:
        response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, max-age=60"
    return response


def _spoken() -> tuple[str, ...]:
    """Return the interface's languages, and those in which there are stories."""
    ours = [tag for tag, _name in settings.LANGUAGES]
    return (*ours, *(it.language for it in _FURTHER_LANGUAGES.ask().models))


def _beside(tags: list[str]) -> Q:
    """Leave out some languages so that an index can be read: by what lies between."""
    beside = Q(language__lt=tags[0]) | Q(language__gt=tags[-1])
    for before, after in pairwise(tags):
        beside |= Q(language__gt=before, language__lt=after)
    return beside


_FURTHER_LANGUAGES = Question(
    lambda: (
        Version.objects.public()
        .filter(_beside(sorted(tag for tag, _name in settings.LANGUAGES)))
        .only("language")
        .order_by("language")
        .distinct("language")
    )
)
