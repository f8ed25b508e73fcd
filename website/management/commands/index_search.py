"""`manage.py index_search`: makes every published text findable now, with progress."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from website.actions.indexing import index, waiting
from website.models import SearchLine

TOLD_EVERY = 500


class Command(BaseCommand):
    """Index what waits; it can be stopped and run again at any time."""

    help = (
        "Make published texts findable now instead of within minutes; --anew begins "
        "with an empty index."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--anew`."""
        parser.add_argument(
            "--anew", action="store_true", help="Forget what is indexed first."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Index, and say how far it is."""
        if options["anew"]:
            SearchLine.objects.all().delete()
        versions = list(waiting().values_list("pk", flat=True))
        for done, version in enumerate(versions, start=1):
            index(version=version)
            if done % TOLD_EVERY == 0:
                self.stdout.write(f"{done} of {len(versions)} texts")
        self.stdout.write(f"{len(versions)} texts are indexed.")
