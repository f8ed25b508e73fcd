"""What a calendar shows: four queries, however many stories there are."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from articles import workflow
from articles.models import (
    Article,
    Origin,
    ReplyRequest,
    Source,
    Status,
    Transition,
    Version,
    WorkingBlock,
)
from articles.models.version import VersionQuerySet
from articles.provenance import annotated
from articles.text.blocks import BlockKind
from newsroom.calendar.cautions import Facts, Kind, cautions
from newsroom.calendar.events import Event, Found, Question
from newsroom.calendar.spans import DAY
from rights.models import Grant
from translations.models import Agreed, Assignment, Unit

MOST_OF_A_KIND = 1_000
"""Beyond that a month is no longer read, but narrowed."""
VIEWS_REPLIES, VIEWS_PERMISSIONS = "articles.view_replyrequest", "rights.view_grant"
ANY = "*"


def events_of(question: Question) -> Found:
    """Fetch what happens on some days, in at most four queries."""
    found = (
        _of_versions(question),
        _of_untold_stories(question),
        _of_replies(question),
        _of_permissions(question),
    )
    events = [event for some, _more in found for event in some]
    events.sort(key=lambda each: (each.day, each.at is not None, each.at, each.kind))
    return Found(tuple(events), any(more for _some, more in found))


Some = tuple[list[Event], bool]
NOTHING: Some = ([], False)


def _of_versions(question: Question) -> Some:
    """Fetch releases, ends of embargoes and deadlines, each by an index of its own."""
    begin, end = question.span.moments(question.zone)
    known = _known(question)
    moments = {
        Kind.RELEASE: ("published_at", known.filter(status=Status.PUBLISHED)),
        Kind.EMBARGO: (
            "article__embargoed_until",
            known.exclude(status=Status.WITHDRAWN),
        ),
        Kind.DEADLINE: ("due_at", known.still_due()),
    }
    asked = [
        rows.filter(**{f"{name}__gte": begin, f"{name}__lt": end})
        .order_by(name, "pk")
        .values("pk")[: MOST_OF_A_KIND + 1]
        for kind, (name, rows) in moments.items()
        if question.asks(kind)
    ]
    if not asked:
        return NOTHING
    first, *others = asked
    keys = first.union(*others) if others else first
    events: list[Event] = []
    for version in _with_facts(Version.objects.filter(pk__in=keys), question):
        events += _happening(version, question, begin, end)
    counts = [sum(each.kind == kind for each in events) for kind in moments]
    return events, max(counts) > MOST_OF_A_KIND


def _known(question: Question) -> VersionQuerySet:
    """Keep the versions that are asked for and may be known of."""
    known = Version.objects.order_by().visible_to(question.account)
    if question.language:
        known = known.filter(language=question.language)
    if not question.is_mine:
        return known
    me = question.account
    taken = Transition.objects.filter(
        version=OuterRef("pk"),
        by=me,
        step__in=(
            workflow.SUBMIT.code,
            workflow.PUBLISH_TEXT.code,
            workflow.PUBLISH_AT_ONCE.code,
        ),
    )
    asked = Assignment.objects.open().filter(version=OuterRef("pk"), assignee=me)
    return known.filter(Q(owner=me) | Exists(asked) | Exists(taken))


def _with_facts(versions: VersionQuerySet, question: Question) -> VersionQuerySet:
    """Add what is said of each, in the same query."""
    headline = WorkingBlock.objects.filter(
        version=OuterRef("pk"), kind=BlockKind.HEADLINE
    )
    offered = Assignment.objects.filter(version=OuterRef("pk"), state=Agreed.OFFERED)
    # A source that whoever looks may not know of has no hour for them.
    sources = Source.objects.filter(
        version=OuterRef("pk"),
        source_version__in=Version.objects.visible_to(question.account),
    )
    ordered = versions.order_by("pk").select_related("article", "owner")
    return ordered.annotate(
        written=Subquery(headline.values("html")[:1]),
        offered_to=Subquery(offered.values("assignee__username")[:1]),
        is_stale=Exists(Unit.objects.stale().filter(version=OuterRef("pk"))),
        source_later=Exists(
            sources.filter(
                source_version__status=Status.PUBLISHED,
                source_version__published_at__gt=OuterRef("published_at"),
            )
        ),
        source_not_out=Exists(sources.exclude(source_version__status=Status.PUBLISHED)),
    )


def _happening(
    version: Version, question: Question, begin: datetime, end: datetime
) -> Iterator[Event]:
    is_out = version.status == Status.PUBLISHED
    is_gone = version.status == Status.WITHDRAWN
    moments = {
        Kind.RELEASE: version.published_at if is_out else None,
        Kind.EMBARGO: None if is_gone else version.article.embargoed_until,
        Kind.DEADLINE: None if is_out or is_gone else version.due_at,
    }
    facts = _facts(version)
    for kind, at in moments.items():
        if at is not None and question.asks(kind) and begin <= at < end:
            yield Event(
                kind=kind,
                day=question.local_day(at),
                at=at,
                subject=version,
                written=vars(version)["written"] or "",
                offered_to=vars(version)["offered_to"] or "",
                cautions=cautions(kind, facts, now=question.now),
            )


def _facts(version: Version) -> Facts:
    article = version.article
    return Facts(
        status=version.status,
        visible_from=version.published_at,
        embargoed_until=article.embargoed_until,
        due_at=version.due_at,
        is_hidden=article.is_hidden,
        is_restricted=article.is_restricted,
        is_stale=annotated(version, "is_stale"),
        is_newest=version.released_revision_id == version.current_revision_id,
        has_somebody=bool(version.owner_id or annotated(version, "offered_to")),
        source_later=annotated(version, "source_later"),
        source_not_out=annotated(version, "source_not_out"),
    )


def _of_untold_stories(question: Question) -> Some:
    """Fetch the embargoes of stories that are told in no language."""
    if not question.asks(Kind.EMBARGO) or question.language or question.is_mine:
        return NOTHING
    begin, end = question.span.moments(question.zone)
    told = Version.objects.filter(article=OuterRef("pk")).exclude(
        status=Status.WITHDRAWN
    )
    untold = Article.objects.visible_to(question.account).filter(
        ~Exists(told), embargoed_until__gte=begin, embargoed_until__lt=end
    )

    def event(article: Article) -> Event:
        at = article.embargoed_until
        assert at is not None  # noqa: S101 - filtered above, for the type checker
        facts = Facts(
            status="",
            embargoed_until=at,
            is_hidden=article.is_hidden,
            is_restricted=article.is_restricted,
        )
        return Event(
            kind=Kind.EMBARGO,
            day=question.local_day(at),
            at=at,
            subject=article,
            cautions=cautions(Kind.EMBARGO, facts, now=question.now),
        )

    return _capped(untold.order_by("embargoed_until", "pk"), event)


def _of_replies(question: Question) -> Some:
    """Fetch the requests for a reply that are not answered yet."""
    if not question.asks(Kind.REPLY) or question.language:
        return NOTHING
    if not question.account.has_perm(VIEWS_REPLIES):
        return NOTHING
    original = Version.objects.filter(
        article=OuterRef("article"), origin=Origin.ORIGINAL
    )
    waiting = (
        ReplyRequest.objects.open()
        .filter(
            article__in=Article.objects.visible_to(question.account),
            due_date__gte=question.span.first,
            due_date__lt=question.span.end,
        )
        .select_related("article", "entered_by")
        .annotate(
            headline=Subquery(original.values("headline")[:1]),
            spoken=Subquery(original.values("language")[:1]),
        )
        .order_by("due_date", "pk")
    )
    if question.is_mine:
        waiting = waiting.filter(entered_by=question.account)

    def event(request: ReplyRequest) -> Event:
        over = datetime.combine(request.due_date + DAY, time.min, question.zone)
        facts = Facts(status="", due_at=over)
        return Event(
            kind=Kind.REPLY,
            day=request.due_date,
            at=None,
            subject=request,
            headline=(vars(request)["headline"] or "", vars(request)["spoken"] or ""),
            cautions=cautions(Kind.REPLY, facts, now=question.now),
        )

    return _capped(waiting, event)


def _of_permissions(question: Question) -> Some:
    """Fetch the permissions that end and were not taken back before."""
    if not question.asks(Kind.PERMISSION):
        return NOTHING
    if not question.account.has_perm(VIEWS_PERMISSIONS):
        return NOTHING
    begin, end = question.span.moments(question.zone)
    known = Article.objects.visible_to(question.account)
    ending = (
        Grant.objects.filter(
            Q(article=None) | Q(article__in=known),
            revoked_at=None,
            ends_at__gte=begin,
            ends_at__lt=end,
        )
        .select_related("licensee", "article", "granted_by")
        .order_by("ends_at", "pk")
    )
    if question.language:
        ending = ending.filter(languages__overlap=[question.language, ANY])
    if question.is_mine:
        me = question.account
        ending = ending.filter(Q(asked_by=me) | Q(granted_by=me))

    def event(grant: Grant) -> Event:
        at = grant.ends_at
        assert at is not None  # noqa: S101 - filtered above, for the type checker
        return Event(
            kind=Kind.PERMISSION, day=question.local_day(at), at=at, subject=grant
        )

    return _capped(ending, event)


def _capped(rows: QuerySet[Any], event: Callable[[Any], Event]) -> Some:
    found = list(rows[: MOST_OF_A_KIND + 1])
    return [event(row) for row in found], len(found) > MOST_OF_A_KIND
