"""Parts of pages are made once of equal values, and take no more room than they may."""

import pytest
from django.utils import translation

from tests import factories as make
from website import parts
from website.feeds.writing import KINDS
from website.pages.feed import feed_of
from website.pages.lists import section_page
from website.parts import Store, part

ROOM = 20_000


@pytest.fixture(autouse=True)
def store(monkeypatch):
    store = Store(ROOM)
    monkeypatch.setattr(parts, "PARTS", store)
    return store


def test_a_part_is_made_again_for_other_values_and_in_another_language():
    made = []

    def asked(*values):
        return part(("words", *values), lambda: made.append(values) or str(values), len)

    for _again in range(2):
        for values in ((1, "a"), (1, "b"), (2, "a")):
            assert asked(*values) == str(values)
    with translation.override("km"):
        asked(1, "a")
    assert made == [(1, "a"), (1, "b"), (2, "a"), (1, "a")]


def test_what_was_not_asked_for_longest_makes_room(store):
    for number in range(300):
        part(("words", number), lambda: "x" * 1000, len)
        part(("words", 0), lambda: "never again", len)
    assert store._bytes <= ROOM
    assert part(("words", 0), lambda: "never again", len) == "x" * 1000
    part(("huge",), lambda: "x" * ROOM, len)
    assert (len(store), store._bytes) == (0, 0)


@pytest.mark.django_db
def test_stories_are_read_and_written_once_for_the_same_rows(store):
    version = make.a_published_pair()[1]
    section, article = version.article.section, version.article
    with translation.override("en"):

        def told():
            feed = feed_of("en")
            [entry] = feed.entries
            [card] = section_page("en", section.slug, None).cards
            for kind in KINDS.values():
                kind.write(feed, "https://localhost/")
            return entry.story, card

        before, how_many = told(), len(store)
        assert all(one is other for one, other in zip(before, told(), strict=True))
        assert len(store) == how_many
        type(section).objects.filter(pk=section.pk).update(name_en="Rivers")
        assert [each.section for each in told()] == ["Rivers", "Rivers"]
        make.hidden(article)
        assert feed_of("en").entries == ()
        assert section_page("en", section.slug, None) is None
    assert store._bytes <= ROOM
