"""What was said in the language of the translation stands there word for word."""

import pytest

from tests.translations.checks.found import ask, texts
from translations.checks.originals import OriginalsCheck

CHECK = OriginalsCheck()
WORDS = "It’s our river, and we shall keep it."


def _ask(target):
    return ask(CHECK, "«វាជាទន្លេរបស់យើង»", target, originals=(WORDS,))


class TestAnOriginalWording:
    @pytest.mark.parametrize(
        "told",
        [
            f"“{WORDS}” she said.",
            'She said: "It\'s our river,\u200b and  we shall keep it."',
        ],
    )
    def test_is_there(self, told):
        assert _ask(told) == []

    def test_was_translated_back(self):
        found = _ask("“This is our river and we will keep it,” she said.")
        assert [each.severity for each in found] == ["error"]
        assert WORDS in texts(found)[0]

    def test_is_not_asked_for_before_anything_is_written(self):
        assert _ask("") == []

    def test_has_its_letters_as_they_were(self):
        assert _ask(WORDS.lower())
