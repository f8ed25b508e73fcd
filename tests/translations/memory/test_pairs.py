"""What a translation gives: paragraphs, and the sentences that fit one by one."""

from translations.memory.pairs import Languages, Pair, print_of, with_sentences

KM_EN = Languages("km", "en")
TWO = Pair(
    source="ទឹកទន្លេបានឡើងខ្ពស់។ អ្នកភូមិបានរើទៅទីទួល។",
    target="The river rose. Villagers moved to high ground.",
    source_ids=("a",),
    target_ids=("x",),
)


class TestWithSentences:
    def test_gives_the_paragraph_and_each_of_its_sentences(self):
        whole, first, second = with_sentences([TWO], KM_EN)
        assert whole == TWO
        assert (first.source, first.target) == ("ទឹកទន្លេបានឡើងខ្ពស់។", "The river rose.")
        assert (second.sentence, second.source_ids) == (1, ("a",))

    def test_tells_what_stands_beside_a_sentence(self):
        _whole, first, second = with_sentences([TWO], KM_EN)
        assert (first.before, first.after) == ("", print_of(second.source))
        assert (second.before, second.after) == (print_of(first.source), "")

    def test_gives_a_paragraph_of_one_sentence_once(self):
        one = Pair(source="ភ្លៀងបានធ្លាក់។", target="It rained.")
        assert list(with_sentences([one], KM_EN)) == [one]

    def test_leaves_sentences_out_where_the_other_side_has_one(self):
        merged = Pair(source=TWO.source, target="The river rose and people moved.")
        assert list(with_sentences([merged], KM_EN)) == [merged]

    def test_asks_the_aligner_where_they_are_not_as_many(self):
        uneven = Pair(
            source="នៅឆ្នាំ២០២៤ មានមនុស្ស ១២៣ នាក់។ អ្នកភូមិបានរើទៅ។ ទឹកឡើង ៤៥៦ ម៉ែត្រ។",
            target="In 2024 there were 123 people. The water rose 456 metres.",
        )
        _whole, *found = with_sentences([uneven], KM_EN)
        assert all("123" in each.target or "456" in each.target for each in found)
        assert [each.sentence for each in found] in ([], [0], [2], [0, 2])

    def test_leaves_out_what_says_nothing_or_the_same(self):
        pairs = [
            Pair(source="...", target=" "),
            Pair(source="2024", target="២០២៤"),
            Pair(source="\u200b", target="x"),
        ]
        assert list(with_sentences(pairs, KM_EN)) == []

    def test_cuts_any_language(self):
        pair = Pair(
            source="今天下雨。学校关门。", target="It rained today. The school closed."
        )
        found = list(with_sentences([pair], Languages("zh-Hans", "en")))
        assert [each.target for each in found[1:]] == [
            "It rained today.",
            "The school closed.",
        ]


class TestPrintOf:
    def test_is_the_same_for_the_same_text_and_empty_for_none(self):
        assert print_of("ឆ្នាំ២០២៤") == print_of("ឆ្នាំ\u200b2024")
        assert print_of(" ") == print_of("") == ""
