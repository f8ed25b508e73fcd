"""My credits: what my own work earned, and how it is printed; my name, taken away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from articles.actions.proposing import answer_proposal, consented_languages
from articles.languages import name_of
from articles.models import CreditAnswer, CreditProposal, Version
from newsroom.admin.deeds import acting, deed
from newsroom.forgetting import verbs
from newsroom.forgetting.verbs import Withdrawn
from people.actions.consenting import CHANGE_CONSENT, is_own_name
from people.models import Account, Contributor
from people.permissions import may

ANSWERS: tuple[tuple[CreditAnswer, str | Promise], ...] = (
    (CreditAnswer.NAMED, gettext_lazy("Print my name")),
    (CreditAnswer.DESK, gettext_lazy("Print the desk")),
    (CreditAnswer.NOTHING, gettext_lazy("Print nothing")),
)
MOST_COPIES = 20


@dataclass(frozen=True)
class Proposed:
    """A proposed credit as its page shows it.

    Attributes:
        pk: Of the proposal.
        version: Whose credit it is.
        language: Its name for people.
        role: What was done.
        share: Percent of the paragraphs.
        account: Who did it.
        answer: What was answered; empty where nothing was.
        asks_consent: Their name is not printed in that language yet.
    """

    pk: int
    version: Version
    language: str
    role: str
    share: int
    account: str
    answer: str
    asks_consent: bool


class LanguagesForm(forms.Form):
    """Asks in which languages a name is taken away."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("In which languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one language.")},
    )

    def __init__(self, *args: Any, contributor: Contributor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = sorted(consented_languages(contributor))
        choices: Any = [(tag, _language(tag)) for tag in tags]
        self.fields["languages"].choices = choices  # type: ignore[attr-defined]
        self.initial["languages"] = tags


def proposals_of(version: Version) -> list[Proposed]:
    """List the proposed credits of a version, as its page shows them."""
    proposals = version.credit_proposals.select_related("account")
    return [_proposed(each, frozenset()) for each in proposals]


def my_credits(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show what one's own work earned, and store an answer."""
    by = acting(request)
    mine = CreditProposal.objects.filter(
        account=by, version__in=Version.objects.visible_to(by)
    )
    if request.method == "POST":
        return _answer(request, mine, by)
    own = Contributor.objects.filter(account=by).first()
    agreed = consented_languages(own) if own else frozenset()
    listed = [
        _proposed(each, agreed)
        for each in mine.select_related("version", "account").order_by("-made_at")
    ]
    page = {
        **context,
        "title": _("My credits"),
        "waiting": [each for each in listed if not each.answer],
        "answered": [each for each in listed if each.answer],
        "answers": ANSWERS,
        "own": own,
        "agreed": [_language(tag) for tag in sorted(agreed)],
    }
    return render(request, "admin/my_credits.html", page)


def withdraw_my_name(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Take one's own name away."""
    own = get_object_or_404(Contributor, account=acting(request))
    return withdraw_name(request, own, context, then=reverse("admin:my-credits"))


def withdraw_name(
    request: HttpRequest,
    contributor: Contributor,
    context: dict[str, Any],
    *,
    then: str,
) -> HttpResponse:
    """Ask once in which languages, then take somebody's name away at once."""
    by = acting(request)
    if not may_withdraw(by, contributor):
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = LanguagesForm(sent, contributor=contributor)
    if request.method == "POST" and form.is_valid():
        withdrawn = verbs.withdraw_byline(
            contributor=contributor,
            by=by,
            at=timezone.now(),
            languages=form.cleaned_data["languages"],
        )
        for line in _told(withdrawn, by):
            messages.success(request, line)
        return HttpResponseRedirect(then)
    page = {
        **context,
        "title": _("Take the name away"),
        "contributor": contributor,
        "form": form,
        "back": then,
    }
    return render(request, "admin/withdraw_name.html", page)


def may_withdraw(by: Account, contributor: Contributor) -> bool:
    """Say whether somebody may take a name away: its bearer, or by their role."""
    return is_own_name(contributor, by) or may(by, CHANGE_CONSENT)


def copies_told(copies: Any, by: Account) -> Iterator[str]:
    """Yield a line for each copy that must be made anew, of stories one may know of.

    Args:
        copies: Recalled ones.
        by: Who reads it.
    """
    known = Version.objects.visible_to(by).in_bulk({copy.version_id for copy in copies})
    shown = [copy for copy in copies if copy.version_id in known]
    for copy in shown[:MOST_COPIES]:
        words = {
            "version": known[copy.version_id],
            "format": copy.format,
            "partner": copy.licensee,
        }
        yield (
            _("Given out no more, make it anew: %(version)s · %(format)s · %(partner)s")
            % words
        )
    if len(shown) > MOST_COPIES:
        more = len(shown) - MOST_COPIES
        yield ngettext("and %(count)d more", "and %(count)d more", more) % {
            "count": more
        }


def _told(withdrawn: Withdrawn, by: Account) -> Iterator[str]:
    yield _("The name is taken away. The desk is printed in its place.")
    yield from copies_told(withdrawn.copies, by)


def _answer(request: HttpRequest, mine: Any, by: Account) -> HttpResponse:
    asked = request.POST.get("proposal", "")
    proposal = next((each for each in mine if str(each.pk) == asked), None)
    said = request.POST.get("answer", "")
    if proposal is None or said not in CreditAnswer.values:
        raise Http404
    return deed(
        request,
        lambda: answer_proposal(
            proposal=proposal,
            answer=CreditAnswer(said),
            by=by,
            at=timezone.now(),
            agrees=request.POST.get("agrees") == "on",
        ),
        done=_("Noted. You can change it at any time."),
        then=reverse("admin:my-credits"),
    )


def _proposed(proposal: CreditProposal, agreed: frozenset[str]) -> Proposed:
    return Proposed(
        pk=proposal.pk,
        version=proposal.version,
        language=_language(proposal.version.language),
        role=proposal.get_role_display(),
        share=proposal.share,
        account=str(proposal.account),
        answer=proposal.get_answer_display() if proposal.answer else "",
        asks_consent=proposal.version.language not in agreed,
    )


def _language(tag: str) -> str:
    return name_of(tag, in_language=get_language() or "en")
