"""The emergency stop on a story's page: who hid it, and who may judge that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.actions.hiding import HIDE, objections_to_judging, open_hiding
from articles.models import Article, Hiding, Status
from articles.permissions import may_on
from articles.text.dates import written_date, written_moment
from articles.workflow import TAKE_DOWN
from exports.models import OwnPost
from newsroom import desk
from people.models import Account
from people.permissions import may


class Verb(Protocol):
    """Something that the desk does to a story."""

    def __call__(self, *, article: Article, by: Account, at: datetime) -> object:
        """Do it."""


@dataclass(frozen=True)
class Judgement:
    """One way in which a second person may judge a hiding.

    Attributes:
        code: Part of the address.
        title: On the button.
        question: What it means for readers, asked before it is done.
        done: What to say afterwards.
        act: The verb of the desk.
    """

    code: str
    title: str | Promise
    question: str | Promise
    done: str | Promise
    act: Verb


JUDGEMENTS: tuple[Judgement, ...] = (
    Judgement(
        "show_again",
        gettext_lazy("Show again"),
        gettext_lazy(
            "Readers will find the story again at its addresses, "
            "in every language that is published."
        ),
        gettext_lazy("Readers see the story again."),
        desk.lift_hiding,
    ),
    Judgement(
        "keep_hidden",
        gettext_lazy("Keep hidden"),
        gettext_lazy(
            "You agree that the story stays hidden. "
            "It can still be shown again or taken down later."
        ),
        gettext_lazy("The story stays hidden; two people stand for it now."),
        desk.hold_hiding,
    ),
    Judgement(
        "take_down",
        gettext_lazy("Take down"),
        gettext_lazy(
            "Readers will no longer find this story in any language. "
            "It does not come back by being published."
        ),
        gettext_lazy("The story is taken down in every language."),
        desk.take_down_story,
    ),
)


@dataclass(frozen=True)
class Choice:
    """A button of the banner.

    Attributes:
        title: On it.
        url: Of the page that asks once more.
    """

    title: str | Promise
    url: str


@dataclass(frozen=True)
class Stop:
    """What a story's page says about the emergency stop.

    Attributes:
        lines: Who hid it and who made it hold; empty while it is not hidden.
        hide_url: Where to post to hide it; None for who may not, or where it is
            hidden already or not published.
        choices: What the person may do about the hiding; may be empty.
        against: Why the person may do nothing about it; empty where they may.
        posts: Our own posts, which stay where they are until somebody removes them.
    """

    lines: tuple[str, ...]
    hide_url: str | None
    choices: tuple[Choice, ...]
    against: tuple[str, ...]
    posts: tuple[OwnPost, ...] = ()


def stop_of(article: Article, by: Account) -> Stop:
    """Gather what a story's page offers somebody about the emergency stop."""
    versions = list(article.versions.select_related("article"))
    published = [v for v in versions if v.status == Status.PUBLISHED]
    # Asked once for all languages first: most people may hide in none.
    may_hide = may(by, HIDE) and any(may_on(by, HIDE, version) for version in versions)
    hiding = open_hiding(article)
    if hiding is None:
        offered = reverse("admin:articles_article_hide", args=[article.pk])
        return Stop((), offered if may_hide and published else None, (), ())
    lines = tuple(_lines(hiding))
    posts = tuple(OwnPost.objects.filter(version__in=versions))
    if not may_hide:
        return Stop(lines, None, (), (_("A second publisher must judge it."),), posts)
    against = tuple(objections_to_judging(hiding, by))
    may_take_down = all(may_on(by, TAKE_DOWN, version) for version in published)
    choices = _choices(hiding, may_take_down=may_take_down)
    return Stop(lines, None, () if against else tuple(choices), against, posts)


def _lines(hiding: Hiding) -> Iterator[str]:
    yield _("Hidden by %(who)s, %(when)s") % {
        "who": hiding.hidden_by,
        "when": moment_in_words(hiding.hidden_at),
    }
    if hiding.held_by is not None and hiding.held_at is not None:
        yield _("Made to hold by %(who)s, %(when)s") % {
            "who": hiding.held_by,
            "when": moment_in_words(hiding.held_at),
        }


def moment_in_words(at: datetime) -> str:
    """Write a moment in the language and the time zone of whoever looks."""
    speaking = get_language() or settings.LANGUAGE_CODE
    return written_moment(at, speaking, zone=timezone.get_current_timezone())


def day_in_words(at: datetime | None) -> str:
    """Write the day of a moment as `moment_in_words` does; empty for none."""
    if at is None:
        return ""
    speaking = get_language() or settings.LANGUAGE_CODE
    return written_date(timezone.localdate(at), speaking)


def _choices(hiding: Hiding, *, may_take_down: bool) -> Iterator[Choice]:
    for each in JUDGEMENTS:
        if each.act is desk.hold_hiding and hiding.held_by_id is not None:
            continue
        if each.act is desk.take_down_story and not may_take_down:
            continue
        yield Choice(
            each.title,
            reverse(f"admin:articles_article_{each.code}", args=[hiding.article_id]),
        )
