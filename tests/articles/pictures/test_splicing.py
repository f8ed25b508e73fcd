"""A packet goes in and out of a file, and no pixel moves."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from articles.pictures import (
    PhotoWords,
    SplicingError,
    encode_all,
    foreign_parts,
    packet,
    packet_of,
    with_packet,
)

FILES = encode_all(Image.radial_gradient("L").resize((501, 333)).convert("RGB"))
WORDS = PhotoWords(
    credit={"km": "ស្រី មុំ", "en": 'Srey <Mom> & "sons"'},
    description={"km": "ទន្លេ", "en": "A river"},
    rights={"en": "© 2026 X"},
    terms={"en": "Ask."},
)


def saved(image, kind, **how):
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


@pytest.fixture(params=FILES)
def content(request):
    return FILES[request.param]


class TestWithPacket:
    def test_says_what_was_put_in_and_moves_no_pixel(self, content):
        said = with_packet(content, packet(WORDS))
        assert packet_of(said) == packet(WORDS)
        assert foreign_parts(said) == []
        before, after = (Image.open(io.BytesIO(each)) for each in (content, said))
        assert before.tobytes() == after.tobytes()

    def test_takes_out_what_it_put_in(self, content):
        assert (
            with_packet(with_packet(content, packet(WORDS)), b"")[-200:]
            == content[-200:]
        )
        assert packet_of(with_packet(with_packet(content, packet(WORDS)), b"")) == b""

    def test_says_only_the_last_thing(self, content):
        first, second = packet(WORDS), packet(PhotoWords({}, {}, {"en": "Other"}, {}))
        twice = with_packet(with_packet(content, first), second)
        assert twice == with_packet(content, second)
        assert b"Srey" not in twice

    @given(text=some.text(max_size=200))
    def test_is_undone_by_an_empty_one_whatever_it_says(self, text):
        said = packet(PhotoWords({"km": text}, {"en": text}, {}, {}))
        for content in FILES.values():
            spoken = with_packet(content, said)
            assert packet_of(spoken) == said
            assert with_packet(spoken, b"") == content

    def test_keeps_the_flags_of_a_webp_that_has_some(self):
        clear = saved(Image.new("RGBA", (31, 20), (9, 9, 9, 99)), "WEBP")
        lossless = saved(
            Image.new("RGBA", (31, 20), (9, 9, 9, 99)), "WEBP", lossless=True
        )
        for content in (clear, lossless):
            said = with_packet(content, packet(WORDS))
            assert Image.open(io.BytesIO(said)).mode == "RGBA"
            assert Image.open(io.BytesIO(said)).size == (31, 20)

    @pytest.mark.parametrize(
        "broken",
        [b"", b"RIFF\0\0\0\0WEBP", b"\xff\xd8\xff", b"\xff\xd8", b"GIF89a", b"RIFF"],
    )
    def test_refuses_what_is_no_picture_of_ours(self, broken):
        with pytest.raises(SplicingError):
            with_packet(broken, packet(WORDS))

    def test_refuses_a_packet_that_a_jpeg_cannot_hold(self, content):
        with pytest.raises(SplicingError, match="does not fit"):
            with_packet(content, b"a" * 65_510)


class TestForeignParts:
    def test_names_whatever_else_is_in_a_file(self):
        exif = Image.Exif()
        exif[0x010E] = "Secret"
        plain = Image.new("RGB", (16, 16))
        told = saved(plain, "JPEG", exif=exif, comment=b"a", icc_profile=b"b" * 20)
        assert set(foreign_parts(told + b"rest")) == {"APP1", "COM", "APP2", "rest"}
        webp = saved(plain, "WEBP", exif=exif, icc_profile=b"b" * 20)
        assert set(foreign_parts(webp)) == {"EXIF", "ICCP"}
        assert foreign_parts(FILES["480.webp"] + b"rest") == ["rest"]

    def test_names_a_second_packet(self):
        said = with_packet(FILES["480.jpg"], packet(WORDS))
        start = said.index(b"\xff\xe1")
        segment = said[start : start + 2 + int.from_bytes(said[start + 2 : start + 4])]
        assert foreign_parts(said[:start] + segment + said[start:]) == ["second XMP"]
