"""Answers come to their questions, or wait for somebody to say where they belong."""

from datetime import timedelta

import pytest

from people.permissions import PermissionRefused
from tests import factories as make
from translations.actions import answering, asking, erasing
from translations.actions.asking import QuestionRefused
from translations.models import Question, StrayAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_version(language="km").article


@pytest.fixture
def questions(article):
    return [
        asking.ask(
            article=article,
            language="en",
            text=text,
            by=make.a_chief(),
            at=make.NOW,
        )
        for text in ("តើនៅភូមិណា?", "How deep is it?", "How is it spelt?")
    ]


def paste(article, text, by=None, at=make.NOW):
    return answering.paste_answers(
        article=article, text=text, by=by or make.a_chief(), at=at
    )


def answers():
    return list(Question.objects.values_list("answer", flat=True))


def strays():
    return list(StrayAnswer.objects.values_list("text", flat=True))


def assign(question, by=None):
    return answering.assign_stray(
        stray=StrayAnswer.objects.first(),
        question=question,
        by=by or make.a_chief(),
        at=make.NOW,
    )


class TestPasteAnswers:
    def test_answers_what_has_a_number(self, article, questions):
        by = make.an_account(("Reporter", "km"))
        pasted = paste(article, "១. ទួលក្រសាំង\n\nជិតវត្ត\n៣- D-a-r-a", by=by)
        assert (pasted.answered, pasted.strays) == ((1, 3), 0)
        assert answers() == ["ទួលក្រសាំង\n\nជិតវត្ត", "", "D-a-r-a"]
        answered = Question.objects.answered()
        assert {(q.answer_entered_by, q.answered_at) for q in answered} == {
            (by, make.NOW)
        }

    def test_keeps_the_rest_to_be_asked_about(self, article, questions):
        pasted = paste(article, "Hello\n1. Yes\n9. No\n2. Two\n2. Three")
        assert pasted == answering.Pasted((1,), 4)
        assert strays() == ["Hello", "9. No", "2. Two", "2. Three"]

    def test_changes_nothing_the_second_time(self, article, questions):
        text = "Hello\n1. Yes\n2. No"
        paste(article, text)
        assert paste(article, text) == answering.Pasted((), 0)
        assert (answers(), strays()) == (["Yes", "No", ""], ["Hello"])

    def test_overwrites_no_answer(self, article, questions):
        paste(article, "1. Yes")
        paste(article, "1. No, sorry")
        assert answers()[0] == "Yes"
        assert strays() == ["1. No, sorry"]

    def test_answers_no_withdrawn_question(self, article, questions):
        asking.withdraw_question(question=questions[0], by=make.a_chief(), at=make.NOW)
        paste(article, "1. Yes")
        assert (answers()[0], strays()) == ("", ["1. Yes"])

    @pytest.mark.parametrize("text", ["", " \n ", "\u200b", "x" * 20_001])
    def test_refuses_nothing_and_too_much(self, article, text):
        with pytest.raises(QuestionRefused):
            paste(article, text)

    def test_is_for_who_has_a_hand_in_the_story(self, article, questions):
        with pytest.raises(PermissionRefused):
            paste(article, "1. Yes", by=make.an_account(("Translator", "vi")))
        type(article).objects.update(is_restricted=True)
        with pytest.raises(PermissionRefused):
            paste(article, "1. Yes", by=make.an_account(("Reporter", "km")))


class TestAssignStray:
    def test_answers_the_chosen_question(self, article, questions):
        paste(article, "Two metres")
        assert assign(questions[1]).answer == "Two metres"
        assert (answers(), strays()) == (["", "Two metres", ""], [])

    def test_comes_after_what_is_there_already(self, article, questions):
        paste(article, "Two metres\n2. Deep")
        assert assign(questions[1]).answer == "Deep\nTwo metres"

    def test_is_refused_for_a_withdrawn_question(self, article, questions):
        paste(article, "Two metres")
        asking.withdraw_question(question=questions[0], by=make.a_chief(), at=make.NOW)
        with pytest.raises(QuestionRefused, match="withdrawn"):
            assign(questions[0])
        assert strays() == ["Two metres"]

    def test_is_refused_for_another_story(self, article, questions):
        other = make.a_version(language="km").article
        paste(other, "Two metres")
        with pytest.raises(QuestionRefused, match="another story"):
            assign(questions[0])


class TestLoosenAnswer:
    def test_lets_a_wrong_answer_be_assigned_anew(self, article, questions):
        paste(article, "1. Two metres")
        question = Question.objects.get(number=1)
        answering.loosen_answer(question=question, by=make.a_chief(), at=make.NOW)
        assert (answers(), strays()) == (["", "", ""], ["Two metres"])
        assign(questions[1])
        assert answers() == ["", "Two metres", ""]

    def test_needs_an_answer(self, questions):
        with pytest.raises(QuestionRefused, match="no answer yet"):
            answering.loosen_answer(
                question=questions[0], by=make.a_chief(), at=make.NOW
            )


class TestDropStray:
    def test_removes_what_answers_nothing(self, article, questions):
        paste(article, "Hello")
        answering.drop_stray(stray=StrayAnswer.objects.get(), by=make.a_chief())
        assert strays() == []

    def test_is_for_who_has_a_hand_in_the_story(self, article, questions):
        paste(article, "Hello")
        with pytest.raises(PermissionRefused):
            answering.drop_stray(
                stray=StrayAnswer.objects.get(), by=make.an_account(("Rights desk", ""))
            )


class TestEraseQuestions:
    def test_leaves_no_word(self, article, questions):
        paste(article, "Hello\n1. Yes")
        other = make.a_version(language="km").article
        paste(other, "Other")
        assert erasing.erase_questions(article=article, at=make.NOW) == 4
        assert not article.questions.exists()
        assert strays() == ["Other"]

    def test_keeps_what_came_later(self, article, questions):
        before = make.NOW - timedelta(seconds=1)
        assert erasing.erase_questions(article=article, at=before) == 0
        assert article.questions.count() == 3
