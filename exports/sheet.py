"""What of ours was republished in a month: by whom and where, as far as we can know."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Version
from exports.models import Case, Delivery, OwnPost
from people.models import Account
from rights.lookup import spoken
from rights.models import Grant
from rights.sentences import Reach


class SheetKind(models.TextChoices):
    """How a text of ours came to appear elsewhere."""

    COPY = "copy", _("copy sent")
    POST = "post", _("post of ours")
    MIRROR = "mirror", _("mirror that is allowed")
    CASE = "case", _("without permission")


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """One line of the sheet.

    Attributes:
        kind: How.
        day: In the newsroom's own time zone.
        title: Of the text, in its own language; or of what may be mirrored.
        language: BCP 47; empty for more than one.
        who: Partner, outlet or publisher.
        where: Address or platform; empty where we cannot know.
        state: Format, permission, or how far a case is; in the interface language.
        key: Of the row that it tells of.
    """

    kind: SheetKind
    day: date
    title: str
    language: str
    who: str
    where: str
    state: str
    key: int


def sheet_of(*, first: date, end: date, seen_by: Account) -> tuple[SheetRow, ...]:
    """Gather what is known of a month.

    Args:
        first: First day.
        end: The day after the last one.
        seen_by: Who looks; stories that they may not know of are left out.

    Returns:
        By kind, then by day. Copies that an outlet took of its own stories are not
        among them.
    """
    between = (_midnight(first), _midnight(end))
    known = Version.objects.visible_to(seen_by)
    rows = (
        *_copies(between, known),
        *_posts(between, known),
        *_mirrors(between, seen_by),
        *_cases(between, known),
    )
    order = list(SheetKind)
    return tuple(sorted(rows, key=lambda row: (order.index(row.kind), row.day)))


Between = tuple[datetime, datetime]
Known = models.QuerySet[Version]


def _copies(between: Between, known: Known) -> Iterator[SheetRow]:
    sent = Delivery.objects.filter(
        delivered_at__gte=between[0],
        delivered_at__lt=between[1],
        artifact__licensee__outlet=None,
        artifact__version__in=known,
    ).select_related("artifact__licensee", "artifact__version")
    for delivery in sent.order_by("delivered_at", "pk"):
        copy = delivery.artifact
        yield SheetRow(
            kind=SheetKind.COPY,
            day=_day(delivery.delivered_at),
            title=copy.version.headline,
            language=copy.version.language,
            who=str(copy.licensee),
            where="",
            state=f"{copy.format} · {copy.get_state_display()}",
            key=copy.version.pk,
        )


def _posts(between: Between, known: Known) -> Iterator[SheetRow]:
    posts = OwnPost.objects.filter(
        recorded_at__gte=between[0], recorded_at__lt=between[1], version__in=known
    ).select_related("version__article__outlet")
    for post in posts.order_by("recorded_at", "pk"):
        yield SheetRow(
            kind=SheetKind.POST,
            day=_day(post.recorded_at),
            title=post.version.headline,
            language=post.version.language,
            who=str(post.version.article.outlet),
            where=post.url,
            state=post.get_platform_display(),
            key=post.version.pk,
        )


def _mirrors(between: Between, seen_by: Account) -> Iterator[SheetRow]:
    start, end = between
    allowed = (
        Grant.objects.filter(
            Q(ends_at=None) | Q(ends_at__gt=start),
            Q(revoked_at=None) | Q(revoked_at__gt=start),
            Q(article=None) | Q(article__in=Article.objects.visible_to(seen_by)),
            may_mirror=True,
            is_denial=False,
            starts_at__lt=end,
        )
        .select_related("licensee", "outlet", "section", "article")
        .prefetch_related("article__versions")
    )
    speaking = get_language() or "en"
    for grant in allowed.order_by("starts_at", "pk"):
        said = spoken(grant)
        named = said.outlet if said.reach == Reach.EVERYTHING else said.named
        yield SheetRow(
            kind=SheetKind.MIRROR,
            day=_day(max(grant.starts_at, start)),
            title=named.get(speaking, ""),
            language="",
            who=str(grant.licensee),
            where="",
            state=str(_("permission %(number)s") % {"number": grant.pk}),
            key=grant.pk,
        )


def _cases(between: Between, known: Known) -> Iterator[SheetRow]:
    cases = Case.objects.filter(
        noted_at__gte=between[0], noted_at__lt=between[1], version__in=known
    ).select_related("version")
    for case in cases.order_by("noted_at", "pk"):
        yield SheetRow(
            kind=SheetKind.CASE,
            day=_day(case.noted_at),
            title=case.version.headline,
            language=case.version.language,
            who=case.publisher,
            where=case.url,
            state=f"{case.get_state_display()} · {case.get_source_display()}",
            key=case.pk,
        )


def _midnight(day: date) -> datetime:
    zone = timezone.get_default_timezone()
    return datetime.combine(day, time.min, tzinfo=zone)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment, timezone.get_default_timezone())
