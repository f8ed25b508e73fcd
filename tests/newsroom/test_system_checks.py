"""A database that cannot search Khmer is refused, with the way to make one that can."""

import pytest
from django.core.checks import Tags, run_checks
from django.db import connections
from psycopg import sql

from newsroom.system_checks import database_can_search_khmer


@pytest.fixture
def a_database_that_knows_no_khmer(django_db_blocker, django_db_setup):
    owner = connections["owner"]
    name = owner.settings_dict["NAME"]
    make = (
        "CREATE DATABASE {} TEMPLATE template0 "
        "LOCALE_PROVIDER libc LOCALE 'C' ENCODING 'UTF8'"
    )
    drop = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
    other = sql.Identifier("test_without_khmer")
    with django_db_blocker.unblock():
        with owner.cursor() as cursor:
            cursor.execute(sql.SQL(drop).format(other))
            cursor.execute(sql.SQL(make).format(other))
        owner.close()
        owner.settings_dict["NAME"] = "test_without_khmer"
        yield
        owner.close()
        owner.settings_dict["NAME"] = name
        with owner.cursor() as cursor:
            cursor.execute(sql.SQL(drop).format(other))
        owner.close()


class TestDatabaseCanSearchKhmer:
    @pytest.mark.django_db
    def test_finds_nothing_wrong_with_ours(self):
        assert database_can_search_khmer(databases=["default"]) == []

    def test_refuses_locale_c_and_says_how_to_make_another(
        self, a_database_that_knows_no_khmer
    ):
        (message,) = run_checks(tags=[Tags.database], databases=["owner"])
        assert message.id == "spean.E001"
        assert "--locale=C.UTF-8" in message.hint

    def test_asks_nothing_unless_told_which_database(self):
        assert database_can_search_khmer(databases=None) == []
