"""`manage.py reset_second_factor`: for an account that lost app and recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from people.actions.enrolling import reset_factor
from people.models import Account


class Command(BaseCommand):
    """A door to `people.actions.enrolling.reset_factor`; the ledger keeps it."""

    help = "Take an account's second factor away; it sets up a new one at sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Reset it.

        Raises:
            CommandError: There is no such account.
        """
        account = Account.objects.filter(username=options["username"]).first()
        if account is None:
            msg = "There is no account with this user name."
            raise CommandError(msg)
        reset_factor(account=account, by=None, at=timezone.now())
        self.stdout.write("done: the next sign-in sets up a new second factor")
