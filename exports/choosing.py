"""Which versions an order is about: chosen by what they are, or by hand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from articles.models import Credit, Section, Status, Tag, Version
from articles.models.version import VersionQuerySet
from exports.models import ArtifactState, Delivery
from people.models import Account, Contributor
from rights.models import Licensee
from translations.lookup import is_behind


class Freshness(StrEnum):
    """Whether a version says what its original says."""

    ANY = ""
    CURRENT = "current"
    BEHIND = "behind"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What somebody looks for; what is left empty says nothing.

    Attributes:
        keys: By hand: only these versions.
        language: BCP 47 tag.
        section: Of the story.
        tag: Of the story.
        person: Credited on the version.
        first_day: Published then or later, in the newsroom's own time zone.
        last_day: Published then or earlier.
        freshness: Beside the original.
        is_unsent: Only what the partner does not hold in the text of today.
    """

    keys: tuple[int, ...] = ()
    language: str = ""
    section: Section | None = None
    tag: Tag | None = None
    person: Contributor | None = None
    first_day: date | None = None
    last_day: date | None = None
    freshness: Freshness = Freshness.ANY
    is_unsent: bool = False


def chosen_versions(
    choice: Choice, *, account: Account, licensee: Licensee
) -> VersionQuerySet:
    """Query the versions that a choice is about.

    Chosen by what they are, only published ones; by hand, whatever stands there.

    Args:
        choice: What is looked for.
        account: Who looks; stories that they may not know of are never among them.
        licensee: For whom.
    """
    rows = Version.objects.visible_to(account).order_by("-published_at", "-pk")
    rows = rows.filter(_said(choice))
    if choice.person is not None:
        credited = Credit.objects.filter(contributor=choice.person)
        rows = rows.filter(pk__in=credited.values("version"))
    if choice.freshness == Freshness.CURRENT:
        rows = rows.exclude(is_behind())
    elif choice.freshness == Freshness.BEHIND:
        rows = rows.filter(is_behind())
    if choice.is_unsent:
        rows = rows.exclude(Exists(_held_as_of_today(licensee)))
    return rows


def _said(choice: Choice) -> Q:
    """Build the condition of what was filled in."""
    last = choice.last_day
    conditions = {
        "language": choice.language,
        "article__section": choice.section,
        "article__tags": choice.tag,
        "published_at__gte": choice.first_day and _begin_of(choice.first_day),
        "published_at__lt": last and _begin_of(last + timedelta(days=1)),
    }
    told = Q(**{name: value for name, value in conditions.items() if value})
    by_hand = Q(pk__in=choice.keys)
    return told & (by_hand if choice.keys else Q(status=Status.PUBLISHED))


def _held_as_of_today(licensee: Licensee) -> QuerySet[Delivery]:
    """Query the copies of an outer version's present text that a partner was sent."""
    return Delivery.objects.filter(
        artifact__version=OuterRef("pk"),
        artifact__licensee=licensee,
        artifact__revision=OuterRef("released_revision"),
    ).exclude(artifact__state=ArtifactState.RECALLED)


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
