"""A channel with one story is what feed readers understand."""

import feedparser
import pytest

from articles.text.blocks import plain_text
from exports.formats import format_named
from exports.formats.base import seal, verify
from exports.formats.faults import ForbiddenContentError, SealRefused
from rights.notices import carries
from tests.exports.packages import LANGUAGES, a_credit, a_package

FMT = format_named("rss")


def parsed(file_bytes: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(file_bytes)
    assert not feed.bozo
    assert feed.version == "rss20"
    assert len(feed.entries) == 1
    return feed


class TestChannel:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_says_whose_it_is_and_by_which_terms(self, language):
        package = a_package(language)
        channel = parsed(seal(package, FMT)).feed
        assert channel.title == package.story.outlet
        assert channel.language == language
        assert carries(channel.rights, package.notice_text)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_holds_the_story_in_full(self, language):
        package = a_package(language)
        item = parsed(seal(package, FMT)).entries[0]
        assert item.id == package.story.urn
        assert item.link == package.story.canonical_url
        assert item.title == package.story.headline
        assert (
            item.published_parsed[:6]
            == (package.story.first_published_at.utctimetuple()[:6])
        )
        shown = plain_text(item.content[0].value)
        for block in package.story.body:
            assert carries(shown, block.text)
        assert carries(shown, package.notice_text)
        every = [text.full for text in package.notice.texts.values()]
        assert any(carries(item.rights, each) for each in every)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_leads_to_the_other_languages(self, language):
        package = a_package(language)
        item = parsed(seal(package, FMT)).entries[0]
        languages = {each.href: each.get("hreflang") for each in item.links}
        for link in (*package.story.sources, *package.story.translations):
            assert languages[link.url] == link.language

    def test_names_who_made_it(self):
        item = parsed(seal(a_package(), FMT)).entries[0]
        assert [each.name for each in item.authors] == ["Sok Dara", "Chan Vanna"]
        assert [each.name for each in item.contributors] == ["The Market desk"]

    def test_has_an_author_where_nobody_wrote(self):
        credits = (a_credit("translator", "Chan Vanna"), a_credit("editor", "Sok Dara"))
        item = parsed(seal(a_package(credits=credits), FMT)).entries[0]
        assert [each.name for each in item.authors] == ["Chan Vanna"]
        assert [each.name for each in item.contributors] == ["Sok Dara"]


class TestReader:
    """What would change what people see around the content is refused by name."""

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (b"<description>", b"<description>Free. ", "a description"),
            (b"<item>", b"<item>Free for all.", "words outside"),
            (b'isPermaLink="false"', b'isPermaLink="true"', "an identifier"),
            (b"<channel>\n<title>", b"<channel>\n<title lang='en'>", "title"),
            (b'rel="license"', b'rel="enclosure"', "loads something"),
            (b"tdm-reservation: 1", b"tdm-reservation: 0", "no reservation"),
        ],
        ids=["description", "words", "guid", "attribute", "enclosure", "mining"],
    )
    def test_refuses(self, old, new, said):
        package = a_package()
        good = FMT.write(package)
        assert good.count(old) >= 1
        with pytest.raises(SealRefused) as refused:
            verify(package, FMT, good.replace(old, new))
        faults = [
            str(each)
            for each in refused.value.faults
            if isinstance(each, ForbiddenContentError)
        ]
        assert any(said in each for each in faults)

    @pytest.mark.parametrize("at", ["channel", "item", "atom"])
    def test_refuses_the_address_of_another_story(self, at):
        package = a_package()
        own = package.story.canonical_url
        good = FMT.write(package).decode()
        old, new = {
            "channel": (
                f"<link>{own}</link>\n<desc",
                "<link>https://a.example/</link>\n<desc",
            ),
            "item": (
                f"<link>{own}</link>\n<guid",
                "<link>https://a.example/</link>\n<guid",
            ),
            "atom": (f'href="{own}"/>', 'href="https://a.example/"/>'),
        }[at]
        assert good.count(old) == 1
        with pytest.raises(SealRefused, match="address of the story"):
            verify(package, FMT, good.replace(old, new).encode())
