"""Files for translators: 40 paragraphs written, read, compared, taken in, by format.

Beside them what the same costs in wagtail-localize, in the same run: a page of as many
paragraphs with as much markup, out as PO and in again.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from psycopg import pq  # noqa: E402

from articles.actions.writing import (  # noqa: E402
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.models import Origin, Status, Version  # noqa: E402
from articles.text.blocks import Block, BlockKind  # noqa: E402
from bench.timing import worked  # noqa: E402
from bench.wagtail import THEIRS, a_site, run  # noqa: E402
from newsroom.interchange.dressing import dress_of  # noqa: E402
from newsroom.stack.places import PROJECT  # noqa: E402
from people.models import Account  # noqa: E402
from translations.actions.handing_out import hand_out  # noqa: E402
from translations.actions.sending import send_to_translation  # noqa: E402
from translations.actions.taking_back_in import bring_back, take_in  # noqa: E402
from translations.formats import reading  # noqa: E402
from translations.models import FileFormat  # noqa: E402

ROUNDS = 15
PARAGRAPHS = 40
WANTED = {"out": 2, "in": 8}
KHMER = (
    "គិតត្រឹមដំណាច់ខែវិច្ឆិកា <strong>គ្រូពេទ្យ</strong>បានពិនិត្យអ្នកជំងឺ <em>៨៤៦</em> នាក់ "
    "ក្នុងនោះមានស្ត្រីមានផ្ទៃពោះ ៤៧ នាក់ ហើយបានចាក់ថ្នាំបង្ការដល់កុមារ ១៥៦ នាក់ "
    "បើតាមបញ្ជីដែលគ្រូពេទ្យបានរាប់ឡើងវិញ។ "
) * 2


@dataclass(frozen=True)
class Spent:
    """What a call costs.

    Attributes:
        middle: Milliseconds by the clock, p50.
        work: Milliseconds of CPU of one call, of this process and of its database
            session together.
        queries: How many, without those that begin and end a part of a transaction.
    """

    middle: float
    work: float
    queries: int


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    settings.DEBUG = False
    theirs: Mapping[str, Spent] = {}
    if (THEIRS / "wt").is_dir():
        theirs = _wagtail()
        for way, spent in theirs.items():
            yield f"{'PO':<8}{f'wagtail-localize, {way}':<28}{_told(spent)}"
    else:
        yield f"Wagtail's site is missing: it belongs into {THEIRS.name}/wt."
    with transaction.atomic():
        by = Account.objects.filter(is_superuser=True).earliest("pk")
        version = _a_translation(by)
        floor = _spent(lambda: Account.objects.filter(pk=by.pk).exists())
        yield f"one query {floor.middle:.2f} ms"
        for form in (FileFormat.XLIFF, FileFormat.DOCX, FileFormat.OMEGAT):
            yield from _of(form, version, by, theirs)
        transaction.set_rollback(True)


def _of(
    form: FileFormat, version: Version, by: Account, theirs: Mapping[str, Spent]
) -> Iterator[str]:
    at = timezone.now()
    handing = partial(
        hand_out,
        version=version,
        form=form,
        dress=partial(dress_of, form),
        by=by,
        at=at,
    )
    content = _filled(handing().content, form)
    read = partial(
        reading.read, content, source_language="km", target_language=version.language
    )
    calls: tuple[tuple[str, str, Callable[[], object]], ...] = (
        ("written, read back, noted", "out", handing),
        ("read", "", read),
        (
            "read and kept",
            "",
            lambda: bring_back(version=version, content=content, by=by, at=at),
        ),
        ("read, compared, written", "in", lambda: _round(version, content, by)),
    )
    for name, way, call in calls:
        spent = _spent(call)
        beside = ""
        if way in theirs:
            ratio = theirs[way].work / spent.work
            beside = f"   {ratio:5.1f} × less (wanted ≥ {WANTED[way]} ×)"
        yield f"{form.value:<8}{name:<28}{_told(spent)}{beside}"


def _told(spent: Spent) -> str:
    return f"{spent.middle:8.2f} ms   CPU {spent.work:7.2f} ms{spent.queries:4.0f} q"


def _wagtail() -> Mapping[str, Spent]:
    """Measure the same in the other site: by its Python, in a schema of its own."""
    site, python = a_site()
    own = KHMER.replace("strong>", "b>").replace("em>", "i>")
    given = {
        "paragraphs": [f"<p>{number} {own}</p>" for number in range(PARAGRAPHS)],
        "translation": "<b>Doctors</b> saw <i>846</i> people.",
        "rounds": ROUNDS,
    }
    program = str(PROJECT / "bench" / "localized.py")
    told = json.loads(run(site, python, "-P", program, given=json.dumps(given)))
    return {way: Spent(**told[way]) for way in WANTED}


def _round(version: Version, content: bytes, by: Account) -> None:
    """Take a file in from beginning to end."""
    at = timezone.now()
    back = bring_back(version=version, content=content, by=by, at=at)
    take_in(back=back, decided={}, by=by, at=at, is_rest_left=True)


def _filled(content: bytes, form: FileFormat) -> bytes:
    """Translate every paragraph of a file, as a script can."""
    from tests.translations.files import parts_of, zipped  # noqa: PLC0415

    if form == FileFormat.XLIFF:
        return _translated(content)
    parts = parts_of(content)
    if form == FileFormat.DOCX:
        name = "word/document.xml"
        empty = b'<w:p><w:pPr><w:pStyle w:val="SpeanTarget"/></w:pPr></w:p>'
        full = empty.replace(b"</w:p>", b"<w:r><w:t>Doctors saw 846.</w:t></w:r></w:p>")
        parts[name] = parts[name].replace(empty, full)
        return zipped(parts)
    name = next(each for each in parts if each.startswith("source/h"))
    parts[name.replace("source/", "target/")] = _translated(parts[name])
    return zipped(parts)


def _translated(xliff: bytes) -> bytes:
    return xliff.replace(
        b'<target state="needs-translation"></target>',
        b'<target state="translated"><g id="1">Doctors</g> saw <g id="2">846</g>'
        b" people.</target>",
    )


def _a_translation(by: Account) -> Version:
    at = timezone.now()
    source = Version.objects.filter(
        language="km", origin=Origin.ORIGINAL, status=Status.PUBLISHED
    ).earliest("pk")
    heads = [block for block in working_copy(source) if block.kind.is_reserved]
    body = [
        Block(id=f"k{n}", kind=BlockKind.PARAGRAPH, html=f"<p>{n} {KHMER}</p>")
        for n in range(PARAGRAPHS)
    ]
    write_working_copy(version=source, blocks=(*heads, *body), by=by, at=at)
    revision = save_revision(version=source, by=by, at=at)
    Version.objects.filter(pk=source.pk).update(released_revision=revision)
    return send_to_translation(source=source, language="fr", by=by, at=at)


def _bare(statement: str) -> None:
    """Tell the database something that psycopg does not see.

    It throws every plan away when it sees something taken back. Between the requests
    of a newsroom nothing is, and plans stay.
    """
    done = connection.connection.pgconn.exec_(statement.encode())
    if done.status != pq.ExecStatus.COMMAND_OK:
        msg = f"{statement}: {done.error_message.decode()}"
        raise RuntimeError(msg)


def _spent(call: Callable[[], object]) -> Spent:
    """Call something often, each time as for the first time."""
    session = connection.connection.info.backend_pid
    # Writing every query down takes time of its own: they are counted apart.
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        call()
        transaction.set_rollback(True)
    told, work = [], []
    for _round_number in range(ROUNDS):
        _bare("SAVEPOINT a_round")
        begin, busy = time.perf_counter(), worked(session)
        call()
        told.append((time.perf_counter() - begin) * 1000)
        work.append(worked(session) - busy)
        _bare("ROLLBACK TO SAVEPOINT a_round")
    queries = sum("SAVEPOINT" not in query["sql"] for query in captured)
    return Spent(median(told), median(work), queries)
