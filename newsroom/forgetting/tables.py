"""Every table with text in it, with what becomes of a name in each of its columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pgtrigger

# The walk is over every model there is, whoever wrote it.
from django.apps import apps  # noqa: TID251
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst

from newsroom.forgetting.policy import ALSO, Rule, rule_of

TEXTS = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.JSONField,
    ArrayField,
)
# Which story a row belongs to, the surest first.
STORY_COLUMNS = ("version_id", "article_id", "correction_id", "run_id")
# What everybody at the desk may know of, whatever story it is used in.
OPEN_TABLES = frozenset(
    (
        "articles.Outlet",
        "articles.Section",
        "articles.Series",
        "articles.Tag",
        "people.Account",
        "people.Contributor",
        "translations.MemoryEntry",
        "translations.MemoryOrigin",
    )
)


@dataclass(frozen=True)
class Column:
    """A column that may hold words.

    Attributes:
        name: In the database.
        title: For people, in the interface language.
        rule: What becomes of a name in it; None where nobody has decided.
        longest: Most characters it takes; None for as many as there are.
        language: BCP 47 tag of the words; empty where the row says it.
        also: SQL that is set with it; empty for nothing.
    """

    name: str
    title: str | Promise
    rule: Rule | None
    longest: int | None = None
    language: str = ""
    also: str = ""


@dataclass(frozen=True)
class Table:
    """A table with columns that may hold words.

    Attributes:
        label: Of the model whose rows they are; of a history, the model it is of.
        name: In the database.
        title: For people, in the interface language.
        key: Column of the primary key.
        columns: At least one.
        names: All column names, for the language and the story of a row.
        guards: Triggers that keep its rows from being changed.
        is_history: It holds what rows were before.
    """

    label: str
    name: str
    title: str | Promise
    key: str
    columns: tuple[Column, ...]
    names: frozenset[str]
    guards: tuple[str, ...]
    is_history: bool

    @property
    def story_column(self) -> str | None:
        """The column that leads to the story of a row; None where there is none."""
        if self.label in ("articles.Version", "articles.Article"):
            return "id"
        if self.label == "translations.Unit":
            # It holds words of the source.
            return "source_version_id"
        return next((name for name in STORY_COLUMNS if name in self.names), None)


@cache
def tables() -> tuple[Table, ...]:
    """List every table with text: rows that are now first, then their histories."""
    found = [table for model in apps.get_models() for table in _table(model)]
    return tuple(sorted(found, key=lambda table: (table.is_history, table.label)))


def title_of(place: str) -> str:
    """Return a place for people, in the interface language.

    Args:
        place: Label of a model and the name of a column, as `Survey` counts them.
    """
    label, _dot, name = place.rpartition(".")
    for table in tables():
        worded = [column for column in table.columns if column.rule != Rule.CODE]
        for column in worded:
            if (table.label, column.name) == (label, name):
                title = capfirst(str(table.title))
                # The only text of a row needs no name of its own.
                return title if len(worded) == 1 else f"{title} · {column.title}"
    return place


def undecided() -> list[str]:
    """List the text columns for which the policy has no rule."""
    return [
        f"{table.label}.{column.name}"
        for table in tables()
        for column in table.columns
        if column.rule is None
    ]


def _table(model: type[models.Model]) -> Iterator[Table]:
    meta = model._meta
    if meta.proxy or not meta.managed:
        return
    tracked = getattr(model, "pgh_tracked_model", None)
    label = (tracked or model)._meta.label
    columns = tuple(
        _column(label, field)
        for field in meta.concrete_fields
        if isinstance(field, TEXTS) and not getattr(field, "choices", None)
    )
    if columns and meta.pk is not None:
        yield Table(
            label=label,
            name=meta.db_table,
            title=(tracked or model)._meta.verbose_name or label,
            key=str(meta.pk.column),
            columns=columns,
            names=frozenset(str(field.column) for field in meta.concrete_fields),
            guards=tuple(
                f"{meta.label}:{trigger.name}"
                for guarded, trigger in pgtrigger.registered()
                if guarded._meta.label == meta.label
                and isinstance(trigger, pgtrigger.Protect | pgtrigger.ReadOnly)
            ),
            is_history=tracked is not None,
        )


def _column(label: str, field: models.Field[object, object]) -> Column:
    suffix = field.name.rpartition("_")[2]
    return Column(
        name=str(field.column),
        title=field.verbose_name,
        rule=rule_of(label, field.name),
        longest=getattr(field, "max_length", None),
        language=suffix if suffix in ("km", "en") else "",
        also=ALSO.get((label, field.name), ""),
    )
