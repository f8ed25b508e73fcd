"""The walk through every table: where a name stands, and the rows without it."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pgtrigger
from django.db import connection, transaction

from articles.models import Article, Correction, FormerSlug, Version
from intake.models import IntakeRun
from newsroom.forgetting.policy import Rule
from newsroom.forgetting.rewriting import Instead, Where, rewritten, stays
from newsroom.forgetting.tables import OPEN_TABLES, Column, Table, tables
from people.models import Account
from people.sessions import SessionStore

ROWS_AT_ONCE = 500
# Writers wait until the name is out of what they write; in the order they write in.
_LOCKED = ("articles_workingblock", "articles_revision", "articles_version")


@dataclass(frozen=True)
class Hit:
    """A value that holds the name.

    Attributes:
        table: Where.
        column: Where in it.
        key: Of the row.
        times: How often.
        value: As stored.
        language: BCP 47 tag of its words; empty where nothing says it.
        article_id: Of the story it belongs to; None where it belongs to none.
        sign: Of the row, the same in its history.
    """

    table: Table
    column: Column
    key: Any
    times: int
    value: Any
    language: str
    article_id: UUID | None
    sign: str


@dataclass
class Survey:
    """Where a name stands, counted as somebody may know of it.

    Attributes:
        places: How often it stands in which column ("articles.Version.headline"), its
            history included; only in stories that the person may know of.
        kept: The same for what nobody may change.
        times: How often in all.
        languages: BCP 47 tags of the versions it is in.
        articles: Their stories.
        tables: The tables it is in, kept ones left out.
    """

    places: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    times: int = 0
    languages: set[str] = field(default_factory=set)
    articles: set[UUID] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)


class Ground:
    """Which language and story each row belongs to, read once.

    Args:
        account: Whose knowledge counts; None for what everybody may know of.
    """

    def __init__(self, account: Account | None = None) -> None:
        self.versions: Mapping[int, tuple[str, UUID]] = {
            pk: (language, article)
            for pk, language, article in Version.objects.values_list(
                "pk", "language", "article"
            )
        }
        self.corrections = dict(Correction.objects.values_list("pk", "article"))
        self.runs = dict(IntakeRun.objects.values_list("pk", "version"))
        known = (
            Article.objects.filter(is_restricted=False)
            if account is None
            else Article.objects.visible_to(account)
        )
        self.known = frozenset(known.values_list("pk", flat=True))

    def place(self, table: Table, row: Mapping[str, Any]) -> tuple[str, UUID | None]:
        """Return language and story of a row; empty and None where it has none."""
        column = table.story_column
        found: Any = row.get(column or "")
        language, article = "", None
        if column == "correction_id":
            article = self.corrections.get(found)
        elif column == "article_id" or table.label == "articles.Article":
            article = found
        else:
            version = self.runs.get(found, 0) if column == "run_id" else found
            language, article = self.versions.get(version, ("", None))
        return row.get("language") or language, article


def survey(instead: Instead, *, account: Account | None = None) -> Survey:
    """Count where a name stands, and change nothing.

    Args:
        instead: The name.
        account: Who asks; places in stories hidden from them are counted nowhere.
    """
    ground, counted = Ground(account), Survey()
    with transaction.atomic():
        for table in tables():
            for hit in hits_in(table, instead, ground):
                _count(hit, counted, ground, instead)
    return counted


@transaction.atomic
def rewrite(*, instead: Instead) -> Survey:
    """Take a name out of every row of every table, in one transaction.

    Returns:
        Where it stood; `places` counts what everybody may know of.

    Raises:
        LookupError: It still stands somewhere afterwards; nothing is changed then.
    """
    ground, counted = Ground(), Survey()
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(_LOCKED)} IN SHARE ROW EXCLUSIVE MODE")
    for table in tables():
        for hit in list(hits_in(table, instead, ground)):
            _count(hit, counted, ground, instead)
            if not stays(hit.column.rule, instead):
                _write(hit, instead)
    left = [
        hit
        for table in tables()
        if table.name in counted.tables
        for hit in hits_in(table, instead, ground)
        if not stays(hit.column.rule, instead)
    ]
    if left:
        msg = f"The name is still in {left[0].table.name}.{left[0].column.name}."
        raise LookupError(msg)
    return counted


def hits_in(table: Table, instead: Instead, ground: Ground) -> Iterator[Hit]:
    """Yield the values of a table that hold the name, codes left out."""
    looked_at = [c for c in table.columns if c.rule != Rule.CODE]
    if not looked_at:
        return
    own = {"id", "language", table.story_column or "id"} & table.names
    names = list(dict.fromkeys([table.key, *own, *(c.name for c in looked_at)]))
    for values in _rows(table, names):
        row = dict(zip(names, values, strict=True))
        for column in looked_at:
            text = _text(row[column.name], column)
            times = instead.names.count_in(text) if text else 0
            if times:
                language, article = ground.place(table, row)
                yield Hit(
                    table=table,
                    column=column,
                    key=row[table.key],
                    times=times,
                    value=row[column.name],
                    language=column.language or language,
                    article_id=article,
                    sign=str(row.get("id") or row[table.key]),
                )


def _rows(table: Table, names: list[str]) -> Iterator[tuple[Any, ...]]:
    # Plain text: what notes who acts writes its own words before it.
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, names))
    query = f"SELECT {columns} FROM {quote(table.name)}"  # noqa: S608 - quoted names of our own models
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from rows


def _text(value: Any, column: Column) -> str:
    if column.rule == Rule.ROW:
        return json.dumps(SessionStore().decode(value), ensure_ascii=False)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value or ""


def _count(hit: Hit, counted: Survey, ground: Ground, instead: Instead) -> None:
    stayed = stays(hit.column.rule, instead)
    if not stayed:
        counted.times += hit.times
        counted.tables.add(hit.table.name)
        if hit.article_id is not None:
            counted.articles.add(hit.article_id)
        if hit.language:
            counted.languages.add(hit.language)
    is_known = (
        hit.table.label in OPEN_TABLES
        if hit.article_id is None
        else hit.article_id in ground.known
    )
    # What is made of other columns would be counted twice.
    if is_known and hit.column.rule != Rule.FOUND:
        place = f"{hit.table.label}.{hit.column.name}"
        (counted.kept if stayed else counted.places)[place] += hit.times


def _write(hit: Hit, instead: Instead) -> None:
    quote = connection.ops.quote_name
    table, key = quote(hit.table.name), quote(hit.table.key)
    if hit.column.rule == Rule.ROW:
        _execute(hit.table, f"DELETE FROM {table} WHERE {key} = %s", [hit.key])  # noqa: S608 - quoted names of our own models
        return
    changed = f"{quote(hit.column.name)} = %s"
    if hit.column.also:
        changed = f"{changed}, {hit.column.also}"
    _execute(
        hit.table,
        f"UPDATE {table} SET {changed} WHERE {key} = %s",  # noqa: S608 - as above
        [_new_value(hit, instead), hit.key],
    )


def _new_value(hit: Hit, instead: Instead) -> Any:
    where = Where(hit.sign, hit.language, hit.column.longest)
    if isinstance(hit.value, list):
        return json.loads(rewritten(_text(hit.value, hit.column), None, instead, where))
    new = rewritten(hit.value, hit.column.rule, instead, where)
    if hit.column.rule == Rule.SLUG and not hit.table.is_history:
        return _free_slug(new, hit)
    return new


def _free_slug(slug: str, hit: Hit) -> str:
    """Return the slug, or one with a number behind it that no version has or had."""
    taken = Version.objects.filter(language=hit.language).exclude(pk=hit.key)
    former = FormerSlug.objects.filter(language=hit.language)
    free, number = slug, 2
    while taken.filter(slug=free).exists() or former.filter(slug=free).exists():
        free, number = f"{slug}-{number}", number + 1
    return free


def _execute(table: Table, statement: str, values: list[Any]) -> None:
    with _guards_down(table), connection.cursor() as cursor:
        cursor.execute(statement, values)


def _guards_down(table: Table) -> AbstractContextManager[None]:
    # The one place where what never changes is changed: a person's safety.
    return pgtrigger.ignore(*table.guards) if table.guards else nullcontext()
