"""What a browser sends from the page of a pair."""

import json
import re
from typing import Any

from django.urls import reverse

from articles.actions.writing import working_copy
from articles.models import Version
from articles.text.blocks import block_text, to_json
from newsroom.pair.keys import by_key
from newsroom.pair.pairs import pair_of
from tests import factories as make
from translations.lookup import rows_of
from translations.units import Row

JSON = {"HTTP_ACCEPT": "application/json"}


def page_of(version: Version) -> str:
    """Return where the pair is."""
    return reverse("admin:pair", args=[version.pk])


def rows(version: Version) -> dict[str, Row]:
    """Read the rows as they are now."""
    return dict(by_key(rows_of(version, working_copy(version))))


def key_of(version: Version, source_id: str) -> str:
    """Name the row of a paragraph of the source."""
    return next(
        key
        for key, row in rows(version).items()
        if any(block.id == source_id for block in row.source)
    )


def sent(version: Version, key: str, html: str | None = None, **more: str) -> Any:
    """Fill in a row's form; without a text it holds what the row says."""
    pair = pair_of(version, make.a_chief())
    row = by_key(pair.rows)[key]
    stored = "".join(block.html for block in row.target)
    return {
        "html": stored if html is None else html,
        "base": json.dumps(to_json(row.target)),
        "source": pair.stamp,
        **more,
    }


def press(
    client: Any, version: Version, key: str, form: dict[str, str], **how: str
) -> Any:
    """Send a row's form."""
    address = reverse("admin:pair_row", args=[version.pk, key])
    return client.post(address, form, **how)


def stamp_of(version: Version) -> str:
    """Return which revisions of the sources a page shows now."""
    return pair_of(version, make.a_chief()).stamp


def texts(version: Version) -> list[str]:
    """Read what is written, a paragraph a line."""
    return [block_text(block) for block in working_copy(version)]


def words_of(answer: Any) -> str:
    """Read a page without its markup."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)
