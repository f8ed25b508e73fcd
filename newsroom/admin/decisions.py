"""The page on which a desk decides whether a story is wanted in its language."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.languages import LONGEST_TAG, LanguageTagError, canonical_tag
from articles.models import Article, Version
from articles.text.khmer import canonical
from articles.workflow import EDIT
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.admin.wanted import label_of, named_here, story_url
from people.models import Account
from people.permissions import may
from translations.actions.deciding import decide_language
from translations.models import Decision, LanguageDecision

MOST_OFFERED = 50


class DecisionForm(forms.Form):
    """Asks which language, what is wanted, and for a merger the other story."""

    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=LONGEST_TAG,
        help_text=gettext_lazy("BCP 47, for example km, en or zh-Hans."),
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=Decision.choices,
        widget=forms.RadioSelect,
    )
    merge_with = forms.ModelChoiceField(
        Article.objects.none(),
        label=gettext_lazy("Merged with"),
        required=False,
        help_text=gettext_lazy("Only for a story that another one tells as well."),
    )

    def __init__(
        self,
        *args: Any,
        known: QuerySet[Article],
        offered: QuerySet[Article],
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        field = cast("forms.ModelChoiceField[Article]", self.fields["merge_with"])
        field.queryset = known
        # All stories can be chosen, but only some fit in a list.
        stories = dict.fromkeys((*self._chosen(known), *offered[:MOST_OFFERED]))
        field.widget.choices = [
            ("", "–"),
            *((each.pk, label_of(each)) for each in stories),
        ]

    def _chosen(self, known: QuerySet[Article]) -> Iterator[Article]:
        chosen = self["merge_with"].value()
        with suppress(ValidationError):
            yield from known.filter(pk=chosen) if chosen else ()


def decide(request: HttpRequest, article: Article, site: AdminSite) -> HttpResponse:
    """Show what may be decided about a story's languages, or decide it.

    A refusal leaves everything that was chosen in the form.

    Args:
        request: With the language and words to look for a story in the address.
        article: That whoever looks may know of.
        site: Of the page around it.

    Raises:
        PermissionDenied: The account edits in no language.
    """
    by = acting(request)
    if not may(by, EDIT):
        raise PermissionDenied
    known = Article.objects.visible_to(by).exclude(pk=article.pk)
    looked_for = canonical(request.GET.get("q", "")).strip()
    form = DecisionForm(
        request.POST or None,
        initial=_stored_words(article, request.GET.get("language", "")),
        known=known,
        offered=_found(known, looked_for),
    )
    if request.method == "POST" and form.is_valid() and _acted(form, article, by):
        messages.success(
            request,
            _("Decided: %(language)s, %(decision)s.")
            % {
                "language": named_here(form.cleaned_data["language"]),
                "decision": Decision(form.cleaned_data["decision"]).label,
            },
        )
        return HttpResponseRedirect(story_url(article))
    context = {
        **site.each_context(request),
        "title": _("Is the story wanted?"),
        "article": article,
        "name": label_of(article),
        "form": form,
        "q": looked_for,
        "back": story_url(article),
        "opts": Article._meta,
    }
    return render(request, "admin/articles/decide.html", context)


def _stored_words(article: Article, language: str) -> dict[str, Any]:
    words: dict[str, Any] = {"language": language, "decision": Decision.UNDECIDED}
    with suppress(LanguageTagError):
        decided = LanguageDecision.objects.filter(
            article=article, language=canonical_tag(language)
        ).first()
        if decided is not None:
            words |= {"decision": decided.decision, "merge_with": decided.merge_with_id}
    return words


def _found(known: QuerySet[Article], words: str) -> QuerySet[Article]:
    newest = known.prefetch_related("versions").order_by("-created_at")
    if not words:
        return newest
    return newest.filter(
        Q(slugline__icontains=words)
        | Exists(
            Version.objects.filter(
                Q(headline__icontains=words) | Q(slug__icontains=words),
                article=OuterRef("pk"),
            )
        )
    )


def _acted(form: DecisionForm, article: Article, by: Account) -> bool:
    try:
        decide_language(
            article=article,
            language=form.cleaned_data["language"],
            decision=Decision(form.cleaned_data["decision"]),
            merge_with=form.cleaned_data["merge_with"],
            by=by,
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    return True
