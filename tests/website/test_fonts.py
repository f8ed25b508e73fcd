"""The Khmer web fonts are small, whole, and carry their licence."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

FONTS = Path(__file__).resolve().parents[2] / "website" / "static" / "website" / "fonts"
# What Unicode leaves unassigned in these ranges cannot be drawn.
UNASSIGNED = {0x17DE, 0x17DF, *range(0x17EA, 0x17F0), *range(0x17FA, 0x1800)}
WANTED = {*range(0x1780, 0x1800), *range(0x19E0, 0x1A00), *range(0x200B, 0x200E)}


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
