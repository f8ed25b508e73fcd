"""Somebody asks to reply: entered, decided, worded and published by four hands."""

import pytest
from django.urls import reverse

from articles.addresses import version_url
from articles.models import Version
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press

pytestmark = pytest.mark.journey

SAID = {
    "km": "លោក ច័ន្ទ ថ្លែងថា លោកមិនធ្លាប់នៅមាត់ទន្លេទេ។",
    "en": "Mr Chan says that he was never at the river.",
}
KIND = {"km": "សិទ្ធិឆ្លើយតប", "en": "Right of reply"}


def story_of(version: Version) -> str:
    return reverse("admin:articles_article_change", args=[version.article_id])


def is_sound(reader: Reader) -> bool:
    return reader.findings() == [] and not reader.scrolls_sideways()


def enters(editor: Reader, version: Version) -> None:
    page = editor.goes_to(story_of(version)).page
    press(page, "text=Enter a request for a reply")
    assert is_sound(editor)
    page.fill("#id_claimant", "Chan Rith")
    page.fill("#id_demand", "I was never at the river.")
    press(page, "[name=_save]")


def decides(publisher: Reader, version: Version) -> str:
    """Decide to publish; returns the path of the note."""
    page = publisher.goes_to(story_of(version)).page
    assert is_sound(publisher)
    press(page, "a:has-text('នៅសល់ ៧ ថ្ងៃ')")
    assert is_sound(publisher)
    press(page, ".desk-verb a.button")
    page.check("[name=decision][value=publish]")
    for tag, words in SAID.items():
        page.fill(f"[name=wording_{tag}]", words)
    assert is_sound(publisher)
    press(page, ".step-form button")
    press(page, "text=កំណត់សម្គាល់សម្រាប់អ្នកអាន")
    return page.url.removeprefix(publisher.base)


def publishes(other: Reader, note: str) -> None:
    page = other.goes_to(note).page
    press(page, ".desk-verb button:has-text('Publish')")


class TestRightOfReply:
    def test_goes_from_a_demand_to_a_note_that_readers_find(self, at_the_desk, reader):
        khmer, english = make.a_published_pair()
        enters(at_the_desk("en", make.an_account(("Editor", "en"))), khmer)
        publisher = make.an_account(("Publisher", ""))
        note = decides(at_the_desk("km", publisher, width=390), khmer)
        publishes(at_the_desk("en", make.an_account(("Publisher", ""))), note)
        somebody = reader(390)
        for version in (khmer, english):
            page = somebody.goes_to(version_url(version)).page
            shown = page.inner_text(".correction")
            assert KIND[version.language] in shown
            assert SAID[version.language] in shown
            assert "Chan Rith" not in page.content()
            assert is_sound(somebody)
