#!/usr/bin/env python3
"""Spean's one door for commands; its head needs nothing but Python and its library.

`up` starts everything, `test` runs every test, and all other commands work as in any
Django project, with the embedded servers there for them.
"""

import importlib
import os
import runpy
import sys
from pathlib import Path

OLDEST = (3, 11)
PROJECT = Path(__file__).resolve().parent


def main() -> None:
    """Make the surroundings a command needs, then run it."""
    if sys.version_info < OLDEST:
        sys.exit("Spean needs Python 3.11 or newer: run it with a newer python3.")
    # By its path: the package around it imports Celery, perhaps not yet installed.
    head = runpy.run_path(str(PROJECT / "newsroom" / "stack" / "bootstrap.py"))
    head["bootstrap"](sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    # Only now are Django and our packages sure to be there.
    joining = importlib.import_module("newsroom.stack.joining")
    management = importlib.import_module("django.core.management")
    with joining.servers_for(sys.argv):
        management.execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
