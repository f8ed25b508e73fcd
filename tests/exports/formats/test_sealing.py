"""A copy is written, read back and compared; whatever is wrong is said at once."""

from dataclasses import replace

import pytest

from exports.formats.base import Format, seal, verify
from exports.formats.faults import (
    CreditMissingError,
    LinkMissingError,
    NoticeMissingError,
    PhotoLeakError,
    SealRefused,
    TextMissingError,
    UnreadableCopyError,
    WrongCopyError,
)
from exports.package import LicensedPackage, PhotoFacts
from rights.notices import carries, notice_form
from tests.exports.formats.every import EVERY_FORMAT, EVERY_LANGUAGE
from tests.exports.killers.archives import exchanged
from tests.exports.packages import SITE, THEIRS, a_credit, a_notice, a_package, a_story


def kinds(package: LicensedPackage, fmt: Format, file_bytes: bytes) -> set[type]:
    with pytest.raises(SealRefused) as refused:
        verify(package, fmt, file_bytes)
    assert refused.value.format_code == fmt.code
    return {type(fault) for fault in refused.value.faults}


class TestSeal:
    @EVERY_FORMAT
    @EVERY_LANGUAGE
    def test_finds_everything_that_was_written(self, fmt, language):
        package = a_package(language)
        found = fmt.read(seal(package, fmt))
        assert found.urn == package.story.urn
        assert found.language == language
        assert found.trace_code == package.trace_code
        assert found.revision == "4"
        assert set(found.notice_slots) == {"km", "en"}
        shown = [notice_form(text) for text in found.credits]
        assert shown == [notice_form(line.text) for line in package.story.credits]
        assert set(found.creditors) == {"Sok Dara", "Chan Vanna", "The Market desk"}
        assert found.source_urls == (package.story.sources[0].url,)
        assert found.translation_urls == (package.story.translations[0].url,)
        assert found.photo_urls == ()
        for block in package.story.body:
            assert carries(found.visible_text, block.text)

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        ("language", "shown"),
        [("km", "km"), ("en", "en"), ("zh-Hans", "en"), ("vi", "en")],
    )
    def test_shows_the_notice_in_the_language_of_the_copy(self, fmt, language, shown):
        text = a_notice().texts[shown]
        found = fmt.read(seal(a_package(language), fmt))
        assert carries(found.notice_visible, f"{text.licensed_line} {text.full}")

    @EVERY_FORMAT
    @EVERY_LANGUAGE
    def test_makes_the_same_bytes_every_time(self, fmt, language):
        assert seal(a_package(language), fmt) == seal(a_package(language), fmt)

    @EVERY_FORMAT
    def test_needs_no_more_than_a_story_has(self, fmt):
        bare = a_package(
            standfirst="",
            dateline="",
            updated_at=None,
            kind_label="",
            note="",
            sources=(),
            translations=(),
            stale="",
            machine="",
            photo=None,
            withheld_urls=frozenset(),
        )
        found = fmt.read(seal(bare, fmt))
        assert found.source_urls == found.translation_urls == ()

    @EVERY_FORMAT
    def test_lets_our_own_photo_be_found(self, fmt):
        url = f"{SITE}/media/river.jpg"
        package = a_package(photo=PhotoFacts("Photo: Srey Mom", "A ferry.", url=url))
        found = fmt.read(seal(package, fmt))
        assert set(found.photo_urls) <= {url}
        assert carries(found.visible_text, "Photo: Srey Mom")

    @EVERY_FORMAT
    def test_lets_the_body_link_to_a_picture(self, fmt):
        body = a_story().body[0]
        address = "https://else.example/map.png"
        linked = replace(
            body,
            html=f'<p>A <a href="{address}">map</a> {address}.</p>',
            text=f"A map {address}.",
        )
        assert seal(a_package(body=(linked,)), fmt)

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "a\nb\nc"),
            ("<blockquote><p>a</p><p>b<br>c</p></blockquote>", "a\nb\nc"),
            ("<h3>a <em>b</em></h3>", "a b"),
            ('<p><span lang="en">a</span> <q>b</q><sup>c</sup></p>', "a bc"),
        ],
        ids=["list-in-list", "long-quote", "heading", "inline"],
    )
    def test_writes_every_element_of_a_body(self, fmt, html, text):
        block = replace(a_story().body[0], html=html, text=text)
        found = fmt.read(seal(a_package("km", body=(block,)), fmt))
        assert carries(found.visible_text, text)

    @EVERY_FORMAT
    def test_writes_the_story_whose_html_is_no_element(self, fmt):
        broken = replace(a_story().body[0], html="<b>The river", text="The river")
        found = fmt.read(seal(a_package(body=(broken,)), fmt))
        assert "The river" in found.visible_text.split("\n")

    @EVERY_FORMAT
    def test_refuses_what_a_writer_forgets(self, fmt):
        class Forgetful(type(fmt)):
            def write(self, package: LicensedPackage) -> bytes:
                return super().write(replace(package, notice=a_notice(9, 2001)))

        with pytest.raises(SealRefused) as refused:
            seal(a_package(), Forgetful())
        assert {type(each) for each in refused.value.faults} == {NoticeMissingError}


class TestVerify:
    @EVERY_FORMAT
    def test_misses_a_credit(self, fmt):
        package = a_package()
        one = a_package(credits=package.story.credits[:1])
        assert kinds(package, fmt, fmt.write(one)) == {CreditMissingError}

    @EVERY_FORMAT
    def test_misses_a_name_within_a_credit(self, fmt):
        package = a_package()
        line = a_credit("reporter", "Sok Dara")
        fewer = a_package(credits=(line, package.story.credits[1]))
        assert CreditMissingError in kinds(package, fmt, fmt.write(fewer))

    @EVERY_FORMAT
    def test_finds_a_credit_too_much(self, fmt):
        package = a_package()
        more = a_package(credits=(*package.story.credits, a_credit("editor", "X Y")))
        assert kinds(package, fmt, fmt.write(more)) == {CreditMissingError}

    @EVERY_FORMAT
    def test_never_says_who_is_missing(self, fmt):
        package = a_package()
        one = a_package(credits=package.story.credits[1:])
        with pytest.raises(SealRefused) as refused:
            verify(package, fmt, fmt.write(one))
        assert "Dara" not in str(refused.value)
        assert "reporter" in str(refused.value)

    @EVERY_FORMAT
    @pytest.mark.parametrize("lost", ["sources", "translations"])
    def test_misses_a_link(self, fmt, lost):
        package = a_package()
        without = a_package(**{lost: ()})
        assert kinds(package, fmt, fmt.write(without)) == {LinkMissingError}

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        "changed",
        [
            {"stale": ""},
            {"machine": ""},
            {"standfirst": ""},
            {"note": "(Translated)"},
        ],
    )
    def test_misses_words(self, fmt, changed):
        package = a_package()
        other = a_package(**changed)
        assert TextMissingError in kinds(package, fmt, fmt.write(other))

    @EVERY_FORMAT
    def test_misses_a_paragraph(self, fmt):
        package = a_package()
        fewer = a_package(body=package.story.body[1:])
        assert kinds(package, fmt, fmt.write(fewer)) == {TextMissingError}

    @EVERY_FORMAT
    def test_misses_the_credit_of_a_photo(self, fmt):
        package = a_package()
        photo = replace(package.story.photo, credit="Photo: somebody")
        other = a_package(photo=photo)
        assert kinds(package, fmt, fmt.write(other)) == {CreditMissingError}

    @EVERY_FORMAT
    def test_refuses_a_copy_in_another_language(self, fmt):
        assert kinds(a_package("km"), fmt, fmt.write(a_package("en"))) >= {
            WrongCopyError,
            NoticeMissingError,
        }

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        "facts",
        [{"trace_code": "fedcba9876543210"}, {"story": a_story(revision=5)}],
        ids=["trace code", "revision"],
    )
    def test_refuses_the_copy_of_another(self, fmt, facts):
        package = a_package()
        other = fmt.write(replace(package, **facts))
        assert WrongCopyError in kinds(package, fmt, other)

    @EVERY_FORMAT
    def test_refuses_the_address_of_their_photo_wherever_it_is(self, fmt):
        package = a_package()
        link = f'<p>See <a href="{THEIRS}">it</a>.</p>'
        body = replace(package.story.body[0], html=link, text=f"See it: {THEIRS}")
        leaky = replace(package, story=a_story(body=(body,)))
        with pytest.raises(SealRefused) as refused:
            seal(leaky, fmt)
        assert PhotoLeakError in {type(each) for each in refused.value.faults}

    @EVERY_FORMAT
    def test_lists_every_fault(self, fmt):
        package = a_package()
        other = a_package("km", sources=(), credits=package.story.credits[:1])
        assert kinds(package, fmt, fmt.write(other)) >= {
            NoticeMissingError,
            CreditMissingError,
            LinkMissingError,
            TextMissingError,
            WrongCopyError,
        }

    @EVERY_FORMAT
    @pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"\xef\xbb\xbf{}", b"[]\n\n\n"])
    def test_refuses_what_it_cannot_read(self, fmt, junk):
        assert kinds(a_package(), fmt, junk) == {UnreadableCopyError}


# What only machines read: the bytes, and what they become.
LOST_TO_MACHINES = {
    "jsonld": [(b'"name": "Sok Dara"', b'"name": ""')],
    "pdf": [
        (b'{"name": "Sok Dara", "role": "reporter"}, ', b""),
        (
            b"<dc:contributor><rdf:Bag><rdf:li>Sok Dara</rdf:li>",
            b"<dc:contributor><rdf:Bag>",
        ),
    ],
    "docx": [(b'"Creditor-1"><vt:lpwstr>Sok Dara<', b'"Creditor-1"><vt:lpwstr><')],
    "atom": [(b"<author><name>Sok Dara</name></author>", b"")],
    "rss": [(b"<dc:creator>Sok Dara</dc:creator>", b"")],
    "wordpress": [
        (
            b"{&quot;@type&quot;:&quot;Person&quot;,"
            b"&quot;name&quot;:&quot;Sok Dara&quot;},",
            b"",
        )
    ],
    "wxr": [(b"<dc:creator>Sok Dara</dc:creator>", b"")],
    "epub": [(b'<dc:creator id="by1">Sok Dara</dc:creator>', b"")],
    "markdown": [
        (b'  {\n   "role": "reporter",\n   "name": "Sok Dara"\n  },\n', b""),
    ],
    "text": [(b"Creditor: reporter Sok Dara\n", b"")],
    "photos": [(b"Creditor: reporter Sok Dara\n", b"")],
    "html": [(b'{"@type":"Person","name":"Sok Dara"},', b"")],
    "ninjs": [
        (b'{\n   "name": "Sok Dara",\n   "rel": "reporter"\n  },', b""),
    ],
}


SURPLUS_LANGUAGE = {
    "jsonld": (
        b'"copyrightNotice": [',
        b'"copyrightNotice": [{"@language": "fr", "@value": "Libre."},',
    ),
    "pdf": (
        b"<dc:rights><rdf:Alt>",
        b'<dc:rights><rdf:Alt><rdf:li xml:lang="fr">Libre.</rdf:li>',
    ),
    "docx": (
        b"</Properties>",
        b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" '
        b'name="RightsNotice-fr"><vt:lpwstr>Libre.</vt:lpwstr></property></Properties>',
    ),
    "atom": (
        b'<dc:rights xml:lang="en">',
        b'<dc:rights xml:lang="fr">Libre.</dc:rights><dc:rights xml:lang="en">',
    ),
    "rss": (
        b'<dc:rights xml:lang="en">',
        b'<dc:rights xml:lang="fr">Libre.</dc:rights><dc:rights xml:lang="en">',
    ),
    "wordpress": (
        b"&quot;copyrightNotice&quot;:[",
        b"&quot;copyrightNotice&quot;:[{&quot;@language&quot;:&quot;fr&quot;,"
        b"&quot;@value&quot;:&quot;Libre.&quot;},",
    ),
    "wxr": (
        b'<dc:rights xml:lang="en">',
        b'<dc:rights xml:lang="fr">Libre.</dc:rights><dc:rights xml:lang="en">',
    ),
    "epub": (b"<dc:rights ", b'<dc:rights xml:lang="fr">Libre.</dc:rights><dc:rights '),
    "markdown": (b'"rights-notice": {', b'"rights-notice": {\n  "fr": "Libre.",'),
    "photos": (
        b"\nRights-Notice-en:",
        b"\nRights-Notice-fr: Libre.\nRights-Notice-en:",
    ),
    "text": (b"\nRights-Notice-en:", b"\nRights-Notice-fr: Libre.\nRights-Notice-en:"),
    "html": (
        b'"copyrightNotice":[',
        b'"copyrightNotice":[{"@language":"fr","@value":"Libre."},',
    ),
    "ninjs": (
        rb"\"dct:rights\":[",
        rb"\"dct:rights\":[{\"@language\":\"fr\",\"@value\":\"Libre.\"},",
    ),
}


class TestMachineSlot:
    @EVERY_FORMAT
    def test_misses_a_name(self, fmt):
        package = a_package()
        for old, new in LOST_TO_MACHINES[fmt.code]:
            bad = exchanged(fmt.write(package), old, new)
            assert kinds(package, fmt, bad) == {CreditMissingError}

    @EVERY_FORMAT
    def test_holds_no_notice_that_is_not_of_the_edition(self, fmt):
        package = a_package()
        bad = exchanged(fmt.write(package), *SURPLUS_LANGUAGE[fmt.code])
        assert kinds(package, fmt, bad) == {NoticeMissingError}

    @EVERY_FORMAT
    def test_misses_the_address_of_the_story(self, fmt):
        package = a_package()
        bad = exchanged(fmt.write(package), b"#copy-0123", b"#copy-4567")
        assert kinds(package, fmt, bad) == {LinkMissingError}
