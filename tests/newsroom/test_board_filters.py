"""Each filter of the board keeps what it says, and words are found as meant."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import reviewing
from articles.models import BoardLine
from newsroom.board import filters
from newsroom.board.filters import FILTERS
from tests import factories as make
from tests.newsroom.board_stories import (
    a_draft,
    board,
    counted,
    decide,
    of_all_sorts,
    stories,
)
from translations.models import Decision

pytestmark = pytest.mark.django_db


class TestFilters:
    def test_keep_what_they_say_and_nothing_else(self, client, sign_in):
        me = sign_in(("Reporter", "km"), ("Reporter", "en"))
        sorts = of_all_sorts(me)
        assert sorts.keys() == {each.code for each in FILTERS}
        for code, versions in sorts.items():
            wanted = {str(version.article_id) for version in versions}
            assert set(stories(client, show=code)) == wanted, code
            count = "" if code in {"all", "undecided"} else str(len(wanted))
            assert counted(client, code) == count, code

    def test_ask_of_the_chosen_language_alone(self, client, sign_in):
        sign_in(is_superuser=True)
        original = make.submitted(a_draft())
        translated = make.a_version(
            article=make.published(a_draft()).article, language="en"
        )
        make.submitted(translated)
        assert stories(client, show="second-read", language="en") == [
            str(translated.article_id)
        ]
        assert stories(client, show="second-read", language="KM") == [
            str(original.article_id)
        ]
        assert stories(client, language="vi") == []

    def test_count_a_change_after_publication_as_waiting_for_its_reader(
        self, client, sign_in
    ):
        sign_in(is_superuser=True)
        version = make.published(a_draft())
        assert stories(client, show="second-read") == []
        make.write(version, make.blocks("ក", ["ថ្មី។"]))
        assert stories(client, show="second-read") == [str(version.article_id)]
        make.approved(version)
        reviewing.approve(version=version, by=make.a_chief(), at=make.NOW)
        assert stories(client, show="second-read") == []

    def test_wait_for_no_language_that_is_out_merged_or_taken_down(
        self, client, sign_in
    ):
        sign_in(is_superuser=True)
        original = make.published(a_draft())
        decide(original.article, Decision.FULL)
        assert stories(client, show="wanted") == [str(original.article_id)]
        make.published(make.a_version(article=original.article, language="en"))
        assert stories(client, show="wanted") == []
        make.taken_down(original.article)
        assert stories(client, show="wanted") == []
        assert stories(client, show="undecided") == []

    def test_forget_what_is_undecided_after_a_month(self, client, sign_in):
        sign_in(is_superuser=True)
        version = a_draft()
        assert stories(client, show="undecided") == [str(version.article_id)]
        BoardLine.objects.update(moved_at=timezone.now() - timedelta(days=31))
        assert stories(client, show="undecided") == []

    def test_count_no_further_than_a_page_can_say(self, client, sign_in):
        sign_in(is_superuser=True)
        outlet, section = make.an_outlet(), make.a_section()
        for _each in range(100):
            make.a_story(outlet=outlet, section=section)
        BoardLine.objects.update(is_unread=True)
        assert counted(client, "second-read") == "99+"

    def test_fall_back_to_all_stories_and_all_languages(self, client, sign_in):
        version = a_draft()
        sign_in(is_superuser=True)
        for asked in ({"show": "no-such"}, {"language": "not a tag"}):
            assert stories(client, **asked) == [str(version.article_id)]
        page = client.get("/admin/?language=not+a+tag").content.decode()
        assert "There is no such language." in page


class TestSearch:
    @pytest.mark.parametrize(
        "asked",
        ["ភ្នំពេញ", "ភ្នំ\u200bពេញ", "ភ្នំ ពេញ", "ពេញ ២០២៦", "2026", "RIVER", "iv 26"],
    )
    @pytest.mark.parametrize("most_found", [filters.MOST_FOUND, 0])
    def test_finds_a_story_however_it_is_spelt(
        self, client, sign_in, monkeypatch, asked, most_found
    ):
        # The second way is that of words which very many stories have.
        monkeypatch.setattr(filters, "MOST_FOUND", most_found)
        article = make.a_story()
        make.a_version(article=article, text=make.blocks("ភ្នំ\u200bពេញ ឆ្នាំ២០២៦", ["ក។"]))
        make.a_version(
            article=article, language="en", text=make.blocks("The River", ["A."])
        )
        a_draft()
        sign_in(is_superuser=True)
        assert stories(client, q=asked) == [str(article.pk)]

    def test_finds_the_slugline_and_both_headlines_of_a_changed_text(
        self, client, sign_in
    ):
        version = make.published(a_draft(slugline="flood one"))
        make.write(version, make.blocks("ចំណងជើងថ្មី", ["ក។"]))
        sign_in(is_superuser=True)
        for asked in ("flood", "ថ្មី", "ទន្លេ"):
            assert stories(client, q=asked) == [str(version.article_id)]
        make.published(version)
        assert stories(client, q="ទន្លេ") == []

    @pytest.mark.parametrize("asked", ["zzqq", "%", "_", "river%", "\\", "'"])
    def test_finds_nothing_by_what_no_headline_has(self, client, sign_in, asked):
        make.a_version(language="en")
        sign_in(is_superuser=True)
        assert stories(client, q=asked) == []
        # The way to words that very many stories have.
        assert not BoardLine.objects.newest().of_stories_about(asked).exists()

    def test_leads_to_all_stories_where_the_filter_has_none(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(is_superuser=True)
        found = board(client, q="river", show="hidden")
        assert found.rows == ()
        assert stories(client, q="river") == [str(version.article_id)]
        assert found.everywhere == f"{reverse('admin:index')}?q=river"

    def test_ends_with_what_was_looked_for_in_the_box(self, client, sign_in):
        sign_in(is_superuser=True)
        page = client.get("/admin/?q=%22%3E%3Cb%3E").content.decode()
        assert 'value="&quot;&gt;&lt;b&gt;"' in page
