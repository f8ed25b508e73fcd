"""`manage.py migrate`: as the owner of the tables, and with the app role's rights."""

from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from newsroom.migrating import quickly


class Command(DjangoMigrate):
    """Django's own command, run by default as the role that owns the tables."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's options; the database is the owner's unless named."""
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Let the app role use what will be made, then migrate."""
        alias = options["database"]
        let_the_app_use_new_tables(alias)
        is_new = not MigrationRecorder(connections[alias]).has_table()
        with quickly() if is_new else nullcontext():
            super().handle(*args, **options)


def let_the_app_use_new_tables(alias: str) -> None:
    """Grant the app role reading and writing of rows in everything made from now on.

    It may not change, empty or drop tables; that stays with the owner. See
    PostgreSQL, ALTER DEFAULT PRIVILEGES.
    """
    app, owner = (
        str(settings.DATABASES["default"].get("USER", "")),
        settings.DATABASES["owner"].get("USER"),
    )
    if not app or app == owner:
        return
    grants = (
        "GRANT USAGE ON SCHEMA public TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public "
        "GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    )
    with connections[alias].cursor() as cursor:
        for grant in grants:
            cursor.execute(sql.SQL(grant).format(app=sql.Identifier(app)))
