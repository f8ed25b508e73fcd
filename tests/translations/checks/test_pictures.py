"""Caption, credit and description of a photo are told in the reader's language."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.pairs import Picture
from translations.checks.pictures import PicturesCheck

CHECK = PicturesCheck()
WHOLE = Picture("រូបថត៖ ការិយាល័យព័ត៌មាន", "Photo: News desk", "ទន្លេ", "A river")


def _ask(picture, source="", target=""):
    return ask(CHECK, source, target, picture=picture)


def _picture(**words):
    return Picture(**{**vars(WHOLE), **words})


class TestAPhoto:
    def test_with_words_in_both_languages_is_silent(self):
        assert _ask(WHOLE) == []

    def test_is_looked_at_where_there_is_one(self):
        assert ask(CHECK, "រូបភាព", "") == []

    def test_wants_its_caption(self):
        captioned = _picture(is_caption=True)
        assert _ask(captioned, "ទឹកឡើង", "The water rises") == []
        assert texts(_ask(captioned, "ទឹកឡើង", "")) == [
            "The caption of the photo is not translated: “ទឹកឡើង”."
        ]

    @pytest.mark.parametrize("part", ["credit", "description"])
    def test_wants_the_rest(self, part):
        [found] = _ask(_picture(**{part: ""}))
        assert found.severity == "error"
        assert found.words == {"part": part}

    @pytest.mark.parametrize("part", ["credit", "description"])
    def test_finds_khmer_in_english(self, part):
        [found] = _ask(_picture(**{part: "ទន្លេ and more"}))
        assert "still in the language of the source" in found.text

    def test_takes_the_same_short_name_for_a_name(self):
        languages = {"source_language": "en", "target_language": "km"}
        agency = Picture("AFP", "AFP", "A river at dawn", "A river at dawn")
        [found] = ask(CHECK, "x", "y", picture=agency, **languages)
        assert found.words == {"part": "description"}
