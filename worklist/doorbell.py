"""The doorbell: wakes a worker after a commit, and never keeps anybody waiting.

A lost ring loses no work: `manage.py sweep` rings again while anything is pending.
"""

import logging
import os
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)

# Far more kinds than there can be: a bound, not a plan.
MOST_KINDS = 64


def ring(kind: str) -> None:
    """Wake a worker for a kind of work once the transaction is committed.

    Never raises and never waits, whatever Redis does.

    Args:
        kind: The model's label in lower case: "exports.exportitem".
    """

    # No `partial`: where one fails, Django's robust hooks fail on its missing name.
    def press() -> None:
        _bell.press(kind)

    transaction.on_commit(press, robust=True)


def strike(kind: str) -> None:
    """Send the message that wakes a worker, now and in this thread.

    Args:
        kind: The model's label in lower case.

    Raises:
        Exception: Whatever the message broker's client raises.
    """
    # By its path, so that no action loads the broker's client.
    import_string(settings.WORK_BELL)(kind)


class Bell:
    """A thread of its own that strikes; presses of one kind become one.

    Args:
        strike: Wakes a worker; may take long and may raise.
    """

    _pid: int
    _kinds: dict[str, None]
    _pressed: threading.Condition
    _thread: threading.Thread

    def __init__(self, strike: Callable[[str], None]) -> None:
        self._strike = strike
        self._begin()

    def press(self, kind: str) -> None:
        """Have the bell struck soon; returns at once."""
        if self._pid != os.getpid():
            # After a fork the thread is gone and its lock may be held for ever.
            self._begin()
        with self._pressed:
            if len(self._kinds) < MOST_KINDS:
                self._kinds[kind] = None
            if not self._thread.is_alive():
                self._thread = self._new_thread()
                self._thread.start()
            self._pressed.notify()

    def _begin(self) -> None:
        self._pid = os.getpid()
        self._kinds = {}
        self._pressed = threading.Condition()
        self._thread = self._new_thread()

    def _new_thread(self) -> threading.Thread:
        return threading.Thread(target=self._strike_on, name="doorbell", daemon=True)

    def _strike_on(self) -> None:
        while True:
            with self._pressed:
                self._pressed.wait_for(lambda: self._kinds)
                kind = next(iter(self._kinds))
                del self._kinds[kind]
            try:
                self._strike(kind)
            except Exception as error:
                # Brokers raise many kinds; the sweeper rings again.
                logger.warning("No worker was woken for %s: %r", kind, error)


_bell = Bell(strike)
