"""The rows of the board: one query for a page, whatever is on it.

The two queries are written in SQL: to build them with Django's own words takes longer
than the database takes to answer them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from articles.actions.hiding import HIDE
from articles.models import Article, Origin, Status
from articles.models.board_line import BoardLineQuerySet
from articles.text.blocks import plain_text
from articles.text.kinds import BODY_KINDS
from articles.workflow import STEPS
from newsroom.board.filters import FILTERS, MOST_COUNTED, Question, found_stories
from newsroom.board.paging import Place
from newsroom.board.sides import Rights, Side
from people.models import Account
from translations.models import FINISHED, Unit

# A line of one story each, with its languages, what was decided, and the rest.
_ROWS = """
SELECT line.id, line.moved_at, story.id, story.slugline, story.is_hidden,
    story.is_restricted,
    CASE WHEN story.embargoed_until > statement_timestamp()
        THEN story.embargoed_until END,
    EXISTS (
        SELECT FROM articles_hiding AS hiding
        WHERE hiding.article_id = story.id AND hiding.ended_at IS NULL
            AND hiding.held_by_id IS NULL AND hiding.hidden_by_id <> %s
    ),
    (SELECT jsonb_object_agg(language, decision)
        FROM translations_languagedecision WHERE article_id = story.id),
    (SELECT jsonb_agg(to_jsonb(side) ORDER BY side.pk) FROM ({sides}) AS side)
FROM ({lines}) AS line JOIN articles_article AS story ON story.id = line.article_id
"""
# Whoever submitted a text answers for it until it is out; afterwards who wrote since.
_SIDES = """
SELECT version.id AS pk, version.language, version.status, version.origin,
    version.headline AS released_headline,
    (SELECT html FROM articles_workingblock AS block
        WHERE block.version_id = version.id AND block.block_id = 'headline'
    ) AS written_headline,
    (SELECT count(*) FROM articles_workingblock AS block
        WHERE block.version_id = version.id AND block.kind = ANY (%s)
    ) AS paragraphs,
    coalesce(holder.username, '') AS holder,
    coalesce(holder.id = %s, false) AS is_mine,
    version.due_at,
    CASE WHEN version.status = 'published'
        AND version.published_at > statement_timestamp()
        THEN version.published_at END AS visible_from,
    coalesce(version.approved_revision_id = version.current_revision_id, false)
        AS is_read,
    coalesce(version.released_revision_id = version.current_revision_id, false)
        AS is_released,
    version.status = 'published' AND unread.id IS NOT NULL AS is_unconfirmed,
    coalesce(unread.writer_id = %s, false)
        OR EXISTS (
            SELECT FROM articles_sitting AS sitting
            WHERE sitting.version_id = version.id AND sitting.account_id = %s
                AND NOT sitting.is_editing
                AND (sitting.approval_id IS NULL OR sitting.approval_id = unread.id)
        )
        OR version.status <> 'published' AND coalesce((
            SELECT step.by_id = %s FROM articles_transition AS step
            WHERE step.version_id = version.id AND step.step = 'submit'
            ORDER BY step.id DESC LIMIT 1
        ), false) AS is_own_text,
    (SELECT source_version_id FROM articles_source AS source
        WHERE source.version_id = version.id
        ORDER BY source.position, source.id LIMIT 1) AS source,
    unit.done, unit.total, unit.unconfirmed,
    (SELECT count(*) FROM ({stale}) AS stale WHERE stale.version = version.id)
        AS changed,
    EXISTS (
        SELECT FROM translations_machinedraft WHERE version_id = version.id
    ) AS is_machine_used
FROM articles_version AS version
LEFT JOIN people_account AS holder ON holder.id = version.owner_id
LEFT JOIN articles_approval AS unread
    ON unread.revision_id = version.released_revision_id
    AND unread.approved_by_id IS NULL
LEFT JOIN LATERAL (
    SELECT count(*) FILTER (
            WHERE source_version_id IS NOT NULL AND state = ANY (%s)
        ) AS done,
        count(source_version_id) AS total,
        count(confidence) AS unconfirmed
    FROM translations_unit WHERE version_id = version.id
) AS unit ON true
WHERE version.article_id = story.id
"""
_GRANTED = """
SELECT array_agg(granted.language || ' articles.' || act.codename)
FROM people_rolegrant AS granted
JOIN auth_group_permissions AS allowed ON allowed.group_id = granted.group_id
JOIN auth_permission AS act ON act.id = allowed.permission_id
WHERE granted.account_id = %s AND act.codename = ANY (%s)
"""
_CAPPED = """
(SELECT count(*) FROM (
    SELECT FROM known WHERE known.id IN ({stories}) LIMIT %s
) AS capped)
"""
_STANDING = """
WITH known AS NOT MATERIALIZED ({known})
SELECT ({granted}), {counts}, (SELECT count(*) FROM ({found}) AS found)
"""
_ACTS = sorted({act.partition(".")[2] for act in (HIDE, *(step.act for step in STEPS))})


@dataclass(frozen=True)
class Row:
    """A story on the board.

    Attributes:
        article: Its id.
        place: On the board.
        slugline: A working title; may be empty.
        is_hidden: A publisher stopped it.
        waits_for_judgement: Somebody else than whoever looks hid it, and no second
            person has judged that.
        is_restricted: Only named people know of it.
        embargoed_until: Timezone-aware; None where no embargo holds any more.
        sides: Its languages, the original first, then in the order they were begun.
        decisions: By language, as `translations.models.Decision`.
    """

    article: UUID
    place: Place
    slugline: str
    is_hidden: bool
    waits_for_judgement: bool
    is_restricted: bool
    embargoed_until: datetime | None
    sides: tuple[Side, ...]
    decisions: Mapping[str, str]


def rows(lines: BoardLineQuerySet, account: Account) -> list[Row]:
    """Read the stories of some lines in one query, in no order.

    Args:
        lines: At most a page.
        account: Who looks.
    """
    wanted, asked = lines.query.sql_with_params()
    me = account.pk
    stale, stale_values = _statement(Unit.objects.stale().order_by().values("version"))
    statement = _ROWS.format(sides=_SIDES.format(stale=stale), lines=wanted)
    mine = (me, list(BODY_KINDS), me, me, me, me)
    values = (*mine, *stale_values, list(FINISHED), *asked)
    return [_row(read) for read in _read(statement, values)]


_NOTHING = "SELECT LIMIT 0"


@dataclass(frozen=True)
class Standing:
    """How the board stands for an account, before any row is read.

    Attributes:
        rights: What it may do.
        counts: What waits, by the filter's code; none above MOST_COUNTED + 1.
        found: How many lines the question is about; none above MOST_FOUND + 1.
    """

    rights: Rights
    counts: Mapping[str, int]
    found: int


def standing(question: Question) -> Standing:
    """Read in one query what an account may do, how much waits, and what is found."""
    account = question.account
    known = Article.objects.visible_to(account).order_by().values("id")
    known_sql, values = known.query.sql_with_params()
    asked = [*values, account.pk, _ACTS]
    counts: dict[str, str] = {}
    for each in FILTERS:
        if each.stories is not None and each.is_counted:
            stories, values = _statement(each.stories(question))
            counts[each.code] = _CAPPED.format(stories=stories)
            asked += [*values, MOST_COUNTED + 1]
    found = found_stories(question)
    found_sql = _NOTHING
    if found is not None:
        found_sql, values = _statement(found)
        asked += values
    statement = _STANDING.format(
        known=known_sql,
        granted=_GRANTED,
        counts=", ".join(counts.values()),
        found=found_sql,
    )
    granted, *numbers, found_number = _read(statement, asked)[0]
    return Standing(
        rights=_rights(account, granted or []),
        counts=dict(zip(counts, numbers, strict=True)),
        found=found_number,
    )


def _statement(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    """Write rows as SQL, also those of which Django knows that there are none."""
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return _NOTHING, ()


def _rights(account: Account, granted: list[str]) -> Rights:
    by_language: dict[str, set[str]] = {}
    for each in granted:
        language, _space, act = each.partition(" ")
        by_language.setdefault(language, set()).add(act)
    acts = {tag: frozenset(allowed) for tag, allowed in by_language.items()}
    return Rights(acts, may_all=account.is_superuser)


def _read(statement: str, values: Sequence[Any]) -> list[Any]:
    """Read what a statement answers; every value from outside is in `values`."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _row(read: Sequence[Any]) -> Row:
    line, moved_at, article, slugline, *rest = read
    is_hidden, is_restricted, embargoed_until, waits, decisions, sides = rest
    told = map(_side, json.loads(sides or "[]"))
    return Row(
        article=article,
        place=Place(moved_at, line),
        slugline=slugline,
        is_hidden=is_hidden,
        waits_for_judgement=waits,
        is_restricted=is_restricted,
        embargoed_until=embargoed_until,
        sides=tuple(sorted(told, key=lambda side: side.origin != Origin.ORIGINAL)),
        decisions=json.loads(decisions or "{}"),
    )


def _side(read: dict[str, Any]) -> Side:
    written = plain_text(read.pop("written_headline") or "").strip()
    released = read.pop("released_headline")
    due_at, visible_from = read.pop("due_at"), read.pop("visible_from")
    is_out = read["status"] == Status.PUBLISHED
    return Side(
        **read,
        headline=(released if is_out else written) or released or written,
        due_at=_moment(due_at),
        visible_from=_moment(visible_from),
    )


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)
