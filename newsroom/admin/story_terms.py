"""By which terms a story goes: read, and set, on a page of its own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.languages import language, name_of
from articles.models import Article
from newsroom.admin.deeds import REFUSALS, acting, one_seen, reasons
from people.permissions import may
from rights.actions.licensing import SET_TERMS, ForeignTerms, set_terms
from rights.commons import Commons
from rights.lookup import notice_for
from rights.models import TermsKind
from rights.wording import SHORT_LIMIT, WORDING_LANGUAGES

_TEXTS = ("holder", "full", "short")


def _chosen() -> list[tuple[str, Any]]:
    house, foreign = TermsKind.HOUSE, TermsKind.FOREIGN
    return [
        (house.value, house.label),
        *((each.value, each.short_name) for each in Commons),
        (foreign.value, foreign.label),
    ]


class TermsForm(forms.Form):
    """Asks by which terms a story goes, and what another publisher wants said."""

    terms = forms.ChoiceField(
        label=gettext_lazy("The story goes by"),
        choices=_chosen,
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=gettext_lazy("Where to ask them"), max_length=300, required=False
    )
    year = forms.IntegerField(
        label=capfirst(gettext_lazy("year of first publication")), required=False
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        labels = {
            "holder": _("Their name"),
            "full": _("Their notice in full, with its conditions"),
            "short": _("Their notice in short, at most 200 characters"),
        }
        for name in _TEXTS:
            for tag in WORDING_LANGUAGES:
                attrs = {"lang": tag, "rows": 5 if name == "full" else 2}
                self.fields[f"{name}_{tag}"] = forms.CharField(
                    label=f"{labels[name]} · {language(tag).own_name}",
                    required=False,
                    max_length={"holder": 200, "short": SHORT_LIMIT}.get(name),
                    widget=forms.TextInput({"lang": tag})
                    if name == "holder"
                    else forms.Textarea(attrs),
                )

    def wanted(self) -> Commons | ForeignTerms | None:
        """Return what was chosen."""
        chosen = self.cleaned_data
        if chosen["terms"] == TermsKind.HOUSE:
            return None
        if chosen["terms"] != TermsKind.FOREIGN:
            return Commons(chosen["terms"])
        holder, full, short = (
            {tag: chosen[f"{name}_{tag}"] for tag in WORDING_LANGUAGES}
            for name in _TEXTS
        )
        return ForeignTerms(holder, chosen["address"], chosen["year"], full, short)

    @property
    def theirs(self) -> list[Any]:
        """The fields about another publisher."""
        return [field for field in self if field.name != "terms"]


def terms_view(
    shown: admin.ModelAdmin[Article], request: HttpRequest, pk: Any
) -> HttpResponse:
    """Show the terms of a story and what it says by them; set others."""
    article, by = one_seen(shown, request, pk), acting(request)
    may_set, is_sent = may(by, SET_TERMS), request.method == "POST"
    if is_sent and not may_set:
        raise PermissionDenied
    form = TermsForm(request.POST) if is_sent else TermsForm()
    if is_sent and form.is_valid():
        try:
            set_terms(article=article, terms=form.wanted(), by=by, at=timezone.now())
        except REFUSALS as refusal:
            form.add_error(None, reasons(refusal))
        else:
            shown.message_user(
                request, _("The story goes by these terms now; every page says so.")
            )
            here = reverse("admin:articles_article_terms", args=[article.pk])
            return HttpResponseRedirect(here)
    notice = notice_for(article)
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "title": _("Terms of the story"),
        "article": article,
        "back": reverse("admin:articles_article_change", args=[article.pk]),
        "notice": notice,
        "texts": [
            (tag, name_of(tag, in_language=tag), text)
            for tag, text in (notice.texts.items() if notice else ())
        ],
        "rows": article.terms.select_related("set_by"),
        "form": form if may_set else None,
    }
    return render(request, "admin/articles/article/terms.html", context)
