"""What the board finds and sorts stories by: when they moved, and by which words."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.models.article import Article
from articles.text.finding import grams_of, parts_of

STORY = ""
"""The language of a story's own line."""


class Grams(models.Func):
    """The pieces of two and three characters of a text, as the index holds them.

    Unlike `pg_trgm` it needs no extension, and takes Khmer signs for letters
    whatever the locale of the database.
    """

    function = "articles_grams"
    output_field: models.Field[Any, Any] = ArrayField(models.TextField())


class BoardLineQuerySet(models.QuerySet["BoardLine"]):
    """Lines of the board, and the stories they stand for."""

    def newest(self) -> "BoardLineQuerySet":
        """Keep the line of each story that moved last, so that each is there once."""
        later = BoardLine.objects.filter(
            Q(moved_at__gt=OuterRef("moved_at"))
            | Q(moved_at=OuterRef("moved_at"), pk__gt=OuterRef("pk")),
            article=OuterRef("article"),
        )
        return self.filter(~Exists(later))

    def about(self, question: str) -> "BoardLineQuerySet":
        """Keep a line of each story that has every part of a question in its lines.

        It begins at the index of words, whatever the planner expects: a story can be
        there once for each of its languages.

        Args:
            question: As typed; spelling, spaces, digits and case do not matter.
        """
        parts = sorted(parts_of(question), key=len, reverse=True)
        found = self
        for part in parts[:1]:
            found = found.filter(words__contains=part)
            grams = grams_of(part)
            if grams:
                found = found.alias(grams=Grams("words")).filter(
                    Q(grams__contains=list(grams))
                )
        return found._with(parts[1:])

    def of_stories_about(self, question: str) -> "BoardLineQuerySet":
        """Keep the lines of stories that have every part of a question in their lines.

        It asks each story in turn: the way to the first of very many.
        """
        return self._with(parts_of(question))

    def _with(self, parts: Iterable[str]) -> "BoardLineQuerySet":
        found = self
        for part in parts:
            lines = BoardLine.objects.filter(
                article=OuterRef("article"), words__contains=part
            )
            found = found.filter(Exists(lines))
        return found


class BoardLine(models.Model):
    """The story itself, or one of its languages, written in or only wanted.

    A line is written by who holds the lock of what it stands for, so that two people
    at two languages of one story never wait for each other.

    Attributes:
        article: The story.
        language: BCP 47; empty for the story's own line.
        moved_at: When somebody changed it last.
        words: What it is found by, as `articles.text.finding` folds them.
        is_out: The version is published, its hour come or not.
        is_unread: Its newest text waits for a second person.
        is_wanted: A desk wants the story in the language.
        is_settled: A desk has decided, one way or the other.
        is_waiting: Wanted, and not out.
    """

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="board_lines", db_index=False
    )
    language = models.CharField(max_length=35, blank=True, default=STORY)
    moved_at = models.DateTimeField()
    words = models.TextField(blank=True)
    is_out = models.BooleanField(default=False)
    is_unread = models.BooleanField(default=False)
    is_wanted = models.BooleanField(default=False)
    is_settled = models.BooleanField(default=False)
    # One column and not a condition on two: the planner of the database takes them
    # for independent, and would expect thousands of rows where there are ten.
    is_waiting = models.GeneratedField(
        expression=models.ExpressionWrapper(
            Q(is_wanted=True, is_out=False), output_field=models.BooleanField()
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects: ClassVar[BoardLineQuerySet] = BoardLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = verbose_name_plural = "lines of the board"
        constraints = (
            models.UniqueConstraint(
                fields=["article", "language"], name="one_board_line_per_language"
            ),
        )
        indexes = (
            models.Index(fields=["-moved_at", "-id"], name="board_by_movement"),
            models.Index(
                fields=["article", "moved_at", "id"], name="board_of_one_story"
            ),
            models.Index(
                fields=["language", "article"],
                condition=Q(is_waiting=True),
                name="board_waiting",
            ),
            models.Index(
                fields=["language", "article"],
                condition=Q(is_unread=True),
                name="board_unread",
            ),
            GinIndex(Grams("words"), name="board_words"),
        )

    def __str__(self) -> str:
        return f"{self.article_id} · {self.language}"
