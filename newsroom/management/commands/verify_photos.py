"""`manage.py verify_photos`: proves that photos' files say what is known of them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.actions.imprinting import remove_discarded, remove_paths, rewrite_changed
from articles.verifying import STRAY, PhotoFault, photo_faults


class Command(BaseCommand):
    """Read every file of every photo; names them by ids and digests alone."""

    help = (
        "Compare the files of photos with what is known of them; --mend writes "
        "credit, rights and description anew and removes files of no photo."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--mend`."""
        parser.add_argument(
            "--mend",
            action="store_true",
            help="Write words anew, and remove what belongs to no photo.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print each fault; fail unless there is none or all were mended.

        Raises:
            CommandError: There are faults that nobody asked to mend, or that cannot
                be: a file is missing or damaged.
        """
        found = self._listed()
        if found and options["mend"]:
            written = rewrite_changed()
            remove_paths(fault.path for fault in found if fault.what == STRAY)
            remove_discarded()
            self.stdout.write(f"{written} photos written anew.")
            found = self._listed()
        if found:
            msg = (
                f"{len(found)} faults. Run it with --mend; whatever it cannot mend "
                "needs the file from a backup, or the photo replaced."
            )
            raise CommandError(msg)
        self.stdout.write("The files of photos say what is known of them.")

    def _listed(self) -> list[PhotoFault]:
        found = list(photo_faults())
        for fault in found:
            self.stdout.write(str(fault))
        return found
