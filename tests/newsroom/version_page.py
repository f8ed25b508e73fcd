"""A version's page as tests fill it in: what it sends, and what it brings back."""

import json
import re
from html import unescape

from django.urls import reverse

from articles.actions.writing import working_copy, write_working_copy
from articles.models import RightsBasis
from articles.text.blocks import block_text, to_json
from tests import factories as make

FIRST, SECOND = "<p>The river rose today.</p>", "<p>Villagers moved to high ground.</p>"


def sent(version, base=None, **changed):
    """Fill in what a page sends, as it stood when the base was read."""
    return {
        "headline_text": "The river has risen",
        "standfirst": "",
        "dateline": "",
        "caption": "",
        "body": FIRST + SECOND,
        "slug": version.slug,
        "rights_basis": RightsBasis.STAFF,
        "base": json.dumps(to_json(working_copy(version)) if base is None else base),
        **{
            f"{prefix}-{name}": "0"
            for prefix in ("credits", "sources")
            for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
        **changed,
    }


def url(version, name="change"):
    return reverse(f"admin:articles_version_{name}", args=[version.pk])


def somebody_writes(version, *paragraphs, headline="The river has risen"):
    """Let another editor write, and say who that is."""
    other = make.an_account(("Reporter", "en"))
    write_working_copy(
        version=version,
        blocks=make.blocks(headline, paragraphs),
        by=other,
        at=make.NOW,
    )
    return other


def texts(version):
    return [block_text(block) for block in working_copy(version)]


def hidden(page, name):
    field = rf'name="{name}"(?: value="|[^>]*>\n?)(.*?)("|</textarea>)'
    found = re.search(field, page, re.DOTALL)
    assert found
    return unescape(found[1])
