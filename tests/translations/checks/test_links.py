"""Links and emphasis."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.links import LinksCheck

CHECK = LinksCheck()
LINKED = '<p><a href="https://news.example/km/a">ខ្មែរ</a></p>'


class TestLinks:
    def test_lead_to_the_same_place(self):
        target = '<p><a href="http://www.news.example/en/a/">Khmer</a></p>'
        assert ask(CHECK, LINKED, target) == []

    @pytest.mark.parametrize(
        ("here", "there"),
        [
            ("https://km.wiki.example/w/1", "https://en.wiki.example/w/1"),
            ("https://gov.example/?lang=km&amp;id=4", "https://gov.example/?id=4"),
            ("https://gov.example/?id=4&amp;lang=km", "https://gov.example/?id=4"),
            ("https://gov.example/kh/law/", "https://gov.example/law"),
        ],
    )
    def test_lead_to_the_same_page_in_another_language(self, here, there):
        linked = [f'<p><a href="{it}">x</a></p>' for it in (here, there)]
        assert ask(CHECK, *linked) == []
        elsewhere = linked[1].replace(there, f"{there}9")
        assert len(ask(CHECK, linked[0], elsewhere)) == 2

    def test_are_missing(self):
        found = ask(CHECK, LINKED, "<p>Khmer</p>")
        assert [each.severity for each in found] == ["error"]

    def test_are_added(self):
        found = ask(CHECK, "<p>ខ្មែរ</p>", '<p><a href="https://x.example/">K</a></p>')
        assert texts(found) == ["The link to x.example is not in the source."]

    def test_emphasis_is_lost(self):
        found = ask(CHECK, "<p><strong>ខ្មែរ</strong></p>", "<p>Khmer</p>")
        assert len(found) == 1
        assert ask(CHECK, "<p><strong>ខ្មែរ</strong></p>", "<p><em>K</em></p>") == []
