"""Put what the reporter answered to the questions it belongs to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.hiding import lock_article
from articles.models import Article
from articles.permissions import require_in_one_language
from articles.text.khmer import canonical, key
from people.models import Account
from translations.actions.asking import ASKING, QuestionRefused
from translations.models import Question, StrayAnswer
from translations.questions import read_answers

LONGEST_PASTE: Final = 20_000


@dataclass(frozen=True)
class Pasted:
    """What became of a pasted text.

    Attributes:
        answered: Numbers of the questions it answered, in order.
        strays: How many pieces wait for somebody to say what they answer.
    """

    answered: tuple[int, ...]
    strays: int


@transaction.atomic
def paste_answers(*, article: Article, text: str, by: Account, at: datetime) -> Pasted:
    """Sort what came back from the reporter by the numbers in it; lose nothing.

    Pasting a text twice changes nothing. An answer to a question that is answered
    or withdrawn waits, like everything without a number of its own, for somebody
    to say where it belongs.

    Args:
        article: The story.
        text: As it came, at most LONGEST_PASTE characters.
        by: Must be allowed to write or edit in one of the story's languages.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        QuestionRefused: Nothing was pasted, or too much.
    """
    stored = lock_article(article)
    require_in_one_language(by, ASKING, stored)
    if len(text) > LONGEST_PASTE:
        raise QuestionRefused(
            _("The text has more than %(most)s characters. Paste it in parts.")
            % {"most": LONGEST_PASTE}
        )
    if not key(text):
        raise QuestionRefused(_("Nothing was pasted. Paste the answers first."))
    questions = {q.number: q for q in Question.objects.filter(article=stored)}
    reading = read_answers(
        canonical(text),
        {number: each.text for number, each in questions.items()},
        about=stored.slugline,
    )
    answered, loose = [], list(reading.loose)
    for number, said in sorted(reading.answers.items()):
        question = questions[number]
        if question.answered_at is None and question.withdrawn_at is None:
            _keep(question, said, by, at)
            answered.append(number)
        elif question.answer != said:
            loose.append(f"{number}. {said}")
    return Pasted(tuple(answered), _keep_strays(stored, loose, by, at))


@transaction.atomic
def assign_stray(
    *, stray: StrayAnswer, question: Question, by: Account, at: datetime
) -> Question:
    """Say which question a loose piece answers; it comes after what is there already.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        QuestionRefused: The question is withdrawn, or of another story.
    """
    article = _locked_for(stray.article, by)
    piece = StrayAnswer.objects.get(pk=stray.pk)
    asked = Question.objects.get(pk=question.pk)
    if asked.article_id != article.pk:
        raise QuestionRefused(
            _("The question is about another story. Choose one of this story.")
        )
    if asked.withdrawn_at is not None:
        raise QuestionRefused(_("The question was withdrawn. Choose another one."))
    _keep(asked, "\n".join(filter(None, (asked.answer, piece.text))), by, at)
    piece.delete()
    return asked


@transaction.atomic
def loosen_answer(*, question: Question, by: Account, at: datetime) -> StrayAnswer:
    """Take an answer away from the wrong question; it waits among the loose pieces.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        QuestionRefused: The question has no answer.
    """
    article = _locked_for(question.article, by)
    asked = Question.objects.get(pk=question.pk)
    if asked.answered_at is None:
        raise QuestionRefused(_("The question has no answer yet."))
    stray = StrayAnswer.objects.create(
        article=article, text=asked.answer, pasted_by=by, pasted_at=at
    )
    asked.answer, asked.answer_entered_by, asked.answered_at = "", None, None
    asked.save(update_fields=["answer", "answer_entered_by", "answered_at"])
    return stray


@transaction.atomic
def drop_stray(*, stray: StrayAnswer, by: Account) -> None:
    """Drop a loose piece that answers nothing, such as a greeting.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    _locked_for(stray.article, by)
    StrayAnswer.objects.filter(pk=stray.pk).delete()


def _locked_for(article: Article, by: Account) -> Article:
    stored = lock_article(article)
    require_in_one_language(by, ASKING, stored)
    return stored


def _keep(question: Question, said: str, by: Account, at: datetime) -> None:
    question.answer, question.answer_entered_by, question.answered_at = said, by, at
    question.save(update_fields=["answer", "answer_entered_by", "answered_at"])


def _keep_strays(article: Article, loose: list[str], by: Account, at: datetime) -> int:
    known = set(
        StrayAnswer.objects.filter(article=article).values_list("text", flat=True)
    )
    fresh = [piece for piece in dict.fromkeys(loose) if piece not in known]
    for piece in fresh:
        StrayAnswer.objects.create(
            article=article, text=piece, pasted_by=by, pasted_at=at
        )
    return len(fresh)
