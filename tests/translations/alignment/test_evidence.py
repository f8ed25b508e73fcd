"""What speaks for two passages being translations of each other."""

from translations.alignment import Lexicon, learn
from translations.alignment.evidence import Evidence
from translations.alignment.passages import passage

KHMER = (
    "គ្រួសារ ២១៤ រស់នៅលើទឹក",
    "តើអ្នកណាទៅ?",
    "«យើងសរសេរ» លោក សុវណ្ណឡុង ថា",
    "ផ្សារបិទពេលយប់ ផ្សារបើកពេលព្រឹក",
)
ENGLISH = (
    "214 families live on the water",
    "Who goes there?",
    "“We write,” Sovanlong said",
    "The market closes at night",
)


def _evidence(lexicon: Lexicon | None = None) -> Evidence:
    return Evidence(
        [passage(each, "km") for each in KHMER],
        [passage(each, "en") for each in ENGLISH],
        ("km", "en"),
        lexicon,
    )


class TestEvidence:
    def test_speaks_for_a_number_a_question_and_a_name_in_common(self) -> None:
        evidence = _evidence()
        for at in range(3):
            others = [evidence.between((at, 1), (it, 1)) for it in range(4) if it != at]
            assert evidence.between((at, 1), (at, 1)) > max(others)

    def test_speaks_against_lengths_that_do_not_fit(self) -> None:
        evidence = _evidence()
        assert evidence.between((1, 1), (1, 1)) > evidence.between((1, 1), (1, 3))

    def test_hears_the_lexicon(self) -> None:
        words = [("ផ្សារ", "market"), ("ពេលយប់", "night"), ("លើទឹក", "water")]
        words += [(f"ភូមិ {at}", f"village{at}") for at in range(20)]
        pairs = words * 5
        lexicon = learn(pairs, source_language="km", target_language="en")
        plain, learnt = _evidence(), _evidence(lexicon)
        gain = [
            learnt.between((3, 1), (at, 1)) - plain.between((3, 1), (at, 1))
            for at in (0, 3)
        ]
        assert gain[0] < 0 < gain[1]

    def test_hears_a_word_once_however_often_neighbours_say_it(self) -> None:
        lexicon = learn(
            [("ផ្សារ", "market")] * 9 + [("ទឹក", "water")] * 9,
            source_language="km",
            target_language="en",
        )

        def gain(english: list[str]) -> float:
            here = [passage("ផ្សារ", "km")]
            there = [passage(each, "en") for each in english]
            span = (0, len(there))
            with_it = Evidence(here, there, ("km", "en"), lexicon)
            without = Evidence(here, there, ("km", "en"), None)
            return with_it.between((0, 1), span) - without.between((0, 1), span)

        assert abs(gain(["market"]) - gain(["market", "market"])) < 1e-9

    def test_guides_by_what_stands_once_in_each_text(self) -> None:
        assert (0, 0) in _evidence().guides()
        assert _evidence().guides() == tuple(sorted(_evidence().guides()))
