"""PDF copies keep the standards, look as they should, and hold what they claim."""

import io
import json
import re
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from exports.formats import format_named
from exports.formats.base import seal, verify
from exports.formats.faults import (
    CreditMissingError,
    ForbiddenContentError,
    LettersUnknownError,
    LinkMissingError,
    PhotoLeakError,
    SealRefused,
    TextMissingError,
    WrongCopyError,
)
from exports.formats.readers import pdf_tokens
from exports.formats.readers.pdf_fonts import is_one_cluster
from exports.package import BodyBlock, PackageError
from rights.notices import notice_form
from tests.exports.formats.every import EVERY_LANGUAGE
from tests.exports.killers.pdfs import facts_changed, set_again, streams_changed
from tests.exports.packages import a_package, our_photo

FMT = format_named("pdf")
LONG = "អ្នកស្រុកនៅក្រុមកណ្តាលស្ពានអាចស្តាប់ការអំពាវនាវ ស្តាស្តា ទទ។ "


def kinds(file_bytes, package):
    with pytest.raises(SealRefused) as refused:
        verify(package, FMT, file_bytes)
    return {type(fault) for fault in refused.value.faults}


def opened(file_bytes):
    return PdfReader(io.BytesIO(file_bytes), strict=True)


def a_long_package(language="km", paragraphs=40):
    text = LONG * 6 if language == "km" else "The river rose and the ferry waited. " * 9
    blocks = tuple(
        BodyBlock("paragraph", f"<p>{number} {text.strip()}</p>", f"{number} {text}")
        for number in range(paragraphs)
    )
    return a_package(language, body=blocks)


class TestStandards:
    @EVERY_LANGUAGE
    def test_are_kept_and_nothing_is_repaired(self, language):
        content = seal(a_package(language, photo=our_photo()), FMT)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
            with pdf.open_metadata() as told:
                assert told.pdfa_status == "3A"
                assert told["pdfuaid:part"] == "1"

    @EVERY_LANGUAGE
    def test_say_language_and_title_and_are_tagged(self, language):
        package = a_package(language)
        root = opened(seal(package, FMT)).root_object
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]

    def test_name_the_language_of_a_notice_that_is_not_that_of_the_copy(self):
        content = seal(a_package("vi"), FMT)
        assert b"/Lang(en)" in content

    def test_skip_no_level_of_a_heading(self):
        bodies = tuple(
            BodyBlock("heading", f"<{tag}>{tag} here</{tag}>", f"{tag} here")
            for tag in ("h3", "h2", "h3")
        )
        content = seal(a_package(body=(*bodies, *a_package().story.body)), FMT)
        levels = [
            role for role in ("/H1", "/H2", "/H3") if f"/S{role}/".encode() in content
        ]
        assert levels == ["/H1", "/H2", "/H3"]


class TestMetadata:
    def test_says_the_notice_in_each_language_and_whose_it_is(self):
        package = a_package("km")
        with pikepdf.open(io.BytesIO(seal(package, FMT))) as pdf:
            xmp = str(pdf.Root.Metadata.read_bytes(), "utf-8")
        for tag, text in package.notice.texts.items():
            assert xmp.count(f'<rdf:li xml:lang="{tag}">{text.full}</rdf:li>') == 2
        assert f"<dc:source>{package.story.sources[0].url}</dc:source>" in xmp
        assert "<dc:contributor><rdf:Bag><rdf:li>Sok Dara</rdf:li>" in xmp
        assert f"WebStatement>{package.rights_url}<" in xmp
        assert "<tdm:reservation>1</tdm:reservation>" in xmp

    def test_is_attached_as_json(self):
        package = a_package("km")
        [content] = opened(seal(package, FMT)).attachments["rights.json"]
        rights = json.loads(content)
        assert rights["noticeEdition"] == package.notice.edition
        assert rights["trace"] == package.trace_code
        assert rights["notice"].keys() == {"km", "en"}

    @pytest.mark.parametrize(
        ("name", "value", "fault"),
        [
            ("trace", "fedcba98", WrongCopyError),
            ("urn", "urn:x:other", WrongCopyError),
            ("language", "fr", WrongCopyError),
            ("headline", "Another", WrongCopyError),
            ("creditors", [], CreditMissingError),
            ("sources", [], LinkMissingError),
            ("translations", ["https://x.example/"], LinkMissingError),
        ],
    )
    def test_that_says_otherwise_in_one_place_is_noticed(self, name, value, fault):
        package = a_package()
        bad = facts_changed(
            seal(package, FMT), lambda facts: facts.update({name: value})
        )
        assert kinds(bad, package) == {fault}

    @pytest.mark.parametrize(
        "name", ["dc:source", "dc:relation", "tdm:reservation", "xmpRights:Marked"]
    )
    def test_that_lacks_something_in_the_xmp_is_noticed(self, name):
        package = a_package()
        prefix = name.partition(":")[0]
        bad = streams_changed(
            seal(package, FMT),
            lambda kind, data: (
                data.replace(f"{name}>".encode(), f"{prefix}:other>".encode())
                if kind == "xmp"
                else data
            ),
        )
        assert kinds(bad, package) <= {LinkMissingError, ForbiddenContentError}


class TestPages:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_say_the_notice_at_the_foot_of_each(self, language):
        package = a_long_package(language)
        found = FMT.read(seal(package, FMT))
        assert len(found.feet) > 2
        for number, foot in enumerate(found.feet, 1):
            assert notice_form(package.notice_text) in notice_form(foot)
            if language == "en":
                assert foot.strip().startswith(f"{number} / {len(found.feet)}")

    def test_miss_one_foot(self):
        package = a_long_package("en")
        bad = set_again(
            package,
            "said(n.lang, n.foot)",
            "if here().page() != 2 { said(n.lang, n.foot) }",
        )
        with pytest.raises(SealRefused, match="not at the foot of page 2"):
            verify(package, FMT, bad)

    def test_keep_every_line_within_their_edges(self):
        unspaced = "ទឹកទន្លេបានឡើងខ្ពស់" * 60
        body = BodyBlock("paragraph", f"<p>{unspaced}</p>", unspaced)
        address = "https://a.example/" + "abc/" * 80
        link = BodyBlock("paragraph", f'<p><a href="{address}">x</a></p>', "x")
        assert seal(a_package("km", body=(body, link)), FMT)

    def test_are_read_to_the_letter(self):
        text = "ស្តាស្តា ស្ត្រី ទទ ម្ដាយៗ កុំកុំ fi ffi Tệ"
        body = BodyBlock("paragraph", f"<p>{text}</p>", text)
        found = FMT.read(seal(a_package("km", body=(body,)), FMT))
        assert text in found.visible_text.split("\n")

    def test_do_not_take_a_cluster_that_stands_twice_for_one(self):
        twice = BodyBlock("paragraph", "<p>ស្ពាស្ពាន</p>", "ស្ពាស្ពាន")
        once = BodyBlock("paragraph", "<p>ស្ពាន</p>", "ស្ពាន")
        written = FMT.write(a_package("km", body=(once,)))
        assert kinds(written, a_package("km", body=(twice,))) == {TextMissingError}


class TestLetters:
    def test_that_no_font_has_are_named(self):
        body = BodyBlock("paragraph", "<p>A 𓀀 and a 😀</p>", "A 𓀀 and a 😀")
        with pytest.raises(SealRefused) as refused:
            seal(a_package(body=(body,)), FMT)
        [fault] = refused.value.faults
        assert isinstance(fault, LettersUnknownError)
        assert "𓀀" in str(fault)
        assert "install a font" in str(fault)

    @pytest.mark.parametrize(
        ("text", "is_one"),
        [("ស្ត្រី", True), ("ffi", True), ("ទន្លេ", False), ("free", False), ("", True)],
    )
    def test_stand_for_one_cluster_each(self, text, is_one):
        assert is_one_cluster(text) is is_one


class TestPhoto:
    def test_of_our_own_is_in_it_with_words_for_who_cannot_see_it(self):
        package = a_package(photo=our_photo())
        content = seal(package, FMT)
        assert our_photo().picture in content
        assert b"A ferry on a brown river" in content
        assert len(FMT.read(content).pictures) == 1

    def test_of_somebody_else_is_not(self):
        package = a_package()
        found = FMT.read(seal(package, FMT))
        assert found.pictures == ()
        assert package.story.photo.withheld in found.visible_text

    def test_that_is_another_one_is_noticed(self):
        package = a_package(photo=our_photo())
        picture = our_photo().picture
        other = replace(our_photo(), picture=picture[:-20] + bytes(18) + picture[-2:])
        bad = FMT.write(a_package(photo=other))
        assert kinds(bad, package) == {PhotoLeakError}

    def test_that_stays_home_cannot_be_packed(self):
        photo = replace(a_package().story.photo, picture=our_photo().picture)
        with pytest.raises(PackageError, match="must stay home"):
            a_package(photo=photo)

    def test_on_end_leaves_room(self):
        tall = replace(our_photo(), is_upright=True)
        assert len(FMT.read(seal(a_package(photo=tall), FMT)).feet) == 2


class TestLines:
    @EVERY_LANGUAGE
    def test_are_read_alike_in_one_piece_and_sign_by_sign(self, language, monkeypatch):
        content = seal(a_package(language, photo=our_photo()), FMT)
        in_one_piece = FMT.read(content)
        monkeypatch.setattr(pdf_tokens, "_LINE", re.compile(rb"(?!)"))
        assert FMT.read(content) == in_one_piece


class TestOperations:
    def test_give_up_at_once_on_a_line_that_is_nearly_one(self):
        line = b"q\n1 0 0 -1 1 2 cm/c0 cs 0 scn\nBT\n0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm"
        # A hundred digits can be cut into numbers in more ways than anybody can try.
        nearly = line + b"[" + b"1" * 100 + b"(a)]Tx ET\nQ\n"
        told = [operator for operator, _operands in pdf_tokens.operations(nearly)]
        assert pdf_tokens.LINE not in told
