"""Machine translation: services behind one interface, off unless an outlet says which.

Which services there are is this registry; `docs/machine-translation.md` lists them.
"""

from collections.abc import Callable, Mapping

from translations.suggest.base import Backend, Service, ServiceError
from translations.suggest.chat import ChatBackend
from translations.suggest.libre import LibreBackend
from translations.suggest.reversing import ReversingBackend

__all__ = [
    "BACKENDS",
    "Backend",
    "Service",
    "ServiceError",
    "WantedTerm",
    "backend_for",
]

BACKENDS: Mapping[str, Callable[[Service], Backend]] = {
    "reversing": lambda _service: ReversingBackend(),
    "libretranslate": LibreBackend,
    "openai": ChatBackend,
}
"""By the word that names each in the settings."""


def backend_for(service: Service | None) -> Backend | None:
    """Return what speaks to a service; None where there is none."""
    return None if service is None else BACKENDS[service.code](service)
