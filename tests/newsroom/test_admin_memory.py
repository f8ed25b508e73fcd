"""The page that searches past translations, and the files of others."""

import pytest
from django.urls import reverse

from articles.models import Article
from tests import factories as make
from tests.newsroom.pair_page import words_of
from tests.translations.pairs import ENGLISH, KHMER, a_source, a_translation, finished
from translations.actions import borrowing
from translations.actions.remembering import remember_when_due
from translations.memory.pairs import Languages, Pair
from translations.models import MemoryOrigin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]


@pytest.fixture
def published(db):
    version = finished(a_translation(a_source()))
    remember_when_due(at=make.NOW)
    return version


@pytest.fixture
def taken(db):
    return borrowing.take_in(
        name="old.tmx",
        pairs=[Pair(source="ទឹក។", target="Water.")],
        languages=Languages("km", "en"),
        by=make.a_chief(),
        at=make.NOW,
    )


def search(client, question, **more):
    return client.get(reverse("admin:memory"), {"q": question, **more})


class TestSearch:
    def test_shows_both_sides_with_the_words_marked(self, client, sign_in, published):
        sign_in(("Translator", "en"))
        page = search(client, "river")
        assert page.status_code == 200
        assert "<mark>river</mark>" in page.content.decode()
        words = words_of(page)
        for told in (KHMER["a"], "The river has risen", "News desk"):
            assert told in words

    def test_says_that_nothing_was_found(self, client, sign_in, published):
        sign_in(("Reporter", "km"))
        assert "Nothing was translated with these words." in words_of(
            search(client, "ដំរី")
        )
        assert "Type a word or two." in words_of(search(client, "។"))

    def test_shows_what_was_typed_again(self, client, sign_in):
        sign_in(("Reporter", "km"))
        page = search(client, '"><b>x').content.decode()
        assert 'value="&quot;&gt;&lt;b&gt;x"' in page

    def test_never_shows_a_restricted_story(self, client, sign_in, published):
        Article.objects.filter(pk=published.article_id).update(is_restricted=True)
        sign_in(("Publisher", "en"))
        assert ENGLISH["a"] not in words_of(search(client, "today"))

    def test_is_for_who_may_see_stories(self, client, sign_in, published):
        sign_in()
        assert search(client, "river").status_code == 403

    @pytest.mark.parametrize("before", ["x", "-1", "9" * 40, "១"])
    def test_takes_any_address(self, client, sign_in, published, before):
        sign_in(("Reporter", "km"))
        assert search(client, "river", before=before).status_code == 200

    def test_is_found_from_the_board(self, client, sign_in):
        sign_in(("Reporter", "km"))
        page = client.get(reverse("admin:index")).content.decode()
        assert reverse("admin:memory") in page


class TestFilesOfOthers:
    def test_are_removed_as_a_set(self, client, sign_in, taken):
        sign_in(("Editor", "en"))
        assert "old.tmx · 1 text" in words_of(client.get(reverse("admin:memory")))
        address = reverse("admin:memory-remove", args=[taken.pk])
        page = client.post(address, follow=True)
        assert "What came from “old.tmx” is offered no more." in words_of(page)
        assert not MemoryOrigin.objects.exists()

    def test_are_not_removed_by_who_may_not(self, client, sign_in, taken):
        sign_in(("Translator", "en"))
        address = reverse("admin:memory-remove", args=[taken.pk])
        assert address not in client.get(reverse("admin:memory")).content.decode()
        client.post(address)
        assert MemoryOrigin.objects.exists()

    def test_are_no_way_to_our_own(self, client, sign_in, published):
        sign_in(("Publisher", "en"))
        address = reverse("admin:memory-remove", args=[MemoryOrigin.objects.get().pk])
        assert client.post(address).status_code == 404
