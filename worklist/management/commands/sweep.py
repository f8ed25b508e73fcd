"""`manage.py sweep`: ring again while work is pending, and do the chores."""

import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from worklist.actions.performing import (
    Chore,
    Performer,
    WorkSettingError,
    chores,
    performers,
)
from worklist.doorbell import strike
from worklist.files import sweep_leftovers

ROUND = 0.7
CLEARS_EVERY = 60.0
DRAFTS_LIVE = timedelta(hours=1)


class Command(BaseCommand):
    """Asks PostgreSQL, never Redis, what is to be done; outlives both."""

    help = "Ring for pending work every 0.7 s, whatever got lost. SIGTERM ends it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to make one round only."""
        parser.add_argument("--once", action="store_true", help="Make one round.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make rounds until told to end.

        Raises:
            CommandError: WORK_PERFORMERS or CHORES is wrong.
        """
        try:
            kinds, self._chores = performers(), chores()
        except WorkSettingError as error:
            raise CommandError(str(error)) from error
        self._troubles: dict[str, str] = {}
        if options["once"]:
            self._clear()
            self._round(kinds)
            return
        before = signal.signal(signal.SIGTERM, _end)
        try:
            self._go_round(kinds)
        finally:
            signal.signal(signal.SIGTERM, before)

    def _go_round(self, kinds: tuple[Performer, ...]) -> None:
        clears_at = time.monotonic()
        while True:
            if time.monotonic() >= clears_at:
                self._clear()
                clears_at = time.monotonic() + CLEARS_EVERY
            self._round(kinds)
            time.sleep(ROUND)

    def _round(self, kinds: tuple[Performer, ...]) -> None:
        for kind in self._pending(kinds):
            try:
                strike(kind)
                self._tell("doorbell", "")
            except Exception as error:
                # Whatever the broker's client raises: the next round tries again.
                self._tell("doorbell", type(error).__name__)

    def _pending(self, kinds: tuple[Performer, ...]) -> list[str]:
        try:
            pending = [it.kind for it in kinds if it.model.objects.pending().exists()]
        except (DatabaseError, InterfaceError) as error:
            # The next round connects anew.
            connection.close()
            self._tell("database", type(error).__name__)
            return []
        self._tell("database", "")
        return pending

    def _clear(self) -> None:
        try:
            for folder in (settings.ARTIFACT_DIR, Path(settings.MEDIA_ROOT)):
                sweep_leftovers(folder, DRAFTS_LIVE)
            self._tell("old drafts", "")
        except OSError as error:
            self._tell("old drafts", str(error.strerror))
        for chore in self._chores:
            self._do(chore)

    def _do(self, chore: Chore) -> None:
        try:
            chore.do(at=timezone.now())
            self._tell(chore.name, "")
        except (DatabaseError, InterfaceError) as error:
            connection.close_if_unusable_or_obsolete()
            self._tell(chore.name, type(error).__name__)
        except Exception as error:
            # One chore that fails holds up neither the doorbell nor the others.
            self._tell(chore.name, type(error).__name__)

    def _tell(self, what: str, trouble: str) -> None:
        """Say what changed, once and not in every round."""
        if self._troubles.get(what, "") != trouble:
            self.stdout.write(f"{what}: {trouble or 'well again'}")
        self._troubles[what] = trouble


def _end(_number: int, _frame: FrameType | None) -> None:
    # Raised, not remembered: a database that hangs must not hold it up.
    sys.exit(0)
