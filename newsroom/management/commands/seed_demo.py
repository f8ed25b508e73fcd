"""`manage.py seed_demo`: an invented newsroom to look around in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom.demo.planting import plant
from newsroom.demo.stories import DEMO_ACCOUNTS
from newsroom.roles import sync_roles


class Command(BaseCommand):
    """Plant the demonstration and print its logins; safe to run again."""

    help = "Plant an invented newsroom with bilingual stories and print its logins."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Plant, then say how to sign in.

        Raises:
            CommandError: DEBUG is off: demo logins open no real newsroom.
        """
        if not settings.DEBUG:
            msg = (
                "seed_demo makes accounts with known passwords, "
                "so it runs only with DEBUG=1."
            )
            raise CommandError(msg)
        sync_roles()
        planted = plant(timezone.now())
        self.stdout.write("demo: planted" if planted else "demo: in place already")
        for login in DEMO_ACCOUNTS:
            self.stdout.write(
                f"demo login: {login.username:<12} {login.password:<24} "
                f"{login.group or 'runs the server'}"
            )
