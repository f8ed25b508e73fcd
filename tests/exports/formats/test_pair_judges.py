"""Outside judges find nothing in copies of two languages."""

import json
import re

import pytest
from openxml_audit import OpenXmlValidator

from exports.formats import format_named
from exports.formats.base import seal
from tests.exports.formats.test_epub import JAR
from tests.exports.killers.archives import unpacked
from tests.exports.pair_packages import PAIRS, a_bilingual_package
from tests.java import run_jar

EPUB, DOCX = format_named("epub_bilingual"), format_named("docx_bilingual")


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
