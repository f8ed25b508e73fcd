"""`manage.py makemigrations`: Django's own, quiet where no database runs."""

import warnings
from typing import Any

from django.core.management.commands.makemigrations import (
    Command as DjangoMakeMigrations,
)


class Command(DjangoMakeMigrations):
    """Compare models with migrations; needs no database and starts none."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make migrations without a word about the database that is not needed."""
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", message="Got an error checking a consistent migration history"
            )
            super().handle(*args, **options)
