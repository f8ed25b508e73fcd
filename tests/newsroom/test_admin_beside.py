"""Kept texts of two languages side by side."""

import pytest
from django.urls import reverse

from articles.models import Article
from articles.text.blocks import Block, BlockKind, parse_body
from newsroom.admin.beside import Pair, side_by_side
from tests import factories as make


def headline(text):
    return Block(id="headline", kind=BlockKind.HEADLINE, html=text)


class TestSideBySide:
    def test_puts_bodies_side_by_side_in_their_order(self):
        here, there = parse_body("<p>1</p><h2>2</h2>"), parse_body("<p>a</p>")
        assert list(side_by_side(here, there)) == [
            Pair("paragraph", "<p>1</p>", "<p>a</p>"),
            Pair("heading", "<h2>2</h2>", ""),
        ]

    def test_puts_what_stands_apart_beside_its_like(self):
        caption = Block(id="caption", kind=BlockKind.CAPTION, html="A boat")
        rows = list(side_by_side((headline("One"), caption), (headline("Two"),)))
        assert rows == [Pair("headline", "One", "Two"), Pair("caption", "A boat", "")]

    def test_cleans_what_it_shows(self):
        row = next(side_by_side((headline("<script>x</script>One"),), ()))
        assert row == Pair("headline", "One", "")

    def test_has_no_row_for_two_empty_texts(self):
        assert list(side_by_side((), ())) == []


@pytest.mark.django_db
class TestKeptTextsOfTwoLanguages:
    @pytest.fixture
    def pair(self):
        version = make.a_version(language="km")
        return version, make.a_version(article=version.article, language="en")

    def page(self, client, version, **query):
        return client.get(
            reverse(
                "admin:articles_version_revisions",
                args=[version.pk],
                query=query or None,
            )
        )

    def test_can_be_chosen_and_are_seen_with_their_languages(
        self, client, sign_in, pair
    ):
        sign_in(("Reporter", "km"))
        khmer, english = pair
        page = self.page(client, khmer).content.decode()
        assert f'<option value="{english.pk}-1">' in page
        assert "beside-rows" not in page
        page = self.page(client, khmer, here="1", there=f"{english.pk}-1")
        rows = page.content.decode().split("beside-rows")[1]
        assert '<div lang="km"><p>ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។</p></div>' in rows
        assert '<div lang="en"><p>The river rose today.</p></div>' in rows

    def test_are_offered_by_no_other_story(self, client, sign_in, pair):
        other = make.a_version(language="en")
        sign_in(("Reporter", "km"))
        assert f"{other.pk}-1" not in self.page(client, pair[0]).content.decode()
        answer = self.page(client, pair[0], here="1", there=f"{other.pk}-1")
        assert answer.status_code == 404

    @pytest.mark.parametrize(
        ("here", "there"),
        [
            ("9", "{}-1"),
            ("", "{}-1"),
            ("1", "{}-9"),
            ("1", "x"),
            ("1", "{}"),
            ("១", "{}-1"),
        ],
    )
    def test_that_do_not_exist_are_not_found(self, client, sign_in, pair, here, there):
        sign_in(("Reporter", "km"))
        answer = self.page(client, pair[0], here=here, there=there.format(pair[1].pk))
        assert answer.status_code == 404

    def test_are_not_offered_where_the_story_has_one_language(self, client, sign_in):
        sign_in(("Reporter", "km"))
        version = make.a_version(language="km")
        assert 'id="there"' not in self.page(client, version).content.decode()

    def test_of_a_restricted_story_are_hidden(self, client, sign_in, pair):
        Article.objects.update(is_restricted=True)
        sign_in(("Editor", ""))
        answer = self.page(client, pair[0], here="1", there=f"{pair[1].pk}-1")
        assert answer.status_code == 404

    def test_say_which_change_was_minor(self, client, sign_in, pair):
        version = pair[0]
        version.revisions.create(
            number=2, blocks=[], occasion="saved", is_minor=True, made_at=make.NOW
        )
        sign_in(("Reporter", "km"))
        page = self.page(client, version).content.decode()
        assert page.count("· minor") == 1
        assert page.count("· major") == 1
