"""XML as it is written, and read once for several readers."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translations.formats.texts import NOTICE, a_story
from translations.formats import docx, marked, omegat, reading, xliff12, xml

STORY = a_story(
    ("<p>ទឹក <strong>ខ្ពស់</strong></p>", "<p>High <strong>water</strong></p>"),
    ("<p>ភ្លៀង</p>", ""),
)
WORDS = docx.Words(("Write in the right column.",), ("№", "ខ្មែរ", "English"))
FILES = {
    "xliff": xliff12.write(STORY),
    "docx": docx.write(STORY, WORDS),
    "omegat": omegat.write(STORY, readme="Open it."),
}
TEXTS = st.text(st.characters() | st.sampled_from("&<>\"'\t\n\r\0\x0b\ufffe\ud800កែ"))


class TestText:
    def test_is_written_with_entities_and_without_what_xml_cannot_hold(self):
        assert xml.text("a&b<c>\r\0\ufffe“ក”\t\n") == "a&amp;b&lt;c&gt;&#13;“ក”\t\n"

    @given(TEXTS)
    def test_is_read_as_it_was(self, words):
        root = xml.parse(f"<p>{xml.text(words)}</p>".encode())
        assert (root.text or "") == xml.storable(words)


class TestQuoted:
    @given(TEXTS)
    def test_is_read_as_it_was(self, words):
        root = xml.parse(f'<p a="{xml.quoted(words)}"/>'.encode())
        assert root.attrib["a"] == xml.storable(words)


class TestParse:
    @pytest.mark.parametrize("name", FILES)
    def test_of_each_part_once_serves_both_readers_of_the_proof(self, name):
        parts = []

        @cache
        def parse(data):
            parts.append(data)
            return xml.parse(data)

        content = FILES[name]
        languages = {"source_language": "km", "target_language": "en"}
        alone = reading.read(content, **languages)
        assert reading.read(content, **languages, parse=parse) == alone
        assert marked.carries(content, NOTICE.values(), parse=parse)
        # A reader leaves the tree as it was for the next one.
        assert reading.read(content, **languages, parse=parse) == alone
        assert len(parts) == len(set(parts))
