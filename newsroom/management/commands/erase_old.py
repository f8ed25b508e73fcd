"""`manage.py erase_old`: forget at once what the newsroom no longer needs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from newsroom.retention import erase_all


class Command(BaseCommand):
    """Erase what is older than RETENTION_DAYS, or only count it; safe to run again."""

    help = (
        "Erase drafts, questions and reasons of stories that have been out for "
        "RETENTION_DAYS. Prints how many of each kind, never a word of them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to count only."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Count, and erase nothing."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Erase or count, and say how many of which kind."""
        is_rehearsal = bool(options["dry_run"])
        erased = erase_all(at=timezone.now(), is_rehearsal=is_rehearsal)
        done = "would be erased" if is_rehearsal else "erased"
        for kind, count in sorted(erased.items()):
            self.stdout.write(f"{done}: {count:>6} {kind.replace('_', ' ')}")
        if not erased:
            self.stdout.write(
                f"nothing is older than {settings.RETENTION_DAYS} days and still kept"
            )
