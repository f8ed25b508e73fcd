"""The newest texts are found without the others, and no text is missed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from articles.actions import publishing
from articles.models import Version
from tests import factories as make
from website.actions.indexing import index
from website.models import SearchLine, search_line
from website.pages import search as page
from website.search.facets import STRETCHES, Span, facets, newest_first
from website.search.question import Question, parts_of

NEWEST = datetime(2026, 3, 31, 12, tzinfo=UTC)
SPANS = [
    Span(NEWEST, NEWEST - timedelta(days=took), NEWEST - timedelta(days=9_000))
    for took in (0, 1, 20, 100, 400, 2_000)
]
IN_EACH, IN_EVERY_THIRD, IN_THE_OLDEST = "ទន្លេ", "ស្ពាន", "ផ្សារ"
FEW = 4


@pytest.mark.django_db
@pytest.mark.parametrize("span", SPANS)
def test_each_text_is_in_one_stretch_and_those_after_it_are_older(span):
    turns = list(newest_first("river", span))
    assert len(turns) <= len(STRETCHES) + 1
    stretches = []
    with connection.cursor() as cursor:
        for days in range(0, 9_000, 13):
            at = NEWEST - timedelta(days=days)
            cursor.execute(
                "SELECT array_agg(place) FROM unnest(%s::text[])"
                " WITH ORDINALITY AS turn (match, place)"
                " WHERE array_to_tsvector(%s) @@ match::tsquery",
                [turns, ["river", *facets(language="km", section=1, published=at)]],
            )
            ((stretch,),) = cursor.fetchone()
            stretches.append(stretch)
    assert stretches == sorted(stretches)
    # What is to be found at once is there: as many as are ranked.
    assert stretches[(span.newest - span.enough).days // 13] == 1


@pytest.fixture
def archive(db, monkeypatch):
    """Twenty years of a paper, of which few texts are ranked."""
    for module in (search_line, page):
        monkeypatch.setattr(module, "MOST_RANKED", FEW)
    page._lines.cache_clear()
    yield [_published(at) for at in range(24)]
    page._lines.cache_clear()


def _published(at: int) -> int:
    body = [
        IN_EACH,
        *([IN_EVERY_THIRD] if at % 3 == 2 else []),
        *([IN_THE_OLDEST] if at == 23 else []),
    ]
    version = make.approved(make.a_version(text=make.blocks("ក", ["។ ".join(body)])))
    publishing.publish(version=version, by=make.a_chief(), at=make.NOW)
    Version.objects.filter(pk=version.pk).update(published_at=_when(at))
    index(version=version.pk)
    return version.pk


def _when(at: int) -> datetime:
    return NEWEST - timedelta(days=10 * at * abs(at))


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (IN_EACH, range(FEW)),
        (IN_EVERY_THIRD, (2, 5, 8, 11)),
        (f"{IN_EACH} {IN_THE_OLDEST}", (23,)),
        ("អ្នកណា", ()),
    ],
)
def test_the_newest_that_have_a_word_are_found_however_old(archive, asked, places):
    assert _found(asked) == [archive[place] for place in places]


@pytest.mark.parametrize(
    ("asked", "begin", "end", "places"),
    [
        (IN_EACH, None, 9, (9, 10, 11, 12)),
        (IN_EVERY_THIRD, None, 9, (11, 14, 17, 20)),
        (IN_EACH, 10, 9, (9, 10)),
        (IN_EACH, 2, None, (0, 1, 2)),
        (IN_EVERY_THIRD, 20, 9, (11, 14, 17, 20)),
        (IN_EVERY_THIRD, 19, 9, (11, 14, 17)),
        (IN_EACH, -3, None, ()),
    ],
)
def test_nothing_before_the_begin_and_after_the_end_is_found(
    archive, asked, begin, end, places
):
    first, last = (None if it is None else _when(it).date() for it in (begin, end))
    assert _found(asked, begin=first, end=last) == [archive[at] for at in places]


def test_what_is_enough_asks_for_nothing_older(archive):
    span = Span(NEWEST, NEWEST - timedelta(days=90), NEWEST - timedelta(days=9_000))
    plans = [
        SearchLine.objects.newest_with(*newest_first(match, span)).explain(analyze=True)
        for match in (Question(parts_of(IN_EACH)).match, "'zz'")
    ]
    assert ["never executed" in plan for plan in plans] == [True, False]


def _found(asked: str, **narrowed: object) -> list[int]:
    question = page.Asked(question=asked, is_by_time=True, **narrowed)  # type: ignore[arg-type]
    shown = page.search_page(question, language_tag="km", spoken=("km",))
    urls = {it.url: it.url for it in shown.results}
    by_slug = dict(Version.objects.values_list("slug", "pk"))
    return [by_slug[url.strip("/").rpartition("/")[2]] for url in urls]
