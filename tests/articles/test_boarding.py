"""Every move of a story moves its line, and its words are those of today."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.actions import boarding, opening, publishing, reviewing, writing
from articles.models import BoardLine, Version, WorkingBlock
from articles.text.finding import GRAM_SIZES
from tests import factories as make

pytestmark = pytest.mark.django_db


def line(version):
    return BoardLine.objects.get(article=version.article_id, language=version.language)


def story_line(article):
    return BoardLine.objects.get(article=article, language="")


def later(minutes=10):
    return timezone.now() + timedelta(minutes=minutes)


class TestVersion:
    def test_has_a_line_from_its_first_moment(self):
        version = make.a_version()
        assert line(version).moved_at >= version.created_at
        assert not line(version).is_out

    def test_moves_with_each_step(self):
        version = make.a_version()
        for minutes, step in enumerate((reviewing.submit, reviewing.take), start=1):
            at = later(minutes)
            step(version=version, by=make.a_chief(), at=at)
            assert line(version).moved_at == at

    def test_moves_once_a_minute_while_somebody_writes(self):
        version, chief, begin = make.a_version(), make.a_chief(), later()

        def write(seconds):
            text = make.blocks(make.TEXTS["km"][0], [f"{seconds}។"])
            at = begin + timedelta(seconds=seconds)
            writing.write_working_copy(version=version, blocks=text, by=chief, at=at)
            return line(version).moved_at

        assert [write(each) - begin for each in (0, 30, 59, 60, 119)] == [
            timedelta(seconds=each) for each in (0, 0, 0, 60, 60)
        ]

    def test_never_moves_back(self):
        version = make.a_version()
        reviewing.submit(version=version, by=make.a_chief(), at=later())
        before = line(version).moved_at
        reviewing.take(version=version, by=make.a_chief(), at=make.NOW)
        assert line(version).moved_at == before

    def test_is_found_by_a_new_headline_at_once(self):
        version = make.a_version()
        make.write(version, make.blocks("ចំណងជើង\u200bថ្មី", ["ក។"]))
        assert line(version).words == "ចំណងជើងថ្មី"

    def test_is_found_by_what_readers_have_until_the_new_one_is_out(self):
        version = make.published(make.a_version(language="en"))
        make.write(version, make.blocks("A new one", ["A."]))
        assert line(version).words == "a new one\nthe river has risen"
        make.published(version)
        assert line(version).words == "a new one"

    def test_waits_for_its_reader_from_its_submission_to_its_approval(self):
        version = make.a_version()
        assert not line(version).is_unread
        assert line(make.submitted(version)).is_unread
        assert not line(make.approved(version)).is_unread
        make.published(version)
        assert not line(version).is_unread
        make.write(version, make.blocks("ក", ["ខ។"]))
        assert line(version).is_unread
        stored = Version.objects.get(pk=version.pk)
        reviewing.approve(version=stored, by=make.a_chief(), at=make.NOW)
        assert not line(version).is_unread

    def test_is_out_from_its_publication_to_its_withdrawal(self):
        version, hour = make.approved(make.a_version()), later(60)
        chief = make.a_chief()
        version = publishing.publish(
            version=version, by=chief, at=timezone.now(), visible_from=hour
        )
        assert line(version).is_out
        publishing.unschedule(version=version, by=chief, at=timezone.now())
        assert not line(version).is_out
        make.published(version)
        make.taken_down(version.article)
        assert not line(version).is_out


class TestStory:
    def test_has_a_line_before_any_language(self):
        article = make.a_story(slugline="Flood ២០២៦")
        assert story_line(article).words == "flood 2026"

    def test_is_found_by_its_slugline_of_today(self):
        article = make.a_story(slugline="flood")
        article.slugline = "drought"
        opening.describe_article(
            article=article, by=make.a_chief(), tags=(), cleared_people=()
        )
        assert story_line(article).words == "drought"

    def test_moves_when_it_is_hidden(self):
        version, at = make.published(make.a_version()), later()
        make.hidden(version.article, at=at)
        assert story_line(version.article).moved_at == at

    def test_can_be_found_by_no_word_that_was_removed(self):
        version = make.published(make.a_version(language="en"))
        Version.objects.update(headline="[removed]")
        WorkingBlock.objects.filter(kind="headline").update(html="[removed]")
        before = line(version).moved_at
        boarding.reword_story(article=version.article)
        assert line(version).words == "[removed]"
        assert line(version).moved_at == before


class TestWish:
    def test_waits_until_the_language_is_out(self):
        version = make.published(make.a_version())
        boarding.note_wish(
            article=version.article,
            language="en",
            is_wanted=True,
            is_settled=True,
            at=later(),
        )
        wish = BoardLine.objects.filter(article=version.article, language="en")
        assert wish.get().is_waiting
        translation = make.a_version(article=version.article, language="en")
        assert wish.get().is_waiting
        assert "the river" in wish.get().words
        make.published(translation)
        assert not wish.get().is_waiting


class TestIndex:
    @pytest.mark.parametrize("text", ["", "a", "ab", "ភ្នំ😀\nពេញ", "aaaa"])
    def test_cuts_in_the_database_as_in_python(self, text):
        with connection.cursor() as cursor:
            cursor.execute("SELECT articles_grams(%s)", [text])
            (grams,) = cursor.fetchone()
        assert set(grams) == {
            text[start : start + size]
            for size in GRAM_SIZES
            for start in range(len(text) - size + 1)
        }
        assert len(grams) == len(set(grams))
