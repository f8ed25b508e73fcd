"""The glossary: kept by those who may, found in texts, asked by the checks."""

from dataclasses import replace

import pytest

from articles.text.names import Names
from tests import factories as make
from translations import glossary
from translations.actions import keeping_terms
from translations.actions.keeping_terms import TermChanged
from translations.actions.tidying_terms import TermRefused
from translations.models import Term, TermNote, Wording
from translations.terms.concepts import Concept, Form, Kind, Note, Saying, Standing

CAPITAL = Concept(
    "t-capital",
    Kind.PLACE,
    (
        Saying("km", "ភ្នំពេញ"),
        Saying("km", "រាជធានីភ្នំពេញ", standing=Standing.ADMITTED),
        Saying("en", "Phnom Penh"),
        Saying("en", "Pnom Penh", standing=Standing.FORBIDDEN),
    ),
    (Note("en", "Never hyphenated."),),
)
DARA = Concept(
    "t-dara",
    Kind.PERSON,
    (
        Saying("km", "សុខ ដារ៉ា"),
        Saying("en", "Sok Dara"),
        Saying("en", "Minister", Form.TITLE),
        Saying("en", "Dara", Form.SECOND),
    ),
)


def _history(model):
    return vars(model)["pgh_event_models"]["insert"].objects


@pytest.fixture
def editor(db):
    return make.an_account(("Editor", "en"))


@pytest.fixture
def capital(editor):
    return keeping_terms.add_term(concept=CAPITAL, by=editor, at=make.NOW)


class TestAnEntry:
    def test_is_read_as_it_was_written(self, capital):
        [found] = glossary.concepts(glossary.with_words(Term.objects.all()))
        assert (found.sayings, found.notes) == (CAPITAL.sayings, CAPITAL.notes)
        assert (found.pk, found.number) == (capital.pk, 1)

    def test_is_found_by_any_part_of_its_names(self, capital):
        for question in ("phnom", "ភ្នំ\u200bពេញ", "PENH ភ្នំ"):
            assert list(Term.objects.called(question)) == [capital]
        assert not Term.objects.called("Battambang").exists()

    def test_is_changed_and_remembers_what_it_was(self, capital, editor):
        changed = _without(CAPITAL, "Pnom Penh")
        after = keeping_terms.change_term(
            term=capital, concept=changed, seen=1, by=editor, at=make.NOW
        )
        assert after.number == 2
        assert "Pnom Penh" not in after.wordings.values_list("text", flat=True)
        told = _history(Wording).filter(text="Pnom Penh")
        assert set(told.values_list("pgh_label", flat=True)) == {"insert", "delete"}

    def test_that_says_the_same_stays_as_it_is(self, capital, editor):
        after = keeping_terms.change_term(
            term=capital, concept=CAPITAL, seen=1, by=editor, at=make.NOW
        )
        assert after.number == 1

    def test_is_not_overwritten_by_who_has_not_seen_it(self, capital, editor):
        with pytest.raises(TermChanged):
            keeping_terms.change_term(
                term=capital, concept=DARA, seen=0, by=editor, at=make.NOW
            )

    def test_is_withdrawn_and_used_again(self, capital, editor):
        keeping_terms.withdraw_term(term=capital, by=editor, at=make.NOW)
        assert glossary.terms_in(["ភ្នំពេញ"], "km") == ((),)
        keeping_terms.use_again(term=capital, by=editor, at=make.NOW)
        assert len(glossary.terms_in(["ភ្នំពេញ"], "km")[0]) == 1

    def test_is_removed_with_its_history(self, capital):
        publisher = make.an_account(("Publisher", "en"))
        keeping_terms.remove_term(term=capital, by=publisher)
        for model in (Term, Wording, TermNote):
            assert not model.objects.exists()
            assert not _history(model).exists()

    def test_is_there_once(self, capital, editor):
        for sayings in (CAPITAL.sayings, CAPITAL.sayings[2:3]):
            again = Concept("t-again", Kind.PLACE, sayings)
            with pytest.raises(TermRefused, match="already"):
                keeping_terms.add_term(concept=again, by=editor, at=make.NOW)
        other = (Saying("km", "វត្តភ្នំពេញ"), Saying("en", "Phnom Penh"))
        keeping_terms.add_term(
            concept=Concept("t-other", Kind.PLACE, other), by=editor, at=make.NOW
        )

    def test_of_a_person_may_be_there_twice(self, editor):
        for code in ("t-one", "t-two"):
            namesake = replace(DARA, code=code)
            keeping_terms.add_term(concept=namesake, by=editor, at=make.NOW)
        assert set(Term.objects.values_list("code", flat=True)) >= {"t-one", "t-two"}

    def test_is_refused_with_every_reason(self, editor):
        wrong = Concept(
            "x",
            Kind.PLACE,
            (
                Saying("english!", "X"),
                Saying("en", "  "),
                Saying("en", "Y", Form.SECOND),
                Saying("km", "ក", standing=Standing.ADMITTED),
                Saying("km", "ក", standing=Standing.FORBIDDEN),
            ),
        )
        with pytest.raises(TermRefused) as refused:
            keeping_terms.add_term(concept=wrong, by=editor, at=make.NOW)
        assert len(str(refused.value).splitlines()) == 4
        assert not Term.objects.exists()


class TestForgetting:
    def test_removes_whatever_holds_the_name(self, capital, editor):
        keeping_terms.add_term(concept=DARA, by=editor, at=make.NOW)
        assert keeping_terms.forget_terms(names=Names(["សុខ ដារ៉ា"])) == 1
        assert [each.code for each in Term.objects.all()] == ["t-capital"]
        assert not _history(Wording).filter(text__contains="Dara").exists()


class TestNamesForTheChecks:
    def test_are_those_of_the_story(self, capital, editor):
        keeping_terms.add_term(concept=DARA, by=editor, at=make.NOW)
        [name] = glossary.names_in(["ពួកគេរស់នៅក្នុងភ្នំពេញ"], "km", "en")
        assert (name.source, name.also) == ("ភ្នំពេញ", ("រាជធានីភ្នំពេញ",))
        assert (name.targets, name.forbidden) == (("Phnom Penh",), ("Pnom Penh",))

    def test_say_how_a_person_is_called(self, editor):
        keeping_terms.add_term(concept=DARA, by=editor, at=make.NOW)
        [name] = glossary.names_in(["លោក សុខដារ៉ា"], "km", "en")
        assert (name.is_person, name.called) == (True, ("Dara",))

    def test_cost_one_query_until_something_changes(
        self, capital, django_assert_num_queries
    ):
        glossary.names_in(["ភ្នំពេញ"], "km", "en")
        with django_assert_num_queries(1):
            glossary.names_in(["ភ្នំពេញ"], "km", "en")

    def test_are_left_out_where_a_language_is_missing(self, capital):
        assert glossary.names_in(["ភ្នំពេញ"], "km", "fr") == ()


def _without(concept, text):
    kept = tuple(each for each in concept.sayings if each.text != text)
    return Concept(concept.code, concept.kind, kept, concept.notes)
