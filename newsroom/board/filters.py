"""The saved filters of the board, each an address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Approval, Article, BoardLine, Photo, Status, Version
from articles.models.board_line import BoardLineQuerySet
from articles.models.version import VersionQuerySet
from articles.text.finding import parts_of
from people.models import Account
from translations.lookup import stale_versions, undecided, waiting

SOON = timedelta(days=1)
FRESH = timedelta(days=30)
"""A story that nobody touched for longer waits for no decision any more."""
TARGET = "en"
"""The language that is waited for, unless another one is asked for."""
MOST_COUNTED = 99
MOST_FOUND = 2_000
"""Stories that are sorted after they were found; more are found in their order."""

Stories = QuerySet[Any, Any]


@dataclass(frozen=True)
class Question:
    """What somebody asks the board.

    Attributes:
        account: Who looks.
        at: Timezone-aware.
        language: Only stories in this language, BCP 47; empty for all.
        words: What to look for; empty for everything.
    """

    account: Account
    at: datetime
    language: str = ""
    words: str = ""

    @property
    def target(self) -> str:
        """The language that stories wait for."""
        return self.language or TARGET

    def versions(self) -> VersionQuerySet:
        """Ask of the versions in the language alone, if there is one."""
        if self.language:
            return Version.objects.order_by().filter(language=self.language)
        return Version.objects.order_by()


@dataclass(frozen=True)
class Filter:
    """One saved filter.

    Attributes:
        code: In the address.
        label: Of the link; may hold %(language)s.
        meaning: One sentence above the rows.
        stories: Which ones, as a query of their ids; None for every story.
        is_counted: Whether a number stands beside it: where it costs little.
    """

    code: str
    label: str | Promise
    meaning: str | Promise
    stories: Callable[[Question], Stories] | None
    is_counted: bool = True


def _lines(language: str) -> BoardLineQuerySet:
    lines = BoardLine.objects.order_by()
    return lines.filter(language=language) if language else lines


def _mine(question: Question) -> Stories:
    ended = (Status.PUBLISHED, Status.WITHDRAWN)
    held = question.versions().filter(owner=question.account)
    return held.exclude(status__in=ended).values("article")


def _unread(question: Question) -> Stories:
    return _lines(question.language).filter(is_unread=True).values("article")


def _changed(question: Question) -> Stories:
    versions = question.versions().exclude(status=Status.WITHDRAWN)
    return versions.filter(pk__in=stale_versions()).values("article")


def _wanted(question: Question) -> Stories:
    # The lines alone are quick to find; the room of translations has the last word.
    lines = _lines(question.target).filter(is_waiting=True)
    stories = waiting(question.target).order_by().filter(pk__in=lines.values("article"))
    return stories.values("pk")


def _undecided(question: Question) -> Stories:
    settled = _lines(question.target).filter(
        Q(is_settled=True) | Q(is_out=True), article=OuterRef("article")
    )
    fresh = BoardLine.objects.filter(
        ~Exists(settled), moved_at__gte=question.at - FRESH
    )
    stories = (
        undecided(question.target).order_by().filter(pk__in=fresh.values("article"))
    )
    return stories.values("pk")


def _due(question: Question) -> Stories:
    due = question.versions().still_due().filter(due_at__lt=question.at + SOON)
    return due.values("article")


def _held_back(question: Question) -> Stories:
    scheduled = question.versions().filter(
        status=Status.PUBLISHED, published_at__gt=Now()
    )
    embargoed = question.versions().filter(article__embargoed_until__gt=Now())
    # Two indexes; one condition over both tables would use neither.
    return scheduled.values("article").union(embargoed.values("article"))


def _hidden(question: Question) -> Stories:
    return question.versions().filter(article__is_hidden=True).values("article")


def _unconfirmed(question: Question) -> Stories:
    approvals = Approval.objects.filter(
        approved_by=None,
        revision=F("version__released_revision"),
        version__status=Status.PUBLISHED,
    )
    if question.language:
        approvals = approvals.filter(version__language=question.language)
    return approvals.values("version__article")


def _photo_rights(question: Question) -> Stories:
    photos = Photo.objects.order_by().rights_missing()
    stories = Article.objects.order_by().filter(lead_photo__in=photos.values("pk"))
    if question.language:
        stories = stories.filter(versions__language=question.language)
    return stories.values("pk")


FILTERS: tuple[Filter, ...] = (
    Filter(
        "all",
        _("All stories"),
        _("Every story that you may know of; what changed last comes first."),
        None,
        is_counted=False,
    ),
    Filter("mine", _("Mine"), _("Something of it is in your hands."), _mine),
    Filter(
        "second-read",
        _("Waiting for the second read"),
        _("A second person has to read its newest text."),
        _unread,
    ),
    Filter(
        "changed",
        _("Changed since translated"),
        _("A paragraph of the source says something else than was translated."),
        _changed,
    ),
    Filter(
        "wanted",
        _("Waiting for %(language)s"),
        _("Wanted in that language, and not published in it yet."),
        _wanted,
    ),
    Filter(
        "undecided",
        _("Undecided: %(language)s"),
        _(
            "Nobody has decided whether it is wanted in that language. "
            "Only what changed in the last 30 days."
        ),
        _undecided,
        is_counted=False,
    ),
    Filter(
        "due",
        _("Due or late"),
        _("A deadline has passed, or passes within a day."),
        _due,
    ),
    Filter(
        "held-back",
        _("Embargoed or scheduled"),
        _("Readers see it only from an hour on that has not come yet."),
        _held_back,
    ),
    Filter(
        "photo-rights",
        _("Photo rights missing"),
        _("Its lead photo is somebody else’s, and nobody noted when or whom we asked."),
        _photo_rights,
    ),
    Filter("hidden", _("Hidden"), _("Hidden from readers in every language."), _hidden),
    Filter(
        "unconfirmed",
        _("Unconfirmed"),
        _("Published at once by one person; a second one has not read it yet."),
        _unconfirmed,
    ),
)


def filter_named(code: str) -> Filter:
    """Return the filter of an address; the first one for a name that is none."""
    return next((each for each in FILTERS if each.code == code), FILTERS[0])


def found_stories(question: Question) -> Stories | None:
    """Return the stories that a question is about, as ids, more often than once.

    Returns:
        At most MOST_FOUND + 1 rows; None where nothing is looked for.
    """
    if not parts_of(question.words):
        return None
    lines = BoardLine.objects.order_by().about(question.words)
    return lines.values("article")[: MOST_FOUND + 1]


def asked_lines(asked: Filter, question: Question, found: int) -> BoardLineQuerySet:
    """Return the newest line of each story that a filter and a question leave.

    Stories that the account may not know of are never among them.

    Args:
        asked: The filter.
        question: What is looked for.
        found: How many rows `found_stories` has.
    """
    lines = BoardLine.objects.newest()
    if not question.account.is_superuser:
        known = Article.objects.visible_to(question.account).order_by()
        lines = lines.filter(article__in=known.values("pk"))
    if asked.stories is not None:
        lines = lines.filter(article__in=asked.stories(question))
    elif question.language:
        lines = lines.filter(article__in=question.versions().values("article"))
    stories = found_stories(question)
    if stories is None:
        return lines
    # The planner of the database guesses badly how many lines hold some words.
    if found > MOST_FOUND:
        return lines.of_stories_about(question.words)
    return lines.filter(article__in=stories)
