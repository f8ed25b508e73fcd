"""The memory holds what readers have on both sides, and forgets it on every way out."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.actions import linking, redacting
from articles.actions.redacting import Removal
from articles.models import Article, Source
from articles.text.khmer import key
from newsroom import desk
from newsroom.forgetting import verbs
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations import pairs
from translations.actions import arranging, borrowing, keeping, translating
from translations.actions.borrowing import BorrowingRefused
from translations.actions.remembering import remember, remember_when_due, waiting
from translations.matches import matches_for
from translations.memory.grams import grams
from translations.memory.pairs import Languages, Pair
from translations.models import MemoryEntry, MemoryGram, MemoryOrigin, Unit
from translations.verifying_memory import differences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]

KM_EN = Languages("km", "en")
FAR = make.NOW + timedelta(days=36_500)


def settle():
    """Let the sweeper come by until nothing is left to do."""
    rounds = 0
    while remember_when_due(at=make.NOW):
        rounds += 1
        assert rounds < 9
    return set(MemoryEntry.objects.values_list("source_text", "target_text"))


def proven():
    """Work out all of it anew; a memory that is right says so."""
    return list(differences(keeping.counted_anew()))


@pytest.fixture
def source(db):
    return pairs.a_source()


@pytest.fixture
def published(source):
    version = pairs.finished(pairs.a_translation(source))
    settle()
    assert MemoryEntry.objects.count() == len(pairs.KHMER)
    return version


def taken():
    pair = Pair(source="ទឹកជំនន់ធំ។", target="A great flood.")
    by = make.a_chief()
    return borrowing.take_in(
        name="old.tmx", pairs=[pair], languages=KM_EN, by=by, at=make.NOW
    )


class TestRememberWhenDue:
    def test_remembers_what_readers_have_of_both_sides(self, published):
        entries = set(MemoryEntry.objects.values_list("source_text", "target_text"))
        assert entries == {
            (pairs.KHMER[name], pairs.ENGLISH[name]) for name in pairs.KHMER
        }
        origin = MemoryOrigin.objects.get()
        assert origin.version == published
        assert origin.revision == published.released_revision
        assert proven() == []

    def test_does_nothing_the_second_time(self, published):
        assert remember_when_due(at=make.NOW) == 0

    def test_waits_until_both_are_public(self, source):
        version = pairs.a_translation(source)
        assert settle() == set()
        pairs.finished(version)
        assert len(settle()) == len(pairs.KHMER)

    def test_leaves_out_what_nobody_has_confirmed(self, source):
        version = pairs.finished(pairs.a_translation(source))
        Unit.objects.filter(version=version).update(confidence=0.9)
        assert settle() == set()
        arranging.confirm(version=version, by=make.a_chief(), at=make.NOW)
        assert len(settle()) == len(pairs.KHMER)
        assert proven() == []

    def test_puts_a_new_release_in_the_place_of_the_old(self, source, published):
        unit = pairs.unit_of(published, "a")
        pairs.translate(unit, "The river is very high today.")
        assert "very high" not in str(settle())
        pairs.finished(published)
        entries = settle()
        assert (pairs.KHMER["a"], "The river is very high today.") in entries
        assert pairs.ENGLISH["a"] not in str(entries)
        assert proven() == []

    def test_leaves_out_what_its_source_no_longer_says(self, source, published):
        pairs.changed(source, a="ទឹកទន្លេបានស្រក។")
        entries = settle()
        assert len(entries) == len(pairs.KHMER) - 1
        assert pairs.ENGLISH["a"] not in str(entries)
        assert proven() == []

    def test_keeps_what_still_holds_while_it_is_written_anew(self, source, published):
        pairs.translate(pairs.unit_of(published, "b"), "Not out yet.")
        pairs.changed(source, a="ទឹកទន្លេបានស្រក។")
        entries = settle()
        assert (pairs.KHMER["b"], pairs.ENGLISH["b"]) in entries
        assert pairs.ENGLISH["a"] not in str(entries)
        assert proven() == []

    def test_follows_paragraphs_that_belong_together_anew(self, source, published):
        one, two = (pairs.unit_of(published, name) for name in "ab")
        arranging.merge(unit=one, other=two, by=make.a_chief(), at=make.NOW)
        entries = settle()
        both = tuple(
            "\n".join(text[n] for n in "ab") for text in (pairs.KHMER, pairs.ENGLISH)
        )
        assert both in entries
        assert proven() == []

    def test_remembers_what_is_said_to_be_still_right(self, source, published):
        pairs.changed(source, a="ទឹកទន្លេបានឡើងខ្ពស់ណាស់នៅថ្ងៃនេះ។")
        assert pairs.ENGLISH["a"] not in str(settle())
        unit = pairs.unit_of(published, "a")
        by = make.a_chief()
        translating.still_right(unit=unit, seen=unit.source_now, by=by, at=make.NOW)
        assert pairs.ENGLISH["a"] in str(settle())
        assert proven() == []


def hide(published):
    desk.hide_story(article=published.article, by=make.a_chief(), at=make.NOW)


def restrict(published):
    by = make.a_chief()
    article = Article.objects.get(pk=published.article_id)
    article.is_restricted = True
    desk.describe_story(article=article, by=by, tags=(), cleared_people=())


def embargo(published):
    article = Article.objects.get(pk=published.article_id)
    article.embargoed_until = FAR
    desk.describe_story(article=article, by=make.a_chief(), tags=(), cleared_people=())


def take_down(published):
    make.hidden(published.article)
    desk.take_down_story(article=published.article, by=make.a_chief(), at=make.NOW)


WAYS_OUT = (hide, restrict, embargo, take_down)


class TestForgetting:
    @pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way.__name__)
    def test_happens_in_the_moment_in_which_readers_lose_it(self, published, way):
        way(published)
        assert not MemoryEntry.objects.exists()
        assert not MemoryOrigin.objects.exists()
        assert not MemoryGram.objects.exists()
        assert settle() == set()
        assert proven() == []

    @pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way.__name__)
    def test_leaves_other_stories_alone(self, published, way):
        other = pairs.a_source({"x": "ភ្លៀងធំនៅភ្នំពេញ។"})
        pairs.finished(pairs.a_translation(other, "en", {"x": "Heavy rain."}))
        settle()
        way(published)
        assert settle() == {("ភ្លៀងធំនៅភ្នំពេញ។", "Heavy rain.")}
        assert proven() == []

    def test_is_over_when_readers_have_it_again(self, published):
        hide(published)
        desk.lift_hiding(article=published.article, by=make.a_chief(), at=make.NOW)
        assert len(settle()) == len(pairs.KHMER)

    def test_takes_a_name_out_and_remembers_the_rest(self, source):
        named = {**pairs.KHMER, "a": "លោក សុខ ដារ៉ា បាននិយាយ។"}
        told = {**pairs.ENGLISH, "a": "Sok Dara spoke."}
        original = pairs.a_source(named)
        pairs.finished(pairs.a_translation(original, "en", told))
        settle()
        asked = redacting.request_redaction(
            removal=Removal(
                ["សុខ ដារ៉ា", "Sok Dara"], {"km": "អ្នកភូមិម្នាក់", "en": "a resident"}
            ),
            by=make.a_chief(),
            at=make.NOW,
        )
        verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
        assert "Dara" not in str(MemoryEntry.objects.values_list("target_text"))
        entries = settle()
        assert "Sok Dara" not in str(entries)
        assert "a resident spoke." in str(entries)
        assert proven() == []

    def test_removes_texts_from_outside_that_hold_a_name(self):
        by = make.a_chief()
        borrowing.take_in(
            name="old.tmx",
            pairs=[
                Pair(source="លោក សុខ ដារ៉ា។", target="Mr Sok Dara."),
                Pair(source="ភ្លៀង។", target="Rain."),
            ],
            languages=KM_EN,
            by=by,
            at=make.NOW,
        )
        asked = redacting.request_redaction(
            removal=Removal(["Sok Dara"], {"km": "គាត់", "en": "he"}),
            by=by,
            at=make.NOW,
        )
        verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
        assert settle() == {("ភ្លៀង។", "Rain.")}
        assert proven() == []

    def test_follows_a_link_that_goes(self, published):
        link = Source.objects.get(version=published)
        linking.unlink(source=link, by=make.a_chief())
        assert not MemoryEntry.objects.exists()


class TestAtTheSameTime:
    def test_nothing_is_remembered_of_a_story_that_was_hidden_meanwhile(self, source):
        version = pairs.finished(pairs.a_translation(source))
        assert waiting().count() == 1
        hide(version)
        remember(version_id=version.pk, source_id=source.pk, at=make.NOW)
        assert not MemoryOrigin.objects.exists()


class TestVerifying:
    def test_finds_what_is_no_longer_public(self, published):
        Article.objects.filter(pk=published.article_id).update(is_hidden=True)
        (found,) = proven()
        assert str(found).endswith("not_public, 4")

    @pytest.mark.parametrize(
        ("wrong", "what"),
        [
            ({"target_text": "Something else."}, ["texts", "pieces"]),
            ({"source_grams": [1]}, ["pieces"]),
            ({"source_key": key("ផ្សេង")}, ["pieces", "counts"]),
        ],
        ids=["text", "grams", "key"],
    )
    def test_finds_what_is_not_so(self, published, wrong, what):
        entry = MemoryEntry.objects.first()
        MemoryEntry.objects.filter(pk=entry.pk).update(**wrong)
        assert [found.what for found in proven()] == what

    def test_mends_it(self, published):
        MemoryGram.objects.all().delete()
        entry = MemoryEntry.objects.first()
        MemoryEntry.objects.filter(pk=entry.pk).update(target_text="Wrong.")
        with pytest.raises(CommandError, match="3 differences"):
            call_command("verify_memory", stdout=StringIO())
        told = StringIO()
        call_command("verify_memory", "--mend", stdout=told)
        assert "holds what readers have" in told.getvalue()
        assert len(settle()) == len(pairs.KHMER)
        assert proven() == []


class TestKeeping:
    def test_counts_each_piece_once_a_side(self, published):
        sides = MemoryEntry.objects.values_list("source_key", "target_key")
        total = sum(len(grams(side)) for both in sides for side in both)
        assert sum(MemoryGram.objects.values_list("times", flat=True)) == total

    def test_chooses_pieces_anew_once_the_memory_is_twice_as_big(self, published):
        MemoryEntry.objects.update(chosen_among=0, source_grams=[], target_grams=[])
        assert keeping.choose_anew_when_due(at=make.NOW) == len(pairs.KHMER)
        assert proven() == []
        assert keeping.choose_anew_when_due(at=make.NOW) == 0

    def test_is_found_by_its_index(self, published):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT id FROM translations_memoryentry"
                " WHERE source_grams && ARRAY[1, 2]"
            )
            assert "memory_by_source" in str(cursor.fetchall())


class TestTakeIn:
    def test_is_offered_as_from_outside(self):
        taken()
        (match,) = matches_for("ទឹកជំនន់ធំ។", KM_EN)
        assert (match.origin, match.is_outside, match.score) == ("old.tmx", True, 100)
        assert (match.headline, match.url, match.translator) == ("", "", "")
        assert match.date == make.NOW
        assert proven() == []

    def test_refuses_with_every_reason(self):
        with pytest.raises(BorrowingRefused) as refused:
            borrowing.take_in(
                name=" ",
                pairs=[Pair(source="x", target="x")],
                languages=Languages("en", "EN"),
                by=make.a_chief(),
                at=make.NOW,
            )
        assert len(str(refused.value).splitlines()) == 3

    def test_is_for_editors(self):
        with pytest.raises(PermissionRefused):
            borrowing.take_in(
                name="x",
                pairs=[],
                languages=KM_EN,
                by=make.an_account(("Translator", "en")),
                at=make.NOW,
            )


class TestRemove:
    def test_removes_the_whole_set(self, published):
        origin = taken()
        assert borrowing.remove(origin=origin, by=make.a_chief()) == 1
        assert matches_for("ទឹកជំនន់ធំ។", KM_EN) == ()
        assert MemoryEntry.objects.count() == len(pairs.KHMER)
        assert proven() == []

    def test_leaves_our_own_to_its_story(self, published):
        with pytest.raises(BorrowingRefused):
            borrowing.remove(origin=MemoryOrigin.objects.get(), by=make.a_chief())
