"""`manage.py sync_roles`: make the database's roles say what newsroom.roles says."""

from typing import Any

from django.core.management.base import BaseCommand

from newsroom.roles import ROLES, sync_roles


class Command(BaseCommand):
    """Bring the groups and their permissions up to date; safe to run again."""

    help = "Bring roles and their permissions up to date. Safe to run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Sync and say what changed."""
        changed = sync_roles()
        self.stdout.write(
            f"roles: {', '.join(changed)} brought up to date"
            if changed
            else f"roles: {len(ROLES)}, nothing to change"
        )
