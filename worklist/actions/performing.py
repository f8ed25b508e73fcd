"""Who performs which kind of work, as the setting WORK_PERFORMERS says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

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
    try:
        perform = import_string(path)
    except ImportError as error:
        msg = f"WORK_PERFORMERS[{kind!r}] is {path!r}, which cannot be imported."
        raise WorkSettingError(msg) from error
    if not callable(perform):
        msg = f"WORK_PERFORMERS[{kind!r}] is {path!r}, which cannot be called."
        raise WorkSettingError(msg)
    return Performer(kind=kind, model=model, perform=perform)


def _kinds() -> Iterator[type[WorkItem]]:
    waiting = WorkItem.__subclasses__()
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model._meta.abstract:
            yield model
