"""What a machine is told of the glossary, and what the ledger knows of it."""

import hashlib
from dataclasses import replace

import pytest

from ledger.models import Entry
from tests import factories as make
from tests.newsroom.glossary_stories import (
    COURT,
    FATHER,
    SON,
    a_glossary,
    a_story_of_two,
)
from tests.translations.machines import Phrasebook, drafted
from tests.translations.pairs import a_source, sent
from translations.actions.running import draft_item, draft_story
from translations.glossary import wanted_in
from translations.models import MachineItem
from translations.terms.concepts import Concept, Kind, Note, Saying, WantedTerm

pytestmark = pytest.mark.django_db

TOLD = [
    WantedTerm("លោក សុខ វាសនា", "Governor Sok Veasna"),
    WantedTerm("សុខ ដារ៉ា", "Sok Dara"),
    WantedTerm("តុលាការកំពូល", "Supreme Court", ("High Court",)),
]


@pytest.fixture
def version():
    a_glossary(FATHER, SON, replace(COURT, notes=(Note("en", "Ask the lawyer."),)))
    return a_story_of_two()


class TestADraft:
    def test_is_asked_for_with_the_terms_of_its_paragraph_alone(self, version):
        service = Phrasebook("Veasna went back.", takes_terms=True)
        drafted(version, "b", service=service)
        assert service.told == [WantedTerm("សុខ វាសនា", "Sok Veasna")]

    def test_names_what_is_not_wanted_and_no_note(self, version):
        service = Phrasebook("They met.", takes_terms=True)
        drafted(version, "a", service=service)
        assert service.told == TOLD
        assert "lawyer" not in str(service.told)

    def test_is_in_the_ledger_with_the_terms_without_a_word(self, version):
        drafted(version, "a", service=Phrasebook("They met.", takes_terms=True))
        entry = Entry.objects.get(kind="terms.sent_to_machine")
        assert entry.subject == f"urn:spean:version:{version.pk}"
        assert entry.facts["service"] == "phrasebook"
        assert len(entry.facts["terms"]) == len(TOLD)
        plain = {hashlib.sha256(each.said.encode()).hexdigest() for each in TOLD}
        # Salted: nobody can try names against it.
        assert plain.isdisjoint(entry.facts["terms"])
        assert {len(each) for each in entry.facts["terms"]} == {64}

    def test_tells_nothing_to_a_service_that_takes_no_terms(self, version):
        service = Phrasebook("They met.")
        drafted(version, "a", service=service)
        assert service.told == []
        assert not Entry.objects.filter(kind="terms.sent_to_machine").exists()

    def test_of_a_paragraph_without_terms_says_nothing_of_them(self, version):
        plain = sent(a_source({"c": "ភ្លៀងធ្លាក់។"}))
        service = Phrasebook("It rained.", takes_terms=True)
        drafted(plain, "c", service=service)
        assert (service.asked, service.told) == (["ភ្លៀងធ្លាក់។"], [])
        assert not Entry.objects.filter(kind="terms.sent_to_machine").exists()


class TestAStory:
    def test_is_drafted_with_the_terms_as_they_are_when_each_leaves(self, version):
        service = Phrasebook("They met.", "Veasna went.", takes_terms=True)
        by = make.a_chief()
        draft_story(version=version, service=service, by=by, at=make.NOW)
        assert not Entry.objects.filter(kind="terms.sent_to_machine").exists()
        for item in MachineItem.objects.order_by("pk"):
            draft_item(item=item, service=service)
        assert service.told == [*TOLD, WantedTerm("សុខ វាសនា", "Sok Veasna")]
        assert Entry.objects.filter(kind="terms.sent_to_machine").count() == 2


class TestWantedIn:
    def test_leaves_out_a_name_of_two_people(self):
        one = Concept(
            "t-one", Kind.PERSON, (Saying("km", "សុខា"), Saying("en", "Sokha"))
        )
        two = replace(
            one, code="t-two", sayings=(one.sayings[0], Saying("en", "Sokkha"))
        )
        a_glossary(one, two)
        assert wanted_in(["សុខា បាននិយាយ។"], "km", "en") == ()

    def test_leaves_out_what_has_no_name_in_the_language_yet(self):
        a_glossary(Concept("t-one", Kind.PLACE, (Saying("km", "បឹងថ្មី"),)))
        assert wanted_in(["នៅបឹងថ្មី។"], "km", "en") == ()
