"""The legal hold on a story's page: since when, by whom, and who may set or lift it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.holding import (
    HOLD,
    HoldRefused,
    objections_to_lifting,
    standing_hold,
)
from articles.models import Article, LegalHold
from articles.permissions import may_on
from newsroom import desk
from newsroom.admin.deeds import acting, deed, one_seen
from newsroom.admin.hiding import moment_in_words
from people.models import Account
from people.permissions import may


@dataclass(frozen=True)
class Deed:
    """What may be done about a legal hold; its page asks once more.

    Attributes:
        code: Part of the address.
        title: On the button.
        question: What it means, asked before it is done.
        done: What to say afterwards.
        act: Does it to a story.
    """

    code: str
    title: str | Promise
    question: str | Promise
    done: str | Promise
    act: Callable[[Article, Account], object]


def _set(article: Article, by: Account) -> LegalHold:
    return desk.set_legal_hold(article=article, by=by, at=timezone.now())


def _lift(article: Article, by: Account) -> LegalHold:
    hold = standing_hold(article)
    if hold is None:
        raise HoldRefused(_("The story is not under a legal hold."))
    return desk.lift_legal_hold(hold=hold, by=by, at=timezone.now())


SET = Deed(
    "hold",
    gettext_lazy("Set a legal hold"),
    gettext_lazy(
        "Nothing of this story will be erased: no draft, no question, no reason. "
        "It stays so until a second person lifts the hold."
    ),
    gettext_lazy("The story is under a legal hold. Nothing of it is erased."),
    _set,
)
LIFT = Deed(
    "lift_hold",
    gettext_lazy("Lift the legal hold"),
    gettext_lazy(
        "Drafts, questions and reasons that are older than the set days "
        "will be erased again, the first of them within minutes."
    ),
    gettext_lazy("The legal hold is lifted."),
    _lift,
)
DEEDS: tuple[Deed, ...] = (SET, LIFT)


@dataclass(frozen=True)
class Held:
    """What a story's page says about its legal hold.

    Attributes:
        line: Since when and by whom; empty where there is none.
        title: On the button; empty for who has none to press.
        url: Where the button leads; empty with the title.
        against: Why the person may not lift it; empty where they may.
    """

    line: str
    title: str | Promise = ""
    url: str = ""
    against: tuple[str, ...] = ()


def held(article: Article, by: Account) -> Held:
    """Gather what a story's page says and offers somebody about its legal hold."""
    hold, may_hold = standing_hold(article), _may_hold(article, by)
    if hold is None:
        return Held("", SET.title, _url(SET, article)) if may_hold else Held("")
    line = _(
        "Under a legal hold since %(when)s, set by %(who)s. Nothing is erased."
    ) % {
        "who": hold.set_by,
        "when": moment_in_words(hold.set_at),
    }
    against = tuple(objections_to_lifting(hold, by)) if may_hold else ()
    if against or not may_hold:
        return Held(line, against=against)
    return Held(line, LIFT.title, _url(LIFT, article))


def hold_urls(shown: admin.ModelAdmin[Article]) -> list[URLPattern]:
    """Return the pages behind the buttons, for the admin of stories."""
    return [
        path(
            f"<uuid:pk>/{each.code.replace('_', '-')}/",
            shown.admin_site.admin_view(partial(_ask, shown, each)),
            name=f"articles_article_{each.code}",
        )
        for each in DEEDS
    ]


def _ask(
    shown: admin.ModelAdmin[Article], each: Deed, request: HttpRequest, pk: UUID
) -> HttpResponse:
    """Ask once, then do it."""
    article, by = one_seen(shown, request, pk), acting(request)
    if not _may_hold(article, by):
        raise PermissionDenied
    back = reverse("admin:articles_article_change", args=[article.pk])
    if request.method == "POST":
        return deed(
            request, lambda: each.act(article, by), done=str(each.done), then=back
        )
    context = {
        **shown.admin_site.each_context(request),
        "title": each.title,
        "judgement": each,
        "article": article,
        "back": back,
        "opts": shown.opts,
    }
    return render(request, "admin/articles/judge.html", context)


def _may_hold(article: Article, by: Account) -> bool:
    # Asked once for all languages first: most people may in none.
    return may(by, HOLD) and any(
        may_on(by, HOLD, version) for version in article.versions.all()
    )


def _url(each: Deed, article: Article) -> str:
    return reverse(f"admin:articles_article_{each.code}", args=[article.pk])
