"""`manage.py seed_glossary`: a glossary of Cambodia to begin with."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from translations.actions.importing_terms import start_glossary


class Command(BaseCommand):
    """Fill the glossary with what comes with Spean; safe to run again."""

    help = (
        "Put the provinces, institutions, titles and terms that come with Spean into "
        "the glossary; what is there already stays as it is."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Add what is not there yet, and say how much it was."""
        added = start_glossary(at=timezone.now())
        self.stdout.write(f"glossary: {added} entries are new")
