"""A bundle holds what its list says and nothing else, each file as it was sent."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest

from exports.formats import EVERY_FORMAT, format_named
from exports.formats.base import seal, verify
from exports.formats.bundle import BUNDLE
from exports.formats.faults import (
    NoticeMissingError,
    SealRefused,
    UnreadableCopyError,
    WrongCopyError,
)
from exports.formats.readers.bundle_file import MOST_BYTES, READERS
from exports.package import BundlePackage, EnclosedCopy, PackageError
from rights.notices import notice_form
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.packages import a_notice, a_package, for_another
from tests.exports.pair_packages import a_bilingual_package
from translations.formats.zipped import pack

MANIFEST = "manifest.json"


def a_copy(code, language="en"):
    """Seal a copy: of one language, or of two."""
    form = format_named(code)
    is_pair = code.endswith("_bilingual")
    package = a_bilingual_package() if is_pair else a_package(language)
    name = f"river.{language}{form.file_extension}"
    return EnclosedCopy(name, code, package, seal(package, form))


def a_bundle():
    """Make a bundle of every format, and of a second language."""
    copies = [a_copy(form.code) for form in EVERY_FORMAT]
    return BundlePackage((*copies, a_copy("text", "km"), a_copy("html", "vi")))


PACKAGE = a_bundle()
GOOD = seal(PACKAGE, BUNDLE)
FILES = unpacked(GOOD)


def listed(change):
    """Change the list."""
    told = json.loads(FILES[MANIFEST])
    change(told)
    text = json.dumps(told, ensure_ascii=False).encode()
    return repacked({**FILES, MANIFEST: text})


def kinds(file_bytes):
    with pytest.raises(SealRefused) as refused:
        verify(PACKAGE, BUNDLE, file_bytes)
    return {type(fault) for fault in refused.value.faults}


class TestBundle:
    def test_finds_every_copy_by_the_reader_of_its_format(self):
        found = BUNDLE.read(GOOD)
        assert [copy.name for copy in found.copies] == [
            copy.name for copy in PACKAGE.copies
        ]
        for copy, wanted in zip(found.copies, PACKAGE.copies, strict=True):
            form = format_named(copy.format_code)
            assert copy.content == wanted.content
            assert copy.found == form.read(wanted.content)
            assert [text.language for text in copy.texts] == [
                text.story.language for text in wanted.texts
            ]

    def test_reads_every_format_there_is(self):
        assert READERS.keys() == {form.code for form in EVERY_FORMAT}

    def test_lists_digest_revision_and_edition_and_no_partner(self):
        told = json.loads(FILES[MANIFEST])
        assert told["notice-edition"] == a_notice().edition
        for each in told["copies"]:
            content = FILES[each["file"]]
            assert each["sha256"] == hashlib.sha256(content).hexdigest()
            assert {text["revision"] for text in each["texts"]} == {4}
        for name in (MANIFEST, "RIGHTS.km.txt", "RIGHTS.en.txt"):
            assert PACKAGE.first.licensee.encode() not in FILES[name]

    def test_shows_the_notice_at_its_root_in_every_language(self):
        notice = PACKAGE.first.notice
        assert set(notice.texts) == {"km", "en"}
        for tag, text in notice.texts.items():
            shown = notice_form(FILES[f"RIGHTS.{tag}.txt"].decode())
            assert shown == notice_form(f"{text.licensed_line} {text.full}")

    def test_is_the_same_file_every_time(self):
        assert BUNDLE.write(a_bundle()) == GOOD

    def test_has_a_name_in_each_language(self):
        assert BUNDLE.labels.keys() >= {"km", "en"}


REFUSED_PACKAGES = {
    "a bundle of nothing": (),
    "two copies of one name": (
        a_copy("text"),
        replace(a_copy("html"), name="RIVER.en.txt"),
    ),
    "no name of a file": (replace(a_copy("text"), name="../river.txt"),),
    "copies for two partners": (
        a_copy("text"),
        replace(a_copy("html"), package=for_another(a_package())),
    ),
    "copies under two wordings": (
        a_copy("text"),
        replace(a_copy("html"), package=a_package(notice=a_notice(9))),
    ),
}


class TestBundlePackage:
    @pytest.mark.parametrize(
        ("said", "copies"), REFUSED_PACKAGES.items(), ids=REFUSED_PACKAGES
    )
    def test_cannot_be_built_of(self, said, copies):
        with pytest.raises(PackageError, match=said):
            BundlePackage(copies)


CHANGED_LISTS = {
    "another file": lambda told: told["copies"][0].update(file="copies/other.txt"),
    "another digest": lambda told: told["copies"][0].update(sha256="0" * 64),
    "another size": lambda told: told["copies"][0].update(bytes=1),
    "a format that is none": lambda told: told["copies"][0].update(format="scroll"),
    "another format": lambda told: told["copies"][0].update(format="html"),
    "a copy twice": lambda told: told["copies"].append(told["copies"][0]),
    "a copy less": lambda told: told["copies"].pop(),
    "a path out of it": lambda told: told["copies"][0].update(file="../river.txt"),
    "a key more": lambda told: told.update(licence="free"),
    "a key more of a copy": lambda told: told["copies"][0].update(note="free"),
    "a truth for a number": lambda told: told["copies"][0].update({"bytes": True}),
    "no reservation": lambda told: told.update({"tdm-reservation": "0"}),
    "a notice of no text": lambda told: told["rights-notice"].update(en=None),
}
CHANGED_FILES = {
    "a file more": {**FILES, "copies/free.txt": b"Free for all."},
    "a file at the root": {**FILES, "README.txt": b"Free for all."},
    "no list": {name: file for name, file in FILES.items() if name != MANIFEST},
    "a list that is no JSON": {**FILES, MANIFEST: b"{"},
    "a list with a key twice": {
        **FILES,
        MANIFEST: FILES[MANIFEST].replace(b"{", b'{"manifest":"x",', 1),
    },
    "a notice that is no text": {**FILES, "RIGHTS.en.txt": b"\xff\xfe"},
    "a folder": {**FILES, "copies/more/": b""},
}


class TestHostileArchive:
    @pytest.mark.parametrize("change", CHANGED_LISTS.values(), ids=CHANGED_LISTS)
    def test_with_another_list_is_not_read(self, change):
        assert kinds(listed(change)) == {UnreadableCopyError}

    @pytest.mark.parametrize("files", CHANGED_FILES.values(), ids=CHANGED_FILES)
    def test_with_other_files_is_not_read(self, files):
        assert kinds(pack(files.items())) == {UnreadableCopyError}

    @pytest.mark.parametrize(
        "bad",
        [b"", b"PK junk", b"junk" + GOOD, GOOD[:-2] + b"\x03\x00abc", GOOD[:999]],
        ids=["nothing", "no-zip", "before", "comment", "cut"],
    )
    def test_that_is_none_is_not_read(self, bad):
        assert kinds(bad) == {UnreadableCopyError}

    def test_that_grows_when_it_is_unpacked_is_not_read(self):
        bomb = {**FILES, "copies/bomb.txt": bytes(MOST_BYTES)}
        assert kinds(pack(bomb.items())) == {UnreadableCopyError}

    def test_with_two_files_of_one_name_is_not_read(self):
        buffer = io.BytesIO(GOOD)
        with (
            pytest.warns(UserWarning, match="Duplicate"),
            zipfile.ZipFile(buffer, "a") as archive,
        ):
            archive.writestr("RIGHTS.en.txt", b"Free for all.")
        assert kinds(buffer.getvalue()) == {UnreadableCopyError}

    def test_with_a_copy_that_cannot_be_read_is_not_read(self):
        name = f"copies/{PACKAGE.copies[2].name}"

        def change(told):
            for each in told["copies"]:
                if each["file"] == name:
                    each.update(sha256=hashlib.sha256(b"x").hexdigest(), bytes=1)

        files = {**unpacked(listed(change)), name: b"x"}
        assert kinds(repacked(files)) == {UnreadableCopyError}


class TestProof:
    @pytest.mark.parametrize("tag", ["km", "en"])
    def test_misses_the_notice_at_the_root(self, tag):
        without = {n: f for n, f in FILES.items() if n != f"RIGHTS.{tag}.txt"}
        assert kinds(repacked(without)) == {NoticeMissingError}
        other = {**FILES, f"RIGHTS.{tag}.txt": b"All rights reserved."}
        assert kinds(repacked(other)) == {NoticeMissingError}

    def test_finds_a_notice_too_much(self):
        more = {**FILES, "RIGHTS.fr.txt": b"Libre."}
        assert kinds(repacked(more)) == {NoticeMissingError}

    @pytest.mark.parametrize(
        "change",
        [
            lambda told: told["rights-notice"].pop("en"),
            lambda told: told["rights-notice"].update(en="Free for all."),
            lambda told: told["rights-notice"].update(fr="Libre."),
            lambda told: told.update({"notice-edition": 9}),
        ],
        ids=["dropped", "other", "more", "edition"],
    )
    def test_misses_the_notice_on_the_list(self, change):
        assert kinds(listed(change)) == {NoticeMissingError}

    @pytest.mark.parametrize(
        "change",
        [
            lambda told: told["copies"][0].update(trace="fedcba9876543210"),
            lambda told: told["copies"][0]["texts"][0].update(revision=9),
            lambda told: told["copies"][0]["texts"][0].update(language="km"),
            lambda told: told["copies"][0]["texts"][0].update(urn="urn:x1:2"),
            lambda told: told["copies"].reverse(),
        ],
        ids=["trace", "revision", "language", "article", "order"],
    )
    def test_misses_what_the_list_should_say(self, change):
        assert kinds(listed(change)) == {WrongCopyError}

    def test_proves_each_copy_anew(self):
        copy = PACKAGE.copies[0]
        bare = copy.content.replace(b"Sok Dara", b"Sok Nara")
        name = f"copies/{copy.name}"

        def change(told):
            digest = hashlib.sha256(bare).hexdigest()
            told["copies"][0].update(sha256=digest, bytes=len(bare))

        files = {**unpacked(listed(change)), name: bare}
        with pytest.raises(SealRefused, match=r"river\.en\.txt: not to be seen"):
            verify(PACKAGE, BUNDLE, repacked(files))
