"""Migrates an empty database in a third of Django's time, to the same tables.

After each operation Django makes the classes of all related models anew; here nearly
all are related. For most, the class of the model itself is enough: what refers to the
older one refers to the same table. A database that holds something is migrated in
Django's own way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations import (
    AddField,
    AlterField,
    AlterModelOptions,
    CreateModel,
    Migration,
    RunSQL,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState

# Others look at what refers to a model, or are given all classes to work with.
# Constraints and triggers are among the operations on indexes.
OF_ONE_MODEL = (CreateModel, AddField, AlterModelOptions, IndexOperation, RunSQL)


@contextmanager
def quickly() -> Iterator[None]:
    """Make fewer classes while what is inside migrates."""
    whole, reload_whole = Migration.apply, ProjectState.reload_model

    def apply(migration: Migration, state: ProjectState, *others: Any) -> ProjectState:
        operations = migration.operations
        for each in operations:
            migration.operations = [each]  # type: ignore[misc]
            is_alone = _is_of_one_model(each)
            if not is_alone:
                state.clear_delayed_apps_cache()
            reload = _reload_alone if is_alone else reload_whole
            with _put_in_place(ProjectState, "reload_model", reload):
                state = whole(migration, state, *others)
        migration.operations = operations  # type: ignore[misc]
        return state

    with _put_in_place(Migration, "apply", apply):
        yield


@contextmanager
def _put_in_place(owner: type, name: str, function: Any) -> Iterator[None]:
    whole = getattr(owner, name)
    setattr(owner, name, function)
    try:
        yield
    finally:
        setattr(owner, name, whole)


def _is_of_one_model(operation: Operation) -> bool:
    if isinstance(operation, AlterField):
        # What refers to it follows only where it is a key.
        return not operation.field.unique
    return isinstance(operation, OF_ONE_MODEL)


def _reload_alone(
    state: ProjectState,
    app_label: str,
    model_name: str,
    delay: bool = False,  # noqa: FBT001, FBT002 - Django's own order
) -> None:
    """Make the class of one model anew, and all of them before anybody needs them."""
    if "apps" in state.__dict__:
        state.is_delayed = True
        state._reload({(app_label, model_name)})  # type: ignore[attr-defined]
