"""XLIFF goes round unharmed, and is read as other tools write it."""

import polib  # type: ignore[import-untyped] # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.formats import toolkit
from tests.translations.formats.texts import NOTICE, a_story, one_block
from translations.formats import marked, shown, xliff12, xliff_reading, xml
from translations.formats.inline import CodeKind, Mark, Side, cut
from translations.formats.segments import Came, State
from translations.formats.sewing import sew

ANCHOR = '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">'
LINK = f"<p>ទឹក {ANCHOR}ទន្លេ</a> &amp; ភ្លៀង</p>"
ENGLISH = f"<p>The {ANCHOR}river</a> &amp; rain</p>"


def read(data):
    return xliff_reading.read(xml.parse(data))


def unit(source, target, more=""):
    return (
        '<?xml version="1.0"?><xliff version="1.2" '
        'xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" '
        'source-language="km-KH" target-language="en-US" datatype="html"><body>'
        f'<trans-unit id="u1"><source>{source}</source>{more}{target}</trans-unit>'
        "</body></file></xliff>"
    ).encode()


def came(target, more="", source="ក"):
    (found,) = read(unit(source, target, more)).segments
    return found


def sewn(found: Came, html: str):
    it = cut(html)
    return sew(found.tokens, {**it.codes, **found.codes}, it, it.codes)


class TestRoundTrip:
    @given(st.lists(st.tuples(one_block(), one_block()), min_size=1, max_size=4))
    def test_changes_nothing(self, pairs):
        story = a_story(*pairs)
        found = read(xliff12.write(story))
        for segment, back in zip(story.segments, found.segments, strict=True):
            assert back.id == segment.id
            assert back.source_tokens == segment.source_cut.tokens
            assert back.tokens == segment.target_cut.tokens
            target = segment.target_cut
            assert sew(back.tokens, target.codes, target).html == segment.target

    @given(st.lists(st.tuples(one_block(), one_block()), max_size=4))
    def test_shows_each_row_word_for_word(self, pairs):
        story = a_story(*pairs)
        found = shown.rows_of(xml.parse(xliff12.write(story)))
        assert list(found) == list(shown.wanted_of(story.segments))

    def test_shows_a_word_that_was_lost_and_a_row_of_another_name(self):
        story = a_story(("<p>ក <em>ខ</em></p>", "<p>one <em>two</em></p>"))
        wanted = list(shown.wanted_of(story.segments))
        written = xliff12.write(story)
        for lost in (b"two", "ខ".encode(), b'trans-unit id="'):
            told = written.replace(lost, lost[:0] if lost[-1:] != b'"' else lost + b"x")
            assert list(shown.rows_of(xml.parse(told))) != wanted

    def test_knows_itself_again(self):
        found = read(xliff12.write(a_story((LINK, ENGLISH), ("<p>ក</p>", ""))))
        assert (found.reference, found.source_language, found.target_language) == (
            "h123",
            "km",
            "en",
        )
        assert [each.state for each in found.segments] == [
            State.TRANSLATED,
            State.UNTRANSLATED,
        ]

    def test_carries_the_notice_in_both_languages(self):
        content = xliff12.write(a_story((LINK, "")))
        assert marked.carries(content, NOTICE.values())
        cut_off = content.replace(NOTICE["en"].encode(), b"")
        assert not marked.carries(cut_off, NOTICE.values())

    def test_has_an_empty_target_where_nothing_is_written(self):
        content = xliff12.write(a_story((LINK, ""))).decode()
        assert '<target state="needs-translation"></target>' in content


class TestOtherTools:
    def test_segments_inside_of_a_target_are_joined(self):
        # Trados and memoQ cut by sentence and mark each.
        found = came(
            '<target><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">'
            "Two <g id='1'>three</g>.</mrk></target>",
            "<seg-source><mrk mtype='seg' mid='1'>ក។</mrk></seg-source>",
        )
        assert found.text == "One. Two three."

    def test_codes_that_open_and_close_apart(self):
        found = came(
            "<target>a <bx id='7' rid='1'/>b<ex id='8' rid='1'/> <x id='2'/>c</target>"
        )
        assert found.tokens == (
            "a ",
            Mark("1", Side.OPEN),
            "b",
            Mark("1", Side.CLOSE),
            " ",
            Mark("2", Side.ALONE),
            "c",
        )

    def test_native_codes_explain_themselves(self):
        found = came(
            "<target>a <bpt id='5'>&lt;strong&gt;</bpt>b<ept id='5'>&lt;/strong&gt;"
            "</ept></target>"
        )
        assert found.codes["5"].kind is CodeKind.BOLD
        assert sewn(found, "<p>x</p>").html == "<p>a <strong>b</strong></p>"

    def test_native_codes_bring_nothing_in(self):
        found = came(
            "<target><bpt id='5'>&lt;script&gt;</bpt>b<ept id='5'>&lt;/script&gt;"
            "</ept></target>"
        )
        assert found.codes == {}
        assert sewn(found, "<p>x</p>").html == "<p>b</p>"

    def test_suggestions_are_no_translation(self):
        found = came(
            "<target/>",
            "<alt-trans><source>ក</source><target>Old</target></alt-trans>",
        )
        assert found.text == ""

    def test_a_file_without_a_namespace(self):
        data = unit("ក", "<target>A</target>").replace(
            b' xmlns="urn:oasis:names:tc:xliff:document:1.2"', b""
        )
        assert read(data).segments[0].text == "A"

    @pytest.mark.parametrize(
        ("attribute", "state"),
        [
            ("state='needs-translation'", State.UNTRANSLATED),
            ("state='needs-review-translation'", State.NEEDS_WORK),
            ("state='signed-off'", State.TRANSLATED),
            ("state='final'", State.TRANSLATED),
            ("state='x-own'", None),
            ("", None),
        ],
    )
    def test_states_are_told_in_our_words(self, attribute, state):
        assert came(f"<target {attribute}>A</target>").state is state


class TestTranslateToolkit:
    def test_reads_what_we_write(self, tmp_path):
        story = a_story((LINK, ENGLISH), ("<p>ភ្លៀង</p>", ""))
        (tmp_path / "a.xlf").write_bytes(xliff12.write(story))
        toolkit.run("xliff2po", tmp_path / "a.xlf", tmp_path / "a.po")
        found = {
            entry.msgid: entry.msgstr for entry in toolkit.po_of(tmp_path / "a.po")
        }
        assert found["ភ្លៀង"] == ""
        assert any("ទន្លេ" in said and "river" in told for said, told in found.items())

    def test_writes_what_we_read(self, tmp_path):
        told = polib.POFile()
        told.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "en"}
        told.append(polib.POEntry(msgid="ភ្លៀង & <ទឹក>", msgstr="Rain & <water>"))
        told.save(str(tmp_path / "a.po"))
        toolkit.run("po2xliff", tmp_path / "a.po", tmp_path / "a.xlf")
        found = read((tmp_path / "a.xlf").read_bytes())
        pairs = {each.source: each.text for each in found.segments}
        assert pairs["ភ្លៀង & <ទឹក>"] == "Rain & <water>"
