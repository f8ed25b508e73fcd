"""Files come into the glossary whole or not at all; the first set changes nothing."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from articles.text.khmer import key
from people.permissions import PermissionRefused
from tests import factories as make
from translations import glossary
from translations.actions import importing_terms, keeping_terms
from translations.actions.importing_terms import STARTER, planned, start_glossary
from translations.actions.tidying_terms import TermRefused
from translations.models import Term
from translations.terms.concepts import Kind
from translations.terms.tables import read_table, write_table

PLACES = Path(__file__).parents[3] / "shared" / "data" / "names" / "pumi_places.tsv"
FILE = "id,kind,km,en,en note\nt1,place,ភ្នំពេញ,Phnom Penh,The capital.\n"


@pytest.fixture
def editor(db):
    return make.an_account(("Editor", "en"))


def _contents(text):
    return read_table(text.encode())


def _import(text, by, decided=()):
    contents = _contents(text)
    return importing_terms.import_terms(
        contents=contents,
        seen=planned(contents).signature,
        decided=decided,
        by=by,
        at=make.NOW,
    )


def _stored():
    terms = glossary.with_words(Term.objects.order_by("code"))
    return {each.code: each for each in glossary.concepts(terms)}


class TestAFile:
    def test_brings_new_entries(self, editor):
        done = _import(FILE, editor)
        assert (done.new, done.changed) == (1, 0)
        assert _stored()["t1"].preferred("km") == "ភ្នំពេញ"

    def test_that_says_the_same_changes_nothing(self, editor):
        _import(FILE, editor)
        assert _import(FILE, editor).same == 1
        assert _stored()["t1"].number == 1

    def test_finds_an_entry_by_its_name(self, editor):
        _import(FILE, editor)
        done = _import("kind,km,en\nplace,ភ្នំ\u200bពេញ,Phnom Penh City\n", editor)
        assert (done.new, done.changed) == (0, 1)
        entry = _stored()["t1"]
        assert entry.preferred("en") == "Phnom Penh City"
        # A column that is not there says nothing.
        assert entry.note("en") == "The capital."

    def test_with_one_bad_line_brings_nothing(self, editor):
        with pytest.raises(TermRefused):
            _import(f"{FILE},animal,ក,a,\n", editor)
        assert not Term.objects.exists()

    def test_is_refused_with_what_the_glossary_would_not_take(self, editor):
        found = planned(_contents("kind,en admitted\nplace,Phnom Penh\n"))
        assert [each.line for each in found.problems] == [2]

    def test_does_not_overwrite_what_changed_since_it_was_written(self, editor):
        _import(FILE, editor)
        table = write_table(_stored().values())
        term = Term.objects.get()
        changed = replace(_stored()["t1"], kind=Kind.TERM)
        keeping_terms.change_term(
            term=term, concept=changed, seen=1, by=editor, at=make.NOW
        )
        edited = table.replace("The capital.", "Our capital.")
        assert _import(edited, editor).left == 1
        assert _stored()["t1"].note("en") == "The capital."
        assert _import(edited, editor, decided=(2,)).changed == 1
        assert _stored()["t1"].note("en") == "Our capital."

    def test_is_looked_at_again_when_the_glossary_changed_meanwhile(self, editor):
        seen = planned(_contents(FILE)).signature
        _import(FILE, editor)
        with pytest.raises(TermRefused):
            importing_terms.import_terms(
                contents=_contents(FILE), seen=seen, decided=(), by=editor, at=make.NOW
            )

    def test_that_could_mean_two_entries_is_a_problem(self, editor):
        _import("id,kind,km,en\nt1,place,ក,A place\nt2,place,ខ,Another\n", editor)
        found = planned(_contents("kind,km,en\nplace,ក,Another\n"))
        assert "Several entries" in found.problems[0].text

    def test_names_an_entry_once(self, editor):
        found = planned(_contents("kind,en\nterm,a\nterm,A\n"))
        assert [(it.line, it.values["line"]) for it in found.problems] == [(3, "2")]

    def test_is_taken_in_by_editors(self, db):
        with pytest.raises(PermissionRefused):
            _import(FILE, make.an_account(("Translator", "en")))


class TestTheStartingSet:
    def test_is_large_and_without_fault(self, db):
        assert start_glossary(at=make.NOW) >= 300
        kinds = set(Term.objects.values_list("kind", flat=True))
        assert kinds == {"place", "organisation", "title", "term"}

    def test_comes_once(self, db):
        start_glossary(at=make.NOW)
        assert start_glossary(at=make.NOW) == 0

    def test_leaves_what_an_editor_changed(self, editor):
        start_glossary(at=make.NOW)
        term = Term.objects.get(code="place-phnom-penh")
        before = _stored()["place-phnom-penh"]
        changed = replace(before, sayings=before.sayings[:1])
        keeping_terms.change_term(
            term=term, concept=changed, seen=1, by=editor, at=make.NOW
        )
        start_glossary(at=make.NOW)
        assert _stored()["place-phnom-penh"].preferred("en") == ""

    @pytest.mark.skipif(not PLACES.exists(), reason="the list of places is not there")
    def test_spells_places_as_the_list_of_places_does(self):
        with PLACES.open(encoding="utf-8") as file:
            known = {
                (it["level"], key(it["km"]))
                for it in csv.DictReader(file, delimiter="\t")
            }
        entries = read_table(STARTER.read_bytes()).entries
        for entry in entries:
            sort, name = entry.concept.code.split("-")[0], entry.concept.preferred("km")
            for prefix in ("ខេត្ត", "ស្រុក", "ខណ្ឌ", "ក្រុង"):
                name = name.removeprefix(prefix)
            if sort == "province":
                assert ("province", key(name)) in known, name
            if sort in ("district", "khan", "city"):
                assert ("district", key(name)) in known, name
