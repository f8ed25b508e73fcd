"""The letter of a case says what was seen where, with the notice, and names nobody."""

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pypdf import PdfReader

from articles.actions import publishing
from exports.actions.complaining import issue_complaint
from exports.actions.corresponding import LetterNotIssued, letter_path
from exports.actions.pursuing import Sighting, note_case, take_step
from exports.cases import CASE_LANGUAGES, LACKS, Complaint, complaint_text
from exports.letters import COMPLAINT, LetterRefused, Place, seal_letter, verify_letter
from exports.letters.reading import cluster_form, read_letter
from exports.models import CaseLetter, CaseState, Lack
from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.lookup import notice_of
from tests import factories as make
from tests.exports.test_letters import a_letter

LONG = "https://copied.example/" + "%E1%9E%80" * 40 + "/" + "a" * 60 + "?x=1&y=2"


def noted(version, **changed):
    facts = {
        "version": version,
        "url": "https://copied.example/ទន្លេ",
        "publisher": "ទំព័រចម្លង Daily",
        "contact": "Somebody Private",
        "lacks": frozenset(Lack),
        "captures": (b"seen",),
        **changed,
    }
    return note_case(sighting=Sighting(**facts), by=make.a_chief(), at=make.NOW)


def issued(case):
    return issue_complaint(case=case, by=make.a_chief(), at=make.NOW)


def read(letter):
    found = read_letter(letter_path(letter).read_bytes())
    return cluster_form(found.visible_text), found.rights


class TestComplaintText:
    def words(self, tag, lacks=()):
        complaint = Complaint(
            outlet={"km": "ផ្សារ", "en": "The Market"},
            headline={"km": "ទន្លេ", "en": "The river"},
            lacks=lacks,
            found_date=make.NOW.date(),
            written_date=make.NOW.date(),
            address="rights@market.example",
        )
        return complaint_text(complaint, tag)

    @pytest.mark.parametrize("tag", CASE_LANGUAGES)
    def test_says_more_the_more_is_missing(self, tag):
        lengths = [len(self.words(tag, LACKS[:count])) for count in range(5)]
        assert lengths == sorted(set(lengths))
        assert "{" not in self.words(tag, LACKS)

    def test_says_when_an_answer_is_expected(self):
        assert "March 15, 2026" in self.words("en")
        assert "ថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៦" in self.words("km")


class TestLetter:
    def a_complaint(self, **facts):
        place = Place(label={"km": "ទំព័រ", "en": "Page"}, url=LONG)
        return a_letter(kind=COMPLAINT, places=(place,), **facts)

    def test_breaks_long_addresses_and_keeps_every_sign_of_them(self):
        letter = self.a_complaint()
        found = verify_letter(letter, seal_letter(letter))
        assert LONG in found.visible_text.replace("\n", "").replace(" ", "")
        assert found.rights["places"] == [LONG]
        assert found.rights["addressee"] == letter.licensee
        assert "licensee" not in found.rights

    def test_has_room_for_one_signature_alone(self):
        signed = cluster_form("Name, position, date, signature and seal")
        found = read_letter(seal_letter(self.a_complaint()))
        assert cluster_form(found.visible_text).count(signed) == 1
        found = read_letter(seal_letter(a_letter()))
        assert cluster_form(found.visible_text).count(signed) == 2

    def test_is_not_taken_for_a_permission(self):
        with pytest.raises(LetterRefused) as refused:
            verify_letter(a_letter(), seal_letter(self.a_complaint()))
        assert "for machines there is another kind" in refused.value.faults
        assert "nobody sees the title in km" in refused.value.faults

    def test_is_refused_for_another_page(self):
        other = Place(label={"km": "ទំព័រ", "en": "Page"}, url="https://b.example/")
        written = seal_letter(self.a_complaint())
        with pytest.raises(LetterRefused, match="nobody sees an address"):
            verify_letter(a_letter(kind=COMPLAINT, places=(other,)), written)


@pytest.mark.django_db
class TestIssueComplaint:
    def test_says_what_was_seen_where_with_the_notice_in_both_languages(self):
        version = make.a_published_pair()[0]
        case = noted(version)
        letter = issued(case)
        text, rights = read(letter)
        assert letter.number == f"2026/{case.pk}"
        assert rights["kind"] == COMPLAINT.code
        assert cluster_form("https://copied.example/%E1%9E%91%E1%9E%93") in text
        assert cluster_form(f"/km/{version.article.section.slug}/") in text
        for each in version.article.versions.all():
            assert cluster_form(each.headline) in text
        for full in notice_of(letter.notice_edition).texts.values():
            assert cluster_form(full.full) in text
        assert cluster_form("no rights notice; no names") in text
        assert len(PdfReader(io.BytesIO(letter_path(letter).read_bytes())).pages) <= 2

    def test_names_neither_people_nor_partners_nor_how_it_was_found(self, made):
        version = make.a_published_pair()[1]
        made(version, formats=["text"])
        case = noted(version, code="")
        text, rights = read(issued(case))
        names = [str(each.contributor) for each in version.credits.all()]
        assert names
        for unsaid in (*names, case.contact, "trace", str(version.article_id)):
            assert cluster_form(unsaid) not in text
            assert unsaid not in str(rights)

    def test_is_the_same_a_second_time_and_in_the_ledger_by_its_ids(self):
        case = noted(make.a_published_pair()[0])
        letter = issued(case)
        assert issued(case) == letter
        entry = Entry.objects.get(kind="case.letter_issued")
        assert entry.subject == case.version.article.urn
        assert set(entry.facts) == {"case", "letter", "notice_edition", "sha256"}

    def test_tells_of_no_story_that_readers_do_not_see(self):
        version = make.a_published_pair()[0]
        case = noted(version)
        make.hidden(version.article)
        with pytest.raises(LetterNotIssued, match="Readers cannot see"):
            issued(case)

    def test_names_no_language_that_readers_do_not_see(self):
        original = make.published(make.a_version(language="km"))
        later = publishing.publish(
            version=make.approved(
                make.a_version(article=original.article, language="en")
            ),
            by=make.a_chief(),
            at=make.NOW,
            visible_from=timezone.now() + timedelta(days=1),
        )
        assert later.headline
        text, _rights = read(issued(noted(original)))
        assert cluster_form(later.headline) not in text
        assert text.count(cluster_form(original.headline)) == 2

    def test_is_refused_with_every_reason(self):
        version = make.a_published_pair()[0]
        case = noted(version)
        take_step(
            case=case,
            state=CaseState.GIVEN_UP,
            words="No answer.",
            by=make.a_chief(),
            at=make.NOW,
        )
        make.hidden(version.article)
        with pytest.raises(LetterNotIssued) as refused:
            issued(case)
        assert len(str(refused.value).splitlines()) == 2

    def test_is_not_for_editors(self):
        case = noted(make.a_published_pair()[0])
        with pytest.raises(PermissionRefused):
            issue_complaint(case=case, by=make.an_account(("Editor", "")), at=make.NOW)


@pytest.mark.django_db
class TestDatabase:
    @pytest.fixture
    def letter(self):
        return issued(noted(make.a_published_pair()[0]))

    def stored(self, letter, **changed):
        facts = {
            "case": letter.case,
            "notice_edition": letter.notice_edition,
            "number": letter.number,
            "sha256": "0" * 64,
            "size": 1,
            "found": {**letter.found, "sha256": "0" * 64},
            "issued_by": letter.issued_by,
            **changed,
        }
        return CaseLetter.objects.create(**facts)

    def test_keeps_what_was_read_back(self, letter):
        assert self.stored(letter)

    @pytest.mark.parametrize(
        ("found", "reason"),
        [
            ({"sha256": "1" * 64}, "its own bytes"),
            ({"notice": {}}, "not edition"),
        ],
    )
    def test_refuses_what_was_not(self, letter, found, reason):
        changed = {**letter.found, "sha256": "0" * 64, **found}
        with pytest.raises(DatabaseError, match=reason), transaction.atomic():
            self.stored(letter, found=changed)

    def test_refuses_the_notice_of_another_outlet(self, letter):
        other = make.a_notice(make.an_outlet())
        with pytest.raises(DatabaseError, match="another outlet"), transaction.atomic():
            self.stored(letter, notice_edition=other)

    def test_refuses_every_change(self, letter):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            CaseLetter.objects.update(number="1")
