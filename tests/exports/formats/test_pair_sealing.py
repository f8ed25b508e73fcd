"""A copy in two languages is proved on either side, and on what stands side by side."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from exports.formats import BILINGUAL_FORMATS, FORMATS, format_named
from exports.formats.base import seal, verify
from exports.formats.faults import (
    CreditMissingError,
    LinkMissingError,
    PhotoLeakError,
    SealRefused,
    TextMissingError,
    UnreadableCopyError,
    WrongCopyError,
)
from exports.package import PhotoFacts, SideBySide
from rights.notices import carries, notice_form
from tests.exports.killers.archives import exchanged
from tests.exports.packages import SITE, THEIRS, a_credit, a_notice
from tests.exports.pair_packages import OUR_LIST, PAIRS, a_bilingual_package, blocks

EVERY_FORMAT = pytest.mark.parametrize(
    "fmt", BILINGUAL_FORMATS, ids=lambda fmt: fmt.code
)
EVERY_PAIR = pytest.mark.parametrize("pair", PAIRS, ids="-".join)
PROJECT = Path(__file__).resolve().parents[3]
GOOD = a_bilingual_package()


def kinds(package, fmt, file_bytes):
    with pytest.raises(SealRefused) as refused:
        verify(package, fmt, file_bytes)
    return {type(fault) for fault in refused.value.faults}


class TestSeal:
    @EVERY_FORMAT
    @EVERY_PAIR
    def test_finds_both_versions(self, fmt, pair):
        package = a_bilingual_package(*pair)
        found = fmt.read(seal(package, fmt))
        for side, own in zip(package.sides, (found.source, found.target), strict=True):
            assert own.urn == side.story.urn
            assert own.language == side.story.language
            assert own.trace_code == package.trace_code
            assert set(own.notice_slots) == {"km", "en"}
            assert own.source_urls == tuple(link.url for link in side.story.sources)
            assert [notice_form(each) for each in own.credits] == [
                notice_form(line.text) for line in side.story.credits
            ]
            notice = f"{side.licensed_line} {side.notice_text}"
            assert notice_form(own.notice_visible) == notice_form(notice)
        assert found.source.translation_urls == (package.target.story.canonical_url,)
        assert found.target.source_urls == (package.source.story.canonical_url,)

    @EVERY_FORMAT
    @EVERY_PAIR
    def test_keeps_apart_what_each_language_says(self, fmt, pair):
        package = a_bilingual_package(*pair)
        found = fmt.read(seal(package, fmt))
        for own, other in (("source", "target"), ("target", "source")):
            text = notice_form(getattr(found, own).visible_text)
            for block in getattr(package, own).story.body:
                assert notice_form(block.text) in text
            alien = [b for b in getattr(package, other).story.body if b != OUR_LIST]
            assert not any(notice_form(block.text) in text for block in alien)

    @EVERY_FORMAT
    @EVERY_PAIR
    def test_puts_side_by_side_what_belongs_together(self, fmt, pair):
        package = a_bilingual_package(*pair)
        rows = fmt.read(seal(package, fmt)).rows
        first, left_out, added, last = (tuple(map(notice_form, row)) for row in rows)
        a, b, c, _d = (notice_form(block.text) for block in blocks(pair[0]))
        x, _y, z, w = (notice_form(block.text) for block in blocks(pair[1]))
        assert first == (f"{a} {b}", x)
        assert left_out == (c, notice_form(package.left_out))
        assert added == (notice_form(package.only_there), w)
        assert last[1].startswith(z)

    @EVERY_FORMAT
    @EVERY_PAIR
    def test_makes_the_same_bytes_every_time(self, fmt, pair):
        assert seal(a_bilingual_package(*pair), fmt) == seal(
            a_bilingual_package(*pair), fmt
        )

    @EVERY_FORMAT
    def test_shows_both_notices_last(self, fmt):
        found = fmt.read(seal(GOOD, fmt))
        notices = " ".join(
            f"{side.licensed_line} {side.notice_text}" for side in GOOD.sides
        )
        assert notice_form(found.visible_text).endswith(notice_form(notices))

    @EVERY_FORMAT
    def test_needs_no_more_than_a_story_has(self, fmt):
        bare = {
            "standfirst": "",
            "dateline": "",
            "updated_at": None,
            "kind_label": "",
            "stale": "",
            "machine": "",
            "photo": None,
            "withheld_urls": frozenset(),
        }
        assert seal(a_bilingual_package(source_facts=bare, target_facts=bare), fmt)

    @EVERY_FORMAT
    def test_lets_our_own_photo_and_links_to_pictures_be_found(self, fmt):
        url = f"{SITE}/media/river.jpg"
        facts = {"photo": PhotoFacts("Photo: Srey Mom", "A ferry.", url=url)}
        map_ = replace(
            OUR_LIST,
            kind="paragraph",
            html='<p>A <a href="https://else.example/map.png">map</a>.</p>',
            text="A map.",
        )
        package = a_bilingual_package(
            source_facts=facts,
            target_facts=facts,
            rows=(SideBySide((map_,), (blocks("en")[0],)),),
        )
        found = fmt.read(seal(package, fmt))
        assert set(found.target.photo_urls) <= {url}

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "a\nb\nc"),
            ("<blockquote><p>a</p><p>b<br>c</p></blockquote>", "a\nb\nc"),
            ("<h3>a <em>b</em></h3>", "a b"),
            ('<p><span lang="en">a</span> <q>b</q><sup>c</sup></p>', "a bc"),
            ("<b>no element", "no element"),
            ("<p>&lt;/div&gt;&lt;/footer&gt;</p>", "</div></footer>"),
        ],
        ids=["list-in-list", "long-quote", "heading", "inline", "broken", "escaped"],
    )
    def test_writes_every_element_of_a_body(self, fmt, html, text):
        block = replace(OUR_LIST, html=html, text=text)
        rows = (SideBySide((block,), (block,)),)
        found = fmt.read(seal(a_bilingual_package(rows=rows), fmt))
        assert all(carries(cell, text) for cell in found.rows[0])


class TestVerify:
    @EVERY_FORMAT
    @pytest.mark.parametrize("side", ["source_facts", "target_facts"])
    def test_misses_a_credit_of_either_side(self, fmt, side):
        facts = {"credits": (a_credit("reporter", "Sok Dara"),)}
        bad = fmt.write(a_bilingual_package(**{side: facts}))
        assert CreditMissingError in kinds(GOOD, fmt, bad)

    @EVERY_FORMAT
    @pytest.mark.parametrize("side", ["source_facts", "target_facts"])
    @pytest.mark.parametrize(
        "facts", [{"standfirst": ""}, {"dateline": ""}, {"headline": "Other"}]
    )
    def test_misses_words_of_either_side(self, fmt, side, facts):
        bad = fmt.write(a_bilingual_package(**{side: facts}))
        assert TextMissingError in kinds(GOOD, fmt, bad)

    @EVERY_FORMAT
    def test_misses_that_the_original_was_changed(self, fmt):
        bad = fmt.write(a_bilingual_package(target_facts={"stale": ""}))
        assert kinds(GOOD, fmt, bad) == {TextMissingError}

    @EVERY_FORMAT
    @pytest.mark.parametrize("side", ["source_facts", "target_facts"])
    def test_tells_the_revision_of_either_side(self, fmt, side):
        bad = fmt.write(a_bilingual_package(**{side: {"revision": 5}}))
        assert kinds(GOOD, fmt, bad) == {WrongCopyError}

    @EVERY_FORMAT
    def test_refuses_the_copy_of_another(self, fmt):
        bad = fmt.write(a_bilingual_package(trace_code="fedcba9876543210"))
        assert WrongCopyError in kinds(GOOD, fmt, bad)

    @EVERY_FORMAT
    def test_refuses_rows_that_pair_something_else(self, fmt):
        a, b, c, d = GOOD.rows
        swapped = replace(
            GOOD,
            rows=(SideBySide(a.source, d.target), b, c, SideBySide(d.source, a.target)),
        )
        assert kinds(GOOD, fmt, fmt.write(swapped)) == {TextMissingError}

    @EVERY_FORMAT
    def test_refuses_fewer_rows(self, fmt):
        a, b, c, d = GOOD.rows
        joined = SideBySide(a.source + b.source, a.target + b.target)
        bad = fmt.write(replace(GOOD, rows=(joined, c, d)))
        assert kinds(GOOD, fmt, bad) == {TextMissingError}

    @EVERY_FORMAT
    def test_refuses_the_languages_the_other_way_round(self, fmt):
        bad = fmt.write(a_bilingual_package("en", "km"))
        assert kinds(GOOD, fmt, bad) >= {WrongCopyError, LinkMissingError}

    @EVERY_FORMAT
    def test_misses_the_address_of_either_side(self, fmt):
        bad = exchanged(
            fmt.write(GOOD), b"/km/society/river/#copy-", b"/km/society/other/#copy-"
        )
        assert LinkMissingError in kinds(GOOD, fmt, bad)

    @EVERY_FORMAT
    def test_refuses_the_address_of_their_photo_wherever_it_is(self, fmt):
        link = f'<p>See <a href="{THEIRS}">it</a>.</p>'
        leak = replace(OUR_LIST, html=link, text=f"See it: {THEIRS}")
        rows = (SideBySide((leak,), (blocks("en")[0],)),)
        with pytest.raises(SealRefused) as refused:
            seal(a_bilingual_package(rows=rows), fmt)
        assert PhotoLeakError in {type(each) for each in refused.value.faults}

    @EVERY_FORMAT
    def test_says_which_language_is_wrong(self, fmt):
        bad = fmt.write(a_bilingual_package(target_facts={"revision": 9}))
        with pytest.raises(SealRefused, match="en: it has another revision"):
            verify(GOOD, fmt, bad)

    @EVERY_FORMAT
    @pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"[]\n\n\n", b"PK\x03\x04"])
    def test_refuses_what_it_cannot_read(self, fmt, junk):
        assert kinds(GOOD, fmt, junk) == {UnreadableCopyError}

    @EVERY_FORMAT
    def test_refuses_a_copy_in_one_language(self, fmt):
        single = format_named(fmt.code.removesuffix("_bilingual"))
        assert kinds(GOOD, fmt, single.write(GOOD.target)) == {UnreadableCopyError}

    @EVERY_FORMAT
    def test_refuses_what_a_writer_forgets(self, fmt):
        class Forgetful(type(fmt)):
            def write(self, package):
                other = a_notice(9, 2001)
                return super().write(
                    replace(
                        package,
                        source=replace(package.source, notice=other),
                        target=replace(package.target, notice=other),
                    )
                )

        with pytest.raises(SealRefused):
            seal(GOOD, Forgetful())


class TestRegistry:
    @EVERY_FORMAT
    def test_is_found_by_its_code_and_described(self, fmt):
        assert format_named(fmt.code) is fmt
        assert fmt.labels.keys() >= {"km", "en"}
        assert f"| `{fmt.code}` |" in (PROJECT / "docs/formats.md").read_text()

    def test_tells_copies_apart_by_their_names(self):
        names = [each.file_extension for each in (*FORMATS, *BILINGUAL_FORMATS)]
        assert len(set(names)) == len(names)

    @EVERY_FORMAT
    def test_holds_nothing_that_turns_what_follows(self, fmt):
        found = fmt.read(seal(GOOD, fmt))
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", found.visible_text)
