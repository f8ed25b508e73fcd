"""What a text is found by and ranked by."""

from website.search.document import TOPIC_TIMES, Text, document, lexemes, pair_of

FIRST, SECOND = pair_of("ភ្នំ", "ពេ"), pair_of("ពេ", "ញ")


def text(**parts: object) -> Text:
    return Text(
        **{"headline": "", "summary": "", "body": (), "language": "km", **parts}  # type: ignore[arg-type]
    )


class TestLexemes:
    def test_pair_khmer_clusters_across_any_gap(self):
        for written in ("ភ្នំពេញ", "ភ្នំ ពេញ", "ភ្នំ\u200bពេញ", "ភ្នំ\nពេញ"):
            assert {FIRST, SECOND} <= {*lexemes(written)}

    def test_pair_nothing_across_punctuation_or_scripts(self):
        assert FIRST not in {*lexemes("ភ្នំ។ពេញ")}
        assert {*lexemes("ពេ 2026 ញ river bank")} == {
            "ពេ",
            "2026",
            "ញ",
            "river",
            "bank",
        }

    def test_tell_pairs_apart_in_few_letters(self):
        clusters = [f"ក{mark}" for mark in "ាិីឹឺុូួើឿៀេែៃោៅំះ"]
        every = {pair_of(one, other) for one in clusters for other in clusters}
        assert len(every) == len(clusters) ** 2
        assert {len(each) for each in every} == {6}

    def test_are_none_of_an_empty_text(self):
        assert list(lexemes("។ ៕ —")) == []


class TestDocument:
    def test_ranks_the_headline_before_the_summary_before_the_body(self):
        made = document(
            text(
                headline="river",
                summary="river lake",
                body=("lake sea " * TOPIC_TIMES,),
                language="en",
            )
        )
        assert made.ranked_by == "'lake':1B 'river':2A 'sea':3C"

    def test_takes_only_what_is_repeated_for_a_topic(self):
        seldom = document(text(body=("sea " * (TOPIC_TIMES - 1),), language="en"))
        assert (seldom.ranked_by, seldom.found_by) == ("", "'sea'")

    def test_escapes_what_postgresql_takes_for_its_own(self):
        assert document(text(headline="o'clock \\ x")).found_by == "'clock' 'o' 'x'"
