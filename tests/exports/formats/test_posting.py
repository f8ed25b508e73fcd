"""A posting kit: each text within its limit, each card whole, all of it proved."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.formats import KITS, format_named
from exports.formats.base import seal, verify
from exports.formats.faults import (
    CreditMissingError,
    ForbiddenContentError,
    LettersUnknownError,
    LinkMissingError,
    NoticeMissingError,
    PhotoLeakError,
    SealRefused,
    TextMissingError,
    TooLongError,
    WrongCopyError,
)
from exports.formats.posting_texts import POST_KINDS, units
from exports.package import BodyBlock
from rights.notices import carries, notice_form
from tests.exiftool import judged
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.killers.base import ATTACKS
from tests.exports.killers.registry import KILLERS
from tests.exports.packages import (
    LANGUAGES,
    THEIRS,
    a_credit,
    a_notice,
    a_package,
    our_photo,
)

FMT = format_named("posting")
DOCS = Path(__file__).resolve().parents[3] / "docs"
SENTENCES = {
    "km": "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ ហើយអ្នកភូមិបានរើទៅទីទួល។",
    "en": "The river rose today 🌊, and the villagers moved to high ground. ",
}


def a_long_story(language: str) -> tuple[BodyBlock, ...]:
    paragraph = (SENTENCES[language] * 9).strip()
    return tuple(
        BodyBlock("paragraph", f"<p>{paragraph}</p>", paragraph) for _ in range(150)
    )


def kinds(package: Any, file_bytes: bytes) -> set[type]:
    with pytest.raises(SealRefused) as refused:
        verify(package, FMT, file_bytes)
    return {type(fault) for fault in refused.value.faults}


class TestTexts:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_tell_what_there_is_room_for_and_all_that_must_be_said(self, language):
        package = a_package(language, standfirst="", body=a_long_story(language))
        texts = FMT.read(seal(package, FMT)).posts
        story = package.story
        for kind in POST_KINDS:
            text = texts[kind.name]
            assert kind.limit - 2 * units(SENTENCES[language]) < units(text)
            assert units(text) <= kind.limit
            for must in (story.headline, story.note, story.stale, story.machine):
                assert carries(text, must)
            assert all(carries(text, line.text) for line in story.credits)
            assert package.traced_url in text
            short = package.notice.texts[language].short
            assert notice_form(text).endswith(notice_form(short))
            for block in text.split("\n\n"):
                if block.endswith(" …"):
                    assert block[:-2].endswith(SENTENCES[language].strip()[-2:])

    def test_count_as_the_platforms_do(self):
        assert [kind.limit for kind in POST_KINDS] == [1_024, 4_096, 63_206]
        assert units("a🌊") == 3

    def test_are_refused_when_what_must_be_said_has_no_room(self):
        names = [f"Correspondent Number {number}" for number in range(45)]
        package = a_package(credits=(a_credit("reporter", *names),))
        with pytest.raises(
            SealRefused, match="of 1024; shorten the headline"
        ) as refused:
            seal(package, FMT)
        assert {type(each) for each in refused.value.faults} == {TooLongError}

    @pytest.mark.parametrize(
        ("lost", "fault"),
        [
            (lambda p: p.story.headline, TextMissingError),
            (lambda p: p.story.note, TextMissingError),
            (lambda p: p.story.stale, TextMissingError),
            (lambda p: p.story.machine, TextMissingError),
            (lambda p: "Reported by Sok Dara and Chan Vanna\n", CreditMissingError),
            (lambda p: "Sok Dara and ", CreditMissingError),
            (lambda p: p.traced_url, LinkMissingError),
            (lambda p: p.notice.texts["en"].short, NoticeMissingError),
        ],
    )
    def test_are_missed(self, lost, fault):
        package = a_package()
        files = unpacked(seal(package, FMT))
        for kind in POST_KINDS:
            text = files[kind.name].decode().replace(lost(package), "")
            found = kinds(package, repacked({**files, kind.name: text.encode()}))
            assert fault in found

    def test_say_nothing_of_their_own(self):
        package = a_package()
        files = unpacked(seal(package, FMT))
        for more in ("Buy now!", f"See {THEIRS}"):
            text = files["facebook.txt"].decode().replace("\n\n", f"\n\n{more}\n\n", 1)
            found = kinds(package, repacked({**files, "facebook.txt": text.encode()}))
            assert ForbiddenContentError in found
            assert (PhotoLeakError in found) == (THEIRS in more)


class TestCards:
    def test_hold_no_photo_and_say_whose_they_are(self, tmp_path):
        package = a_package(photo=our_photo())
        files = unpacked(seal(package, FMT))
        assert [name for name in files if name.endswith(".jpg")] == [
            "card-wide.jpg",
            "card-square.jpg",
            "card-tall.jpg",
        ]
        sizes = []
        for name in ("card-wide.jpg", "card-square.jpg", "card-tall.jpg"):
            path = tmp_path / name
            path.write_bytes(files[name])
            [tags] = judged([path])
            sizes.append((tags["File:ImageWidth"], tags["File:ImageHeight"]))
            assert tags["XMP-dc:Rights-km"] == package.notice.texts["km"].full
            assert "Sok Dara" in tags["XMP-photoshop:Credit"]
            assert "/DMI-PROHIBITED" in tags["XMP-plus:DataMining"]
            assert tags["XMP-dc:Source"] == package.traced_url
        assert sizes == [(1200, 630), (1080, 1080), (1080, 1350)]

    def test_of_other_words_are_noticed(self):
        package, files = a_package(), unpacked(seal(a_package(), FMT))
        other = unpacked(FMT.write(a_package(headline="Free for all")))
        for name in ("card-wide.jpg", "card-tall.jpg"):
            bad = repacked({**files, name: other[name]})
            assert kinds(package, bad) == {WrongCopyError}
        turned = {**files, "card-wide.jpg": files["card-tall.jpg"]}
        assert kinds(package, repacked(turned)) == {WrongCopyError}

    def test_whose_letters_nobody_has_are_refused(self):
        with pytest.raises(SealRefused, match="install a font") as refused:
            seal(a_package(headline="\U00010f00\u1000"), FMT)
        assert {type(each) for each in refused.value.faults} == {LettersUnknownError}


class TestKit:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_sealed_with_no_more_than_a_story_has(self, language):
        bare = a_package(
            language,
            standfirst="",
            note="",
            sources=(),
            stale="",
            machine="",
            photo=None,
        )
        assert FMT.write(bare) == seal(bare, FMT)
        assert FMT.read(FMT.write(bare)).notice_slots.keys() == {"km", "en"}

    @pytest.mark.parametrize("attack", ATTACKS)
    def test_loses_its_notice_in_no_way(self, attack):
        package = a_package("km")
        good = seal(package, FMT)
        other = FMT.write(a_package("km", notice=a_notice(edition=4, year=2025)))
        copies = list(KILLERS["posting"](package, good).bad(attack, other))
        assert copies
        for copy in copies:
            assert copy != good
            with pytest.raises(SealRefused):
                verify(package, FMT, copy)

    def test_is_read_and_described_like_every_format(self):
        page = (DOCS / "formats.md").read_text()
        for kit in KITS:
            assert f"| `{kit.code}` |" in page
            assert kit.labels.keys() == {"km", "en"}

    def test_of_another_copy_is_noticed(self):
        package = a_package()
        other = replace(package, trace_code="fedcba9876543210")
        with pytest.raises(SealRefused, match="trace code"):
            verify(package, FMT, FMT.write(other))
