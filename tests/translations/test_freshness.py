"""What counts as a change of the source."""

import pytest

from articles.text.blocks import Block, BlockKind
from translations.freshness import ChangeKind, changes_since


def paragraphs(**texts):
    return tuple(
        Block(id=name, kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")
        for name, text in texts.items()
    )


BEFORE = paragraphs(a="ទឹកឡើង ១២ ម៉ែត្រ។", b="អ្នកភូមិរើចេញ។")


class TestChangesSince:
    @pytest.mark.parametrize(
        "now",
        [
            BEFORE,
            paragraphs(a="ទឹក\u200bឡើង ១២ ម៉ែត្រ។", b="អ្នកភូមិរើចេញ។"),
            paragraphs(a="ទឹកឡើង 12 ម៉ែត្រ។", b="អ្នកភូមិរើចេញ។"),
            paragraphs(b="អ្នកភូមិរើចេញ។", a="ទឹកឡើង ១២ ម៉ែត្រ។"),
        ],
        ids=["nothing", "a zero-width space", "other digits", "another order"],
    )
    def test_is_empty_when_readers_see_the_same(self, now):
        assert changes_since(BEFORE, now) == ()

    def test_shows_a_changed_paragraph_with_both_texts(self):
        (change,) = changes_since(
            BEFORE, paragraphs(a="ទឹកឡើង ១៣ ម៉ែត្រ។", b="អ្នកភូមិរើចេញ។")
        )
        assert change.kind == ChangeKind.CHANGED
        assert (change.before, change.now) == ("ទឹកឡើង ១២ ម៉ែត្រ។", "ទឹកឡើង ១៣ ម៉ែត្រ។")

    def test_shows_what_was_added_and_removed(self):
        changes = changes_since(BEFORE, paragraphs(b="អ្នកភូមិរើចេញ។", c="ភ្លៀងបានឈប់។"))
        assert [(c.block_id, c.kind) for c in changes] == [
            ("c", ChangeKind.ADDED),
            ("a", ChangeKind.REMOVED),
        ]

    def test_leaves_the_headline_to_each_language(self):
        headline = Block(id="headline", kind=BlockKind.HEADLINE, html="ចាស់")
        other = Block(id="headline", kind=BlockKind.HEADLINE, html="ថ្មី")
        assert changes_since((headline, *BEFORE), (other, *BEFORE)) == ()
