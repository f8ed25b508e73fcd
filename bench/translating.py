"""Send to translation, follow a source, publish, list what is stale, at two sizes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.actions import reviewing  # noqa: E402
from articles.actions.writing import (  # noqa: E402
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.models import Origin, Revision, Source, Status, Version  # noqa: E402
from articles.text.blocks import Block, BlockKind  # noqa: E402
from newsroom import desk  # noqa: E402
from people.models import Account  # noqa: E402
from translations.actions.following import follow_release  # noqa: E402
from translations.actions.sending import send_to_translation  # noqa: E402
from translations.models import Unit  # noqa: E402

SIZES = (1_000, 100_000)
ROUNDS = 15
PARAGRAPHS = 40
KHMER = (
    "គិតត្រឹមដំណាច់ខែវិច្ឆិកា គ្រូពេទ្យបានពិនិត្យអ្នកជំងឺ ៨៤៦ នាក់ ក្នុងនោះមានស្ត្រីមានផ្ទៃពោះ "
    "៤៧ នាក់ ហើយបានចាក់ថ្នាំបង្ការដល់កុមារ ១៥៦ នាក់ បើតាមបញ្ជីដែលគ្រូពេទ្យបានរាប់ឡើងវិញ។ "
) * 2
# One of 500 no longer says what its source says.
UNITS = """
INSERT INTO translations_unit (version_id, source_version_id, source_ids, target_ids,
    state, is_dropped, made_from, made_from_blocks, shown_from, source_now, is_minor,
    anchored_as)
SELECT version.id, source.source_version_id, ARRAY['b' || number], ARRAY['t' || number],
    'translated', false, repeat('a', 64),
    jsonb_build_array(jsonb_build_object('id', 'b' || number, 'text', %(text)s::text)),
    repeat('a', 64), CASE WHEN number %% 500 = 7 THEN repeat('b', 64)
    ELSE repeat('a', 64) END, false, 'translated'
FROM articles_version AS version
JOIN articles_source AS source ON source.version_id = version.id,
    generate_series(1, %(number)s::int) AS number
WHERE version.id = %(version)s
"""


@dataclass(frozen=True)
class Spent:
    """What a call costs.

    Attributes:
        middle: Milliseconds by the clock, p50.
        queries: How many, without those that begin and end a part of a transaction.
    """

    middle: float
    queries: int


def lines() -> Iterator[str]:
    """Yield the lines of the table: each beside one plain query of the same run."""
    # Only the owner of the tables may analyse them.
    settings.DATABASES["default"]["USER"] = settings.DATABASES["owner"]["USER"]
    connections["default"].settings_dict["USER"] = settings.DATABASES["owner"]["USER"]
    settings.DEBUG = False
    # What is planted are signs for texts; `--checks` weighs what looks at texts.
    settings.APPROVAL_GATES = ()
    small: dict[str, Spent] = {}
    for size in SIZES:
        with _planted(size) as by:
            floor = _spent(_one_query)
            for name, call in _calls(by):
                spent = _spent(call)
                grown = spent.middle / small.setdefault(name, spent).middle
                yield (
                    f"{size:>7,} units  {name:<36}{spent.middle:8.2f} ms"
                    f"{spent.queries:4} q   {spent.middle / floor.middle:6.1f} × one "
                    f"query   growth {grown:4.2f}"
                )


def _calls(by: Account) -> Iterator[tuple[str, Callable[[], object]]]:
    at = timezone.now()
    source = _a_source(by)
    languages = iter(f"x-{number}" for number in range(10**6))
    yield (
        f"send {PARAGRAPHS} paragraphs to translation",
        lambda: send_to_translation(
            source=source, language=next(languages), by=by, at=at
        ),
    )
    translated = Version.objects.filter(article=source.article).latest("pk")
    Unit.objects.exclude(version=translated).filter(source_version=source).delete()
    yield "a release tells one translation", _a_release(source, by)
    yield "publish a translation", _a_publication(by)
    yield (
        "list everything stale",
        lambda: list(Unit.objects.stale().order_by("version_id", "pk")[:500]),
    )


def _a_source(by: Account) -> Version:
    version = Version.objects.filter(
        language="km", origin=Origin.ORIGINAL, status=Status.PUBLISHED
    ).earliest("pk")
    heads = [block for block in working_copy(version) if block.kind.is_reserved]
    body = [
        Block(id=f"k{n}", kind=BlockKind.PARAGRAPH, html=f"<p>{n} {KHMER}</p>")
        for n in range(PARAGRAPHS)
    ]
    return _released(version, (*heads, *body), by)


def _released(version: Version, blocks: tuple[Block, ...], by: Account) -> Version:
    at = timezone.now()
    write_working_copy(version=version, blocks=blocks, by=by, at=at)
    save_revision(version=version, by=by, at=at)
    second = Account.objects.filter(is_superuser=False).get(username="publisher")
    reviewing.approve(version=version, by=second, at=at)
    return desk.publish_story(version=version, by=second, at=at)


def _a_release(source: Version, by: Account) -> Callable[[], object]:
    """Let two paragraphs of forty be other ones, to and fro."""
    Unit.objects.filter(source_version=source).update(
        state="translated", target_ids=["x"], made_from="a" * 64, source_now="a" * 64
    )
    before = Version.objects.select_related("released_revision").get(pk=source.pk)
    first = before.released_revision
    blocks = working_copy(before)
    changed = tuple(
        replace(block, html="<p>ទឹកស្រកវិញហើយ។</p>")
        if block.id in {"k3", "k30"}
        else block
        for block in blocks
    )
    after = _released(before, changed, by)
    second = Revision.objects.get(pk=after.released_revision_id)
    turns = iter([(first, second), (second, first)] * 10_000)

    def release() -> Spent:
        was, now = next(turns)
        # Only later revisions follow earlier ones; both ways cost the same.
        number = max(was.number, now.number)
        later = now if now.number == number else was
        earlier = was if later is now else now
        after.released_revision = later
        spent = _costs(
            lambda: follow_release(
                version=after, was_id=earlier.pk, by=by, at=timezone.now()
            )
        )
        Unit.objects.filter(source_version=after).update(source_now="a" * 64)
        return spent

    return release


def _a_publication(by: Account) -> Callable[[], object]:
    version = Version.objects.filter(
        origin=Origin.TRANSLATION, status=Status.PUBLISHED
    ).earliest("pk")
    second = Account.objects.get(username="publisher")
    words = iter(range(10**6))

    def publish() -> Spent:
        at = timezone.now()
        blocks = working_copy(version)
        fresh = replace(blocks[-1], html=f"<p>It rose {next(words)} centimeters.</p>")
        write_working_copy(version=version, blocks=(*blocks[:-1], fresh), by=by, at=at)
        save_revision(version=version, by=by, at=at)
        reviewing.approve(version=version, by=second, at=at)
        return _costs(lambda: desk.publish_story(version=version, by=second, at=at))

    return publish


def _one_query() -> None:
    Account.objects.values_list("pk").first()


@contextmanager
def _planted(size: int) -> Iterator[Account]:
    with transaction.atomic():
        by = Account.objects.filter(is_superuser=True).earliest("pk")
        version = Source.objects.filter(source_version__isnull=False).latest("pk")
        words = {"text": KHMER, "number": size, "version": version.version_id}
        with connection.cursor() as cursor:
            cursor.execute(UNITS, words)
            cursor.execute("ANALYZE translations_unit")
            # In a newsroom nobody planted them a moment ago, in the same transaction.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield by
        # Nothing that was planted stays.
        transaction.set_rollback(True)
    connection.close()


def _spent(call: Callable[[], object]) -> Spent:
    _costs(call)
    spent = [_costs(call) for _each in range(ROUNDS)]
    return Spent(median(each.middle for each in spent), spent[-1].queries)


def _costs(call: Callable[[], object]) -> Spent:
    """Return what a call costs; of one that measures a part of itself, what it says."""
    queries: list[str] = []

    # Django's own capture writes every query out with its values, in the same time.
    def count(execute: Callable[..., object], sql: str, *rest: object) -> object:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        begin = time.perf_counter()
        told = call()
        spent = (time.perf_counter() - begin) * 1000
    if isinstance(told, Spent):
        return told
    return Spent(spent, sum("SAVEPOINT" not in sql for sql in queries))
