"""Who performs which kind of work, and what is done every minute, as settings say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from worklist.models import WorkItem


class WorkSettingError(Exception):
    """A setting of the work list is wrong; the text names it and the entry."""


@dataclass(frozen=True)
class Performer:
    """One kind of work and what does it.

    Attributes:
        kind: The model's label in lower case.
        model: The kind of rows.
        perform: Does one of them.
    """

    kind: str
    model: type[WorkItem]
    perform: Callable[[Any], None]


class Doing(Protocol):
    """An action that finds by itself what there is to do."""

    def __call__(self, *, at: datetime) -> object:
        """Do what is due at a moment, timezone-aware."""


@dataclass(frozen=True)
class Chore:
    """Something that the sweeper does every minute.

    Attributes:
        name: Its path, as the setting has it.
        do: Does it.
    """

    name: str
    do: Doing


def chores() -> tuple[Chore, ...]:
    """List what the sweeper does every minute, in the order of CHORES.

    Raises:
        WorkSettingError: An entry cannot be imported or called.
    """
    return tuple(Chore(path, _callable(path, "CHORES")) for path in settings.CHORES)


def performers() -> tuple[Performer, ...]:
    """List the kinds of work in the order of the setting.

    Raises:
        WorkSettingError: An entry names no kind of work, or nothing that performs.
    """
    return tuple(performer(kind) for kind in settings.WORK_PERFORMERS)


def performer(kind: str) -> Performer:
    """Find who performs a kind of work.

    Args:
        kind: The model's label in lower case: "exports.exportitem".

    Raises:
        WorkSettingError: WORK_PERFORMERS does not have it, or its entry is wrong.
    """
    path = settings.WORK_PERFORMERS.get(kind)
    if path is None:
        msg = f"WORK_PERFORMERS has no entry {kind!r}."
        raise WorkSettingError(msg)
    model = next((found for found in _kinds() if found.kind() == kind), None)
    if model is None:
        msg = f"WORK_PERFORMERS names {kind!r}, but no work item has that label."
        raise WorkSettingError(msg)
    perform = _callable(path, f"WORK_PERFORMERS[{kind!r}]")
    return Performer(kind=kind, model=model, perform=perform)


def _callable(path: str, setting: str) -> Any:
    try:
        found = import_string(path)
    except ImportError as error:
        msg = f"{setting} has {path!r}, which cannot be imported."
        raise WorkSettingError(msg) from error
    if not callable(found):
        msg = f"{setting} has {path!r}, which cannot be called."
        raise WorkSettingError(msg)
    return found


def _kinds() -> Iterator[type[WorkItem]]:
    waiting = WorkItem.__subclasses__()
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract:
            yield model
