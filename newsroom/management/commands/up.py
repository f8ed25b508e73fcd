"""`manage.py up`: start the whole newsroom with one command."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

LARGEST_PORT = 65535


def a_port(text: str) -> int:
    """Read a port number.

    Raises:
        argparse.ArgumentTypeError: It is none.

    >>> a_port("8000")
    8000
    """
    if text.isdecimal() and 0 < int(text) <= LARGEST_PORT:
        return int(text)
    msg = f"{text!r} is no port: write a number from 1 to {LARGEST_PORT}."
    raise argparse.ArgumentTypeError(msg)


class Command(BaseCommand):
    """A door to `newsroom.stack.launcher` and `newsroom.stack.forgetting`."""

    help = (
        "Start everything: database, cache, web, worker and beat; Ctrl-C stops it all."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, and what to do with the demo and the data."""
        parser.add_argument("--port", type=a_port, default=8000, help="Default: 8000.")
        parser.add_argument(
            "--no-demo", action="store_true", help="Plant no demo newsroom."
        )
        parser.add_argument(
            "--forget",
            action="store_true",
            help="Start nothing; remove the data of the embedded servers at once.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Start the newsroom, or forget its data; end with its exit code."""
        # Here, so that `manage.py help` loads nothing embedded in production.
        from newsroom.stack import forgetting, launcher  # noqa: PLC0415

        if options["forget"]:
            sys.exit(forgetting.run())
        with_demo = not options["no_demo"]
        sys.exit(launcher.run(port=options["port"], with_demo=with_demo))
