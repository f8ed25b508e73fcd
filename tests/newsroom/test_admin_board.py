"""The board shows every story that one may know of, in the reader's language."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from articles.actions import publishing, reviewing
from articles.models import Article, Origin
from newsroom.admin import board_rows
from newsroom.board import filters
from newsroom.board.filters import FILTERS
from tests import factories as make
from tests.newsroom.board_stories import (
    HOUR,
    a_draft,
    board,
    counted,
    decide,
    of_all_sorts,
    shown,
    stories,
)
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    edited,
    finished,
    released,
)
from translations.actions.translating import drop, still_right
from translations.models import Decision, Unit

pytestmark = pytest.mark.django_db


class TestRow:
    def test_shows_both_headlines_before_anything_is_out(self, client, sign_in):
        original = a_draft(slugline="river")
        make.a_version(article=original.article, language="en")
        sign_in(is_superuser=True)
        row = shown(client, original.article)
        assert [side.headline for side in row.sides] == [
            make.TEXTS["km"][0],
            make.TEXTS["en"][0],
        ]
        assert [side.state for side in row.sides] == ["draft", "draft"]

    def test_shows_the_original_first_whatever_was_begun_first(self, client, sign_in):
        article = make.a_story()
        make.a_version(article=article, language="en", origin=Origin.COUNTERPART)
        make.a_version(article=article, language="zh-Hans", origin=Origin.ORIGINAL)
        make.a_version(article=article, language="km")
        sign_in(is_superuser=True)
        row = shown(client, article)
        assert [side.tag for side in row.sides] == ["zh-Hans", "km"]
        assert [side.tag for side in row.others] == ["en"]

    def test_shows_what_readers_have_beside_what_was_changed(self, client, sign_in):
        version = make.published(a_draft())
        make.write(version, make.blocks("ចំណងជើងថ្មី", ["អត្ថបទ។"]))
        sign_in(is_superuser=True)
        side = shown(client, version.article).sides[0]
        assert side.headline == make.TEXTS["km"][0]
        assert "changed since it was published" in side.lines

    def test_says_how_much_of_a_translation_is_there(self, client, sign_in):
        original = a_source()
        a_translation(original, texts={"b": ENGLISH["b"]})
        sign_in(is_superuser=True)
        assert "25 % translated" in shown(client, original.article).sides[1].lines

    def test_counts_the_paragraphs_that_changed_since(self, client, sign_in):
        original = a_source()
        translation_ = finished(a_translation(original))
        edited(
            original, {"a": KHMER["a"], "n": "ថ្មី។", "c": "ភ្លៀងឈប់ហើយ។", "d": KHMER["d"]}
        )
        sign_in(is_superuser=True)

        def lines():
            return shown(client, original.article).sides[1].lines

        assert not any("changed since" in line for line in lines())
        released(original)
        # One went, one came, one changed: the draft of a source was no news.
        assert "3 paragraphs of the source changed since" in lines()
        for unit in Unit.objects.stale().filter(version=translation_):
            seen, by = unit.source_now, make.a_chief()
            if unit.target_ids:
                still_right(unit=unit, seen=seen, by=by, at=make.NOW)
            else:
                drop(unit=unit, seen=seen, by=by, at=make.NOW)
        assert not any("changed since" in line for line in lines())

    def test_says_who_has_it_and_until_when(self, client, sign_in):
        holder, chief = make.an_account(("Reporter", "km")), make.a_chief()
        late, early = a_draft(), a_draft()
        for version, due_at in (
            (late, timezone.now() - HOUR),
            (early, timezone.now() + HOUR),
        ):
            reviewing.hand_over(
                version=version, to=holder, by=chief, at=make.NOW, due_at=due_at
            )
        sign_in(is_superuser=True)
        lines = shown(client, late.article).sides[0].lines
        assert lines[0] == f"in the hands of {holder.username}"
        assert lines[1].startswith("late since ")
        assert shown(client, early.article).sides[0].lines[1].startswith("due ")

    def test_marks_what_holds_for_the_whole_story(self, client, sign_in):
        hour = timezone.now() + HOUR
        version = make.published(a_draft(embargoed_until=hour))
        make.hidden(version.article)
        Article.objects.update(is_restricted=True)
        sign_in(is_superuser=True)
        codes = [code for code, _words in shown(client, version.article).marks]
        assert codes == ["hidden", "restricted", "embargo"]

    def test_says_of_a_language_that_nobody_began_what_was_decided(
        self, client, sign_in
    ):
        version = a_draft()
        sign_in(is_superuser=True)
        missing = shown(client, version.article).sides[1]
        assert (missing.tag, missing.state) == ("en", "not begun")
        assert missing.lines == ("undecided",)
        decide(version.article, Decision.BRIEF)
        assert shown(client, version.article).sides[1].lines == ("wanted as a brief",)

    def test_says_in_khmer_how_long_ago_it_changed(self):
        now = make.NOW
        with translation.override("km"):
            ages = [
                board_rows.age(now - timedelta(minutes=m), now)
                for m in (0, 5, 125, 4000)
            ]
        assert not any(each.isascii() for each in ages)
        assert "២" in ages[2]
        assert [
            board_rows.age(now - timedelta(minutes=m), now) for m in (-5, 1, 59, 60)
        ] == ["just now", "1 minute ago", "59 minutes ago", "1 hour ago"]


class TestWhoMayNotKnow:
    def test_finds_no_trace_of_a_restricted_story(self, client, sign_in, monkeypatch):
        me = sign_in(("Editor", ""), ("Publisher", ""))
        version = make.submitted(a_draft(slugline="secretslug"))
        decide(version.article, Decision.FULL)
        alone = publishing.publish_at_once(
            version=a_draft(), reason="Now.", by=make.a_chief(), at=make.NOW
        )
        Article.objects.update(is_restricted=True)
        for each in FILTERS:
            assert stories(client, show=each.code) == []
            assert counted(client, each.code) in {"", "0"}
        for asked in ("secretslug", "ទន្លេ"):
            assert stories(client, q=asked) == []
            monkeypatch.setattr(filters, "MOST_FOUND", 0)
            assert stories(client, q=asked) == []
        page = client.get("/admin/?q=river").content.decode()
        assert str(version.article_id) not in page
        for each in (version, alone):
            each.article.cleared_people.add(me)
        assert len(stories(client)) == 2
        assert counted(client, "wanted") == "1"
        assert counted(client, "unconfirmed") == "1"
        assert stories(client, q="secretslug") == [str(version.article_id)]

    def test_sees_no_board_without_the_right_to_see_stories(self, client, sign_in):
        a_draft()
        sign_in()
        assert board(client) is None
        assert client.get("/admin/").status_code == 200


class TestCost:
    def test_is_eight_queries_however_much_there_is(self, client, sign_in):
        roles = (("Rights desk", ""), ("Editor", "km"), ("Reporter", "en"))
        me = sign_in(*roles)
        of_all_sorts(me)
        numbers = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get("/admin/", {"q": "ទន្លេ", "show": "all"})
            numbers.append(len(captured))
            of_all_sorts(me)
        # Session, account, roles, parked work, background paragraphs that are due;
        # the rows; rights and counts; what the header counts.
        assert numbers == [8, 8]


class TestPage:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_is_in_the_language_of_whoever_looks(self, client, sign_in, language):
        of_all_sorts(sign_in(is_superuser=True, language=language))
        page = client.get("/admin/").content.decode()
        words = {"en": "Waiting for English", "km": "រង់ចាំ"}
        assert words[language] in page
        if language == "km":
            for english in ("Waiting", "Nothing", "ago", "Mine", "hands", "Search"):
                assert f">{english}" not in page, english

    def test_keeps_every_other_page_of_the_desk_below(self, client, sign_in):
        sign_in(("Reporter", "km"))
        page = client.get("/admin/").content.decode()
        below = page[page.index("<details") :]
        assert reverse("admin:articles_photo_changelist") in below
        assert "Recent actions" not in page
