"""Proposals for the glossary: from what readers have, and never again once refused."""

import pytest

from articles.models import Article
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, finished
from translations import glossary
from translations.actions import keeping_terms, learning, proposing_terms
from translations.actions.remembering import remember_when_due
from translations.actions.tidying_terms import TermRefused
from translations.models import TermProposal
from translations.terms.concepts import Concept, Kind, Saying

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_checks")]

KHMER = {
    "a": "លោក សុខ វាសនា បានមកដល់ព្រឹកនេះ។",
    "b": "ភ្លៀងធ្លាក់ខ្លាំង។ លោក សុខ វាសនា រង់ចាំ។",
    "c": "អ្នកភូមិសួរ លោក សុខ វាសនា អំពីស្រូវ។",
    "d": "ផ្សារបើកវិញហើយ។",
}
ENGLISH = {
    "a": "This morning Sok Veasna arrived.",
    "b": "It rained hard. All day Sok Veasna waited.",
    "c": "Villagers asked Sok Veasna about the rice.",
    "d": "The market is open again.",
}


@pytest.fixture
def published():
    version = finished(a_translation(a_source(KHMER), texts=ENGLISH))
    remember_when_due(at=make.NOW)
    return version


def _look():
    proposing_terms.look_for_terms(at=make.NOW)
    waiting = TermProposal.objects.waiting()
    return list(waiting.values_list("source_text", "target_text", "times", "kind"))


class TestLooking:
    def test_proposes_what_is_repeated(self, published):
        assert _look() == [("សុខ វាសនា", "Sok Veasna", 3, "person")]

    def test_shows_where_it_stands(self, published):
        _look()
        found = glossary.examples_of(TermProposal.objects.all())
        assert {each.latin for each in found.values()} == set(ENGLISH.values()) - {
            ENGLISH["d"]
        }

    def test_sees_nothing_that_readers_do_not(self, published):
        Article.objects.filter(pk=published.article_id).update(is_restricted=True)
        assert _look() == []

    def test_shows_no_example_that_readers_no_longer_have(self, published):
        _look()
        Article.objects.filter(pk=published.article_id).update(is_restricted=True)
        assert glossary.examples_of(TermProposal.objects.all()) == {}

    def test_proposes_nothing_that_the_glossary_has(self, published):
        known = Concept("t-x", Kind.PERSON, (Saying("en", "Sok Veasna"),))
        keeping_terms.add_term(concept=known, by=None, at=make.NOW)
        assert _look() == []

    def test_happens_once_a_day_with_the_words(self, published):
        assert learning.learn_when_due(at=make.NOW)
        assert TermProposal.objects.waiting().count() == 1
        assert not learning.learn_when_due(at=make.NOW)


class TestRefusing:
    def test_is_remembered(self, published):
        _look()
        editor = make.an_account(("Editor", "en"))
        proposal = TermProposal.objects.get()
        proposing_terms.refuse_proposal(proposal=proposal, by=editor, at=make.NOW)
        assert _look() == []
        with pytest.raises(TermRefused):
            proposing_terms.refuse_proposal(proposal=proposal, by=editor, at=make.NOW)

    def test_is_for_editors(self, published):
        _look()
        translator = make.an_account(("Translator", "en"))
        with pytest.raises(PermissionRefused):
            proposing_terms.refuse_proposal(
                proposal=TermProposal.objects.get(), by=translator, at=make.NOW
            )
