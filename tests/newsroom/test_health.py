"""Whether the newsroom lives, and whether it can serve."""

import pytest
from django.db import OperationalError
from redis import ConnectionError as RedisGone

from newsroom import health


class TestHealthz:
    def test_asks_nothing_of_the_database(self, client):
        response = client.get("/healthz")
        assert (response.status_code, response.json()) == (200, {"alive": True})
        assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
class TestReadyz:
    def test_is_200_when_pages_can_be_served(self, client):
        assert client.get("/readyz").json() == {"ready": True, "reasons": []}

    def test_lists_every_reason_when_not(self, client, monkeypatch):
        def no_database(*_args):
            raise OperationalError

        def no_redis(*_args):
            raise RedisGone

        monkeypatch.setattr(health, "MigrationExecutor", no_database)
        monkeypatch.setattr(health.cache, "get", no_redis)
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["reasons"] == [
            "The database does not answer.",
            "Redis does not answer.",
        ]
