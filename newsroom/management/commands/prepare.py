"""`manage.py prepare`: from an empty database to a newsroom that opens."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Migrate, bring roles up to date, check the database, plant the demo."""

    help = "Migrate, sync roles, check the database and plant the demo newsroom."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--no-demo`."""
        parser.add_argument(
            "--no-demo", action="store_true", help="Plant no demo newsroom."
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take the steps in order; each says what it did."""
        call_command("check", databases=["owner"], stdout=self.stdout)
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        self.stdout.write("database: migrated")
        call_command("sync_roles", stdout=self.stdout)
        if settings.DEBUG and not options["no_demo"]:
            call_command("seed_demo", stdout=self.stdout)
