"""Erase what was asked, answered and noted about a story."""

from datetime import datetime

from django.db import transaction

from articles.actions.hiding import lock_article
from articles.models import Article
from translations.models import (
    Assignment,
    BroughtBack,
    Comment,
    Dismissal,
    HandedOut,
    Question,
    StrayAnswer,
)


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


@transaction.atomic
def erase_comments(*, article: Article, at: datetime) -> int:
    """Erase what was said beside the paragraphs of a story, for retention.

    Whoever calls it has asked whether a legal hold stands in the way.

    Args:
        article: The story.
        at: Timezone-aware; what was said after it stays.

    Returns:
        How many comments are gone.
    """
    stored = lock_article(article)
    said = Comment.objects.filter(version__article=stored, at__lte=at)
    return said.delete()[0]


@transaction.atomic
def erase_dismissals(*, article: Article, at: datetime) -> int:
    """Erase why warnings about the translations of a story were dismissed.

    Whoever calls it has asked whether a legal hold stands in the way.

    Args:
        article: The story.
        at: Timezone-aware; what was dismissed after it stays.

    Returns:
        How many dismissals are gone.
    """
    stored = lock_article(article)
    dismissed = Dismissal.objects.filter(version__article=stored, dismissed_at__lte=at)
    return dismissed.delete()[0]


@transaction.atomic
def erase_notes(*, article: Article, at: datetime) -> int:
    """Erase the words that went with the assignments of a story, for retention.

    Whoever calls it has asked whether a legal hold stands in the way. Who was asked, by
    whom and when, stays.

    Args:
        article: The story.
        at: Timezone-aware; what was offered after it keeps its words.

    Returns:
        How many assignments have lost their words.
    """
    stored = lock_article(article)
    with_words = Assignment.objects.filter(
        version__article=stored, offered_at__lte=at
    ).exclude(note="", reason="")
    return with_words.update(note="", reason="")


@transaction.atomic
def erase_files(*, article: Article, at: datetime) -> int:
    """Erase the texts of the files that left and came back, for retention.

    Whoever calls it has asked whether a legal hold stands in the way. That a file left,
    when and to whom, stays.

    Args:
        article: The story.
        at: Timezone-aware; what left or came after it keeps its texts.

    Returns:
        How many files have lost their texts.
    """
    stored = lock_article(article)
    back = BroughtBack.objects.waiting().filter(
        version__article=stored, brought_at__lte=at
    )
    left = HandedOut.objects.filter(version__article=stored, handed_at__lte=at)
    gone, _per_model = back.delete()
    return gone + left.exclude(rows=[]).update(rows=[])
