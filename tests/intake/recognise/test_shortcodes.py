"""Shortcodes go; what writers put into brackets stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.recognise.lines import Line, LineKind
from intake.recognise.shortcodes import without_shortcodes


def strip(text: str, kind: LineKind = LineKind.TEXT):
    return without_shortcodes(Line(number=5, text=text, html=text, kind=kind))


class TestWithoutShortcodes:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            (
                '[responsivevoice_button voice="US English Female"]',
                "responsivevoice_button",
            ),
            ("[responsivevoice_button]", "responsivevoice_button"),
            ("[responsivevoice_button voice=”Khmer Female”]", "responsivevoice_button"),
            ('[gallery ids="1,2"]', "gallery"),
            ("[embed]https://video.example/1[/embed]", "embed"),
            ('[video src="a.mp4"][/video]', "video"),
            ("[vc_row][/vc_row]", "vc_row"),
            ("https://www.facebook.com/somebody/posts/1", "embed"),
        ],
    )
    def test_empties_a_line_of_nothing_else(self, text, name):
        stripped = strip(text)
        assert stripped.text == ""
        assert stripped.shortcodes[0].name == name
        assert "".join(each.words for each in stripped.shortcodes) == text
        assert stripped.shortcodes[0].line == 5

    @pytest.mark.parametrize(
        "text",
        [
            "rights of the Cambodian people [are] respected",
            "“I [sic] went,” he said [in Khmer].",
            "[…] and then",
            "[name withheld]",
            "[1] [a] [the editor]",
            "See https://a.example for more.",
            "a [b = c] d",
        ],
    )
    def test_keeps_what_a_writer_put_into_brackets(self, text):
        assert strip(text).text == text
        assert strip(text).shortcodes == ()

    def test_closes_the_gap_inside_a_line(self):
        stripped = strip('Rain fell [audio mp3="a.mp3"] all night.')
        assert stripped.text == "Rain fell all night."

    def test_tells_a_caption_from_other_text(self):
        stripped = strip('[caption id="a1" width="300"]A boat. Photo: Sok[/caption]')
        assert (stripped.text, stripped.is_caption) == ("A boat. Photo: Sok", True)

    def test_takes_an_embedded_element_whole(self):
        stripped = strip('<iframe src="https://v.example/[1]">', LineKind.EMBED)
        assert stripped.text == ""
        assert stripped.shortcodes[0].words == '<iframe src="https://v.example/[1]">'

    @given(st.text(st.characters(exclude_characters="[]:"), max_size=80))
    def test_changes_no_text_without_brackets(self, text):
        assert strip(text).text == text

    def test_takes_linear_time(self):
        for hostile in ("[a_b " * 20_000, "[embed]" * 20_000, "[a b='" * 20_000):
            assert len(strip(hostile).text) <= len(hostile)
