"""Outside judges find nothing in copies of two languages."""

import io
import json
import re

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from exports.formats import format_named
from exports.formats.base import seal
from exports.formats.readers.pdf_document import opened
from exports.formats.readers.pdf_shown import shown_by
from exports.package import BodyBlock, SideBySide
from tests.exports.formats.test_epub import JAR
from tests.exports.killers.archives import unpacked
from tests.exports.pair_packages import PAIRS, a_bilingual_package
from tests.java import run_jar

EPUB, DOCX = format_named("epub_bilingual"), format_named("docx_bilingual")
PDF = format_named("pdf_bilingual")


class TestEpubCheck:
    @pytest.mark.parametrize("pair", PAIRS[:3], ids="-".join)
    def test_finds_nothing(self, pair, tmp_path):
        package = a_bilingual_package(*pair)
        book = tmp_path / "story.epub"
        book.write_bytes(seal(package, EPUB))
        ran = run_jar(JAR, str(book), "--json", str(tmp_path / "said.json"), "--usage")
        said = json.loads((tmp_path / "said.json").read_text())
        serious = [
            each["message"] for each in said["messages"] if each["severity"] != "USAGE"
        ]
        assert (serious, ran.returncode) == ([], 0)


class TestEpub:
    @pytest.mark.parametrize("pair", PAIRS, ids="-".join)
    def test_names_the_language_of_the_original_first(self, pair):
        told = unpacked(seal(a_bilingual_package(*pair), EPUB))["story/package.opf"]
        languages = re.findall(r"<dc:language [^>]*>(.*?)<", told.decode())
        assert languages == [*pair]

    def test_tags_every_paragraph_with_its_language(self):
        chapter = unpacked(seal(a_bilingual_package(), EPUB))["story/story.xhtml"]
        sides = re.findall(
            r'<div class="(source|target)" lang="(.*?)" xml:lang="(.*?)">',
            chapter.decode(),
        )
        assert set(sides) == {("source", "km", "km"), ("target", "en", "en")}
        assert len(sides) == 2 * (2 + len(a_bilingual_package().rows))

    @pytest.mark.parametrize(
        ("pair", "has_letters"), list(zip(PAIRS, (1, 1, 0, 1), strict=True))
    )
    def test_brings_khmer_letters_where_either_text_is_khmer(self, pair, has_letters):
        files = unpacked(seal(a_bilingual_package(*pair), EPUB))
        assert any(name.endswith("woff2") for name in files) == bool(has_letters)


class TestDocx:
    @pytest.mark.parametrize("pair", PAIRS, ids="-".join)
    def test_is_a_document_without_a_fault(self, pair, tmp_path):
        path = tmp_path / "story.docx"
        path.write_bytes(seal(a_bilingual_package(*pair), DOCX))
        assert OpenXmlValidator().validate(path).errors == []

    def test_says_in_which_language_each_run_is(self):
        files = unpacked(seal(a_bilingual_package("en", "vi"), DOCX))
        cells = re.findall(r"<w:tc>.*?</w:tc>", files["word/document.xml"].decode())
        for at, language in enumerate(("en", "vi")):
            runs = re.findall(r"<w:rPr>.*?</w:rPr>", "".join(cells[at::2]))
            assert runs
            assert all(f'<w:lang w:val="{language}"' in run for run in runs)

    def test_calls_every_run_of_khmer_a_complex_script(self):
        document = unpacked(seal(a_bilingual_package(), DOCX))["word/document.xml"]
        runs = re.findall(r"<w:r>.*?</w:r>", document.decode())
        khmer = [run for run in runs if re.search("[\u1780-\u17ff]", run)]
        assert len(khmer) > 10
        assert all('<w:cs/><w:lang w:bidi="km-KH"/>' in run for run in khmer)

    def test_repeats_both_headlines_above_their_columns(self):
        document = unpacked(seal(a_bilingual_package(), DOCX))["word/document.xml"]
        first, *others = re.findall(r"<w:tr>.*?</w:tr>", document.decode())
        assert "<w:tblHeader/>" in first
        assert not any("<w:tblHeader/>" in row for row in others)

    def test_shows_both_notices_at_the_foot_of_every_page(self):
        foot = unpacked(seal(a_bilingual_package(), DOCX))["word/footer1.xml"].decode()
        assert foot.count("RightsFoot") == 2


class TestPdf:
    @pytest.mark.parametrize("pair", PAIRS, ids="-".join)
    def test_keeps_the_standards_and_reads_each_text_in_its_language(self, pair):
        content = seal(a_bilingual_package(*pair), PDF)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
            with pdf.open_metadata() as told:
                assert (told.pdfa_status, told["pdfuaid:part"]) == ("3A", "1")
                assert {*told["dc:language"]} == {*pair}
            assert str(pdf.Root.Lang) == pair[0]
        with opened(content) as reader:
            parts = shown_by(reader, (0.0, 297.64)).parts
        spoken = [part.block.language.partition("-")[0] or pair[0] for part in parts]
        sides = [[*part.block.within] and part.drawn[0][1].column for part in parts]
        rows = len(a_bilingual_package().rows) + 3
        # A paragraph, then its translation, each row below the one before.
        turns = [side for at, side in enumerate(sides) if side != sides[at - 1]]
        assert turns[: 2 * rows] == [0, 1] * rows
        for at, tag in enumerate(pair):
            told = {
                language
                for language, side, part in zip(spoken, sides, parts, strict=True)
                if side == at and not part.text.startswith(("(Only", "(Not"))
            }
            assert told == {tag.partition("-")[0] if at else pair[0]}

    def test_goes_on_overleaf_side_by_side(self):
        long = [
            BodyBlock("paragraph", f"<p>{text}</p>", text)
            for text in (" ".join(["ទឹកទន្លេឡើង។"] * 300), " ".join(["It rose."] * 900))
        ]
        rows = (SideBySide((long[0],), (long[1],)), *a_bilingual_package().rows)
        found = PDF.read(seal(a_bilingual_package(rows=rows), PDF))
        assert len(found.source.feet) == len(found.target.feet) > 2
        assert len(found.rows) == len(rows)
