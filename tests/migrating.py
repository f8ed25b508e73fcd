"""Migrates an empty database in a third of Django's time, to the same tables.

After each operation Django makes the classes of all related models anew; here nearly
all are related. For most, the class of the model itself is enough: what refers to the
older one refers to the same table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
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
    whole = Migration.apply

    def apply(migration: Migration, state: ProjectState, *others: Any) -> ProjectState:
        operations = migration.operations
        for each in operations:
            migration.operations = [each]
            with pytest.MonkeyPatch.context() as patch:
                if _is_of_one_model(each):
                    patch.setattr(ProjectState, "reload_model", _reload_alone)
                else:
                    state.clear_delayed_apps_cache()
                state = whole(migration, state, *others)
        migration.operations = operations
        return state

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Migration, "apply", apply)
        yield


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
        state._reload({(app_label, model_name)})
