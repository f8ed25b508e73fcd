"""Google's Lighthouse on each kind of readers' page, as on a phone with slow 4G.

Needs Node and Chromium; Lighthouse itself is installed once, beside the bench's data.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db.models import Count  # noqa: E402

from articles.addresses import version_url  # noqa: E402
from articles.models import Version  # noqa: E402
from newsroom.stack import children  # noqa: E402
from newsroom.stack.places import PROJECT, data_home  # noqa: E402
from newsroom.stack.programs import common_environment, programs  # noqa: E402
from website.pages.pair import pair_url  # noqa: E402

PINNED = "lighthouse@12.8.2"
PORT = 8977
STARTS_WITHIN = 60
# The most that what is already read may jump.
STILL = 0.001
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
WANTED = (98, 100, 100, 100)
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic")
# How often a page is asked for, each time by a fresh Chromium, before it is left out.
TRIES = 3
LONGEST_REASON = 120


class NotMeasuredError(Exception):
    """Lighthouse has no figures for a page; says why, in one line."""


@dataclass(frozen=True)
class Page:
    """A kind of page and what screens.md §4 allows it.

    Attributes:
        name: For the table.
        path: Its address here.
        kilobytes: Of all answers, packed.
        requests: How many answers.
        paint: Seconds to the largest contentful paint.
    """

    name: str
    path: str
    kilobytes: float
    requests: int
    paint: float


def lines() -> Iterator[str]:
    """Yield the lines of the table."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("npm") is None:
        yield "Node (npm) or Chromium is missing: install them, then measure again."
        return
    program = _installed()
    with _served():
        yield from measured(_pages(), lambda path: report(program, browser, path))


def measured(
    pages: Iterable[Page], told_of: Callable[[str], Mapping[str, Any]]
) -> Iterator[str]:
    """Yield the lines of each page, also where others could not be measured.

    Args:
        pages: In the order of the table.
        told_of: Asks Lighthouse about a path; a fresh Chromium each time.

    Raises:
        SystemExit: After all pages, where some were not measured; names them.
    """
    missing = []
    for page in pages:
        try:
            told = _told(told_of, page.path)
        except NotMeasuredError as error:
            missing.append(page.name)
            yield f"{page.name:<15}not measured: {error}"
        else:
            yield _row(page, told)
            yield from _faults(told)
    if missing:
        msg = f"Not measured: {', '.join(missing)}. Measure again."
        raise SystemExit(msg)


def _told(told_of: Callable[[str], Mapping[str, Any]], path: str) -> Mapping[str, Any]:
    for _failed in range(TRIES - 1):
        try:
            return told_of(path)
        except NotMeasuredError:
            continue
    return told_of(path)


def _pages() -> Iterator[Page]:
    for language in ("km", "en"):
        version = _story(language)
        url = version_url(version)
        is_khmer = language == "km"
        yield Page(
            f"article {language}",
            url,
            130 if is_khmer else 95,
            5 if is_khmer else 3,
            1.8 if is_khmer else 1.5,
        )
        yield Page(f"lite {language}", f"{url}lite/", 20, 1, 1.0)
        section = version.article.section.slug
        lists = {
            "home": "",
            "section": f"{section}/",
            "search": "search/",
            "found": "search/?q=2026",
            "archive": "archive/",
            "rights": "rights/",
            "corrections": "corrections/",
            "about": "about/",
        }
        for name, path in lists.items():
            yield Page(f"{name} {language}", f"/{language}/{path}", 180, 12, 2.0)
    yield Page("pair", pair_url(_story("en")), 180, 12, 2.0)


def _story(language: str) -> Version:
    public = Version.objects.public().filter(language=language)
    told = public.annotate(told=Count("article__versions")).filter(
        told__gt=1, article__lead_photo__isnull=False
    )
    return told.select_related("article__section").earliest("pk")


@contextmanager
def _served() -> Iterator[None]:
    """Serve the site as `up` does, with a log of its own."""
    home = data_home(settings.PROFILE)
    web = programs(port=PORT, home=home)[0]
    environ = common_environment(profile=settings.PROFILE, port=PORT)
    command = children.Command(
        words=(sys.executable, *web.words),
        folder=PROJECT,
        death_signal=web.death_signal,
        environ={**environ, **dict(web.environ)},
    )
    with (home / "lighthouse-web.log").open("wb") as log:
        child = children.start(command, output=log)
        try:
            _wait_for_it()
            yield
        finally:
            children.end(child, signals=[(signal.SIGTERM, 10.0)])


def _wait_for_it() -> None:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/en/")
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _installed() -> Path:
    home = data_home("bench-lighthouse")
    program = home / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        words = ("npm", "install", "--silent", "--no-fund", "--no-audit", PINNED)
        subprocess.run(words, cwd=home, check=True)  # noqa: S603
    return program


def report(program: Path, browser: str, path: str) -> Mapping[str, Any]:
    """Run Lighthouse on a page in a Chromium of its own; its report.

    Raises:
        NotMeasuredError: It failed, or gives no score for something.
    """
    words = (
        str(program),
        f"http://127.0.0.1:{PORT}{path}",
        "--quiet",
        "--output=json",
        f"--chrome-flags={' '.join(FLAGS)}",
        f"--only-categories={','.join(CATEGORIES)}",
    )
    environ = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(  # noqa: S603
        words, env=environ, check=False, capture_output=True, text=True
    )
    try:
        told: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise NotMeasuredError(_reason(done.stderr, done.returncode)) from None
    # It prints a report of a page that never came up, too.
    if "runtimeError" in told:
        error = told["runtimeError"]
        raise NotMeasuredError(_reason(error["message"], error["code"]))
    unscored = [it for it in CATEGORIES if told["categories"][it]["score"] is None]
    if unscored:
        msg = f"no score for {', '.join(unscored)}"
        raise NotMeasuredError(msg)
    return told


def _reason(said: str, code: object) -> str:
    """Shorten what a program said of its failure to the last line that is words."""
    lines = [line.strip() for line in said.splitlines()]
    # Where in Node it was, after the words, is of no use in a table.
    words = [line for line in lines if line and not line.startswith(("at ", "}"))]
    return f"{(words or ['nothing said'])[-1][:LONGEST_REASON]} ({code})"


def _row(page: Page, told: Mapping[str, Any]) -> str:
    scores = [round(told["categories"][it]["score"] * 100) for it in CATEGORIES]
    audits = told["audits"]
    items = audits["network-requests"]["details"]["items"]
    answers = [it for it in items if not it["url"].startswith("data:")]
    kilobytes = sum(it.get("transferSize", 0) for it in answers) / 1024
    paint = audits["largest-contentful-paint"]["numericValue"] / 1000
    shift = audits["cumulative-layout-shift"]["numericValue"]
    marks = (
        ("scores", all(map(int.__ge__, scores, WANTED))),
        ("KB", kilobytes <= page.kilobytes),
        ("requests", len(answers) <= page.requests),
        ("LCP", paint <= page.paint),
        ("CLS", shift <= STILL),
    )
    beyond = [name for name, is_kept in marks if not is_kept]
    said = f"   beyond: {', '.join(beyond)}" if beyond else ""
    return (
        f"{page.name:<15}{'/'.join(map(str, scores)):<17}{kilobytes:6.1f} KB"
        f" ({page.kilobytes:.0f}){len(answers):3} answers ({page.requests})"
        f"   LCP {paint:4.2f} s ({page.paint})   CLS {shift:.4f}{said}"
    )


def _faults(told: Mapping[str, Any]) -> Iterator[str]:
    """Name what costs points outside of the speed."""
    for category in CATEGORIES[1:]:
        for ref in told["categories"][category]["auditRefs"]:
            audit = told["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"    {category}: {audit['id']}: {audit['title']}"
