"""Where a name is found, told without it: every table, file, public page and log line.

Independent of the policy: it asks the database itself which tables and columns there
are, so that what nobody thought of is found as well.
"""

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from articles.addresses import version_url
from articles.models import Version
from articles.text.names import Names
from newsroom.forgetting.files import folders, is_named_in
from people.sessions import SessionStore

ROWS_AT_ONCE = 500
MOST_PAGES = 50_000
_COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
  AND (c.data_type IN ('text', 'character varying', 'character', 'json', 'jsonb',
                       'ARRAY', 'bytea') OR c.udt_name IN ('citext', 'tsvector'))
ORDER BY c.table_name, c.ordinal_position
"""
_LINK = re.compile(r"""(?:href|src|content)=["']([^"'#]+)|<loc>([^<]+)</loc>""")
_STARTS = ("/", "/robots.txt", "/sitemap.xml")


class _Listener(logging.Handler):
    """Keeps every line that is logged while it listens."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def found_in_tables(names: Names) -> Counter[str]:
    """Count the values that hold a name, by "table.column"."""
    found: Counter[str] = Counter()
    with transaction.atomic():
        for table, column in _text_columns():
            for value in _values(table, column):
                if names.is_in(_as_text(value, table)):
                    found[f"{table}.{column}"] += 1
    return found


def found_in_files(names: Names) -> Counter[str]:
    """Count the files that hold a name, or are called by it, by their folder."""
    found: Counter[str] = Counter()
    for root in folders():
        for path in root.rglob("*"):
            inside = path.relative_to(root)
            if not path.is_file():
                continue
            if names.is_in(str(inside)) or is_named_in(path, names):
                found[_folder_name(root, inside, names)] += 1
    return found


def found_before_readers(names: Names) -> Counter[str]:
    """Count the public pages that hold a name, by language, and lines that are logged.

    Follows every link from the front pages, and asks for each public version.
    """
    found: Counter[str] = Counter()
    listener = _Listener()
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        for path, text in _pages():
            if names.is_in(path) or names.is_in(text):
                found[f"pages /{path.split('/')[1][:12]}/"] += 1
    finally:
        root.removeHandler(listener)
    found["log"] = sum(names.is_in(line) for line in listener.lines)
    return +found


def _text_columns() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        return [(table, column) for table, column in cursor.fetchall()]


def _values(table: str, column: str) -> Iterator[Any]:
    quote = connection.ops.quote_name
    name = quote(column)
    query = f"SELECT {name} FROM {quote(table)} WHERE {name} IS NOT NULL"  # noqa: S608 - quoted names of the database's own
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from (value for (value,) in rows)


def _as_text(value: Any, table: str) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode("utf-8", "ignore")
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False, default=str)
    if table == "people_session":
        return json.dumps(SessionStore().decode(value), ensure_ascii=False)
    return value


def _folder_name(root: Path, inside: Path, names: Names) -> str:
    top = inside.parts[0] if len(inside.parts) > 1 else ""
    return f"files {root.name}/{'' if names.is_in(top) else top}"


def _pages() -> Iterator[tuple[str, str]]:
    """Yield path and text of every public page."""
    host = next((h for h in settings.ALLOWED_HOSTS if h[:1] not in ("*", ".")), "")
    reader = Client(raise_request_exception=False, SERVER_NAME=host or "localhost")
    waiting = [*_STARTS, *_known_paths()]
    seen = set(waiting)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop()
        answer = reader.get(path, secure=settings.SECURE_SSL_REDIRECT)
        content = _body(answer)
        headers = " ".join(f"{name}: {value}" for name, value in answer.items())
        is_text = "charset" in answer.get("Content-Type", "") or (
            "json" in answer.get("Content-Type", "")
            or "xml" in answer.get("Content-Type", "")
        )
        text = content if is_text else ""
        yield path, f"{headers}\n{text}"
        for link in _links(f"{text} href='{answer.get('Location', '')}'"):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def _known_paths() -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        yield reverse("home", kwargs={"language": code})
    for version in Version.objects.public().select_related("article__section"):
        yield version_url(version)


def _body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode("utf-8", "ignore")


def _links(text: str) -> Iterator[str]:
    """Yield the paths of our own site that a page leads to, staff pages left out."""
    for attribute, location in _LINK.findall(text):
        link = unescape(attribute or location).strip()
        if link.startswith(settings.SITE_URL):
            link = link[len(settings.SITE_URL) :] or "/"
        if link.startswith("/") and not link.startswith(("//", "/admin", "/static")):
            parts = urlsplit(link)
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path
