"""A packet says what is known, in well-formed XML, the same each time."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as some

from articles.pictures import PhotoWords, packet

ALT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Alt"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"


def told(words):
    return ET.fromstring(packet(words).decode().removeprefix("\ufeff"))  # noqa: S314


def by_language(root, name):
    return {
        line.get(LANGUAGE): line.text
        for alt in root.iter(f"{DC}{name}")
        for line in alt.find(ALT)
    }


class TestPacket:
    def test_says_a_text_in_each_language_and_english_to_who_asks_for_none(self):
        texts = {"km": "ទន្លេ", "en": "A river"}
        root = told(PhotoWords({}, texts, {}, {}))
        assert by_language(root, "description") == {
            "x-default": "A river",
            "km": "ទន្លេ",
            "en": "A river",
        }

    def test_falls_back_to_what_there_is(self):
        root = told(PhotoWords({}, {"km": "ទន្លេ", "en": ""}, {}, {}))
        assert by_language(root, "description") == {"x-default": "ទន្លេ", "km": "ទន្លេ"}

    def test_leaves_out_what_nobody_wrote(self):
        said = packet(PhotoWords({"km": "", "en": ""}, {}, {}, {}))
        for name in (b"creator", b"Credit", b"description", b"Licensor", b"Statement"):
            assert b":" + name not in said

    def test_tells_where_to_ask_by_mail_or_on_a_page(self):
        mail = packet(PhotoWords({}, {}, {}, {}, "", {"en": "X"}, "a@b.example"))
        page = packet(
            PhotoWords({}, {}, {}, {}, "", {"en": "X"}, "https://b.example/@a")
        )
        assert b"LicensorEmail>a@b.example<" in mail
        assert b"LicensorURL>https://b.example/@a<" in page

    @given(text=some.text())
    def test_is_well_formed_whatever_somebody_typed(self, text):
        texts = {"km": text, "en": text}
        words = PhotoWords(
            texts, texts, texts, texts, "https://x.example/", texts, text
        )
        told(words)
        assert packet(words) == packet(words)
