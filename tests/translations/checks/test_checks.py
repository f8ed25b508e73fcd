"""All checks together: none stumbles, none speaks without need."""

import importlib
import re

import pytest
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from translations.checks import CHECKS, findings
from translations.checks.pairs import SegmentPair, Severity
from translations.checks.paragraphs import ParagraphsCheck

LETTERS = st.text(alphabet="កខ្រា៖។៤២ABab 0129.,:«»“”\"'<>&\u200b-", max_size=60)


class TestChecks:
    def test_have_codes_of_their_own(self):
        codes = [check.code for check in CHECKS]
        assert sorted(set(codes)) == sorted(codes)

    @given(LETTERS, LETTERS)
    def test_say_something_of_any_text_without_stumbling(self, source, target):
        for found in findings(SegmentPair(source, target)):
            assert found.text % {**found.values, **found.words}
            assert found.severity in Severity

    def test_know_a_finding_again(self):
        first, second = (
            findings(SegmentPair("តូប ៤២", target))[0]
            for target in ("43 stalls", "There are 43 stalls")
        )
        assert first.identity == second.identity
        other = findings(SegmentPair("តូប ៤៤", "43 stalls"))[0]
        assert other.identity != first.identity


def texts_of_checks() -> list[str]:
    """List what checks say, and what they are called."""
    modules = {importlib.import_module(type(check).__module__) for check in CHECKS}
    said = [
        text
        for module in modules
        for name, text in vars(module).items()
        if name.isupper() and isinstance(text, str) and not name.startswith("_")
    ]
    return [*(check.name for check in CHECKS), *said]


class TestWords:
    def test_are_khmer_for_who_reads_khmer(self):
        with override("km"):
            missing = [each for each in texts_of_checks() if gettext(each) == each]
        assert missing == []

    def test_keep_their_places(self):
        with override("km"):
            for text in texts_of_checks():
                places = re.findall(r"%\(\w+\)s", text)
                assert sorted(re.findall(r"%\(\w+\)s", gettext(text))) == sorted(places)


class TestParagraphs:
    @pytest.mark.parametrize(("source", "target"), [("ទឹកជោរ", ""), ("", "Rain")])
    def test_without_another_side_are_found(self, source, target):
        found = list(ParagraphsCheck().find(SegmentPair(source, target)))
        assert [each.severity for each in found] == ["error"]

    def test_with_nothing_at_all_are_none(self):
        assert list(ParagraphsCheck().find(SegmentPair("", ""))) == []
