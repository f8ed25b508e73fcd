"""The search at 1,000 and 100,000 stories, beside looking for letters in every text.

And readers' pages in the same archive: what is old must not make today's page slow.
"""

import json
from collections.abc import Iterator
from html import escape

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from articles.addresses import version_url  # noqa: E402
from articles.models import Version  # noqa: E402
from bench.board import PLACES, SIZES, Spent, be_the_owner, planted, spent, told  # noqa: E402
from bench.timing import worked  # noqa: E402
from bench.words import paragraphs  # noqa: E402
from website import views  # noqa: E402
from website.keeping import Keeper  # noqa: E402
from website.search.document import EDITION, Text, document  # noqa: E402

TEXTS, PARAGRAPHS = 400, 5
"""So many different bodies; every story has one of them under its own headline."""
PAGE = "/km/search/"
# In one of 400 bodies, as a name is.
NAME = "ឆឹង ពិសាខា"

# Built at once and not entry by entry: ten times as fast, and the same index.
_INDEX = (
    "SET LOCAL maintenance_work_mem = '512MB'",
    "CREATE INDEX search_by_pairs ON website_searchline USING gin (found_by)"
    " WITH (fastupdate = off)",
)
_FILL = """
CREATE TEMPORARY TABLE bodies (number int, language text, blocks jsonb, found tsvector,
    ranked tsvector) ON COMMIT DROP
"""
_BODIES = "INSERT INTO bodies VALUES (%s, %s, %s, %s::tsvector, %s::tsvector)"
# As `website.search.facets` writes them.
_LINES = """
UPDATE articles_revision AS kept SET blocks = bodies.blocks
FROM told JOIN bodies ON bodies.language = told.language
  AND bodies.number = told.number %% %(texts)s
WHERE kept.id = told.revision;
INSERT INTO website_searchline (version_id, revision_id, edition, language, section_id,
    published_at, found_by, ranked_by)
SELECT told.version, told.revision, %(edition)s, told.language,
       (SELECT min(id) FROM articles_section), told.at,
       bodies.found || array_to_tsvector(ARRAY[
         '@l-' || told.language,
         '@s-' || (SELECT min(id) FROM articles_section),
         to_char(told.at AT TIME ZONE 'UTC', '"@"YYYY'),
         to_char(told.at AT TIME ZONE 'UTC', '"@"YYYY-MM')]),
       bodies.ranked || setweight(to_tsvector('simple', told.headline), 'A')
FROM told JOIN bodies ON bodies.language = told.language
  AND bodies.number = told.number %% %(texts)s
WHERE told.status = 'published';
INSERT INTO website_shelfline (version_id, section_id, language, published_at)
SELECT told.version, article.section_id, told.language, told.at
FROM told JOIN articles_version AS version ON version.id = told.version
JOIN articles_article AS article ON article.id = version.article_id
WHERE told.status = 'published'
"""
_LETTERS = """
SELECT version.id, version.headline FROM articles_version AS version
JOIN articles_revision AS revision ON revision.id = version.released_revision_id
WHERE version.status = 'published' AND revision.blocks::text ILIKE %s
ORDER BY version.published_at DESC LIMIT 10
"""


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    be_the_owner()
    small: dict[str, Spent] = {}
    bodies = [*_bodies("km"), *_bodies("en")]
    for size in SIZES:
        with planted(size) as client:
            _fill(bodies)
            for name, asked in _questions():
                ours = spent(client, PAGE, {"q": asked})
                letters = _letters(asked)
                grown = ours.work / small.setdefault(name, ours).work
                yield (
                    f"{size:>7,} {name:<20}{told(ours)}   letters CPU{letters:9.1f} ms"
                    f"   {letters / ours.work:7.1f} ×   growth {grown:4.2f}"
                )
            yield f"{size:>7,} index {_size('search_by_pairs'):.1f} MB"
            yield from _pages(client, size, small)


def _pages(client: Client, size: int, small: dict[str, Spent]) -> Iterator[str]:
    """Measure what readers get without asking, set anew at each look."""
    views.KEEPER = Keeper(most=0)
    public = Version.objects.public().filter(language="km")
    newest = public.select_related("article__section").latest("published_at")
    section = newest.article.section.slug
    for name, path in (
        ("front page", "/km/"),
        ("section", f"/km/{section}/"),
        ("feed", "/km/feeds/rss.xml"),
        ("archive", "/km/archive/"),
        ("article", version_url(newest)),
    ):
        ours = spent(client, path, {})
        grown = ours.work / small.setdefault(name, ours).work
        yield f"{size:>7,} {name:<20}{told(ours)}   growth {grown:4.2f}"


def _questions() -> Iterator[tuple[str, str]]:
    yield "in every text", "ឆ្នាំ"
    yield "Khmer, common", PLACES[0]
    yield "Khmer, two words", "ទឹក គ្រួសារ"
    yield "Khmer name, rare", NAME
    yield "the name in Latin", "Chhoeng Pisakha"
    yield "English", "families boats"
    yield "no such word", "zzqqxx"


def _bodies(language: str) -> Iterator[tuple[int, str, str, str, str]]:
    several = paragraphs(TEXTS * PARAGRAPHS, language)
    for number in range(TEXTS):
        body = several[number * PARAGRAPHS : (number + 1) * PARAGRAPHS]
        if number == 0 and language == "km":
            body[-1] = f"លោក {NAME} បានប្រាប់។ {body[-1]}"
        text = Text(headline="", summary="", body=tuple(body), language=language)
        made = document(text)
        blocks = [
            {"id": f"p{at}", "kind": "paragraph", "html": f"<p>{escape(it)}</p>"}
            for at, it in enumerate(body)
        ]
        yield number, language, json.dumps(blocks), made.found_by, made.ranked_by


def _fill(bodies: list[tuple[int, str, str, str, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FILL)
        cursor.executemany(_BODIES, bodies)
        cursor.execute("DROP INDEX search_by_pairs")
        for statement in _LINES.split(";\n"):
            cursor.execute(statement, {"texts": TEXTS, "edition": EDITION})
        for statement in _INDEX:
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _letters(asked: str) -> float:
    """Measure looking for letters: milliseconds of this process and its session."""
    session = connection.connection.info.backend_pid
    before = worked(session)
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS, [f"%{asked}%"])
        cursor.fetchall()
    return worked(session) - before


def _size(index: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s::regclass) / 1e6::float8", [index])
        (megabytes,) = cursor.fetchone()
    return float(megabytes)
