"""The planted demonstration, kept as rows and put back much faster than planted."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from tests import rows

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'
"""


@dataclass(frozen=True)
class Planted:
    """Everything that the database and the folder of pictures held at a moment.

    Attributes:
        rows: As `tests.rows` takes them out.
        sequences: The last number that each has given; None before the first.
        media: A copy of the folder.
    """

    rows: Mapping[str, bytes]
    sequences: Mapping[str, int | None]
    media: Path


def keep(folder: Path) -> Planted:
    """Keep what there is now.

    Args:
        folder: A new one, for copies of the pictures.
    """
    shutil.copytree(settings.MEDIA_ROOT, folder)
    with rows.all_powerful() as cursor:
        tables = [name for (name,) in cursor.execute(_TABLES).fetchall()]
        held = rows.taken_out(cursor, tables)
        sequences = dict(cursor.execute(_SEQUENCES).fetchall())
    return Planted(held, sequences, folder)


def put_back(planted: Planted) -> None:
    """Put everything back into a database that was flushed."""
    shutil.copytree(planted.media, settings.MEDIA_ROOT)
    with rows.all_powerful() as cursor:
        rows.put_back(cursor, planted.rows)
        for name, value in planted.sequences.items():
            has_given = value is not None
            cursor.execute("SELECT setval(%s, %s, %s)", [name, value or 1, has_given])
    ContentType.objects.clear_cache()
