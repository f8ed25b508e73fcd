"""What a file of a translation costs in wagtail-localize, out and in.

Run by the Python of Wagtail's site (`bench.wagtail`), in which nothing of ours is
installed; what it measures stays nowhere:

    DJANGO_SETTINGS_MODULE=… python -P localized.py < '{"paragraphs": ["<p>…"], …}'
"""

import json
import sys
import time
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from runpy import run_path
from statistics import median
from typing import Any


def main() -> None:
    """Measure as many files as are asked for; print what one costs as JSON."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import transaction  # noqa: PLC0415

    given = json.load(sys.stdin)
    with transaction.atomic():
        found = _measured(**given)
        transaction.set_rollback(True)
    json.dump(found, sys.stdout)


def _measured(paragraphs: list[str], translation: str, rounds: int) -> dict[str, Any]:
    import polib  # noqa: PLC0415

    ones = [_a_translation(number, paragraphs) for number in range(rounds + 1)]
    files = []
    for one in ones:
        file = polib.pofile(str(one.export_po()))
        for entry in file:
            entry.msgstr = translation
        files.append(str(file))
    several = list(zip(ones, files, strict=True))
    return {
        "out": _spent(several, lambda one, _file: str(one.export_po())),
        "in": _spent(several, lambda one, file: one.import_po(polib.pofile(file))),
        "segments": len(polib.pofile(files[0])),
    }


def _a_translation(number: int, paragraphs: Iterable[str]) -> Any:
    """Write a page and send it to translation."""
    from news.models import NewsArticle, NewsIndex  # noqa: PLC0415
    from wagtail.models import Locale  # noqa: PLC0415
    from wagtail_localize.models import Translation  # noqa: PLC0415
    from wagtail_localize.operations import translate_object  # noqa: PLC0415

    body = [
        {"type": "paragraph", "value": each, "id": str(uuid.uuid4())}
        for each in paragraphs
    ]
    khmer, english = (Locale.objects.get(language_code=it) for it in ("km", "en"))
    page = NewsArticle(
        title=f"{number}", slug=f"file-{number}", locale=khmer, body=json.dumps(body)
    )
    NewsIndex.objects.get(locale=khmer).add_child(instance=page)
    page.save_revision().publish()
    translate_object(page, [english])
    return Translation.objects.select_related("source", "target_locale").get(
        source__object_id=page.translation_key
    )


def _spent(
    several: list[tuple[Any, str]], call: Callable[[Any, str], object]
) -> dict[str, float]:
    """Do something once with each; the first is not counted, but its queries are."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    session = connection.connection.info.backend_pid
    read = run_path(str(Path(__file__).with_name("asked.py")))["session_seconds"]

    def worked() -> float:
        return (time.process_time() + float(read(session))) * 1000

    first, *others = several
    with CaptureQueriesContext(connection) as captured:
        call(*first)
    told, work = [], []
    for each in others:
        begin, busy = time.perf_counter(), worked()
        call(*each)
        told.append((time.perf_counter() - begin) * 1000)
        work.append(worked() - busy)
    queries = sum("SAVEPOINT" not in query["sql"] for query in captured)
    return {"middle": median(told), "work": median(work), "queries": queries}


if __name__ == "__main__":
    main()
