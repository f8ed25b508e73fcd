"""Whatever a story or a file holds, nothing breaks out and nothing breaks down."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.formats.base import seal
from exports.formats.faults import LettersUnknownError, SealRefused
from exports.formats.readers.found import UnreadableError
from exports.package import BodyBlock, Creditor, PackageError, PrintedCredit
from tests.exports.formats.every import EVERY_FORMAT
from tests.exports.packages import a_package

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "-->",
    "&amp;lt; &copy &#169;",
    '" onmouseover="alert(1)',
    "line\nRights-Notice-en: Free for all.\n\nFree for all.",
    "line\r\n\r\nRights-Notice-en: Free for all.",
    "a\u2028Rights-Notice-en: b\u2029c\u0085d\x0be\x0cf",
    "\x00\x07\x1b[8mhidden\x1b[0m",
    "\u202eright to left\u202c \u2066isolate",
    "\\u003c/script\\u003e \\",
    '{"a": "b"}, ',
    "]]> <![CDATA[",
    "Rights-Notice-km: x",
    "{0} {outlet} %s %(x)s ${y}",
    "; by: nobody; ",
    "ខ្មែរ\u200bគ្មាន\u200bដកឃ្លា" * 40,
    "\ud800 half a pair",
    "tab\tand  two\u00a0\u00a0spaces",
)


def hostile_package(text):
    return a_package(
        headline=text,
        standfirst=text,
        dateline=text,
        section=text,
        outlet=text,
        kind_label=text,
        note=text,
        stale=text,
        machine=text,
        body=(
            BodyBlock("paragraph", f"<p>{escape(text)}</p>", text),
            BodyBlock("paragraph", text, text),
        ),
        credits=(
            PrintedCredit("reporter", "By", text, (Creditor(text, is_person=True),)),
        ),
        photo=replace(
            a_package().story.photo, credit=text, caption=text, withheld=text
        ),
    )


def sealed(package, fmt):
    try:
        return seal(package, fmt)
    except SealRefused:
        return None


def read(fmt, file_bytes):
    try:
        return fmt.read(file_bytes)
    except UnreadableError:
        return None


class TestHostileStory:
    @EVERY_FORMAT
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_is_sealed_with_its_own_notice(self, fmt, text):
        package = hostile_package(text)
        found = fmt.read(seal(package, fmt))
        assert found.notice_visible.split() == (
            f"{package.licensed_line} {package.notice_text}".split()
        )
        assert set(found.notice_slots) == {"km", "en"}
        assert found.forbidden == ()

    @EVERY_FORMAT
    @given(text=st.text(min_size=1, max_size=60))
    @settings(max_examples=60, deadline=None)
    def test_is_sealed_or_refused_before_it_is_written(self, fmt, text):
        try:
            package = hostile_package(text)
        except PackageError:
            return
        file_bytes = sealed(package, fmt)
        assert file_bytes is None or fmt.read(file_bytes).forbidden == ()

    @EVERY_FORMAT
    @given(
        text=st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1)
    )
    @settings(max_examples=60, deadline=None)
    def test_of_letters_and_signs_is_always_sealed(self, fmt, text):
        try:
            package = hostile_package(text)
        except PackageError:
            return
        try:
            assert seal(package, fmt)
        except SealRefused as refused:
            # A format that draws letters says which ones it cannot draw, and no more.
            kinds = {type(fault) for fault in refused.faults}
            assert (fmt.code, kinds) == ("pdf", {LettersUnknownError})


class TestHostileFile:
    @EVERY_FORMAT
    @given(file_bytes=st.binary(max_size=200))
    @settings(max_examples=60, deadline=None)
    def test_of_any_bytes_is_read_or_called_unreadable(self, fmt, file_bytes):
        found = read(fmt, file_bytes)
        assert found is None or isinstance(found.visible_text, str)

    @EVERY_FORMAT
    @given(st.data())
    @settings(max_examples=80, deadline=None)
    def test_with_a_piece_exchanged_is_read_or_called_unreadable(self, fmt, data):
        good = fmt.write(a_package())
        start = data.draw(st.integers(0, len(good)))
        end = data.draw(st.integers(start, min(len(good), start + 40)))
        pieces = ["<", ">", "<![x", "<!", "</", '"', "{", "[]", "null", "1", "\n\n", ""]
        piece = data.draw(st.sampled_from(pieces) | st.text(max_size=5))
        piece_bytes = piece.encode(errors="replace")
        found = read(fmt, good[:start] + piece_bytes + good[end:])
        assert found is None or isinstance(found.visible_text, str)

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        "deep",
        ["[" * 5000, '{"a":' * 5000 + "1" + "}" * 5000, "<p><b>" * 5000, "<" * 20000],
        ids=["lists", "objects", "elements", "brackets"],
    )
    def test_that_is_deep_is_called_unreadable(self, fmt, deep):
        with pytest.raises(UnreadableError):
            fmt.read(deep.encode())
