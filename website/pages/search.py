"""What the search page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final, cast
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import F
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import get_default_timezone

from articles.addresses import version_url
from articles.languages import language
from articles.models import Version
from articles.text.blocks import from_json, stored_text
from articles.text.dates import written_number
from articles.text.finding import findable
from articles.text.sought import Stretch
from translations.models import Wording
from website.models import SearchLine
from website.models.search_line import MOST_RANKED, Lexemes, SearchLineQuerySet
from website.pages.links import LanguageLink, language_links
from website.pages.moments import Moment, moment
from website.search.facets import STRETCHES, Span, narrowed, newest_first
from website.search.question import Question, parts_of, windows_of
from website.search.snippets import snippet
from worklist.prepared import Question as Prepared
from worklist.prepared import any_of

ON_A_PAGE: Final = 10
MOST_PAGES: Final = 100
# Of A, B, C and D, the least first, as PostgreSQL takes them.
_WEIGHTS: Final = [0.1, 0.3, 0.6, 1.0]
_BY_LENGTH: Final = 1
# One stretch of time is asked for after the other.
_TURNS: Final = tuple(f"turn_{at}" for at in range(len(STRETCHES) + 1))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a reader asked for, as far as it can be understood.

    Attributes:
        question: As typed.
        language: BCP 47 of the texts that are looked through; empty for all.
        section: Slug of a section; empty for all.
        begin: The first day; None for no beginning.
        end: The last day; None for no end.
        is_by_time: The newest come first, not the most fitting.
        page: From 1.
    """

    question: str
    language: str = ""
    section: str = ""
    begin: date | None = None
    end: date | None = None
    is_by_time: bool = False
    page: int = 1

    def url(self, base: str, *, page: int) -> str:
        """Return the path of one page of what is found."""
        values = {
            "q": self.question,
            "language": self.language,
            "section": self.section,
            "from": self.begin.isoformat() if self.begin else "",
            "to": self.end.isoformat() if self.end else "",
            "sort": "newest" if self.is_by_time else "",
            "page": str(page) if page > 1 else "",
        }
        told = {name: value for name, value in values.items() if value}
        return f"{base}?{urlencode(told)}" if told else base


@dataclass(frozen=True)
class Result:
    """A story that was found.

    Attributes:
        url: Path.
        language: BCP 47 of the text.
        language_name: Its own name, where it is not that of the page; else empty.
        headline: HTML in which what was found is marked.
        snippet: Where it stands in the text, the same way.
        section: Its name in the page's language.
        published: When readers saw it first.
    """

    url: str
    language: str
    language_name: str
    headline: SafeString
    snippet: SafeString
    section: str
    published: Moment


@dataclass(frozen=True)
class SearchPage:
    """Everything that the template prints.

    Attributes:
        asked: What for.
        is_asked: There is something to look for.
        results: At most ON_A_PAGE.
        count: How many stories were found, at most MOST_RANKED of texts.
        before: Path of the page before; empty on the first.
        after: Path of the next page; empty on the last.
        languages: The same page in other languages.
    """

    language: str
    url: str
    asked: Asked
    is_asked: bool
    results: tuple[Result, ...]
    count: int
    before: str
    after: str
    languages: tuple[LanguageLink, ...]

    @property
    def first(self) -> int:
        """The number of the first result of the page."""
        return (self.asked.page - 1) * ON_A_PAGE + 1

    @property
    def shown_count(self) -> str:
        """How many stories were found, in the digits of the page."""
        return written_number(self.count, self.language)


def search_page(
    asked: Asked, *, language_tag: str, spoken: Iterable[str]
) -> SearchPage:
    """Look for what is asked, in four queries.

    Args:
        asked: As understood.
        language_tag: BCP 47 of the page.
        spoken: The languages in which there is such a page.
    """
    sought = _sought(asked)
    question = sought.question
    chosen, count = _chosen(sought, asked, language_tag)
    urls = {tag: reverse("search", kwargs={"language": tag}) for tag in spoken}
    here = urls[language_tag]
    is_last = asked.page * ON_A_PAGE >= count or asked.page >= MOST_PAGES
    return SearchPage(
        language=language_tag,
        url=here,
        asked=asked,
        is_asked=bool(question.parts),
        results=tuple(_results(chosen, question, language_tag)),
        count=count,
        before=asked.url(here, page=asked.page - 1) if asked.page > 1 else "",
        after="" if is_last else asked.url(here, page=asked.page + 1),
        languages=language_links(
            {tag: asked.url(url, page=asked.page) for tag, url in urls.items()},
            here=language_tag,
        ),
    )


@dataclass(frozen=True)
class _Sought:
    """What is looked for, and where.

    Attributes:
        question: In words.
        begin: The first moment; None for no beginning.
        end: The first moment that is too late; None for no end.
        section: Key of the one section; None for every one.
        span: Of the texts before the end; None for few texts.
    """

    question: Question
    begin: datetime | None = None
    end: datetime | None = None
    section: int | None = None
    span: Span | None = None


def _sought(asked: Asked) -> _Sought:
    """Understand what is asked, and learn where to begin to look."""
    parts = parts_of(asked.question)
    if not parts:
        return _Sought(Question(()))
    latin = [part for part in parts if part.isascii() and part.isalpha()]
    begin, end = _midnight(asked.begin), _midnight(asked.end, later=1)
    values = {
        "latin": latin,
        "section": asked.section,
        "end": end,
        "enough": MOST_RANKED - 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, values)
        stems, section, newest, enough, oldest = cursor.fetchone()
    forms = {word: stem for word, stem in zip(latin, stems, strict=True) if stem}
    return _Sought(
        Question(parts, forms, _other_words(parts)),
        begin,
        end,
        section,
        None if enough is None else Span(newest, enough, min(begin or oldest, newest)),
    )


# Of each Latin word what all its forms begin with; the section's key; of the texts that
# there are, their time.
_KNOWN: Final = """
    SELECT ARRAY(SELECT (ts_lexize('english_stem', word))[1]
                 FROM unnest(%(latin)s::text[]) WITH ORDINALITY AS asked (word, place)
                 ORDER BY place),
           (SELECT id FROM articles_section WHERE slug = %(section)s),
           max(published_at),
           (SELECT published_at FROM website_searchline
            WHERE published_at < coalesce(%(end)s, 'infinity'::timestamptz)
            ORDER BY published_at DESC OFFSET %(enough)s LIMIT 1),
           min(published_at)
    FROM website_searchline
    WHERE published_at < coalesce(%(end)s, 'infinity'::timestamptz)
"""


def _other_words(parts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Ask the glossary what else is called as some parts are."""
    asked = {
        findable(" ".join(window)): " ".join(window) for window in windows_of(parts)
    }
    others: dict[str, dict[str, None]] = {}
    for wording in _WORDINGS.ask(asked=tuple(asked)).models:
        said, folded = str(vars(wording)["said"]), wording.folded
        if said != folded:
            others.setdefault(asked[said], {})[folded] = None
    return {said: tuple(several) for said, several in others.items()}


_WORDINGS = Prepared(
    lambda asked: (
        Wording.objects.filter(
            term__withdrawn_at=None, term__wordings__folded__in=any_of(asked, "text")
        )
        .annotate(said=F("term__wordings__folded"))
        .order_by("term", "position")
    ),
    asked=tuple,
)


def _chosen(sought: _Sought, asked: Asked, language_tag: str) -> tuple[list[int], int]:
    """Find the versions of one page of stories, and count the stories."""
    question = sought.question
    if not question.parts:
        return [], 0
    match = narrowed(question.match, language=asked.language, section=sought.section)
    turns = newest_first(match, sought.span, has_begin=sought.begin is not None)
    values = {
        **dict(zip(_TURNS, turns, strict=False)),
        "rank": "" if asked.is_by_time else question.rank,
        "begin": sought.begin,
        "end": sought.end,
    }
    given = {name: value for name, value in values.items() if value}
    stories: dict[object, int] = {}
    for pk, article, tag, *_rank in _lines(frozenset(given)).ask(**given).rows:
        # Of a story that is found in several languages, the one of the page is shown.
        if tag == language_tag or article not in stories:
            stories[article] = pk
    begin = (asked.page - 1) * ON_A_PAGE
    return list(stories.values())[begin : begin + ON_A_PAGE], len(stories)


@cache
def _lines(given: frozenset[str]) -> Prepared[SearchLine]:
    """Return the question for the lines that have what is looked for.

    Args:
        given: Which of its places there are; the others narrow nothing down.
    """
    places: Mapping[str, type] = {
        **dict.fromkeys((*_TURNS, "rank"), str),
        **dict.fromkeys(("begin", "end"), datetime),
    }
    return Prepared(_ranked, **{name: places[name] for name in places if name in given})


def _ranked(rank: str = "", **places: Any) -> SearchLineQuerySet:
    matches = [places.pop(turn) for turn in _TURNS if turn in places]
    found = SearchLine.objects.between(**places).newest_with(*matches)
    lines = SearchLine.objects.all().among(found).readable()
    order = ["-published_at", "-pk"]
    if rank:
        lines = lines.annotate(
            rank=SearchRank(
                F("ranked_by"),
                Lexemes(rank),
                weights=_WEIGHTS,
                normalization=_BY_LENGTH,
            )
        )
        order.insert(0, "-rank")
    found_in = lines.order_by(*order).values_list("pk", "version__article", "language")
    return cast("SearchLineQuerySet", found_in)


def _midnight(day: date | None, *, later: int = 0) -> datetime | None:
    if day is None:
        return None
    start = datetime.combine(day, time.min, get_default_timezone())
    return start + timedelta(days=later)


_FOUND = Prepared(
    lambda pks: (
        Version.objects.public()
        .select_related("article__section", "released_revision")
        .filter(pk__in=any_of(pks))
    ),
    pks=tuple,
)


def _results(
    chosen: Sequence[int], question: Question, language_tag: str
) -> Iterable[Result]:
    found = {version.pk: version for version in _FOUND.ask(pks=tuple(chosen)).models}
    for pk in chosen:
        result = _result(found[pk], question, language_tag) if pk in found else None
        if result is not None:
            yield result


def _result(version: Version, question: Question, language_tag: str) -> Result | None:
    if version.released_revision is None or version.published_at is None:
        msg = f"{version} is public without a released text."
        raise LookupError(msg)
    texts = [
        stored_text(block)
        for block in from_json(version.released_revision.blocks)
        if block.id != "headline"
    ]
    if not question.holds(version.headline, *texts):
        return None
    is_foreign = version.language != language_tag
    return Result(
        url=version_url(version),
        language=version.language,
        language_name=language(version.language).own_name if is_foreign else "",
        headline=_marked(question.marks.marked_in(version.headline)),
        snippet=_marked(snippet(texts, question.marks)),
        section=str(version.article.section),
        published=moment(version.published_at, language_tag),
    )


def _marked(stretches: Iterable[Stretch]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", it.text) if it.is_found else it.text,)
            for it in stretches
        ),
    )
