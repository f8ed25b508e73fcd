"""What a published text is found by."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func
from django.db.models.sql.compiler import SQLCompiler

from articles.models import Revision, Section, Version, is_public

MOST_RANKED = 1_000
"""So many of the newest texts that have a question are ranked."""


class Lexemes(SearchQuery):
    """What is looked for, taken as it is written.

    `to_tsquery` would cut lexemes again at each sign that it takes for no letter.
    """

    def __init__(self, written: str) -> None:
        super().__init__(written, search_type="raw")

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[str | int, ...]]:
        """Cast the text, once for all rows."""
        del connection, function, template, arg_joiner, extra_context
        sql, params = compiler.compile(self.source_expressions[-1])
        # Its own lookups add lists, whatever its types say.
        return f"(SELECT {sql}::tsquery)", [*params]  # type: ignore[return-value]


class SearchLineQuerySet(models.QuerySet["SearchLine"]):
    """Lines, and which of them may be looked at."""

    def readable(self) -> "SearchLineQuerySet":
        """Keep the lines of what readers have at this moment, in its present text."""
        return self.filter(
            is_public("version__"), revision=F("version__released_revision")
        )

    def newest_with(self, *matches: str) -> "SearchLineQuerySet":
        """Find the keys of the newest MOST_RANKED that have what is looked for.

        Args:
            matches: Inputs of tsqueries, none empty; no text has two of them, and what
                has one is newer than all that have a later one. The database asks for
                a later one only where those before were not enough.
        """
        stretches = [
            # So written, it is sorted after it was looked up; an index in the order of
            # time would have every text read to see whether it has what is asked.
            self.filter(found_by=Lexemes(match)).order_by(
                F("published_at").desc(nulls_last=True)
            )[:MOST_RANKED]
            for match in matches
        ]
        first, *others = (each.values("pk") for each in stretches)
        # Not sorted once more: PostgreSQL then takes them in turn, and stops.
        found = first.union(*others, all=True)[:MOST_RANKED] if others else first
        return cast("SearchLineQuerySet", found)

    def among(self, found: "SearchLineQuerySet") -> "SearchLineQuerySet":
        """Keep some lines, each looked up by its key as `newest_with` found it.

        With `IN` the planner joins every version there is, for the sake of a thousand.
        """
        keys = ArraySubquery(found)
        return self.filter(
            Func(
                F("pk"),
                keys,
                arg_joiner=" = ANY(",
                template="%(expressions)s)",
                output_field=models.BooleanField(),
            )
        )

    def between(
        self, *, begin: datetime | None = None, end: datetime | None = None
    ) -> "SearchLineQuerySet":
        """Keep the lines of some time.

        Args:
            begin: Timezone-aware; None for no beginning.
            end: The first moment that is too late; None for no end.
        """
        found = self
        if begin is not None:
            found = found.filter(published_at__gte=begin)
        if end is not None:
            found = found.filter(published_at__lt=end)
        return found


class SearchLine(models.Model):
    """A version as readers have it, ready to be found.

    Attributes:
        version: What is found.
        revision: Its text as it was indexed.
        edition: The way in which it was (`website.search.document.EDITION`).
        language: Of the version.
        section: Of the story, as it was indexed.
        published_at: Of the version, to find and sort by.
        found_by: Lexemes without places, those of language, section and time among
            them (`website.search.facets`).
        ranked_by: Words with their weights.
    """

    version = models.OneToOneField(
        Version, on_delete=models.CASCADE, related_name="search_line", primary_key=True
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    edition = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField()
    found_by = SearchVectorField()
    ranked_by = SearchVectorField()

    objects: ClassVar[SearchLineQuerySet] = SearchLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = verbose_name_plural = "what texts are found by"
        ordering = ("-published_at",)
        indexes = (
            # A list of what waits for the index would be read at every question.
            GinIndex(fields=["found_by"], name="search_by_pairs", fastupdate=False),
            models.Index(fields=["-published_at"], name="search_by_time"),
        )

    def __str__(self) -> str:
        return str(self.version_id)
