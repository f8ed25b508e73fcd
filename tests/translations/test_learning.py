"""What the newsroom published teaches which word translates which."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction

from articles.actions import hiding
from articles.models import Article, Version
from tests import factories as make
from tests.translations import pairs
from translations.actions import aligning, learning
from translations.lookup import lexicon_for
from translations.models import StoredLexicon, Unit

pytestmark = pytest.mark.django_db

PATIENCE = 30
TOMORROW = make.NOW + learning.LEARNT_AGAIN_AFTER
KHMER = {
    "a": "ទឹក ភ្លៀង",
    "b": "ទឹក ទន្លេ",
    "c": "ភ្លៀង ទន្លេ",
    "d": "ទឹក",
    "e": "សាលា",
}
ENGLISH = {
    "a": "rain water",
    "b": "river water",
    "c": "river rain",
    "d": "water",
    "e": "school",
}


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch):
    monkeypatch.setattr(learning, "LEAST_LINKS", 4)


@pytest.fixture
def published():
    return pairs.finished(pairs.a_translation(pairs.a_source(KHMER), "en", ENGLISH))


def learnt():
    return learning.learn_from_published(first="km", second="en", at=make.NOW)


def meaning_of(word, source_language="km", target_language="en"):
    meanings = lexicon_for(source_language, target_language).between(
        source_language, target_language
    )
    row = meanings.forward.meanings[word]
    return max(row, key=row.get)


def wait_for_somebody_who_waits():
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            )
            if cursor.fetchone():
                return
            time.sleep(0.02)
    pytest.fail("nobody waits")


class TestLearnFromPublished:
    def test_says_which_word_translates_which(self, published):
        assert learnt().pairs == len(KHMER)
        assert meaning_of("ទឹក") == "water"
        assert meaning_of("rain", "en", "km") == "ភ្លៀង"

    def test_learns_from_both_directions(self, published):
        original = pairs.a_source({"a": "rice"}, language="en")
        pairs.finished(pairs.a_translation(original, "km", {"a": "ស្រូវ"}))
        assert learnt().pairs == len(KHMER) + 1

    def test_takes_the_place_of_what_was_learnt_before(self, published):
        before = learnt()
        after = learning.learn_from_published(first="en", second="km", at=TOMORROW)
        assert StoredLexicon.objects.get() == before == after
        assert after.learnt_at == TOMORROW

    def test_reads_what_readers_have_and_not_what_is_being_written(self, published):
        pairs.translate(pairs.unit_of(published, "d"), "secret secret secret")
        learnt()
        assert "secret" not in str(StoredLexicon.objects.get().entries)
        assert meaning_of("ទឹក") == "water"

    def test_leaves_out_what_its_source_no_longer_says(self, published):
        source = Version.objects.get(language="km")
        pairs.released(pairs.edited(source, {**KHMER, "e": "សាលារៀនបិទ"}))
        assert learnt().pairs == len(KHMER) - 1

    def test_leaves_out_what_nobody_has_confirmed(self, published):
        Unit.objects.filter(version=published).update(confidence=1.0)
        assert learnt().pairs == 0

    def test_leaves_out_what_only_one_side_of_is_published(self):
        pairs.a_translation(pairs.a_source(KHMER), "en", ENGLISH)
        assert learnt().pairs == 0

    @pytest.mark.parametrize(
        "secret",
        [
            {"is_restricted": True},
            {"is_hidden": True},
            {"embargoed_until": make.NOW + timedelta(days=36_500)},
        ],
        ids=["restricted", "hidden", "embargoed"],
    )
    def test_leaves_out_what_readers_may_not_see(self, published, secret):
        Article.objects.filter(pk=published.article_id).update(**secret)
        assert learnt().pairs == 0
        assert lexicon_for("km", "en") is None

    def test_keeps_nothing_of_too_few(self, published, monkeypatch):
        monkeypatch.setattr(learning, "LEAST_LINKS", len(KHMER) + 1)
        assert learnt().entries == {}

    def test_takes_the_newest_of_many(self, published, monkeypatch):
        monkeypatch.setattr(learning, "MOST_LINKS", 4)
        assert learnt().pairs == 4
        assert "school" not in str(StoredLexicon.objects.get().entries)

    def test_asks_as_often_whatever_there_is(
        self, published, django_assert_num_queries
    ):
        other = pairs.a_source(KHMER)
        pairs.finished(pairs.a_translation(other, "en", ENGLISH))
        learnt()
        # The lock, links and texts; then it is stored; two savepoints.
        with django_assert_num_queries(9):
            learnt()


class TestLearnWhenDue:
    def test_learns_two_languages_once_a_day(self, published):
        assert learning.learn_when_due(at=make.NOW)
        almost = TOMORROW - timedelta(seconds=1)
        assert not learning.learn_when_due(at=almost)
        assert learning.learn_when_due(at=TOMORROW)
        assert StoredLexicon.objects.get().learnt_at == TOMORROW

    def test_learns_one_pair_of_languages_at_a_time(self, published):
        pairs.a_translation(Version.objects.get(language="km"), "vi", {"a": "mưa"})
        for _minute in range(2):
            assert learning.learn_when_due(at=make.NOW)
        assert not learning.learn_when_due(at=make.NOW)
        stored = StoredLexicon.objects.values_list("languages", flat=True)
        assert list(stored) == ["en km", "km vi"]

    def test_has_nothing_to_do_where_nothing_is_translated(self):
        pairs.a_source(KHMER)
        assert not learning.learn_when_due(at=make.NOW)

    def test_forgets_what_is_published_no_more(self, published):
        learnt()
        hiding.hide(article=published.article, by=make.a_chief(), at=make.NOW)
        learning.learn_when_due(at=TOMORROW)
        assert StoredLexicon.objects.get().entries == {}


class TestForgetLexicons:
    def test_leaves_none_and_they_are_due_again(self, published):
        learnt()
        learning.forget_lexicons()
        assert lexicon_for("km", "en") is None
        assert learning.learn_when_due(at=make.NOW)
        assert meaning_of("ទឹក") == "water"

    @pytest.mark.django_db(transaction=True)
    def test_lets_nobody_learn_what_is_being_removed(self, published):
        def learn_beside():
            try:
                return learnt()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                learning.forget_lexicons()
                learning_now = pool.submit(learn_beside)
                wait_for_somebody_who_waits()
                Unit.objects.update(confidence=1.0)
            assert learning_now.result(PATIENCE).pairs == 0


class TestLexiconFor:
    def test_knows_nothing_of_languages_that_were_not_learnt(self, published):
        learnt()
        assert lexicon_for("km", "vi") is None

    def test_reads_nothing_that_another_edition_has_written(self, published):
        learnt()
        StoredLexicon.objects.update(entries={"format": 0})
        assert lexicon_for("km", "en") is None


class TestSuggested:
    def test_listens_to_what_was_learnt(self, published):
        here = pairs.body({"x": KHMER["d"], "y": KHMER["e"], "z": "ភ្លៀង"})[1:]
        there = pairs.body({"p": "water", "q": "other", "r": "rain"})[1:]

        def doubt():
            links = aligning.suggested(here, there, "km", "en")
            return next(e.confidence for e in links if e.source_ids == ("x",))

        before = doubt()
        learnt()
        assert doubt() > before


class TestStoredLexicon:
    def test_is_of_two_languages(self):
        with pytest.raises(IntegrityError, match="a_lexicon_has_two_languages"):
            StoredLexicon.objects.create(languages="km", pairs=0, learnt_at=make.NOW)
