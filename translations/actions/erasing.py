"""Erase what was asked and answered about a story."""

from datetime import datetime

from django.db import transaction

from articles.actions.hiding import lock_article
from articles.models import Article
from translations.models import Question, StrayAnswer


@transaction.atomic
def erase_questions(*, article: Article, at: datetime) -> int:
    """Erase the questions, answers and loose pieces of a story, for retention.

    Whoever calls it has asked whether a legal hold stands in the way. That something
    was asked, by whom and when, stays in the history; no word does.

    Args:
        article: The story.
        at: Timezone-aware; what was asked or pasted after it stays.

    Returns:
        How many questions and loose pieces are gone.
    """
    stored = lock_article(article)
    questions = Question.objects.filter(article=stored, asked_at__lte=at)
    strays = StrayAnswer.objects.filter(article=stored, pasted_at__lte=at)
    return questions.delete()[0] + strays.delete()[0]
