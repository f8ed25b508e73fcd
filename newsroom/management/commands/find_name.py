"""`manage.py find_name`: where a name is kept or shown, told without the name."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.text.names import Names, SpellingError
from newsroom.forgetting.looking import (
    found_before_readers,
    found_in_files,
    found_in_tables,
)


class Command(BaseCommand):
    """Prints places and counts only; ends with 1 where the name is found."""

    help = (
        "Look for the spellings of a name in every table, file, public page and log "
        "line. Without a spelling they are read from standard input, a line each: "
        "what is typed as an argument stays in the shell's own history."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the spellings."""
        parser.add_argument("spelling", nargs="*", help="One way to write the name.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look everywhere and tell where it is.

        Raises:
            CommandError: A spelling is too short, or there is none.
        """
        spellings = options["spelling"] or sys.stdin.read().splitlines()
        spellings = [spelling for spelling in spellings if spelling.strip()]
        if not spellings:
            msg = "Give at least one spelling of the name."
            raise CommandError(msg)
        try:
            names = Names(spellings)
        except SpellingError as error:
            msg = "A spelling is so short that it would be found in other words."
            raise CommandError(msg) from error
        found = (
            found_in_tables(names) + found_in_files(names) + found_before_readers(names)
        )
        for place, times in sorted(found.items()):
            self.stdout.write(f"{place}: {times}")
        if found:
            sys.exit(1)
        self.stdout.write("Found nowhere.")
