"""An empty database is migrated quickly, to what Django's own way leaves."""

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from newsroom.management.commands.migrate import let_the_app_use_new_tables

SLOWLY = "migrated_slowly"
# A table that only tests have (tests/worklist).
OF_TESTS = "worklist_chore"
CATALOGUE = {
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, column_default,
            is_generated, generation_expression, character_maximum_length, is_identity
        FROM information_schema.columns WHERE table_schema = 'public'
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid),
            condeferrable, condeferred
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    """,
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled
        FROM pg_trigger WHERE NOT tgisinternal
    """,
    "functions": """
        SELECT proname, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    """,
    "grants": """
        SELECT grantee, table_name, privilege_type
        FROM information_schema.role_table_grants
        -- The tests' own, to empty tables.
        WHERE table_schema = 'public' AND privilege_type <> 'TRUNCATE'
    """,
}


def catalogue(connection):
    with connection.cursor() as cursor:
        found = {}
        for name, question in CATALOGUE.items():
            cursor.execute(question)
            rows = cursor.fetchall()
            found[name] = {row for row in rows if OF_TESTS not in str(row)}
    return found


@pytest.fixture
def slowly(django_db_setup, django_db_blocker):
    """Point the owner to an empty database, and back."""
    owner = connections["owner"]
    whole = owner.settings_dict["NAME"]
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(SLOWLY))
    make = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(SLOWLY))
    with django_db_blocker.unblock():
        with owner.creation._nodb_cursor() as cursor:
            cursor.execute(drop)
            cursor.execute(make)

        def empty():
            owner.close()
            owner.settings_dict["NAME"] = SLOWLY
            return owner

        yield owner, empty
        owner.close()
        owner.settings_dict["NAME"] = whole
        with owner.creation._nodb_cursor() as cursor:
            cursor.execute(drop)
        owner.close()


def test_the_tables_are_those_of_djangos_way(slowly):
    owner, empty = slowly
    quick = catalogue(owner)
    assert len(quick["columns"]) > 1_500
    owner = empty()
    let_the_app_use_new_tables("owner")
    executor = MigrationExecutor(owner)
    executor.migrate(executor.loader.graph.leaf_nodes())
    slow = catalogue(owner)
    for name, there in slow.items():
        assert quick[name] == there, name
