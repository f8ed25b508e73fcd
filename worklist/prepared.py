"""Questions that every page asks: compiled once, planned once, asked often.

Building a query and planning it cost several times what its answer costs. A question is
the same queryset as anywhere else; only the values that differ from page to page are
handed to the database apart, in a prepared statement.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators
from psycopg._queries import PostgresQuery
from psycopg.sql import Literal

M = TypeVar("M", bound=Model)

# What an answer is called where it is asked about: no column is called like that.
_ALL = '"the answer"'
# Of all rows in their order; none where there are none.
_MARK = f"sha256(convert_to(string_agg({_ALL}::text, chr(10)), 'UTF8'))"

# What stands for the n-th value while the query is compiled: nothing of a newsroom's.
_STAND_INS: dict[type, Callable[[int], object]] = {
    str: lambda at: f"\N{WHITE SQUARE}{at}\N{WHITE SQUARE}",
    int: lambda at: 2**31 - 1 - at,
    UUID: lambda at: UUID(int=at),
    datetime: lambda at: datetime(1, 1, 1, microsecond=at, tzinfo=UTC),
    tuple: lambda at: f"\N{WHITE CIRCLE}{at}\N{WHITE CIRCLE}",
}


def any_of(several: object, kind: str = "bigint") -> RawSQL:
    """Write the right side of `__in` for a place that takes several values.

    Args:
        several: What the place was given.
        kind: The values' type in PostgreSQL.
    """
    # The type is a word of ours, the values are handed over apart.
    return RawSQL(f"SELECT unnest(%s::{kind}[])", (several,))  # noqa: S611


class _Cursor(psycopg.Cursor[Any]):
    """Lets the database keep the plan."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "_Cursor":
        done = super().execute(query, params, **{**options, "prepare": True})
        # For Django's log of queries: psycopg does not note what it prepared before.
        self._query = PostgresQuery(self._tx)
        self._query.query = query.encode()
        return done


class Answer(Generic[M]):
    """What the database said.

    Attributes:
        rows: As they came.
        mark: A digest of them by the database itself, where one was asked for: the
            same one makes the same models.
        build: Makes models of rows like these; equal for answers to one question alone.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        build: Callable[[Sequence[Sequence[Any]]], Iterator[M]],
        mark: bytes | None = None,
    ) -> None:
        self.rows, self.mark, self.build = rows, mark, build

    @cached_property
    def models(self) -> tuple[M, ...]:
        """The rows as models, built when they are first asked for."""
        return tuple(self.build(self.rows))

    @property
    def first(self) -> M | None:
        """The first of them; None where there is none."""
        return next(iter(self.models), None)


@dataclass
class Record:
    """What was asked while something was made.

    Attributes:
        answers: By question and values, in the order in which they were asked.
        is_whole: Whether the database was asked by questions alone.
    """

    answers: "dict[Asked, Answer[Any]]" = field(default_factory=dict)
    is_whole: bool = True

    @property
    def marks(self) -> "Marks":
        """What is to be kept of it: little, and no word of any answer."""
        return {
            asked: answer.mark
            for asked, answer in self.answers.items()
            if not asked[0].is_fixed
        }


def is_as_before(marks: "Marks") -> bool:
    """Ask the same once more, all of it in one query that no answer leaves.

    Args:
        marks: Of a record.

    Returns:
        Whether everything would be answered as then.
    """
    if not marks:
        return True
    statement = _all_marks(tuple(question for question, _given in marks))
    values = {
        f"{at}_{name}": value
        for at, (question, given) in enumerate(marks)
        for name, value in question.named(given).items()
    }
    (now,) = _executed(statement, values).fetchall()
    return list(now) == list(marks.values())


@cache
def _all_marks(questions: "tuple[Question[Any], ...]") -> str:
    # How a page is made decides which questions it asks: there are a few dozen such.
    parts = (
        f"(SELECT {_MARK} FROM ({question.written(f'{at}_')}) AS {_ALL})"  # noqa: S608
        for at, question in enumerate(questions)
    )
    return f"SELECT {', '.join(parts)}"


def _executed(statement: str, values: dict[str, object]) -> _Cursor:
    """Have a prepared statement carried out, as Django does it: counted and logged."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    cursor = _Cursor(connection.connection)
    connection._prepare_cursor(cursor).execute(statement, values)  # type: ignore[attr-defined]
    return cursor


_record: ContextVar[Record | None] = ContextVar("record", default=None)


@contextmanager
def recorded() -> Iterator[Record]:
    """Note every question that is asked meanwhile, and ask none of them twice."""
    record = Record()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 # as Django calls it
        record.is_whole &= isinstance(context["cursor"].cursor, _Cursor)
        return execute(sql, params, many, context)

    token = _record.set(record)
    try:
        with connection.execute_wrapper(watch):
            yield record
    finally:
        _record.reset(token)


class Question(Generic[M]):
    """A queryset with places for values that are known later.

    Args:
        build: Takes the values by their names and returns the queryset; called once.
        places: The type of each value: `str`, `int`, `UUID`, `datetime`, or `tuple`
            for several in `any_of`.

    A queryset that depends on anything but those values cannot be a question: neither
    Python's clock nor the language of the interface. What is prefetched is a question
    of its own.
    """

    is_fixed = False

    def __init__(self, build: Callable[..., QuerySet[M]], **places: type) -> None:
        self._build, self._places = build, places

    def ask(self, **values: object) -> Answer[M]:
        """Ask the database, in one query.

        Args:
            values: One per place.
        """
        given = tuple(values[name] for name in self._places)
        record = _record.get()
        if record is None:
            return self._answer(given)
        if (self, given) not in record.answers:
            record.answers[self, given] = (
                self._answer(given) if self.is_fixed else self._marked(given)
            )
        return record.answers[self, given]

    def named(self, given: tuple[object, ...]) -> dict[str, object]:
        """Return values by their names.

        Args:
            given: In the order of their places.
        """
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in zip(self._places, given, strict=True)
        }

    def _answer(self, given: tuple[object, ...]) -> Answer[M]:
        rows = _executed(self.statement, self.named(given)).fetchall()
        return Answer(rows, self._models)

    def _marked(self, given: tuple[object, ...]) -> Answer[M]:
        """Ask for the mark besides, of the same moment as the rows."""
        rows = _executed(self._with_mark, self.named(given)).fetchall()
        mark = rows[0][-1] if rows else None
        return Answer([row[:-1] for row in rows], self._models, mark)

    @cached_property
    def _stand_ins(self) -> tuple[object, ...]:
        return tuple(
            _STAND_INS[kind](at) for at, kind in enumerate(self._places.values())
        )

    @cached_property
    def _compiler(self) -> Any:
        stand_ins = dict(zip(self._places, self._stand_ins, strict=True))
        return self._build(**stand_ins).query.get_compiler(connection=connection)

    @cached_property
    def statement(self) -> str:
        """The question as SQL with `%(name)s` for each place."""
        return self.written()

    @cached_property
    def _with_mark(self) -> str:
        return (
            f"WITH {_ALL} AS MATERIALIZED ({self.statement})"  # noqa: S608
            f" SELECT *, (SELECT {_MARK} FROM {_ALL}) FROM {_ALL}"
        )

    def written(self, before: str = "") -> str:
        """Write the question as SQL, to stand in another statement.

        Args:
            before: Of the name of each place.
        """
        sql, params = self._compiler.as_sql()
        named = {
            stand_in: f"{before}{name}"
            for stand_in, name in zip(self._stand_ins, self._places, strict=True)
        }
        first, *others = sql.split("%s")
        return str(first) + "".join(
            _written(param, named) + text
            for param, text in zip(params, others, strict=True)
        )

    @cached_property
    def _converters(self) -> Any:
        """What Django makes of some columns; found once, as the compiler is."""
        return self._compiler.get_converters(
            [each[0] for each in self._compiler.select[: self._compiler.col_count]]
        )

    def _models(self, rows: Sequence[Sequence[Any]]) -> Iterator[M]:
        """Build what Django would have built of these rows (`ModelIterable`)."""
        compiler = self._compiler
        about = compiler.klass_info
        model, columns = about["model"], about["select_fields"]
        own = slice(columns[0], columns[-1] + 1)
        names = [each[0].target.attname for each in compiler.select[own]]
        others = get_related_populators(about, compiler.select, connection.alias)  # type: ignore[call-arg] # Django 6 wants one more
        for row in compiler.apply_converters(rows, self._converters):
            built = model.from_db(connection.alias, names, row[own])
            for other in others:
                other.populate(row, built)
            for name, at in compiler.annotation_col_map.items():
                setattr(built, name, row[at])
            yield built


class FixedQuestion(Question[M]):
    """A question that the same values answer the same for ever."""

    is_fixed = True


def _written(param: object, named: dict[object, str]) -> str:
    """Write a value into a statement: its place, or what it always is."""
    if isinstance(param, str | int | UUID | datetime) and param in named:
        return f"%({named[param]})s"
    return str(Literal(param).as_string(connection.connection)).replace("%", "%%")


Asked = tuple[Question[Any], tuple[object, ...]]
Marks = dict[Asked, bytes | None]
