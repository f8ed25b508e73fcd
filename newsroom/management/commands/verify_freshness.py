"""`manage.py verify_freshness`: proves that every unit says what its source says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Version
from translations.actions.recounting import recount
from translations.verifying import differences


class Command(BaseCommand):
    """Work out anew which translations are stale; names units by their number alone."""

    help = "Compare every unit with its source; --mend writes what differs anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--mend`."""
        parser.add_argument(
            "--mend", action="store_true", help="Write what is different anew."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each difference; fail unless there is none or all were mended.

        Raises:
            CommandError: There are differences that nobody asked to mend, or that
                are left after mending.
        """
        found = list(differences())
        for difference in found:
            self.stdout.write(str(difference))
        if found and options["mend"]:
            for source in sorted({difference.source for difference in found}):
                recount(version=Version.objects.get(pk=source))
            found = list(differences())
            self.stdout.write("What differed is written anew.")
        if found:
            msg = f"{len(found)} differences. Run it with --mend to write them anew."
            raise CommandError(msg)
        self.stdout.write("Every unit says what its source says.")
