"""The Khmer web fonts are small, whole, and carry their licence.

What a page needs of them beside the text is in it or in its style sheet, so that a
story on a slow line takes as few answers as it can.
"""

import re
from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

from articles.languages import language

WEBSITE = Path(__file__).resolve().parents[2] / "website"
STATIC = WEBSITE / "static" / "website"
FONTS = STATIC / "fonts"
# What Unicode leaves unassigned in these ranges cannot be drawn.
UNASSIGNED = {0x17DE, 0x17DF, *range(0x17EA, 0x17F0), *range(0x17FA, 0x1800)}
WANTED = {*range(0x1780, 0x1800), *range(0x19E0, 0x1A00), *range(0x200B, 0x200E)}
NAME = FONTS / "khmer-name.woff2"


def test_draws_the_name_of_the_language_without_a_further_answer() -> None:
    name = {*map(ord, language("km").own_name)}
    with TTFont(NAME) as font:
        assert set(font.getBestCmap()) == name
        scripts = font["GSUB"].table.ScriptList.ScriptRecord
        assert "khmr" in {record.ScriptTag for record in scripts}
        assert "OFL" in font["name"].getDebugName(14)
    style = (STATIC / "site.css").read_text()
    (packed,) = re.findall(r"url\(data:font/woff2;base64,([^)]+)\)", style)
    assert b64decode(packed) == NAME.read_bytes()
    (letters,) = re.findall(
        r'font-family:"Spean Khmer Name".*unicode-range:([^}]+)\}', style
    )
    assert {int(letter[2:], 16) for letter in letters.split(",")} == name


def test_shows_the_icon_without_a_further_answer() -> None:
    page = (WEBSITE / "templates" / "website" / "base.html").read_text()
    (icon,) = re.findall(r'<link rel="icon" href="data:image/svg\+xml,([^"]+)"', page)
    drawn = unquote(icon).replace("'", '"')
    assert drawn == (STATIC / "icon.svg").read_text().strip()


@pytest.mark.parametrize("weight", [400, 700])
class TestKhmerFont:
    def test_is_small_enough_for_a_slow_line(self, weight: int) -> None:
        assert (FONTS / f"noto-sans-khmer-{weight}.woff2").stat().st_size < 20_000

    def test_draws_all_of_khmer_and_nothing_else(self, weight: int) -> None:
        with TTFont(FONTS / f"noto-sans-khmer-{weight}.woff2") as font:
            assert set(font.getBestCmap()) == (WANTED - UNASSIGNED) | {0x25CC}

    def test_keeps_what_shapes_khmer(self, weight: int) -> None:
        with TTFont(FONTS / f"noto-sans-khmer-{weight}.woff2") as font:
            for table, features in (
                ("GSUB", {"pref", "blwf", "abvf", "pstf", "pres", "blws", "abvs"}),
                ("GPOS", {"abvm", "blwm", "mark", "dist"}),
            ):
                records = font[table].table
                scripts = {r.ScriptTag for r in records.ScriptList.ScriptRecord}
                tags = {r.FeatureTag for r in records.FeatureList.FeatureRecord}
                assert "khmr" in scripts
                assert features <= tags

    def test_names_its_makers_and_licence(self, weight: int) -> None:
        with TTFont(FONTS / f"noto-sans-khmer-{weight}.woff2") as font:
            assert "Noto Project Authors" in font["name"].getDebugName(0)
            assert "OFL" in font["name"].getDebugName(14)
        assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text().upper()
