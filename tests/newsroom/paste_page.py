"""What a browser reads and sends while somebody pastes a translation, for tests."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy
from articles.models import Version
from articles.text.blocks import body_blocks
from tests import factories as make
from tests.translations import pasted as ours
from translations.actions.sending import send_to_translation
from translations.models import Unit

PLAIN = "\n\n".join(ours.ENGLISH)


@pytest.fixture(name="original")
def original_fixture() -> Version:
    return make.a_version(text=make.blocks("ស្ពានថ្មី", ours.KHMER))


@pytest.fixture(name="version")
def version_fixture(original) -> Version:
    return send_to_translation(
        source=original, language="en", by=make.a_chief(), at=make.NOW
    )


def url_of(version: Version) -> str:
    return reverse("admin:articles_version_paste", args=[version.pk])


def carried(page: str) -> dict[str, str]:
    """Read the hidden fields of the second page, as a browser sends them."""
    fields = re.findall(
        r'<textarea name="(\w+)" hidden>\n?(.*?)</textarea>', page, re.S
    )
    found = {name: unescape(value) for name, value in fields}
    ticked = re.findall(r'<input type="checkbox" name="(\w+)"[^>]*checked', page)
    return found | dict.fromkeys(ticked, "1")


def questions(page: str) -> list[str]:
    return re.findall(r'<fieldset class="paste-asked" id="([\w-]+)"', page)


def words_of(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page[page.index('id="content"') :])
    return re.sub(r"\s+", " ", unescape(text))


def send(client, url: str, fields: dict[str, str], do: str = "lay", status: int = 200):
    response = client.post(url, {**fields, "do": do})
    assert response.status_code == status
    return response.content.decode()


def answer(page: str, **replies: str) -> dict[str, str]:
    """Answer everything: what is named, and else that it is as it should be."""
    fields = carried(page)
    default = {"missing": "dropped", "surplus": "added", "doubtful": "right"}
    for name in questions(page):
        reply = replies.get(name, default[name.split("-")[0]])
        fields[f"reply-{name}"] = reply
    return fields


def store(client, url: str, page: str, **more: str) -> None:
    """Answer all questions and store."""
    response = client.post(url, {**answer(page), "do": "store", **more})
    assert response.status_code == 302, words_of(response.content.decode())


def linked(version: Version) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return what belongs together, by place."""
    source = version.sources.get().source_version
    here = [b.id for b in body_blocks(working_copy(source))]
    there = [b.id for b in body_blocks(working_copy(version))]
    return {
        (
            tuple(here.index(each) for each in unit.source_ids),
            tuple(there.index(each) for each in unit.target_ids),
        )
        for unit in Unit.objects.filter(version=version)
    }
