"""Whoever works on a version may ask the reporter, and take a question back."""

import pytest
from pghistory.models import Events

from people.permissions import PermissionRefused
from tests import factories as make
from translations.actions import answering, asking
from translations.actions.asking import QuestionRefused
from translations.models import Question
from translations.questions import LONGEST_QUESTION

pytestmark = pytest.mark.django_db


def ask(article, text="តើនៅភូមិណា?", language="en", by=None, **facts):
    return asking.ask(
        article=article,
        language=language,
        text=text,
        by=by or make.a_chief(),
        at=make.NOW,
        **facts,
    )


def withdraw(question, by=None):
    return asking.withdraw_question(
        question=question, by=by or make.a_chief(), at=make.NOW
    )


@pytest.fixture
def article():
    return make.a_version(language="km").article


class TestAsk:
    def test_keeps_who_asked_what_about_which_paragraph(self, article):
        translator = make.an_account(("Translator", "en"))
        asked = ask(article, " ទឹក\u200bជ្រៅប៉ុន្មាន? ", by=translator, block_id="b2")
        asked.refresh_from_db()
        assert asked.text == "ទឹក\u200bជ្រៅប៉ុន្មាន?"
        assert (asked.asked_by, asked.block_id) == (translator, "b2")
        assert list(article.questions.open()) == [asked]

    def test_numbers_them_through_the_whole_story(self, article):
        numbers = [ask(article, language=tag).number for tag in ("en", "vi", "en")]
        assert numbers == [1, 2, 3]

    def test_gives_no_number_twice(self, article):
        ask(article)
        withdraw(ask(article))
        assert ask(article).number == 3

    @pytest.mark.parametrize(
        ("roles", "allowed"),
        [
            ([("Translator", "en")], True),
            ([("Editor", "en")], True),
            ([("Translator", "km")], False),
            ([("Rights desk", "")], False),
        ],
    )
    def test_asks_for_a_hand_in_that_language(self, article, roles, allowed):
        by = make.an_account(*roles)
        if allowed:
            assert ask(article, by=by).pk
        else:
            with pytest.raises(PermissionRefused):
                ask(article, by=by)

    def test_asks_whether_one_may_know_of_the_story(self, article):
        type(article).objects.update(is_restricted=True)
        with pytest.raises(PermissionRefused, match="people named"):
            ask(article, by=make.an_account(("Translator", "en")))

    @pytest.mark.parametrize(
        "text", ["", " \n", "\u200b", "x" * (LONGEST_QUESTION + 1)]
    )
    def test_refuses_nothing_and_too_much(self, article, text):
        with pytest.raises(QuestionRefused):
            ask(article, text)

    def test_leaves_no_word_in_the_history(self, article):
        asked = ask(article, "Who is Sophea?")
        answering.paste_answers(
            article=article, text="1. My sister", by=make.a_chief(), at=make.NOW
        )
        events = Events.objects.tracks(asked)
        assert events.count() == 2
        assert not any(
            word in str(event.pgh_data)
            for event in events
            for word in ("Sophea", "sister")
        )


class TestWithdrawQuestion:
    def test_closes_it(self, article):
        asked = withdraw(ask(article))
        assert asked.withdrawn_at == make.NOW
        assert not article.questions.open().exists()

    def test_may_be_said_twice(self, article):
        first, asked = make.a_chief(), ask(article)
        withdraw(asked, first)
        assert withdraw(asked).withdrawn_by == first

    def test_is_refused_to_who_has_no_hand_in_that_language(self, article):
        asked = ask(article)
        with pytest.raises(PermissionRefused):
            withdraw(asked, make.an_account(("Editor", "km")))

    def test_comes_too_late_for_an_answered_one(self, article):
        asked = ask(article)
        Question.objects.update(
            answer="Yes.", answer_entered_by=make.a_chief(), answered_at=make.NOW
        )
        with pytest.raises(QuestionRefused, match="stays with the story"):
            withdraw(asked)
