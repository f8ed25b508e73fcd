"""Terms are found in running text: whole syllables, the longest first, and fast."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from articles.text.khmer import key
from translations.terms.concepts import Concept, Form, Kind, Saying
from translations.terms.finding import Termbase


def _concept(*texts, language="km", form=Form.NAME, code=""):
    sayings = tuple(Saying(language, text, form) for text in texts)
    return Concept(code or texts[0], Kind.TERM, sayings)


def _said(text, *concepts, language="km"):
    [found] = Termbase(concepts).find([text], language)
    return [text[each.start : each.end] for each in found]


class TestKhmer:
    def test_is_found_without_a_space_before_it(self):
        assert _said("ក្នុងភ្នំពេញនេះ", _concept("ភ្នំពេញ")) == ["ភ្នំពេញ"]

    @pytest.mark.parametrize(
        ("term", "text"),
        [
            # The term would end before a vowel, a subscript or a sign of its syllable.
            ("ការ", "ការិយាល័យ"),
            ("សក", "សក្តិ"),
            ("កម", "កម្ពុជា"),
            # It would begin with a subscript.
            ("ពុជា", "កម្ពុជា"),
        ],
    )
    def test_is_not_found_inside_a_syllable(self, term, text):
        assert _said(text, _concept(term)) == []

    def test_prefers_the_longest(self):
        found = _said(
            "តុលាការកំពូល និងតុលា",
            _concept("តុលា"),
            _concept("តុលាការ"),
            _concept("តុលាការកំពូល"),
        )
        assert found == ["តុលាការកំពូល", "តុលា"]

    @pytest.mark.parametrize(
        "text", ["ហ៊ុនម៉ាណែត", "ហ៊ុន ម៉ាណែត", "ហ៊ុន\u200bម៉ាណែត", "ហុ៊ន ម៉ាណែត"]
    )
    def test_is_found_however_it_was_typed(self, text):
        assert _said(f"លោក{text}បានថ្លែង", _concept("ហ៊ុន ម៉ាណែត")) == [text]


class TestEnglish:
    def test_is_found_as_whole_words(self):
        art = _concept("art", language="en")
        assert _said("The party; the Art of arts", art, language="en") == ["Art", "art"]

    def test_tells_may_from_may(self):
        may = _concept("May", language="en")
        assert _said("It may rain in May", may, language="en") == ["May"]

    def test_tells_us_from_us(self):
        states = _concept("US", "U.S.", language="en")
        text = "Tell us: the U.S. and the US"
        assert _said(text, states, language="en") == ["U.S.", "US"]

    def test_is_found_in_the_language_of_another_country(self):
        assert _said("The court", _concept("court", language="en"), language="en-GB")


class TestSecondReferences:
    DARA = Concept(
        "dara",
        Kind.PERSON,
        (Saying("en", "Sok Dara"), Saying("en", "Dara", Form.SECOND)),
    )

    def test_are_somebody_where_the_whole_name_stands(self):
        found = Termbase([self.DARA]).find(["Sok Dara came.", "Dara spoke."], "en")
        assert [len(each) for each in found] == [1, 1]

    def test_are_nobody_without_it(self):
        assert Termbase([self.DARA]).find(["Dara spoke."], "en") == ((),)

    def test_can_be_two_people(self):
        other = Concept(
            "other",
            Kind.PERSON,
            (Saying("en", "Keo Dara"), Saying("en", "Dara", Form.SECOND)),
        )
        texts = ["Sok Dara met Keo Dara.", "Dara spoke."]
        [_first, [alone]] = Termbase([self.DARA, other]).find(texts, "en")
        assert {each.concept.code for each in alone.meanings} == {"dara", "other"}


SYLLABLES = some.sampled_from(
    [
        "ភ្នំ",
        "ពេញ",
        "កម្ពុ",
        "ជា",
        "ក",
        "ការ",
        "ស្រុ",
        "ក្តិ",
        "ហ៊ុន",
        "ម៉ា",
        "ខ្មែរ",
        "\u200b",
        " ",
    ]
)
TEXTS = some.lists(SYLLABLES, min_size=1, max_size=12).map("".join)
TERMS = TEXTS.filter(lambda text: bool(key(text)))


@given(TEXTS, TERMS, TEXTS)
def test_a_term_between_other_words_is_found(before, term, after):
    text = f"{before} {term.strip()} {after}"
    [found] = Termbase([_concept(term)]).find([text], "km")
    assert found
    for each in found:
        # Without what nobody sees and the spaces, it is the term.
        said = key(text[each.start : each.end]).replace(" ", "")
        assert said == key(term).replace(" ", "")


@given(TEXTS, some.lists(TERMS, min_size=1, max_size=6))
def test_what_is_found_ends_where_syllables_do_and_lies_apart(text, terms):
    [found] = Termbase(map(_concept, terms)).find([text], "km")
    reached = 0
    for each in found:
        assert each.start >= reached
        reached = each.end
        assert text[each.start : each.end].strip("\u200b ")
        after = text[each.end :].lstrip("\u200b")[:1]
        assert not "\u17b6" <= after <= "\u17d3"
        assert not text[: each.start].rstrip("\u200b").endswith("\u17d2")


@given(some.text(max_size=60), some.text(min_size=1, max_size=6))
def test_whatever_was_typed_is_searched(text, term):
    [found] = Termbase([_concept(term)]).find([text], "km")
    assert all(0 <= it.start < it.end <= len(text) for it in found)
