"""An entry is what feed readers understand."""

import feedparser
import pytest

from exports.formats import format_named
from exports.formats.base import seal
from rights.notices import carries
from tests.exports.packages import LANGUAGES, a_credit, a_package

FMT = format_named("atom")


def parsed(file_bytes: bytes) -> feedparser.FeedParserDict:
    # Feed readers meet entries in a feed.
    entry = file_bytes.partition(b"?>")[2]
    feed = feedparser.parse(
        b'<feed xmlns="http://www.w3.org/2005/Atom">' + entry + b"</feed>"
    )
    assert not feed.bozo
    return feed.entries[0]


class TestEntry:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_understood(self, language):
        package = a_package(language)
        entry = parsed(seal(package, FMT))
        assert entry.id == package.story.urn
        assert entry.link == package.story.canonical_url
        assert [each.name for each in entry.authors] == ["Sok Dara", "Chan Vanna"]
        assert [each.name for each in entry.contributors] == ["The Market desk"]
        assert carries(entry.content[0].value, package.story.body[0].text)
        languages = {each.href: each.get("hreflang") for each in entry.links}
        source = package.story.sources[0]
        assert languages[source.url] == source.language

    def test_has_an_author_where_nobody_wrote(self):
        credits = (a_credit("translator", "Chan Vanna"), a_credit("editor", "Sok Dara"))
        entry = parsed(seal(a_package(credits=credits), FMT))
        assert [each.name for each in entry.authors] == ["Chan Vanna"]
        assert [each.name for each in entry.contributors] == ["Sok Dara"]
