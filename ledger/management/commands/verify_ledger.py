"""`manage.py verify_ledger`: prove that the ledger is as it was written."""

import argparse
import re
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger.verifying import stored_links, verify


def a_head(text: str) -> str:
    """Read a head as an earlier run printed it.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    if re.fullmatch("[0-9a-fA-F]{64}", text):
        return text.lower()
    msg = f"{text!r} is no head: give the 64 hex digits that an earlier run printed."
    raise argparse.ArgumentTypeError(msg)


class Command(BaseCommand):
    """A door to `ledger.verifying`."""

    help = "Recompute the ledger's chain. Exit code 1 where an entry is not as it was."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a head that was noted elsewhere."""
        parser.add_argument(
            "--expect-head",
            metavar="HEX",
            type=a_head,
            default=None,
            help="A head that an earlier run printed: it must still be in the chain.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print count and head; name the first broken entry and end with 1."""
        verdict = verify(stored_links(), expected_head=options["expect_head"] or "")
        if verdict.kind:
            self.stdout.write(f"broken at entry {verdict.broken_seq}: {verdict.kind}")
            self.stdout.write(verdict.text)
            self.stdout.write(f"proven before it: {verdict.count} entries")
            sys.exit(1)
        self.stdout.write(f"entries: {verdict.count}")
        self.stdout.write(f"head: {verdict.head}")
