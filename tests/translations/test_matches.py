"""What was translated before is offered again, as readers have it."""

from datetime import timedelta

import pytest

from articles.models import Article, CreditRole
from people.actions import consenting
from tests import factories as make
from tests.translations import pairs
from translations.actions import borrowing
from translations.actions.remembering import remember_when_due
from translations.matches import Around, MatchKind, exact_for, matches_for
from translations.memory.pairs import Languages, Pair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]

KM_EN, EN_KM = Languages("km", "en"), Languages("en", "km")


def remembered(*versions):
    while remember_when_due(at=make.NOW):
        pass
    return versions


@pytest.fixture
def published():
    version = pairs.finished(pairs.a_translation(pairs.a_source()))
    remembered()
    return version


class TestMatchesFor:
    def test_offers_the_same_text_with_its_story_date_and_translator(self, published):
        (match,) = matches_for(pairs.KHMER["a"], KM_EN)
        assert (match.score, match.kind) == (100, MatchKind.EXACT)
        assert match.source_text == pairs.KHMER["a"]
        assert match.target_text == pairs.ENGLISH["a"]
        assert match.headline == "The river has risen"
        assert match.url.endswith(f"/{published.slug}/")
        assert match.date == published.published_at
        assert match.translator == "News desk"
        assert not match.is_outside

    def test_offers_what_looks_the_same_at_100(self, published):
        typed = (
            pairs.KHMER["a"].replace("ទន្លេ", "ទន្លេ\u200b").replace("ថ្ងៃ", "\u200bថ្ងៃ")
        )
        assert typed != pairs.KHMER["a"]
        (match,) = matches_for(typed, KM_EN)
        assert match.score == 100

    def test_offers_what_is_like_it_with_its_score(self, published):
        (match,) = matches_for("ទឹកទន្លេបានឡើងខ្ពស់នៅម្សិលមិញ។", KM_EN, threshold=50)
        assert match.kind == MatchKind.FUZZY
        assert 50 <= match.score < 100

    def test_leaves_out_what_is_less_like_it_than_the_setting_says(
        self, published, settings
    ):
        question = "ទឹកទន្លេបានឡើងខ្ពស់នៅម្សិលមិញ។"
        settings.MEMORY_THRESHOLD = 99
        assert matches_for(question, KM_EN) == ()
        settings.MEMORY_THRESHOLD = 50
        (match,) = matches_for(question, KM_EN)
        # What is shown beside its key is what was judged.
        assert match.score >= 50

    def test_is_found_from_the_other_side(self, published):
        (match,) = matches_for("The river rose today.", EN_KM)
        assert match.target_text == pairs.KHMER["a"]
        assert match.is_reverse
        assert match.translator == "News desk"

    def test_finds_sentences_of_paragraphs(self):
        two = {"a": f"{pairs.KHMER['a']} {pairs.KHMER['b']}"}
        text = {"a": f"{pairs.ENGLISH['a']} {pairs.ENGLISH['b']}"}
        pairs.finished(pairs.a_translation(pairs.a_source(two), "en", text))
        remembered()
        (match,) = matches_for(pairs.KHMER["b"], KM_EN)
        assert (match.score, match.target_text) == (100, pairs.ENGLISH["b"])

    def test_puts_what_stood_between_the_same_neighbours_first(self, published):
        again = {"x": pairs.KHMER["d"], "b": pairs.KHMER["b"]}
        other = {"x": pairs.ENGLISH["d"], "b": "People went up the hill."}
        pairs.finished(pairs.a_translation(pairs.a_source(again), "en", other))
        remembered()
        around = Around(before=pairs.KHMER["a"], after=pairs.KHMER["c"])
        first, second = matches_for(pairs.KHMER["b"], KM_EN, around=around)
        assert (first.kind, first.target_text) == ("context", pairs.ENGLISH["b"])
        assert (second.kind, second.target_text) == ("exact", other["b"])

    def test_tells_the_same_translation_once(self, published):
        pairs.finished(pairs.a_translation(pairs.a_source()))
        remembered()
        assert len(matches_for(pairs.KHMER["a"], KM_EN)) == 1

    @pytest.mark.parametrize(
        ("language", "text", "other"),
        [
            ("zh-Hans", "柬埔寨首都金边今天下了大雨。", "柬埔寨首都金边昨天下了大雨。"),
            (
                "vi",
                "Nước sông dâng cao hôm nay ở Phnom Penh.",
                "Nước sông dâng cao hôm qua ở Phnom Penh.",
            ),
        ],
    )
    def test_knows_any_language(self, language, text, other):
        source = pairs.a_source({"a": text}, language=language)
        pairs.finished(pairs.a_translation(source, "en", {"a": "It rained."}))
        remembered()
        (match,) = matches_for(other, Languages(language, "en"), threshold=60)
        assert match.target_text == "It rained."
        assert matches_for(other, KM_EN) == ()

    def test_asks_nothing_for_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert matches_for(" \u200b", KM_EN) == ()

    def test_names_a_translator_as_long_as_they_agree(self):
        person = make.a_person("Chan Sophy", consents=["en"])
        version = pairs.a_translation(pairs.a_source())
        make.credit(version, (person, CreditRole.TRANSLATOR))
        make.described(version)
        pairs.finished(version)
        remembered()
        assert matches_for(pairs.KHMER["a"], KM_EN)[0].translator.startswith("Chan")
        consenting.withdraw_consents(
            contributor=person, languages=None, by=make.a_chief(), at=make.NOW
        )
        assert "Chan" not in matches_for(pairs.KHMER["a"], KM_EN)[0].translator

    @pytest.mark.parametrize(
        "secret",
        [
            {"is_restricted": True},
            {"is_hidden": True},
            {"embargoed_until": make.NOW + timedelta(days=36_500)},
        ],
        ids=["restricted", "hidden", "embargoed"],
    )
    def test_is_silent_before_anything_is_purged(self, published, secret):
        Article.objects.filter(pk=published.article_id).update(**secret)
        assert matches_for(pairs.KHMER["a"], KM_EN) == ()
        assert exact_for([pairs.KHMER["a"]], KM_EN) == {}

    def test_does_not_offer_words_that_readers_have_no_more(self, published):
        source = published.sources.get().source_version
        pairs.changed(source, a="ទឹកទន្លេបានស្រក។")
        assert matches_for(pairs.KHMER["a"], KM_EN) == ()

    def test_costs_the_same_whatever_it_finds(
        self, published, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(5):
            matches_for(pairs.KHMER["a"], KM_EN)


class TestExactFor:
    def test_finds_many_texts_at_once(self, published, django_assert_max_num_queries):
        texts = [*pairs.KHMER.values(), "អ្វីផ្សេង"]
        with django_assert_max_num_queries(4):
            found = exact_for(texts, KM_EN)
        assert [found[key][0].target_text for key in found] == [
            pairs.ENGLISH[name]
            for name in sorted(pairs.ENGLISH, key=lambda each: pairs.KHMER[each])
        ]

    def test_puts_our_own_before_those_from_outside(self, published):
        borrowing.take_in(
            name="old.tmx",
            pairs=[Pair(source=pairs.KHMER["a"], target="Water up.")],
            languages=KM_EN,
            by=make.a_chief(),
            at=make.NOW + timedelta(days=9),
        )
        ((ours, theirs),) = exact_for([pairs.KHMER["a"]], KM_EN).values()
        assert ours.target_text == pairs.ENGLISH["a"]
        assert (theirs.origin, theirs.is_outside) == ("old.tmx", True)
