"""The DOCX goes round, whatever people and their programs do to its rows."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import parse_body
from tests.translations.files import parts_of, zipped
from tests.translations.formats.texts import NOTICE, a_story, one_block
from translations.formats import docx, docx_reading, marked, xml
from translations.formats.docx import Words
from translations.formats.docx_parts import MAIN
from translations.formats.likeness import same
from translations.formats.segments import Segment
from translations.formats.sewing import sew

WORDS = Words(("Write in the right column.",), ("№", "ខ្មែរ", "English"))
STORY = a_story(
    ("<p>ទឹក <strong>ខ្ពស់</strong></p>", "<p>High <strong>water</strong></p>"),
    ("<p>ភ្លៀង</p>", "<p>Rain</p>"),
    ("<p>សាលា</p>", ""),
)
W = f"{{{MAIN}}}"


def written(story=STORY):
    return docx.write(story, WORDS)


def changed(change, story=STORY):
    """Change the document, as a program would."""
    parts = parts_of(written(story))
    told = parts["word/document.xml"].decode()
    parts["word/document.xml"] = change(told).encode()
    return zipped(parts)


def rows_of(told):
    return re.findall(r"<w:tr>.*?</w:tr>", told, re.DOTALL)


def texts(data):
    return [(each.id, each.text) for each in docx_reading.read(data).segments]


def put(row, text):
    """Type a text into the last cell of a row."""
    at = row.rindex("<w:tc>")
    cell = re.sub(
        r"(<w:p><w:pPr>.*?</w:pPr>).*(</w:p></w:tc>)",
        lambda it: f"{it[1]}<w:r><w:t>{text}</w:t></w:r>{it[2]}",
        row[at:],
        flags=re.DOTALL,
    )
    return row[:at] + cell


def sewn(segment: Segment, came):
    around = segment.target_cut if segment.target else segment.source_cut
    codes = {**came.codes, **segment.source_cut.codes, **segment.target_cut.codes}
    html = sew(came.tokens, codes, around).html
    return "".join(block.html for block in parse_body(html))


class TestRoundTrip:
    @given(st.lists(one_block(), min_size=1, max_size=3))
    def test_changes_nothing(self, targets):
        story = a_story(*(("<p>ក</p>", target) for target in targets))
        found = docx_reading.read(written(story)).segments
        for segment, came in zip(story.segments, found, strict=True):
            assert same(sewn(segment, came), segment.target)

    def test_knows_itself_again(self):
        found = docx_reading.read(written())
        assert (found.reference, found.source_language, found.target_language) == (
            "h123",
            "km",
            "en",
        )
        assert [each.id for each in found.segments] == ["#1", "#2", "#3"]
        assert found.segments[1].source == "ភ្លៀង"

    def test_is_the_same_file_each_time(self):
        assert written() == written()

    def test_carries_the_notice_on_every_page(self):
        footer = xml.parse(parts_of(written())["word/footer1.xml"])
        said = "".join(footer.itertext())
        assert all(notice in said for notice in NOTICE.values())
        assert marked.carries(written(), NOTICE.values())


class TestKhmer:
    def test_is_a_complex_script_in_every_run(self):
        document = xml.parse(parts_of(written())["word/document.xml"])
        runs = [
            run
            for run in document.iter(f"{W}r")
            if re.search("[\u1780-\u17ff]", "".join(run.itertext()))
        ]
        assert runs
        for run in runs:
            look = run.find(f"{W}rPr")
            assert look.find(f"{W}cs") is not None
            assert look.find(f"{W}lang").attrib[f"{W}bidi"] == "km-KH"
            assert look.find(f"{W}rFonts").attrib[f"{W}cs"] == "Noto Sans Khmer"

    def test_is_bold_in_its_own_way(self):
        told = parts_of(written())["word/document.xml"].decode()
        assert "<w:b/><w:bCs/><w:cs/>" in told


class TestEdits:
    def test_rows_that_are_gone_are_gone(self):
        data = changed(lambda told: told.replace(rows_of(told)[2], ""))
        assert [name for name, _text in texts(data)] == ["#1", "#3"]

    def test_rows_may_be_in_another_order(self):
        def turn(told):
            _head, one, two, three = rows_of(told)
            return told.replace(one + two + three, three + one + two)

        assert texts(changed(turn)) == [
            ("#3", ""),
            ("#1", "High water"),
            ("#2", "Rain"),
        ]

    def test_what_is_typed_is_read(self):
        def type_in(told):
            row = rows_of(told)[3]
            return told.replace(row, put(row, "“School’s” out"))

        assert texts(changed(type_in))[2] == ("#3", "“School’s” out")

    def test_a_row_more_has_no_name(self):
        def add(told):
            row = rows_of(told)[2]
            new = re.sub(r"<w:bookmark\w+ [^>]*/>", "", row).replace(
                "<w:t>2</w:t>", "<w:t></w:t>"
            )
            return told.replace(row, row + put(new, "Added here"))

        assert texts(changed(add))[2] == ("", "Added here")

    def test_a_copied_row_counts_once(self):
        def copy(told):
            row = rows_of(told)[2]
            return told.replace(row, row + put(row, "Copy"))

        assert texts(changed(copy))[1:3] == [("#2", "Rain"), ("", "Copy")]

    def test_the_visible_number_is_enough(self):
        def strip(told):
            return re.sub(r"<w:bookmark\w+ [^>]*/>", "", told)

        found = docx_reading.read(changed(strip))
        assert [each.id for each in found.segments] == ["#1", "#2", "#3"]
        assert found.reference == "h123"

    def test_joined_rows_say_it_in_the_first(self):
        def join(told):
            row, other = rows_of(told)[2:4]
            mark = re.search(r"<w:bookmarkStart [^>]*/>", other)[0]
            return told.replace(other, "").replace(
                row, row.replace("<w:bookmarkStart", f"{mark}<w:bookmarkStart", 1)
            )

        assert sorted(texts(changed(join))[1:]) == [("#2", ""), ("#3", "Rain")]

    @pytest.mark.parametrize("kind", ["ins", "moveTo"])
    def test_what_is_tracked_as_new_counts(self, kind):
        def track(told):
            row = rows_of(told)[3]
            typed = put(row, "New").replace(
                "<w:r><w:t>New</w:t></w:r>",
                f'<w:{kind} w:id="9" w:author="A"><w:r><w:t>New</w:t></w:r></w:{kind}>',
            )
            return told.replace(row, typed)

        assert texts(changed(track))[2] == ("#3", "New")

    def test_what_is_tracked_as_deleted_does_not_count(self):
        def track(told):
            row = rows_of(told)[2]
            gone = (
                '<w:del w:id="9" w:author="A"><w:r><w:delText>Old </w:delText></w:r>'
                "</w:del>"
            )
            typed = put(row, "Rain").replace("<w:r><w:t>Rain", f"{gone}<w:r><w:t>Rain")
            return told.replace(row, typed)

        assert texts(changed(track))[1] == ("#2", "Rain")

    def test_a_row_that_is_tracked_as_deleted_is_gone(self):
        def track(told):
            row = rows_of(told)[2]
            return told.replace(
                row, row.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='9'/></w:trPr>")
            )

        assert [name for name, _text in texts(changed(track))] == ["#1", "#3"]

    def test_paragraphs_of_a_cell_are_kept(self):
        def part(told):
            row = rows_of(told)[2]
            more = put(row, "Rain").replace(
                "</w:p></w:tc></w:tr>",
                "</w:p><w:p><w:r><w:t>Again</w:t></w:r></w:p><w:p/></w:tc></w:tr>",
            )
            return told.replace(row, more)

        came = docx_reading.read(changed(part)).segments[1]
        assert sewn(STORY.segments[1], came) == "<p>Rain</p><p>Again</p>"

    def test_content_controls_are_looked_through(self):
        def wrap(told):
            row = rows_of(told)[2]
            around = f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"
            return told.replace(row, around)

        assert texts(changed(wrap))[1] == ("#2", "Rain")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing.")
class TestLibreOffice:
    def test_saves_what_we_read_again(self, tmp_path):
        story = a_story(
            ("<p>ក</p>", '<p>a <span lang="fr">b</span> <cite>c</cite></p>'),
            ("<p>ខ</p>", "<ul><li>x <strong>y</strong></li><li>z<br>w</li></ul>"),
            (
                "<p>គ</p>",
                '<p><a href="https://x.example/?a=1&amp;b=2" '
                'rel="noopener noreferrer">l<em>m</em></a>H<sub>2</sub></p>',
            ),
        )
        (tmp_path / "a.docx").write_bytes(written(story))
        subprocess.run(  # noqa: S603 - Debian's program
            [
                str(shutil.which("soffice")),
                f"-env:UserInstallation=file://{tmp_path}/profile",
                "--headless",
                "--convert-to",
                "docx",
                "--outdir",
                str(tmp_path / "out"),
                str(tmp_path / "a.docx"),
            ],
            check=True,
            capture_output=True,
        )
        found = docx_reading.read((tmp_path / "out" / "a.docx").read_bytes())
        assert found.reference == "h123"
        for segment, came in zip(story.segments, found.segments, strict=True):
            assert same(sewn(segment, came), segment.target)
