"""Past translations are found by their words on either side, as readers have them."""

import pytest
from django.db import connection

from articles.models import Article
from articles.text.sought import Sought
from tests import factories as make
from tests.translations import pairs
from translations import past
from translations.actions import borrowing
from translations.actions.remembering import remember_when_due
from translations.memory.pairs import Languages, Pair
from translations.models import MemoryEntry
from translations.past import past_translations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]


@pytest.fixture
def published(db):
    version = pairs.finished(pairs.a_translation(pairs.a_source()))
    remember_when_due(at=make.NOW)
    return version


def search(question, **more):
    return past_translations(Sought.of(question), **more)


def take(*texts):
    return borrowing.take_in(
        name="old.tmx",
        pairs=[Pair(source=here, target=there) for here, there in texts],
        languages=Languages("km", "en"),
        by=make.a_chief(),
        at=make.NOW,
    )


class TestPastTranslations:
    @pytest.mark.parametrize(
        "question", ["ទន្លេ", "river", "RIV", "ទឹក\u200bទន្លេ", "rose today", "ទន្លេ ខ្ពស់"]
    )
    def test_finds_a_paragraph_by_either_side(self, published, question):
        (one,) = search(question).found
        assert "".join(part.text for part in one.target) == pairs.ENGLISH["a"]
        assert one.headline == "The river has risen"
        assert one.translator == "News desk"
        assert one.date == published.published_at
        assert any(part.is_found for part in (*one.source, *one.target))

    @pytest.mark.parametrize("question", ["iver", "rivers", "ទន្ល", "school river"])
    def test_finds_no_parts_of_words(self, published, question):
        assert search(question).found == ()

    def test_wants_all_words_on_one_side(self, published):
        assert search("river ទន្លេ").found == ()
        assert len(search("today river").found) == 1

    def test_shows_a_paragraph_and_not_its_sentences_again(self):
        take(("ទឹកឡើង។ ភ្លៀងធ្លាក់។", "The water rose. It rained."))
        assert MemoryEntry.objects.count() >= 1
        assert len(search("rained").found) == 1

    @pytest.mark.parametrize("secret", ["is_restricted", "is_hidden"])
    def test_never_shows_what_readers_may_not_see(self, published, secret):
        Article.objects.filter(pk=published.article_id).update(**{secret: True})
        assert search("river").found == ()

    def test_marks_what_is_from_outside(self):
        take(("ទឹក។", "Water's up."))
        (one,) = search("water's").found
        assert (one.origin, one.url, one.headline) == ("old.tmx", "", "")

    def test_goes_on_page_by_page(self, monkeypatch):
        monkeypatch.setattr(past, "ON_A_PAGE", 2)
        take(*((f"ទឹក {n}", f"Water {n}") for n in range(5)))
        seen, before = [], None
        while True:
            page = search("water", before=before)
            seen += ["".join(part.text for part in each.target) for each in page.found]
            before = page.before
            if before is None:
                break
        assert seen == [f"Water {n}" for n in (4, 3, 2, 1, 0)]

    def test_asks_for_nothing_without_words(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert search(" ។ ").found == ()

    def test_uses_its_index(self, published):
        query = Sought.of("ទន្លេ").query
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT id FROM translations_memoryentry"
                " WHERE found_by @@ %s::tsquery",
                [query],
            )
            assert "memory_by_words" in str(cursor.fetchall())
