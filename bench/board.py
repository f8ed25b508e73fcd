"""The board at 1,000 and 100,000 stories, beside Django's own list at as many."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.models import BoardLine, Version  # noqa: E402
from bench.stock import TEMPLATES  # noqa: E402
from bench.timing import worked  # noqa: E402
from newsroom.board.paging import Place  # noqa: E402
from people.models import Account, RoleGrant  # noqa: E402

SIZES = (1_000, 100_000)
ROUNDS = 10
PLACES = ("ភ្នំពេញ", "សៀមរាប", "បាត់ដំបង", "កំពត", "ក្រចេះ", "តាកែវ", "ព្រៃវែង", "កំពង់ចាម")
EVENTS = ("ទឹកជំនន់", "ផ្សារថ្មី", "ផ្លូវជាតិ", "សាលារៀន", "មន្ទីរពេទ្យ", "ដីធ្លី", "អ្នកនេសាទ")
# In one of 500 headlines, as a name is.
RARE = "ព្រែកអណ្ដូងទេព"
BOARD, STOCK = "/admin/", "/admin/articles/version/"
TABLES = (
    "article",
    "version",
    "revision",
    "approval",
    "workingblock",
    "source",
    "boardline",
)

# Of the newest 300 stories most lie with somebody; every older one is out in Khmer, and
# every second one in English too. A few are late, held back, restricted or hidden.
STORIES = """
CREATE TEMPORARY TABLE planted AS
SELECT number, gen_random_uuid() AS id,
       now() - number * interval '50 minutes' AS at,
       CASE WHEN number > 300 THEN 'published'
            ELSE (ARRAY['draft', 'submitted', 'in_edit', 'published'])[1 + number %% 4]
       END AS status,
       (%(places)s::text[])[1 + number %% cardinality(%(places)s::text[])]
       || %(gap)s::text
       || (%(events)s::text[])[1 + number / 8 %% cardinality(%(events)s::text[])]
       || ' ' || CASE WHEN number %% 500 = 7 THEN %(rare)s::text ELSE '' END
       || number AS km,
       'Story ' || number || ' from the provinces' AS en
FROM generate_series(1, %(number)s::int) AS number;
CREATE TEMPORARY TABLE told AS
SELECT nextval('articles_version_id_seq') AS version,
       nextval('articles_revision_id_seq') AS revision, planted.*, language,
       CASE language WHEN 'km' THEN km ELSE en END AS headline
FROM planted, (VALUES ('km'), ('en')) AS tongue (language)
WHERE language = 'km' OR (status = 'published' AND number %% 2 = 0);
INSERT INTO articles_article (id, slugline, kind, outlet_id, section_id,
    is_restricted, is_hidden, embargoed_until, created_at)
SELECT id, 'story-' || number, 'news',
       (SELECT min(id) FROM articles_outlet), (SELECT min(id) FROM articles_section),
       number %% 1000 = 3, number %% 1000 = 4,
       CASE WHEN number %% 100 = 5 THEN at + interval '1 day' END, at
FROM planted;
INSERT INTO articles_version (id, article_id, language, origin, status, slug, headline,
    owner_id, due_at, rights_basis, created_at, current_revision_id,
    approved_revision_id, released_revision_id, published_at, released_at)
SELECT version, id, language,
       CASE language WHEN 'km' THEN 'original' ELSE 'translation' END,
       status, 'bench-' || number,
       CASE WHEN status = 'published' THEN headline ELSE '' END,
       CASE WHEN status = 'draft' AND number %% 3 = 0 THEN %(me)s::bigint END,
       CASE WHEN status <> 'published' AND number %% 8 = 0 THEN at END, 'staff', at,
       revision, CASE WHEN status = 'published' THEN revision END,
       CASE WHEN status = 'published' THEN revision END,
       CASE WHEN status = 'published' THEN at END,
       CASE WHEN status = 'published' THEN at END
FROM told;
INSERT INTO articles_workingblock (version_id, block_id, position, kind, html, number)
SELECT version, kind || position, position, kind,
       CASE kind WHEN 'headline' THEN headline ELSE '<p>' || km || '</p>' END, 1
FROM told, (VALUES (0, 'headline'), (1, 'paragraph'), (2, 'paragraph'),
                   (3, 'paragraph')) AS block (position, kind);
INSERT INTO articles_revision (id, version_id, number, blocks, occasion, is_minor,
    made_at)
SELECT revision, version, 1, '[]', 'saved', false, at FROM told;
INSERT INTO articles_approval (version_id, revision_id, is_afterwards, reason,
    approved_by_id, approved_at)
SELECT version, revision, number %% 5000 = 8, '',
       CASE WHEN number %% 5000 <> 8 THEN %(me)s::bigint END,
       CASE WHEN number %% 5000 <> 8 THEN at END
FROM told WHERE status = 'published';
INSERT INTO articles_source (version_id, position, source_version_id,
    source_revision_id, outlet_name, language, title, url)
SELECT en.version, 0, km.version, km.revision, '', '', '', ''
FROM told AS en JOIN told AS km USING (id)
WHERE en.language = 'en' AND km.language = 'km';
INSERT INTO translations_languagedecision (article_id, language, decision,
    decided_by_id, decided_at)
SELECT id, 'en', CASE WHEN number %% 2 = 0 THEN 'full' ELSE 'not_wanted' END,
       %(me)s::bigint, at
FROM planted WHERE number %% 50 <> 9;
INSERT INTO articles_boardline (article_id, language, moved_at, words, is_out,
    is_unread, is_wanted, is_settled)
SELECT id, '', at, 'story-' || number, false, false, false, false FROM planted
UNION ALL
SELECT id, tongue.language, planted.at,
       coalesce(lower(replace(told.headline, %(gap)s::text, '')), ''),
       coalesce(told.status = 'published', false),
       coalesce(told.status IN ('submitted', 'in_edit'), false),
       tongue.language = 'en' AND planted.number %% 50 <> 9 AND planted.number %% 2 = 0,
       tongue.language = 'en' AND planted.number %% 50 <> 9
FROM planted CROSS JOIN (VALUES ('km'), ('en')) AS tongue (language)
LEFT JOIN told USING (id, language)
WHERE told.version IS NOT NULL OR planted.number %% 50 <> 9;
"""


@dataclass(frozen=True)
class Spent:
    """What a page costs.

    Attributes:
        work: Milliseconds of CPU of this process and of its database session, the
            mean of all rounds; says the same on a busy machine.
        middle: Milliseconds by the clock, p50.
        late: Milliseconds by the clock, p95.
        queries: How many.
    """

    work: float
    middle: float
    late: float
    queries: int


def lines() -> Iterator[str]:
    """Yield the lines of the table, for each size the yardstick beside the board."""
    be_the_owner()
    small: dict[str, Spent] = {}
    for size in SIZES:
        with planted(size) as client:
            for name, ours, theirs in _pages(client, size):
                board = spent(client, BOARD, ours)
                stock = _stock(client, theirs)
                grown = board.work / small.setdefault(name, board).work
                yield _row(f"{size:>7,} {name}", board, stock, grown)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM articles_{table}")


def be_the_owner() -> None:
    """Let the bench analyse tables, and keep no text of any query."""
    owner = settings.DATABASES["owner"]["USER"]
    settings.DATABASES["default"]["USER"] = owner
    connections["default"].settings_dict["USER"] = owner
    settings.DEBUG = False


def _pages(
    client: Client, size: int
) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield pages of the board and those of the stock list that show the same."""
    versions = Version.objects.count()
    last = str(versions // 25)
    middle = BoardLine.objects.newest().order_by("-moved_at", "-pk")[size // 2]
    place = str(Place(middle.moved_at, middle.pk))
    halfway = str(versions // 50)
    yield "first page", {}, {}
    yield "page halfway", {"after": place}, {"p": halfway}
    yield "last page", {"oldest": "1"}, {"p": last}
    yield "Khmer, common", {"q": PLACES[0]}, {"q": PLACES[0]}
    yield "Khmer, rare", {"q": RARE}, {"q": RARE}
    yield "Khmer, two words", {"q": f"{RARE} {PLACES[7]}"}, {"q": f"{RARE} {PLACES[7]}"}
    yield "no such word", {"q": "zzqqxx"}, {"q": "zzqqxx"}
    yield "second read", {"show": "second-read"}, {"status__exact": "submitted"}


@contextmanager
def planted(size: int) -> Iterator[Client]:
    """Plant stories for as long as they are measured, and sign somebody in."""
    with transaction.atomic():
        account = _account()
        _plant(size, account)
        client = Client()
        client.force_login(account)
        yield client
        # Nothing that was planted stays.
        transaction.set_rollback(True)
    connection.close()


def _account() -> Account:
    account = Account.objects.create_user("bench", interface_language="en")
    for role, language in (("Editor", ""), ("Publisher", "km"), ("Rights desk", "")):
        RoleGrant.objects.create(
            account=account,
            group=Group.objects.get(name=role),
            language=language,
            granted_at=timezone.now(),
        )
    return account


def _plant(size: int, account: Account) -> None:
    words = {
        "number": size,
        "me": account.pk,
        "places": list(PLACES),
        "events": list(EVENTS),
        # A zero-width space between two words, as Khmer keyboards type it.
        "gap": "\u200b",
        "rare": RARE,
    }
    with connection.cursor() as cursor:
        for table in TABLES:
            # History is not what is measured.
            cursor.execute(f"ALTER TABLE articles_{table} DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE translations_languagedecision DISABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        # All the work in one process, where it can be counted.
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        for statement in STORIES.split(";\n"):
            if statement.strip():
                cursor.execute(statement, words)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT gin_clean_pending_list('board_words')")
        cursor.execute("ANALYZE")


def _stock(client: Client, asked: dict[str, str]) -> Spent:
    with override_settings(ROOT_URLCONF="bench.stock", TEMPLATES=TEMPLATES):
        return spent(client, STOCK, asked)


def spent(client: Client, url: str, asked: dict[str, str]) -> Spent:
    """Measure a page.

    Args:
        client: Of somebody signed in.
        url: Its path.
        asked: Its query.
    """

    def call() -> None:
        response = client.get(url, asked)
        if response.status_code != 200:  # noqa: PLR2004 - the one that shows a page
            msg = f"{url} {asked}: {response.status_code}"
            raise RuntimeError(msg)

    call()
    with CaptureQueriesContext(connection) as captured:
        call()
        queries = len(captured)
    before = _work()
    times = [_wall(call) for _each in range(ROUNDS)]
    work = (_work() - before) / ROUNDS
    cut = quantiles(times, n=20)
    return Spent(work, cut[9], cut[18], queries)


def _work() -> float:
    return worked(connection.connection.info.backend_pid)


def _wall(call: Callable[[], None]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def _row(name: str, board: Spent, stock: Spent, grown: float) -> str:
    return (
        f"{name:<26}{told(board)}   stock {told(stock)}"
        f"   {stock.work / board.work:6.1f} ×   growth {grown:4.2f}"
    )


def told(spent: Spent) -> str:
    """Say in half a line what a page costs."""
    return (
        f"CPU{spent.work:8.1f} p50{spent.middle:8.1f} p95{spent.late:8.1f} ms"
        f"{spent.queries:3} q"
    )
