"""Readers' pages beside Wagtail's, both without any cache of pages.

Ours are measured three times: as readers get them, a page being set once for as long as
the database answers all its questions as before (`website/keeping.py`); with every page
set anew, of parts that were made before of equal values (`website/parts.py`); and with
nothing kept, neither pages nor parts.

Wagtail's site is the yardstick beside the project (`shared/yardstick`): articles with
credits, sections and a photo, translated with wagtail-localize. It gets a Python, a
folder and a schema of its own. Ours are stories of as many paragraphs, written in the
database and taken back at the end.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from articles.addresses import version_url  # noqa: E402
from articles.models import Outlet  # noqa: E402
from bench.asked import cost  # noqa: E402
from bench.board import be_the_owner  # noqa: E402
from bench.words import paragraphs  # noqa: E402
from newsroom.stack.places import PROJECT, data_home  # noqa: E402
from website import views  # noqa: E402
from website.keeping import Keeper  # noqa: E402
from website.parts import PARTS  # noqa: E402

THEIRS = PROJECT.parent / "shared" / "yardstick"
PINNED = (
    "wagtail==8.0.1",
    "wagtail-localize==1.14.5",
    "psycopg[binary]",
    "polib",
)
SCHEMA = "wagtail"
STORIES, PARAGRAPHS = 60, 20
HOST = "127.0.0.1:58001"
WANTED = {"article": 6, "list": 10, "feed": 10}

Costs = Mapping[str, Mapping[str, float]]

_SETTINGS = """
DATABASES['default'] |= {database}
CACHES = {{'default': {{'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}}}
"""


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    if not (THEIRS / "wt").is_dir():
        yield f"Wagtail's site is missing: it belongs into {THEIRS.name}/wt."
        return
    theirs, ours = _wagtail(), _ours()
    for name, wanted in WANTED.items():
        there = theirs[name]
        yield f"{name:<8} {'Wagtail':<15} {_told(there)}"
        for called, costs in ours.items():
            ratio = _whole(there) / _whole(costs[name])
            yield f"{'':<8} {called:<15} {_told(costs[name])} {ratio:6.1f} ×"
        yield f"{'':<8} wanted ≥ {wanted} ×"


def _whole(spent: Mapping[str, float]) -> float:
    return spent["own"] + spent["session"]


def _told(spent: Mapping[str, float]) -> str:
    return (
        f"{spent['own']:6.2f} + {spent['session']:5.2f} ms"
        f" {spent['queries']:3.0f} q {spent['kilobytes']:5.1f} KB"
    )


def _ours() -> dict[str, Costs]:
    """Ask for our pages as readers get them, each set anew, and with nothing kept."""
    from tests import factories as make  # noqa: PLC0415

    be_the_owner()
    # As on a server, and as theirs is set: nothing logs what is asked.
    settings.DEBUG = False
    application = get_wsgi_application()
    with transaction.atomic():
        make.count_from(timezone.now().microsecond * 1000)
        outlet, section = Outlet.objects.earliest("pk"), make.a_section()
        photos = [make.a_photo() for _each in range(4)]
        texts = {
            language: paragraphs(STORIES * PARAGRAPHS, language)
            for language in ("km", "en")
        }
        addresses = []
        for number in range(STORIES):
            story = make.a_story(outlet=outlet, section=section)
            story.lead_photo = photos[number % len(photos)]
            story.save()
            for language, several in texts.items():
                body = several[number * PARAGRAPHS : (number + 1) * PARAGRAPHS]
                text = make.blocks(body[0][:60], body, standfirst=body[1][:140])
                version = make.a_version(article=story, language=language, text=text)
                # One every hour, as theirs come one after another.
                hour = make.NOW + timedelta(hours=number)
                addresses.append(version_url(make.published(version, at=hour)))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        wanted = {
            "article": addresses,
            "list": [f"/{it}/{section.slug}/" for it in ("km", "en")] * 5,
            "feed": [f"/{it}/feeds/rss.xml" for it in ("km", "en")] * 5,
        }
        measured: dict[str, Costs] = {}
        for called, keeper, asked in (
            ("ours", Keeper(), application),
            ("ours, set anew", Keeper(most=0), application),
            ("nothing kept", Keeper(most=0), _forgetful(application)),
        ):
            views.KEEPER = keeper
            measured[called] = {
                name: cost(asked, "localhost", paths) for name, paths in wanted.items()
            }
        transaction.set_rollback(True)
    connection.close()
    return measured


def _forgetful(application: Callable[..., Any]) -> Callable[..., Any]:
    """Let an application forget all parts of pages before each request."""

    def asked(*request: Any) -> Any:
        PARTS.clear()
        return application(*request)

    return asked


def _wagtail() -> Costs:
    site, python = a_site()
    pages = {
        "article": [
            f"/{language}/news/{slug}/"
            for language, slug in json.loads(run(site, python, "-c", _SLUGS))
        ],
        "list": [f"/{it}/news/?p={n}" for n in (1, 2, 3) for it in ("km", "en")],
        "feed": [f"/{it}/rss.xml" for it in ("km", "en")] * 5,
    }
    program = str(PROJECT / "bench" / "asked.py")
    # -P: beside the program lie modules of ours with names of the standard library.
    told = run(site, python, "-P", program, HOST, given=json.dumps(pages))
    costs: Costs = json.loads(told)
    return costs


def a_site() -> tuple[Path, Path]:
    """Install Wagtail's site, fill it and translate what is in it; once.

    Returns:
        Its folder, and the Python that it runs with.
    """
    home = data_home("bench-wagtail")
    site = home / "site" / "wt"
    python = home / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", home / "venv"], check=True)  # noqa: S603
        run(home, python, "-m", "pip", "install", "-q", *PINNED)
    _make_room()
    shutil.copytree(THEIRS, home / "site", dirs_exist_ok=True)
    (home / "site" / "results").mkdir(exist_ok=True)
    with (site / "site_" / "settings.py").open("a") as settings:
        settings.write(_SETTINGS.format(database=_database()))
    run(site, python, "manage.py", "migrate", "-v", "0")
    run(site, python, "seed.py", str(STORIES))
    run(site, python, "bench_localize.py", "fill")
    return site, python


_SLUGS = """
import json, django
django.setup()
from news.models import NewsArticle
print(json.dumps([*NewsArticle.objects.live().order_by("pk").values_list(
    "locale__language_code", "slug")]))
"""


def run(folder: Path, python: Path, *words: str, given: str = "") -> str:
    """Run the other site's Python; what it prints."""
    done = subprocess.run(  # noqa: S603
        [python, *words],
        cwd=folder,
        input=given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "site_.settings",
            "PYTHONPATH": str(folder),
            "SPEAN_PROFILE": "",
        },
    )
    return done.stdout


def _make_room() -> None:
    """Make a schema of their own: what owns our tables may not make databases."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")


def _database() -> dict[str, object]:
    owner = connections["owner"].settings_dict
    names = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    there = {name: str(owner[name] or "") for name in names}
    options = {**owner["OPTIONS"], "options": f"-c search_path={SCHEMA}"}
    return {**there, "OPTIONS": options}
