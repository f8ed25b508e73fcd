"""A switch of original in a browser: told first, then seen by readers at once."""

import pytest
from django.urls import reverse

from articles.addresses import version_url
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press

pytestmark = pytest.mark.journey

NOTE = ".translation-note"


def note_of(reader: Reader, address: str) -> str:
    """Read the translation note of a page; empty where there is none."""
    page = reader.goes_to(address).page
    return str(page.inner_text(NOTE)) if page.locator(NOTE).count() else ""


class TestSwitchOfOriginal:
    def test_is_told_done_and_seen_in_both_languages(self, at_the_desk, reader):
        khmer, english = make.a_published_pair()
        addresses = [version_url(khmer), version_url(english)]
        story = reverse("admin:articles_article_change", args=[khmer.article_id])
        somebody = reader(390)
        before = [note_of(somebody, address) for address in addresses]
        assert before[0] == ""
        assert before[1] == "(Translated from the original article on The Market Khmer)"
        publisher = at_the_desk("km", make.an_account(("Publisher", "")), width=390)
        page = publisher.goes_to(story).page
        assert publisher.findings() == []
        press(page, "a:has-text('កំណត់ជាអត្ថបទដើម៖ ភាសាអង់គ្លេស')")
        assert "ភាសាអង់គ្លេសក្លាយជាអត្ថបទដើម។" in page.inner_text("#content")
        assert publisher.findings() == []
        assert not publisher.scrolls_sideways()
        press(page, "#content form[method=post] button")
        assert "ឥឡូវនេះភាសាអង់គ្លេសជាអត្ថបទដើម។" in page.inner_text(".messagelist")
        after = [note_of(somebody, address) for address in addresses]
        assert after[0].replace("\u200b", "") == (
            "(បកប្រែពីអត្ថបទដើមរបស់ ផ្សារ ជាភាសាអង់គ្លេស)"
        )
        assert after[1] == ""
        page = somebody.goes_to(addresses[0]).page
        press(page, f"{NOTE} a")
        assert page.url == f"{somebody.base}{addresses[1]}"
        assert somebody.findings() == []
        assert somebody.troubles == []
