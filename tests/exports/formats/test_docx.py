"""Documents open without repair, and LibreOffice shows their Khmer whole."""

import re
import shutil
import subprocess

import pytest
from openxml_audit import OpenXmlValidator

from exports.formats import format_named
from exports.formats.base import seal
from exports.package import BodyBlock
from rights.notices import notice_form
from tests.exports.killers.archives import unpacked
from tests.exports.packages import LANGUAGES, a_package

FMT = format_named("docx")
BODY = (
    BodyBlock("heading", "<h2>Rain</h2>", "Rain"),
    BodyBlock("paragraph", "<p>a <strong>b <em>c</em></strong>d</p>", "a b cd"),
    BodyBlock("list", "<ol><li>one</li><li>two<ul><li>in</li></ul></li></ol>", "one"),
    BodyBlock("quote", "<blockquote><p>c</p><p>d<br>e</p></blockquote>", "c\nd\ne"),
    BodyBlock("list", "<ol><li>three</li></ol>", "three"),
)
SOFFICE = shutil.which("soffice")


def document(file_bytes: bytes) -> str:
    return unpacked(file_bytes)["word/document.xml"].decode()


class TestAudit:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_finds_nothing(self, language, tmp_path):
        path = tmp_path / "story.docx"
        path.write_bytes(seal(a_package(language), FMT))
        assert OpenXmlValidator().validate(path).errors == []

    def test_finds_nothing_in_a_body_of_every_kind(self, tmp_path):
        path = tmp_path / "story.docx"
        path.write_bytes(seal(a_package(body=BODY), FMT))
        assert OpenXmlValidator().validate(path).errors == []


class TestDocument:
    def test_calls_every_run_of_khmer_a_complex_script(self):
        runs = re.findall(r"<w:r>.*?</w:r>", document(seal(a_package("km"), FMT)))
        khmer = [run for run in runs if re.search("[\u1780-\u17ff]", run)]
        assert len(khmer) > 10
        for run in khmer:
            assert '<w:cs/><w:lang w:bidi="km-KH"/>' in run
            assert 'w:cs="Noto Sans Khmer"' in run

    def test_begins_to_count_anew_in_each_list(self):
        written = document(seal(a_package(body=BODY), FMT))
        numbers = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d)"/>', written)
        assert numbers == [("0", "2"), ("0", "2"), ("1", "1"), ("0", "3")]

    def test_keeps_what_is_bold_and_what_is_both(self):
        written = document(seal(a_package(body=BODY), FMT))
        assert re.search(r"<w:b/><w:bCs/></w:rPr><w:t [^>]*>b </w:t>", written)
        assert re.search(r"<w:b/><w:bCs/><w:i/><w:iCs/></w:rPr><w:t [^>]*>c<", written)

    def test_says_the_notice_on_every_page(self):
        package = a_package("km")
        foot = unpacked(seal(package, FMT))["word/footer1.xml"].decode()
        shown = "".join(re.findall(r"<w:t [^>]*>(.*?)</w:t>", foot))
        assert notice_form(shown) == notice_form(package.notice_text)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
class TestLibreOffice:
    def test_opens_it_and_keeps_every_word(self, tmp_path):
        package = a_package("km")
        path = tmp_path / "story.docx"
        path.write_bytes(seal(package, FMT))
        home = f"-env:UserInstallation=file://{tmp_path}/profile"
        convert = ("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path))
        command = [SOFFICE, home, "--headless", *convert, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
        text = notice_form((tmp_path / "story.txt").read_text("utf-8-sig"))
        for block in package.story.body:
            for line in block.text.split("\n"):
                assert notice_form(line) in text
        assert notice_form(package.notice_text) in text
