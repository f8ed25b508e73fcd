"""Two languages leave together only if both may, and as one story."""

from dataclasses import replace

import pytest

from exports.package import BilingualPackage, PackageError, SideBySide
from tests.exports.packages import a_notice, for_another
from tests.exports.pair_packages import PAIRS, a_bilingual_package, blocks

GOOD = a_bilingual_package()
FORBIDDEN = {
    "one language": (
        {"target": GOOD.source},
        {"both versions are in one language", "the rows do not tell the whole"},
    ),
    "two articles": (
        {
            "source": replace(
                GOOD.source, story=replace(GOOD.source.story, urn="urn:x1:2")
            )
        },
        {"the versions are of two articles"},
    ),
    "no link back": (
        {"target": replace(GOOD.target, story=replace(GOOD.target.story, sources=()))},
        {"the translation does not name the original"},
    ),
    "no link there": (
        {
            "source": replace(
                GOOD.source, story=replace(GOOD.source.story, translations=())
            )
        },
        {"the original does not name the translation"},
    ),
    "two notices": (
        {"source": replace(GOOD.source, notice=a_notice(4))},
        {"two wordings of the notice"},
    ),
    "two partners": (
        {"source": for_another(GOOD.source)},
        {"two partners"},
    ),
    "two codes": (
        {"source": replace(GOOD.source, trace_code="fedcba9876543210")},
        {"two trace codes"},
    ),
    "a paragraph less": (
        {"rows": GOOD.rows[1:]},
        {
            "the rows do not tell the whole original",
            "the rows do not tell the whole translation",
        },
    ),
    "a paragraph twice": (
        {"rows": (*GOOD.rows, SideBySide((), GOOD.rows[0].target))},
        {"the rows do not tell the whole translation"},
    ),
    "a row of nothing": (
        {"rows": (*GOOD.rows, SideBySide((), ()))},
        {"a row of nothing"},
    ),
}


class TestBilingualPackage:
    @pytest.mark.parametrize(("facts", "said"), FORBIDDEN.values(), ids=FORBIDDEN)
    def test_cannot_be_built_of(self, facts, said):
        with pytest.raises(PackageError) as refused:
            replace(GOOD, **facts)
        for sentence in said:
            assert any(reason.startswith(sentence) for reason in refused.value.reasons)

    def test_lists_every_reason(self):
        with pytest.raises(PackageError) as refused:
            BilingualPackage(GOOD.target, GOOD.source, ())
        assert set(refused.value.reasons) == {
            "the translation does not name the original",
            "the original does not name the translation",
            "the rows do not tell the whole original",
            "the rows do not tell the whole translation",
        }

    @pytest.mark.parametrize(("source", "target"), PAIRS)
    def test_keeps_what_belongs_together(self, source, target):
        package = a_bilingual_package(source, target)
        assert package.rows[0].source == blocks(source)[:2]
        assert package.rows[0].target == blocks(target)[:1]
        assert [each.story.language for each in package.sides] == [source, target]
        assert package.trace_code == GOOD.trace_code

    @pytest.mark.parametrize(
        ("source", "target", "shown"),
        [
            ("km", "en", ["km", "en"]),
            ("en", "km", ["en", "km"]),
            ("zh-Hans", "vi", ["en"]),
            ("vi", "km", ["en", "km"]),
        ],
    )
    def test_shows_the_notice_in_each_language_once(self, source, target, shown):
        package = a_bilingual_package(source, target)
        assert [each.notice_language for each in package.notices] == shown

    @pytest.mark.parametrize(("source", "target"), PAIRS)
    def test_says_of_a_paragraph_that_the_other_has_not(self, source, target):
        package = a_bilingual_package(source, target)
        assert ("Not in" in package.left_out) == (target != "km")
        assert ("Only in" in package.only_there) == (source != "km")
