"""Looks for words wherever a newsroom could have left them, in any usual disguise."""

import base64
import json
from collections.abc import Iterator
from functools import cache
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import redis
from django.conf import settings
from django.core import mail
from django.db import connection

from newsroom.stack import places
from people.models import Session
from people.sessions import SessionStore

PIECE, OVERLAP = 8_000_000, 4_096
# What takes part of a word with it at either end.
_BASE64_EDGE = 4


@cache
def disguises(words: str) -> dict[str, bytes]:
    """Return words in each form in which a program may write them."""
    plain = words.encode()
    forms = {
        "utf-8": plain,
        "utf-16-le": words.encode("utf-16-le"),
        "utf-16-be": words.encode("utf-16-be"),
        "utf-32-le": words.encode("utf-32-le"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "url": quote(words).encode(),
        "form": quote_plus(words).encode(),
        "json": json.dumps(words)[1:-1].encode(),
        "json twice": json.dumps(json.dumps(words)[1:-1])[1:-1].encode(),
        "repr of bytes": repr(plain)[2:-1].encode(),
        "html": escape(words).encode(),
        "html numbers": "".join(f"&#{ord(c)};" for c in words).encode(),
        "reversed": words[::-1].encode(),
        "reversed bytes": plain[::-1],
        "octal": "".join(f"\\{byte:03o}" for byte in plain).encode(),
    }
    for encoding in ("utf-8", "utf-16-le"):
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + words.encode(encoding))
            core = coded.rstrip(b"=")[_BASE64_EDGE if shift else 0 : -_BASE64_EDGE]
            forms[f"base64 {encoding} +{shift}"] = core
            forms[f"base64url {encoding} +{shift}"] = core.translate(
                bytes.maketrans(b"+/", b"-_")
            )
    return forms


def found_in(content: bytes, words: tuple[str, ...]) -> list[str]:
    """Name each disguise in which one of some words is in a content."""
    return [
        f"{word[:6]}… as {name}"
        for word in words
        for name, form in disguises(word).items()
        if form in content
    ]


def everything(log: StringIO, answers: list[Any]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of all that is kept, sent or told.

    Args:
        log: What was logged meanwhile.
        answers: Responses of the test's own browsers.
    """
    yield from tables()
    for session in Session.objects.all():
        yield "a session", repr(SessionStore().decode(session.session_data)).encode()
    for folder in (
        Path(settings.MEDIA_ROOT),
        settings.ARTIFACT_DIR,
        settings.VAR_DIR,
        places.data_home("test"),
    ):
        yield from files(folder)
    yield from redis_values()
    for message in mail.outbox:
        yield "a mail", message.message().as_bytes()
    yield "the log", log.getvalue().encode()
    for number, answer in enumerate(answers):
        headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
        cookies = answer.cookies.output()
        body = b"".join(answer) if answer.streaming else answer.content
        yield f"answer {number}", f"{headers}\n{cookies}\n".encode() + body


def tables() -> Iterator[tuple[str, bytes]]:
    """Yield every row of every table of every schema, as a backup would hold it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)"
            " FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
            " AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            with cursor.copy(f"COPY (SELECT * FROM {name}) TO STDOUT") as copy:  # noqa: S608 - quoted by the database
                yield f"table {name}", b"".join(bytes(piece) for piece in copy)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder, large ones in pieces that overlap."""
    for path in folder.rglob("*"):
        yield f"the name of {path}", str(path).encode()
        try:
            if not path.is_file() or path.stat().st_size == 0:
                continue
            with path.open("rb") as file:
                before = b""
                while piece := file.read(PIECE):
                    yield f"file {path}", before + piece
                    before = piece[-OVERLAP:]
        except OSError:
            continue  # The server removed it meanwhile.


def redis_values() -> Iterator[tuple[str, bytes]]:
    """Yield every key of every database of Redis, with its value."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://")
    with redis.Redis.from_url(address) as client:
        used = [int(name.removeprefix("db")) for name in client.info("keyspace")]
    for number in used:
        client = redis.Redis.from_url(address, db=number)
        with client:
            for key in client.scan_iter():
                yield "a key of Redis", bytes(key)
                read = {
                    b"string": lambda c, k: [c.get(k)],
                    b"list": lambda c, k: c.lrange(k, 0, -1),
                    b"set": lambda c, k: list(c.smembers(k)),
                    b"hash": lambda c, k: [x for p in c.hgetall(k).items() for x in p],
                    b"zset": lambda c, k: c.zrange(k, 0, -1),
                }[client.type(key)]
                for value in read(client, key):
                    yield "a value of Redis", bytes(value or b"")
