"""`manage.py verify_board`: proves that the board finds every story by what it says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.board.verifying import differences, mend


class Command(BaseCommand):
    """Compute the lines of the board anew and compare; names stories by id alone."""

    help = "Compare the lines of the board with the stories; --mend writes them anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--mend`."""
        parser.add_argument(
            "--mend", action="store_true", help="Write what is different anew."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each difference; fail unless there is none or all were mended.

        Raises:
            CommandError: There are differences, and nobody asked to mend them.
        """
        found = list(differences())
        for difference in found:
            self.stdout.write(str(difference))
        if not found:
            self.stdout.write("The board says what the stories say.")
            return
        if not options["mend"]:
            msg = f"{len(found)} differences. Run it with --mend to write them anew."
            raise CommandError(msg)
        stories = sorted({difference.article for difference in found})
        for article in stories:
            mend(article=article)
        self.stdout.write(f"{len(stories)} stories mended.")
