"""`manage.py verify_memory`: proves that the translation memory holds what it may."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from translations.actions.keeping import count_anew, counted_anew, discard
from translations.verifying_memory import differences


class Command(BaseCommand):
    """Work out the translation memory anew; names origins by their number alone."""

    help = (
        "Compare the translation memory with what readers have; --mend forgets what "
        "differs, and it is remembered anew within minutes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--mend`."""
        parser.add_argument(
            "--mend", action="store_true", help="Forget what is different."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each difference; fail unless there is none or all were mended.

        Raises:
            CommandError: There are differences that nobody asked to mend, or that
                are left after mending.
        """
        found = list(differences(counted_anew()))
        for difference in found:
            self.stdout.write(str(difference))
        if found and options["mend"]:
            discard(origins={difference.origin for difference in found} - {0})
            count_anew()
            found = list(differences(counted_anew()))
            self.stdout.write("What differed is forgotten.")
        if found:
            msg = f"{len(found)} differences. Run it with --mend to forget them."
            raise CommandError(msg)
        self.stdout.write("The memory holds what readers have.")
