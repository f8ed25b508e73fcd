"""Who is at a version now: soft, soon forgotten, and never in anybody's way.

Valkey holds ids only, for less than a minute. Where it does not answer, nobody is
seen, no page fails, and it is asked again after a while.
"""

import logging
import time
from functools import cache

from django.conf import settings
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

# A page says that it is open every 20 seconds; two such signs may get lost.
LASTS_SECONDS = 45
PATIENCE_SECONDS = 0.1
RESTS_SECONDS = 30


class Presence:
    """The accounts at each version, as one Valkey remembers them.

    Args:
        url: Of the Valkey: "redis://…" or "unix://…".
    """

    def __init__(self, url: str) -> None:
        self._valkey = Redis.from_url(
            url,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._rests_until = 0.0

    def others_at(self, version_id: int, account_id: int) -> tuple[int, ...]:
        """Say that an account is at a version, and learn who else is.

        Returns:
            Ids of accounts, who came last first; empty where nobody else is, or
            nobody can tell.
        """
        if time.monotonic() < self._rests_until:
            return ()
        try:
            return self._ask(f"spean:at:{version_id}", account_id)
        except (RedisError, OSError) as error:
            self._rests_until = time.monotonic() + RESTS_SECONDS
            logger.warning("Nobody can tell who else is here: %r", error)
            return ()

    def _ask(self, key: str, account_id: int) -> tuple[int, ...]:
        now = time.time()
        with self._valkey.pipeline(transaction=False) as asked:
            asked.zadd(key, {str(account_id): now})
            asked.zremrangebyscore(key, "-inf", now - LASTS_SECONDS)
            asked.expire(key, LASTS_SECONDS)
            asked.zrevrange(key, 0, -1)
            *_done, here = asked.execute()
        return tuple(int(each) for each in here if int(each) != account_id)


@cache
def presence() -> Presence:
    """Return the one of this process."""
    return Presence(settings.CACHES["default"]["LOCATION"])
