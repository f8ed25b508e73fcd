"""A package cannot be built without a permission, a notice and a whole story."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.package import (
    Creditor,
    LicensedPackage,
    PackageError,
    PhotoFacts,
    PrintedCredit,
    VersionLink,
    fit,
    is_web_address,
)
from rights.policy import decide
from tests.exports.packages import (
    NOW,
    SITE,
    a_decision,
    a_notice,
    a_package,
    a_story,
    a_use,
)

GOOD = a_package()
TEXTS = GOOD.notice.texts
BLANK = replace(TEXTS["en"], full=" \u200b\n")
LINELESS = replace(TEXTS["km"], licensed_line="")
FORBIDDEN = {
    "a no": {"decision": decide(a_use(), [], at=NOW)},
    "a no said to be a yes": {
        "decision": replace(decide(a_use(), [], at=NOW), allowed=True)
    },
    "a yes without a permission": {"decision": replace(a_decision(), grant_id=None)},
    "a yes for another language": {"decision": a_decision("km")},
    "a yes for another article": {
        "decision": replace(a_decision(), use=a_use(article_id="a2"))
    },
    "no texts of the notice": {"notice": replace(a_notice(), texts={})},
    "a notice only in another language": {
        "notice": replace(a_notice(), texts={"km": TEXTS["km"]})
    },
    "a blank notice": {"notice": replace(a_notice(), texts={**TEXTS, "en": BLANK})},
    "no licensed line": {
        "notice": replace(a_notice(), texts={**TEXTS, "km": LINELESS})
    },
    "no rights holder": {"notice": replace(a_notice(), rights_holder={"en": "X"})},
    "no licensee": {"licensee": " "},
    "no trace code": {"trace_code": ""},
    "a trace code that is none": {"trace_code": "0123456789ABCDEF"},
    "a script for the rights": {"rights_url": "javascript:alert(1)"},
}
INCOMPLETE = {
    "headline": {"headline": " "},
    "section": {"section": ""},
    "outlet": {"outlet": ""},
    "kind": {"kind": ""},
    "body": {"body": ()},
    "credits": {"credits": ()},
    "a credit's name": {"credits": (PrintedCredit("reporter", "By", "", ()),)},
    "anybody behind a credit": {"credits": (PrintedCredit("reporter", "By", "X", ()),)},
    "the note of a translation": {"note": ""},
    "a number": {"revision": 0},
    "a name": {"urn": "17"},
    "a time zone": {"first_published_at": NOW.replace(tzinfo=None)},
    "a later time zone": {"updated_at": NOW.replace(tzinfo=None)},
    "an address": {"canonical_url": "/en/society/river/"},
    "an address of a source": {"sources": (VersionLink("x", "km"),)},
    "a language tag": {"translations": (VersionLink(f"{SITE}/x", "Khmer!"),)},
    "a photo's credit": {"photo": PhotoFacts("", withheld="At home.")},
    "a reason for a photo": {"photo": PhotoFacts("Photo: X")},
    "one fate of a photo": {
        "photo": PhotoFacts("Photo: X", url=f"{SITE}/x.jpg", withheld="At home.")
    },
    "an address it may have": {
        "withheld_urls": frozenset({f"{SITE}/en/society/river/"})
    },
}


class TestLicensedPackage:
    def test_is_built_of_a_yes_and_a_notice(self):
        assert GOOD.decision.allowed
        assert GOOD.notice_text == TEXTS["en"].full
        assert GOOD.licensed_line == TEXTS["en"].licensed_line
        assert GOOD.traced_url.startswith(GOOD.story.canonical_url)
        assert GOOD.traced_url.endswith(GOOD.trace_code)

    def test_shows_an_english_notice_where_its_language_has_none(self):
        assert a_package("vi").notice_language == "en"
        assert a_package("km").notice_language == "km"

    @pytest.mark.parametrize("name", FORBIDDEN)
    def test_cannot_be_built_of(self, name):
        with pytest.raises(PackageError) as refused:
            replace(GOOD, **FORBIDDEN[name])
        assert all(refused.value.reasons)

    @pytest.mark.parametrize("name", INCOMPLETE)
    def test_cannot_be_built_without(self, name):
        with pytest.raises(PackageError):
            replace(GOOD, story=a_story(**INCOMPLETE[name]))

    def test_lists_every_reason(self):
        with pytest.raises(PackageError) as refused:
            replace(
                GOOD, licensee="", trace_code="", story=a_story(headline="", body=())
            )
        assert len(refused.value.reasons) == 4

    def test_never_changes(self):
        with pytest.raises(FrozenInstanceError):
            GOOD.notice = a_notice(9)

    def test_cannot_be_built_with_a_notice_left_out(self):
        with pytest.raises(TypeError, match="notice"):
            LicensedPackage(
                story=GOOD.story,
                decision=GOOD.decision,
                licensee="x",
                rights_url=SITE,
                trace_code="01234567",
            )


class TestStory:
    def test_is_stale_when_it_says_so(self):
        assert a_story().is_stale
        assert not a_story(stale="").is_stale


class TestPrintedCredit:
    def test_reads_as_a_line(self):
        credit = PrintedCredit("editor", "Edited by", "X", (Creditor("X"),))
        assert credit.text == "Edited by X"


class TestFit:
    @given(st.text())
    def test_changes_nothing_the_second_time(self, text):
        assert fit(fit(text)) == fit(text)

    @given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N"])))
    def test_keeps_every_letter(self, text):
        assert fit(text) == text

    def test_keeps_what_khmer_is_spelled_with(self):
        assert fit("ភ្នំ\u200bពេញ\u200c\u200d") == "ភ្នំ\u200bពេញ\u200c\u200d"


class TestIsWebAddress:
    @pytest.mark.parametrize(
        "url", ["https://a.example/x?y=1&z=(2)#w", "http://a.example/%E1%9E%80"]
    )
    def test_accepts(self, url):
        assert is_web_address(url)

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "a.example",
            "/x",
            "javascript:alert(1)",
            "https://a.example/ x",
            "https://a.example/\n",
            'https://a.example/"',
            "https://a.example/ខ្មែរ",
            "https://a.example/" + "x" * 2000,
        ],
    )
    def test_refuses(self, url):
        assert not is_web_address(url)
