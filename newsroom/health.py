"""Whether the process lives, and whether it can serve."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from redis import RedisError

from newsroom.system_checks import database_can_search_khmer


@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer that the process lives; asks nothing of anybody."""
    return JsonResponse({"alive": True})


@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when pages can be served, else 503 with every reason."""
    reasons = [reason for ask in (_database, _redis) for reason in ask()]
    return JsonResponse(
        {"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200
    )


def _database() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["The database is not migrated: run manage.py migrate."]
        return [
            str(message.msg)
            for message in database_can_search_khmer(databases=["default"])
        ]
    except DatabaseError:
        return ["The database does not answer."]


def _redis() -> list[str]:
    try:
        cache.get("readyz")
    except (RedisError, OSError):
        return ["Redis does not answer."]
    return []
