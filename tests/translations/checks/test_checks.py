"""All checks together: none stumbles, none speaks without need."""

import pytest
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
            assert found.text % found.values
            assert found.severity in Severity

    def test_know_a_finding_again(self):
        first, second = (
            findings(SegmentPair("តូប ៤២", target))[0]
            for target in ("43 stalls", "There are 43 stalls")
        )
        assert first.identity == second.identity
        other = findings(SegmentPair("តូប ៤៤", "43 stalls"))[0]
        assert other.identity != first.identity


class TestParagraphs:
    @pytest.mark.parametrize(("source", "target"), [("ទឹកជោរ", ""), ("", "Rain")])
    def test_without_another_side_are_found(self, source, target):
        found = list(ParagraphsCheck().find(SegmentPair(source, target)))
        assert [each.severity for each in found] == ["error"]

    def test_with_nothing_at_all_are_none(self):
        assert list(ParagraphsCheck().find(SegmentPair("", ""))) == []
