"""An OmegaT project opens as it is, and comes back in whatever shape."""

import io
import zipfile

import pytest

from tests.translations.files import in_xliff, parts_of, zipped
from tests.translations.formats.texts import NOTICE, a_story
from translations.formats import marked, omegat, tmx14, xml
from translations.formats.inline import Mark, Side
from translations.formats.omegat import TermEntry

BOLD = "<p>ទឹក <strong>ខ្ពស់</strong> <em>ណាស់</em></p>"
STORY = a_story((BOLD, ""), ("<p>ភ្លៀង</p>", "<p>Rain</p>"), ("", "<p>Added</p>"))
TERMS = (TermEntry("ទន្លេ", "river", "not:\tstream"),)


def project(**more):
    return omegat.write(STORY, readme="សូមអាន\nRead me\n", terms=TERMS, **more)


def saved(*pairs, note=""):
    """Write a memory as OmegaT saves its own."""
    units = "".join(
        f'<tu>{note}<tuv lang="km"><seg>{xml.text(s)}</seg></tuv>'
        f'<tuv lang="en"><seg>{xml.text(t)}</seg></tuv></tu>'
        for s, t in pairs
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx11.dtd">'
        f'<tmx version="1.1"><header/><body>{units}</body></tmx>'
    ).encode()


def texts(data):
    return {each.id: each.text for each in omegat.read(data).segments}


def source_name(parts):
    return next(name for name in parts if name.startswith("source/h"))


class TestWrite:
    def test_has_every_folder_that_omegat_wants(self):
        names = set(parts_of(project()))
        assert {"omegat.project", "source/", "target/", "tm/", "glossary/"} <= names
        assert {"dictionary/", "omegat/", "README.txt"} <= names

    def test_cuts_by_paragraph_between_its_languages(self):
        told = xml.parse(parts_of(project())["omegat.project"])
        facts = {xml.local(each): each.text for each in told.iter()}
        assert facts["sentence_seg"] == "false"
        assert (facts["source_lang"], facts["target_lang"]) == ("km", "en")

    def test_brings_glossary_and_memory(self):
        entry = next(iter(omegat.own_pairs(STORY)))
        parts = parts_of(project(memory=[entry]))
        assert parts["glossary/glossary.txt"].decode() == "ទន្លេ\triver\tnot: stream\n"
        found = tmx14.read(
            io.BytesIO(parts["tm/spean.tmx"]),
            source_language="km",
            target_language="en",
        )
        assert [tmx14.text_in(each.target) for each in found] == ["Rain"]

    def test_reads_well_in_any_editor(self):
        told = parts_of(project())["README.txt"]
        assert told.decode("utf-8-sig") == "សូមអាន\r\nRead me\r\n"

    def test_is_the_same_file_each_time(self):
        assert project() == project()

    def test_carries_the_notice(self):
        assert marked.carries(project(), NOTICE.values())


class TestRead:
    def test_knows_what_was_not_touched(self):
        assert texts(project()) == {"u1": "", "u2": "Rain"}

    def test_takes_the_translated_file(self):
        parts = parts_of(project())
        name = source_name(parts)
        done = in_xliff(parts[name], ទឹក='High <g id="1">water</g>')
        parts[name.replace("source/", "target/")] = done
        assert texts(zipped(parts))["u1"] == "High water"

    def test_takes_the_bare_target(self):
        name = source_name(parts_of(project()))
        done = in_xliff(parts_of(project())[name], ទឹក="High water")
        assert texts(zipped({"h123.xlf": done}))["u1"] == "High water"

    @pytest.mark.parametrize(
        "note",
        ["", '<prop type="file">h123.xlf</prop><prop type="id">u1</prop>'],
    )
    def test_takes_what_omegat_saved_on_its_way(self, note):
        parts = parts_of(project())
        pair = (
            "ទឹក <g0>ខ្ពស់</g0> <g1>ណាស់</g1>",
            "<g1>Very</g1> <g0>high</g0> water",
        )
        parts["omegat/project_save.tmx"] = saved(pair, note=note)
        found = omegat.read(zipped(parts)).segments[0]
        assert found.tokens == (
            Mark("2", Side.OPEN),
            "Very",
            Mark("2", Side.CLOSE),
            " ",
            Mark("1", Side.OPEN),
            "high",
            Mark("1", Side.CLOSE),
            " water",
        )

    def test_takes_the_newer_of_both_but_no_gap(self):
        parts = parts_of(project())
        name = source_name(parts)
        target = name.replace("source/", "target/")
        parts[target] = in_xliff(parts[name], ទឹក="Old text", ភ្លៀង="Showers")
        pairs = (
            ("ទឹក <g0>ខ្ពស់</g0> <g1>ណាស់</g1>", "New text"),
            ("ភ្លៀង", "ភ្លៀង"),
        )
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            for part, data in parts.items():
                packed.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 8, 0, 0)), data)
            info = zipfile.ZipInfo("omegat/project_save.tmx", (2026, 1, 1, 9, 0, 0))
            packed.writestr(info, saved(*pairs))
        assert texts(buffer.getvalue()) == {"u1": "New text", "u2": "Showers"}

    def test_takes_a_project_in_a_folder_of_its_own(self):
        parts = {f"my project/{name}": d for name, d in parts_of(project()).items()}
        name = next(name for name in parts if "/source/h" in name)
        parts[name.replace("/source/", "/target/")] = in_xliff(
            parts[name], ទឹក="High water"
        )
        assert texts(zipped(parts))["u1"] == "High water"
