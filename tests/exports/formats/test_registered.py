"""A format is registered whole, and its reader shares nothing with its writer."""

import ast
from pathlib import Path

import pytest

from exports.formats import FORMATS, format_named
from exports.formats.base import Format, FormatError, registered
from exports.formats.readers.found import Found
from exports.formats.text import TextFormat
from exports.package import LicensedPackage
from tests.exports.formats.every import EVERY_FORMAT

FORMATS_DIR = Path(__file__).resolve().parents[3] / "exports" / "formats"


class TestRegistered:
    def test_refuses_a_format_without_reader(self):
        class WriteOnly(Format):
            code, file_extension, media_type = "x", ".x", "text/x"

            def write(self, package: LicensedPackage) -> bytes:
                return b""

        with pytest.raises(TypeError, match="read"):
            WriteOnly()

    def test_refuses_a_reader_that_is_only_promised(self):
        class Promised(TextFormat):
            code = "promised"
            read = Format.read

        with pytest.raises((FormatError, TypeError)):
            registered(Promised())

    def test_refuses_two_of_one_code(self):
        with pytest.raises(FormatError, match="share"):
            registered(TextFormat(), TextFormat())

    @pytest.mark.parametrize("lack", ["code", "labels", "media_type", "file_extension"])
    def test_refuses_one_without(self, lack):
        nameless = type("Nameless", (TextFormat,), {lack: ""})
        with pytest.raises(FormatError, match="lacks"):
            registered(nameless())

    @EVERY_FORMAT
    def test_says_what_people_call_it(self, fmt):
        assert fmt.labels.keys() >= {"km", "en"}
        assert all(fmt.labels.values())

    def test_tells_copies_apart_by_their_names(self):
        extensions = [fmt.file_extension for fmt in FORMATS]
        assert len(set(extensions)) == len(extensions)

    @EVERY_FORMAT
    def test_is_described_for_those_who_send_it(self, fmt):
        page = (FORMATS_DIR.parents[1] / "docs/formats.md").read_text()
        assert f"| `{fmt.code}` |" in page

    def test_finds_a_format_by_its_code(self):
        assert [format_named(fmt.code) for fmt in FORMATS] == [*FORMATS]
        with pytest.raises(LookupError, match=", ".join(fmt.code for fmt in FORMATS)):
            format_named("scroll")


class TestReaders:
    @pytest.mark.parametrize(
        "path", sorted((FORMATS_DIR / "readers").glob("*.py")), ids=lambda p: p.stem
    )
    def test_share_nothing_with_writers(self, path):
        ours = {"exports", "articles", "rights", "people"}
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module]
            for name in names:
                assert name.split(".")[0] not in ours or name.startswith(
                    ("exports.formats.readers", "exports.formats.ninjs_profile")
                )

    def test_are_the_only_ones_to_use_the_profile(self):
        users = [
            path.name
            for path in FORMATS_DIR.rglob("*.py")
            if "formats.ninjs_profile import" in path.read_text()
        ]
        assert users == ["ninjs_file.py"]

    def test_find_nothing_by_themselves(self):
        assert Found.__dataclass_params__.frozen
