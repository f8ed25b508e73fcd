"""`manage.py unfreeze`: open a frozen account when no administrator is left."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from people.actions.freezing import FreezeRefused, unfreeze
from people.models import Account


class Command(BaseCommand):
    """A door to `people.actions.freezing.unfreeze`; the ledger keeps it."""

    help = "Open a frozen account again, where nobody can from the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the user name."""
        parser.add_argument("username")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Open it.

        Raises:
            CommandError: There is no such account, or it is not frozen.
        """
        account = Account.objects.filter(username=options["username"]).first()
        if account is None:
            msg = "There is no account with this user name."
            raise CommandError(msg)
        try:
            unfreeze(account=account, by=None, at=timezone.now())
        except FreezeRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("done: the account may sign in again")
