"""The profile: what somebody sets for themselves, and what the desk knows of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.actions.choosing import choose_ways
from articles.actions.proposing import consented_languages
from articles.languages import in_each_language, name_of
from articles.models import Version
from articles.text.dates import written_number
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.admin.profile_forms import FactsForm, PlanForm, WaysForm
from newsroom.admin.returning import onward
from people.actions import own_account
from people.models import Account, Contributor, DigestPlan, RoleGrant
from translations.models import Assignment

Words = str | Promise
# Of each role of newsroom.roles: its name, and what it is for.
ROLE_WORDS: Mapping[str, tuple[Words, Words]] = {
    "Reporter": (
        gettext_lazy("Reporter"),
        gettext_lazy("writes and submits texts"),
    ),
    "Translator": (
        gettext_lazy("Translator"),
        gettext_lazy("translates and submits texts"),
    ),
    "Editor": (
        gettext_lazy("Editor"),
        gettext_lazy("reads, returns and approves texts, offers work, words notes"),
    ),
    "Publisher": (
        gettext_lazy("Publisher"),
        gettext_lazy("publishes, hides, corrects and takes stories down"),
    ),
    "Rights desk": (
        gettext_lazy("Rights desk"),
        gettext_lazy("gives permissions and lets copies out"),
    ),
    "Administrator": (
        gettext_lazy("Administrator"),
        gettext_lazy("opens accounts and grants roles"),
    ),
}


@dataclass(frozen=True)
class Role:
    """A role as its holder reads it.

    Attributes:
        name: In the interface language.
        meaning: What it is for, half a sentence.
        languages: In which it holds, in words.
    """

    name: Words
    meaning: Words
    languages: str


@dataclass(frozen=True)
class Byline:
    """A public name.

    Attributes:
        names: Tag, language and how the name is written there.
        agreed: Languages in which it may be printed, in words; empty for none.
    """

    names: tuple[tuple[str, str, str], ...]
    agreed: tuple[str, ...]


def show_profile(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show somebody's own profile, and store what they change of it.

    Args:
        request: Of somebody signed in; a form says with "do" which it is.
        context: Of every page of the admin.
    """
    by = acting(request)
    plan = DigestPlan.objects.filter(account=by).first()
    sent = request.POST if request.method == "POST" else None
    part = sent.get("do", "") if sent is not None else ""
    if sent is not None and part not in {"facts", "told"}:
        raise Http404
    facts = FactsForm(sent if part == "facts" else None, account=by)
    told = sent if part == "told" else None
    planned = PlanForm(told, plan=plan, prefix="plan")
    ways = WaysForm(told, account=by, prefix="ways")
    if part == "facts" and _stored(facts, lambda: _set_facts(facts, by)):
        return _done(request, facts.cleaned_data["interface_language"])
    is_told = part == "told" and ways.is_valid()
    if is_told and _stored(planned, lambda: _set_told(planned, ways, by)):
        return _done(request, by.interface_language)
    page = {
        **context,
        "title": _("My profile"),
        "account": by,
        "facts": facts,
        "plan": planned,
        "ways": ways,
        "sends_mail": settings.SENDS_MAIL,
        "roles": _roles(by),
        "byline": _byline(by),
        "open_assignments": _open_assignments(by),
    }
    return render(request, "admin/profile.html", page)


def speak_otherwise(request: HttpRequest) -> HttpResponse:
    """Change the language of the desk, and show the same page in it."""
    by, wanted = acting(request), request.POST.get("language", "")
    then = onward(request, reverse("admin:index"))
    if request.method != "POST":
        # Where somebody arrives whose session had ended when they pressed.
        return HttpResponseRedirect(reverse("admin:index"))
    if wanted not in dict(settings.LANGUAGES):
        raise Http404
    own_account.speak(account=by, language=wanted, by=by)
    return HttpResponseRedirect(then)


def _set_facts(form: FactsForm, by: Account) -> None:
    own_account.set_own_facts(account=by, facts=form.facts(), by=by)


def _set_told(plan: PlanForm, ways: WaysForm, by: Account) -> None:
    with transaction.atomic():
        own_account.plan_digest(account=by, plan=plan.plan(), by=by)
        choose_ways(account=by, ways=ways.ways(), by=by)


def _stored(form: Any, act: Callable[[], object]) -> bool:
    """Store a form; a refusal is said in it."""
    if not form.is_valid():
        return False
    try:
        act()
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    return True


def _done(request: HttpRequest, language: str) -> HttpResponse:
    """Say so in the language that holds from now on."""
    with translation.override(language):
        messages.success(request, _("Stored."))
    return HttpResponseRedirect(reverse("admin:profile"))


def _roles(by: Account) -> list[Role]:
    """List the roles of somebody, each once with all its languages."""
    granted: dict[str, list[str]] = {}
    grants = RoleGrant.objects.filter(account=by).select_related("group")
    for grant in grants.order_by("group__name", "language"):
        granted.setdefault(grant.group.name, []).append(grant.language)
    return [
        Role(*ROLE_WORDS.get(name, (name, "")), _languages(tags))
        for name, tags in granted.items()
    ]


def _languages(tags: list[str]) -> str:
    if "" in tags:
        return _("every language")
    return ", ".join(_language(tag) for tag in tags)


def _byline(by: Account) -> Byline | None:
    own = Contributor.objects.filter(account=by).first()
    if own is None:
        return None
    names = in_each_language(own, "name")
    return Byline(
        tuple((tag, _language(tag), name) for tag, name in names.items() if name),
        tuple(_language(tag) for tag in sorted(consented_languages(own))),
    )


def _open_assignments(by: Account) -> str:
    count = (
        Assignment.objects.undone()
        .filter(assignee=by, version__in=Version.objects.visible_to(by))
        .count()
    )
    return written_number(count, _speaking())


def _language(tag: str) -> str:
    return name_of(tag, in_language=_speaking())


def _speaking() -> str:
    return get_language() or settings.LANGUAGE_CODE
