"""Checks that refuse an installation in which Spean would silently go wrong."""

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from people.sealing import PRIVATE_KEY, PRIVATE_KEY_FOUND

MAKE_DATABASE = (
    "Make one that can: createdb --template=template0 --encoding=UTF8"
    " --locale=C.UTF-8 spean"
)


@register(Tags.database)
def database_can_search_khmer(
    *, databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """Refuse a database in whose locale Khmer letters are no letters.

    Under such a locale (C, POSIX) trigrams of Khmer are empty and search
    silently finds nothing; the locale of a database cannot be changed later.
    """
    messages: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT current_database(), getdatabaseencoding(),"
                " 'ភាសា' ~ '^[[:alpha:]]+$'"
            )
            name, encoding, knows_letters = cursor.fetchone()
        if encoding != "UTF8" or not knows_letters:
            messages.append(
                Error(
                    f"The database {name!r} cannot search Khmer: in its locale or "
                    "encoding Khmer letters are no letters.",
                    hint=MAKE_DATABASE,
                    id="spean.E001",
                )
            )
    return messages


@register(Tags.security, deploy=True)
def owner_and_app_are_two_roles(**_options: Any) -> list[CheckMessage]:
    """Warn where the newsroom runs as the role that owns its tables."""
    if settings.DATABASES["default"].get("USER") != settings.DATABASES["owner"].get(
        "USER"
    ):
        return []
    return [
        Warning(
            "The newsroom runs as the database role that owns its tables.",
            hint="Set DATABASE_OWNER_URL to a role that may change tables and "
            "DATABASE_URL to one that may not (docs/settings.md).",
            id="spean.W001",
        )
    ]


@register(Tags.security)
def no_private_key_is_here(**_options: Any) -> list[CheckMessage]:
    """Refuse to run where a variable holds a private key, whichever it is."""
    return [
        Error(
            f"The variable {name} {PRIVATE_KEY_FOUND}",
            hint="docs/identities.md says where private keys belong.",
            id="spean.E002",
        )
        for name, value in sorted(os.environ.items())
        if PRIVATE_KEY.search(value)
    ]


@register(Tags.security, deploy=True)
def nobody_enters_with_a_password_alone(**_options: Any) -> list[CheckMessage]:
    """Refuse a server that others can reach and that asks for no second factor."""
    if settings.SECOND_FACTOR:
        return []
    return [
        Error(
            "Staff sign in with a password alone.",
            hint="Remove SECOND_FACTOR=0 from the environment (docs/sign-in.md).",
            id="spean.E003",
        )
    ]


@register(Tags.security, deploy=True)
def proxies_are_counted(**_options: Any) -> list[CheckMessage]:
    """Warn where every client would seem to be the proxy."""
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "A proxy ends TLS, but TRUSTED_PROXIES is 0: all who sign in seem to come "
            "from its address, and one who guesses keeps everybody out.",
            hint="Set TRUSTED_PROXIES to how many proxies add to X-Forwarded-For.",
            id="spean.W002",
        )
    ]
