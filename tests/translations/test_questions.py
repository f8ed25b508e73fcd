"""Questions go out as one text, and every word that comes back is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import to_khmer_digits
from articles.text.khmer import canonical, without_invisibles
from translations.questions import (
    LONGEST_LETTER,
    LONGEST_QUESTION,
    OPENINGS,
    Asked,
    cut,
    letters,
    read_answers,
)

PASTED = st.text(st.sampled_from("12១២០.):-៖ \n\u200b(ក្មយAbc?។\ufe0f\u20e3")) | st.text(
    max_size=200
)
STOPS = st.sampled_from((".", ")", "-", ":", " .", "។", "៖", ".)", " –"))
ANSWER = st.text(st.sampled_from("កខគ្រា abc,?!\u200b"), min_size=1).filter(
    lambda text: without_invisibles(text).strip()
)


class TestLetters:
    def test_name_neither_story_nor_anybody(self):
        [letter] = letters([Asked(1, "តើនៅភូមិណា?")], language="km")
        assert letter == f"{OPENINGS['km']}\n\n១. តើនៅភូមិណា?"

    def test_say_what_it_is_about_when_somebody_chose_to(self):
        [letter] = letters([Asked(1, "Where?")], language="en", about="kite")
        assert letter.splitlines()[1] == "About: kite"

    def test_keep_the_numbers_of_the_questions(self):
        [letter] = letters([Asked(3, "A?"), Asked(12, "B?", 4)], language="km")
        assert letter.splitlines()[2:] == ["៣. A?", "១២. (កថាខណ្ឌទី៤) B?"]

    def test_speak_english_around_questions_in_a_third_language(self):
        [letter] = letters([Asked(1, "在哪里？")], language="zh-Hans")
        assert letter.startswith("Please answer")

    def test_write_each_question_on_one_line(self):
        [letter] = letters([Asked(1, "Where\n 2. exactly?")], language="en")
        assert letter.splitlines()[-1] == "1. Where 2. exactly?"

    def test_are_none_without_a_question(self):
        assert letters([], language="km") == ()

    def test_fit_a_message_each_and_drop_no_question(self):
        asked = [Asked(n, "ក" * LONGEST_QUESTION) for n in range(1, 21)]
        written = letters(asked, language="km", about="x" * 100)
        assert len(written) == 3
        assert all(len(letter) <= LONGEST_LETTER for letter in written)
        lines = [line for letter in written for line in letter.splitlines()[3:]]
        assert lines == [f"{to_khmer_digits(str(a.number))}. {a.text}" for a in asked]

    def test_are_in_the_normal_form(self):
        assert canonical(OPENINGS["km"]) == OPENINGS["km"]
        assert not set("\u200b\u200c") & set(OPENINGS["km"])


class TestCut:
    @pytest.mark.parametrize(
        ("line", "number", "text"),
        [
            ("1. Yes", 1, " Yes"),
            ("១. បាទ", 1, " បាទ"),
            ("1) Yes", 1, " Yes"),
            ("1- Yes", 1, " Yes"),
            ("1-yes", 1, "yes"),
            ("១៖ បាទ", 1, " បាទ"),
            ("១។\u200bបាទ", 1, "\u200bបាទ"),
            ("\u200b១\u200b. បាទ", 1, " បាទ"),
            ("(2) Yes", 2, " Yes"),
            ("  12 : Yes", 12, " Yes"),
            ("1️⃣ Yes", 1, " Yes"),
            ("３．是", 3, "是"),
        ],
    )
    def test_sees_the_number_before_an_answer(self, line, number, text):
        [piece] = cut(line)
        assert (piece.number, piece.text) == (number, text)

    @pytest.mark.parametrize(
        "line",
        [
            "1.500 riel",
            "១.៥០០ រៀល",
            "7:30 in the morning",
            "12-01-2026",
            "2026. It was dry.",
            "17 children",
            "Yes, 1. and 2.",
            "1",
        ],
    )
    def test_takes_no_amount_hour_or_day_for_one(self, line):
        [piece] = cut(line)
        assert (piece.number, piece.text) == (None, line)

    def test_keeps_the_lines_of_one_answer_together(self):
        pieces = cut("១. បន្ទាត់ទីមួយ\n\nបន្ទាត់ទីពីរ\n២. បាទ")
        assert [piece.text for piece in pieces] == [" បន្ទាត់ទីមួយ\n\nបន្ទាត់ទីពីរ\n", " បាទ"]

    @given(PASTED)
    def test_loses_nothing(self, text):
        assert "".join(piece.words for piece in cut(text)) == text


class TestReadAnswers:
    def test_sorts_by_number_whatever_the_order_and_the_digits(self):
        reading = read_answers("២- ទេ\n1) បាទ", {1: "A?", 2: "B?"})
        assert reading.answers == {1: "បាទ", 2: "ទេ"}
        assert reading.loose == ()

    def test_leaves_loose_what_has_no_number(self):
        reading = read_answers("សួស្ដីបង\n១. បាទ", {1: "A?"})
        assert reading.loose == ("សួស្ដីបង",)

    def test_leaves_loose_a_number_that_nobody_asked(self):
        reading = read_answers("1. Yes.\n7. No.", {1: "A?"})
        assert (reading.answers, reading.loose) == ({1: "Yes."}, ("7. No.",))

    def test_leaves_loose_both_pieces_of_one_number(self):
        reading = read_answers("1. Yes.\n1. No.", {1: "A?"})
        assert reading.answers == {}
        assert reading.loose == ("1. Yes.", "1. No.")

    def test_has_no_answer_where_only_a_number_came_back(self):
        assert read_answers("1.\n2. Yes.", {1: "A?", 2: "B?"}).answers == {2: "Yes."}

    @pytest.mark.parametrize("language", ["km", "en"])
    def test_leaves_out_the_letter_that_came_back_with_them(self, language):
        questions = {1: "តើនៅ\u200bភូមិណា?", 2: "How deep?"}
        asked = [Asked(1, questions[1], 3), Asked(2, questions[2])]
        [letter] = letters(asked, language=language, about="kite")
        for pasted in (
            f"{letter}\n\n1. ទួលក្រសាំង\n2. Two metres",
            letter.replace("?", "?\nទួលក្រសាំង", 1) + "\nTwo metres",
        ):
            reading = read_answers(pasted, questions, about="kite")
            assert reading.answers == {1: "ទួលក្រសាំង", 2: "Two metres"}
            assert reading.loose == ()

    @given(
        st.dictionaries(st.integers(1, 999), st.tuples(STOPS, ANSWER), max_size=8),
        st.booleans(),
    )
    def test_finds_every_numbered_answer(self, answers, in_khmer):
        written = "\n".join(
            f"{to_khmer_digits(str(n)) if in_khmer else n}{stop} {text}"
            for n, (stop, text) in answers.items()
        )
        reading = read_answers(written, dict.fromkeys(answers, "What?"))
        assert reading.loose == ()
        assert {
            n: without_invisibles(a).strip() for n, a in reading.answers.items()
        } == {
            n: without_invisibles(text).strip() for n, (_stop, text) in answers.items()
        }

    @given(PASTED)
    def test_keeps_every_letter_somewhere(self, text):
        reading = read_answers(text, {1: "Where?", 2: "Why?"})
        kept = " ".join((*reading.answers.values(), *reading.loose))
        for piece in cut(text):
            for word in without_invisibles(piece.text).split():
                assert word in without_invisibles(kept)
