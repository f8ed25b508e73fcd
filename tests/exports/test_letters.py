"""A permission letter leaves only when its own bytes say what it must."""

import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from exports.actions.corresponding import LetterNotIssued, issue_letter, letter_path
from exports.formats.typesetting import typeset
from exports.letters import (
    LetterError,
    LetterPackage,
    LetterRefused,
    seal_letter,
    verify_letter,
    writing,
)
from exports.letters.reading import UnreadableLetterError, cluster_form, read_letter
from exports.models import Letter
from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.actions.granting import Scope, give_grant, revoke_grant
from rights.models import Licensee
from rights.terms import Act, Terms
from tests import factories as make
from tests.exports.packages import OUTLET, a_notice


def a_letter(**facts):
    return LetterPackage(
        **{
            "number": "2026/12",
            "day": date(2026, 3, 1),
            "outlet": OUTLET,
            "licensee": {"km": "កាសែតមេគង្គ", "en": "Mekong Paper"},
            "sentences": {
                "km": "កាសែតមេគង្គ អាចបោះពុម្ពអត្ថបទ «ទន្លេឡើង» នានា។",
                "en": "Mekong Paper may print the story “The river has risen”.",
            },
            "notice": a_notice(),
            "policy_url": "https://market.example/rights/policy/1.jsonld",
            **facts,
        }
    )


LETTER = a_letter()
GOOD = seal_letter(LETTER)


def faults(file_bytes, letter=LETTER):
    with pytest.raises(LetterRefused) as refused:
        verify_letter(letter, file_bytes)
    return "\n".join(refused.value.faults)


def set_again(old, new):
    """Set a letter with a template in which something was changed."""
    template = writing.TEMPLATE.read_text()
    assert old in template
    words = {"letter": writing._words(LETTER), "rights": writing._rights(LETTER)}
    return typeset(template.replace(old, new).encode(), words, standards=())


class TestSeal:
    def test_gives_the_same_bytes_every_time(self):
        assert seal_letter(LETTER) == GOOD

    def test_fits_one_page(self):
        assert len(PdfReader(io.BytesIO(GOOD)).pages) == 1

    def test_finds_everything_in_both_languages(self):
        found = read_letter(GOOD)
        for tag in ("km", "en"):
            for text in (LETTER.sentences[tag], LETTER.notice.texts[tag].full):
                assert cluster_form(text) in cluster_form(found.visible_text)
        assert found.rights["notice"].keys() == {"km", "en"}
        assert "ហត្ថលេខា" in cluster_form(found.visible_text)
        assert cluster_form("signature and seal") in cluster_form(found.visible_text)

    @pytest.mark.parametrize(
        "text",
        [
            "#panic(1)",
            "$x^2$",
            '"; #read("/etc/passwd")',
            "<b>*a*_b_`c`</b>",
            "\\",
            "@x",
        ],
    )
    def test_sets_words_as_words(self, text):
        partner = {"km": f"ដៃគូ {text}", "en": text}
        letter = a_letter(licensee=partner)
        found = verify_letter(letter, seal_letter(letter))
        assert cluster_form(text) in cluster_form(found.visible_text)


class TestKillers:
    """Whatever is taken from a letter, or put into it, is noticed."""

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            ("#km(size: 9pt, d.notice.km)", "", "nobody sees the notice in km"),
            ("text(size: 9.5pt, d.notice.en)", "text[]", "sees the notice in en"),
            (
                "#km(size: 9pt, d.notice.km)",
                "#km(size: 9pt, d.notice.en)",
                "nobody sees the notice in km",
            ),
            (
                "text(size: 9.5pt, d.notice.en)",
                "text(size: 9.5pt, d.notice.en.slice(0, 60))",
                "nobody sees the notice in en",
            ),
            ("#km(d.sentence.km)", "", "nobody sees the sentence in km"),
            ("\n#d.sentence.en", "", "nobody sees the sentence in en"),
            (
                "bytes(sys.inputs.rights)",
                'bytes("{}")',
                "for machines there is another",
            ),
            ('"rights.json"', '"other.json"', "for machines the notice is another"),
        ],
    )
    def test_are_found(self, old, new, fault):
        assert fault in faults(set_again(old, new))

    def test_of_another_edition_is_found(self):
        other = seal_letter(a_letter(notice=a_notice(edition=4, year=2027)))
        assert "notice" in faults(other)

    @pytest.mark.parametrize("tag", ["km", "en"])
    def test_of_a_machine_slot_in_one_language_is_found(self, tag):
        rights = writing._rights(LETTER)
        rights["notice"] = {tag: rights["notice"][tag]}
        text = json.dumps(rights).replace("\\", "\\\\").replace('"', '\\"')
        changed = set_again("bytes(sys.inputs.rights)", f'bytes("{text}")')
        assert faults(changed) == "for machines the notice is another one"

    @pytest.mark.parametrize(
        ("hiding", "fault"),
        [
            ("#text(fill: white, size: 9.5pt, d.notice.en)", "too light"),
            ("#text(size: 1pt, d.notice.en)", "too small"),
            ("#place(dx: 900pt, text(size: 9.5pt, d.notice.en))", "beside the page"),
            ("#hide(text(size: 9.5pt, d.notice.en))", "nobody sees the notice in en"),
            ("#rotate(90deg, text(size: 9.5pt, d.notice.en))", "turned or squeezed"),
        ],
    )
    def test_that_hide_the_notice_are_found(self, hiding, fault):
        assert fault in faults(set_again("#text(size: 9.5pt, d.notice.en)", hiding))

    @pytest.mark.parametrize("key", ["/OpenAction", "/AA", "/AcroForm"])
    def test_that_act_by_themselves_are_found(self, key):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(GOOD)))
        writer.root_object[NameObject(key)] = DictionaryObject()
        out = io.BytesIO()
        writer.write(out)
        assert faults(out.getvalue()) == key

    def test_that_lie_over_a_page_are_found(self):
        assert "laid over" in faults(
            set_again(
                "#line(length: 100%", '#link("https://a.example")[x] #line(length: 100%'
            )
        )

    @pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", GOOD[:-200], b"<html>"])
    def test_that_are_no_pdf_are_refused(self, content):
        with pytest.raises((UnreadableLetterError, LetterRefused)):
            verify_letter(LETTER, content)


class TestPackage:
    @pytest.mark.parametrize(
        ("facts", "fault"),
        [
            ({"number": "12"}, "the number"),
            ({"licensee": {"km": "ក", "en": " "}}, "no partner in en"),
            ({"sentences": {"en": "x"}}, "no sentence in km"),
            ({"outlet": {}}, "no outlet in km"),
            ({"notice": replace(a_notice(), texts={})}, "no notice in km"),
            ({"notice": replace(a_notice(), rights_holder={})}, "no rights holder"),
            ({"policy_url": "/x"}, "no address"),
        ],
    )
    def test_is_unbuildable_without(self, facts, fault):
        with pytest.raises(LetterError, match=fault):
            a_letter(**facts)


def a_grant(**changed):
    article = make.a_published_pair()[0].article
    partner = Licensee.objects.create(slug="m", name_km="មេគង្គ", name_en="Mekong")
    terms = {
        "acts": frozenset({Act.PRINT}),
        "languages": frozenset({"km"}),
        "starts_at": make.NOW,
        "ends_at": make.NOW + timedelta(days=30),
        **changed,
    }
    return give_grant(
        licensee=partner,
        scope=Scope(article.outlet, article=article),
        terms=Terms(**terms),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )


@pytest.mark.django_db
class TestIssueLetter:
    def test_keeps_the_bytes_that_were_read_back(self):
        grant = a_grant()
        letter = issue_letter(grant=grant, by=make.a_chief(), at=make.NOW)
        assert letter.number == f"2026/{grant.pk}"
        text = cluster_form(read_letter(letter_path(letter).read_bytes()).visible_text)
        for headline in grant.article.versions.values_list("headline", flat=True):
            assert cluster_form(headline) in text
        entry = Entry.objects.get(kind="letter.issued")
        assert entry.subject == f"urn:spean:grant:{grant.pk}"
        assert entry.facts["sha256"] == letter.sha256

    def test_is_the_same_letter_a_second_time(self):
        grant, by = a_grant(), make.a_chief()
        first = issue_letter(grant=grant, by=by, at=make.NOW)
        assert issue_letter(grant=grant, by=by, at=make.NOW) == first
        later = issue_letter(grant=grant, by=by, at=make.NOW + timedelta(days=1))
        assert later != first

    def test_is_not_issued_of_what_is_no_permission(self):
        by = make.a_chief()
        with pytest.raises(LetterNotIssued, match="in force only"):
            issue_letter(grant=a_grant(is_denial=True), by=by, at=make.NOW)

    def test_is_not_issued_after_it_was_taken_back(self):
        by, grant = make.a_chief(), a_grant()
        revoke_grant(grant=grant, by=by, at=make.NOW)
        with pytest.raises(LetterNotIssued, match="in force only"):
            issue_letter(grant=grant, by=by, at=make.NOW)

    def test_is_not_issued_by_who_may_not(self):
        with pytest.raises(PermissionRefused):
            issue_letter(
                grant=a_grant(), by=make.an_account(("Editor", "")), at=make.NOW
            )


@pytest.mark.django_db
class TestDatabase:
    def stored(self, letter, **changed):
        facts = {
            "grant": letter.grant,
            "notice_edition": letter.notice_edition,
            "number": letter.number,
            "sha256": "0" * 64,
            "size": 1,
            "found": {**letter.found, "sha256": "0" * 64},
            "issued_by": letter.issued_by,
            **changed,
        }
        return Letter.objects.create(**facts)

    @pytest.fixture
    def letter(self):
        return issue_letter(grant=a_grant(), by=make.a_chief(), at=make.NOW)

    def test_keeps_what_was_read_back(self, letter):
        assert self.stored(letter)

    @pytest.mark.parametrize(
        ("found", "reason"),
        [
            ({"sha256": "1" * 64}, "its own bytes"),
            ({"notice": {}}, "not edition"),
            ({"notice": {"km": "", "en": ""}}, "not edition"),
        ],
    )
    def test_refuses_what_was_not(self, letter, found, reason):
        changed = {**letter.found, "sha256": "0" * 64, **found}
        with pytest.raises(DatabaseError, match=reason), transaction.atomic():
            self.stored(letter, found=changed)

    def test_refuses_every_change(self, letter):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Letter.objects.update(number="1")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Letter.objects.all()._raw_delete("default")
