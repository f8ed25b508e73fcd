"""Sessions in the database that their accounts can list and end (SESSION_ENGINE)."""

import uuid
from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from people.models import Session

# What a session remembers of its beginning: kept when its key changes.
STAMP = "spean"


def stamp(*, device: str, at: datetime) -> dict[str, str]:
    """Return what a session remembers of the moment somebody signed in.

    Args:
        device: Family of browser and system.
        at: Timezone-aware.
    """
    return {"handle": str(uuid.uuid4()), "started": at.isoformat(), "device": device}


def handle_of(session: Any) -> uuid.UUID | None:
    """Return what names a session on pages; None where nobody signed in."""
    stamped = session.get(STAMP)
    return uuid.UUID(stamped["handle"]) if stamped else None


def lasts_until(started_at: datetime, at: datetime) -> datetime:
    """Return when a session ends that is used now: idle, or at its greatest age."""
    idle = at + timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return min(idle, started_at + timedelta(hours=settings.SESSION_MAX_HOURS))


class SessionStore(db.SessionStore):
    """Django's, with columns for the account, and with a greatest age."""

    last_used_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return our table."""
        return Session

    def load(self) -> Any:
        """Remember when the session was used last."""
        stored = self._get_session_from_db()  # type: ignore[attr-defined]
        if stored is None:
            return {}
        self.last_used_at = stored.last_used_at
        return self.decode(stored.session_data)

    def cycle_key(self) -> None:
        """Change the key, and with it the name: for a moment there are two rows."""
        if STAMP in self:
            self[STAMP] = {**self[STAMP], "handle": str(uuid.uuid4())}
        super().cycle_key()

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Return when the session ends, whatever its cookie says."""
        now = kwargs.get("modification") or timezone.now()
        return lasts_until(self._started_at() or now, now)

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Return the same in seconds from now."""
        del kwargs  # Only for sessions that set their own end, which none does.
        left = self.get_expiry_date() - timezone.now()
        return max(0, round(left.total_seconds()))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Fill in the columns from what the session holds."""
        made = cast("Session", super().create_model_instance(data))
        made.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        stamped = data.get(STAMP)
        if stamped:
            made.handle = uuid.UUID(stamped["handle"])
            made.device = stamped["device"]
            made.started_at = datetime.fromisoformat(stamped["started"])
        return made

    def _started_at(self) -> datetime | None:
        stamped = self.get(STAMP)
        return datetime.fromisoformat(stamped["started"]) if stamped else None
