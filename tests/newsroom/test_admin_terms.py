"""The glossary on the desk: searched in both scripts, written by those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories as make
from tests.newsroom.glossary_stories import COURT, FATHER, a_glossary
from tests.newsroom.pair_page import words_of
from translations.actions import importing_terms, keeping_terms
from translations.formats.tbx import read_tbx
from translations.models import Term, TermProposal, Wording

pytestmark = pytest.mark.django_db
LIST = reverse("admin:translations_term_changelist")
ADD = reverse("admin:translations_term_add")
IMPORT = reverse("admin:translations_term_import")
PROPOSALS = reverse("admin:translations_term_proposals")
FILE = "kind,km,en\nplace,ភ្នំពេញ,Phnom Penh\n"


@pytest.fixture
def editor(sign_in):
    return sign_in(("Editor", "en"))


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


def page_of(term):
    return reverse("admin:translations_term_change", args=[term.pk])


def filled_in(**fields):
    """Fill in the form of an entry."""
    empty = {f"{tag}-{part}": "" for tag in ("km", "en") for part in importing_parts()}
    return {**empty, "kind": "place", "more_language": "", "more_name": "", **fields}


def importing_parts():
    return ("preferred", "admitted", "forbidden", "title", "first", "second", "note")


def upload(client, text):
    file = SimpleUploadedFile("terms.csv", text.encode())
    return client.post(IMPORT, {"file": file})


def confirm(client, shown, **more):
    context = shown.context
    form = {"text": context["text"], "seen": context["plan"].signature, **more}
    return client.post(IMPORT, form, follow=True)


class TestTheList:
    @pytest.mark.parametrize("asked", ["supreme", "តុលាការ កំពូល", "HIGH court"])
    def test_is_searched_in_both_scripts(self, client, editor, asked):
        a_glossary()
        page = words_of(client.get(LIST, {"q": asked}))
        assert "Supreme Court" in page
        assert "Sok Veasna" not in page

    def test_asks_the_database_the_same_for_many(
        self, client, editor, django_assert_max_num_queries
    ):
        importing_terms.start_glossary(at=make.NOW)
        with django_assert_max_num_queries(14):
            client.get(LIST)

    def test_keeps_what_was_withdrawn_apart(self, client, editor):
        a_glossary(COURT, FATHER)
        term = Term.objects.get(code="t-court")
        keeping_terms.withdraw_term(term=term, by=editor, at=make.NOW)
        assert "Supreme Court" in words_of(client.get(LIST, {"use": "withdrawn"}))
        assert "Supreme Court" not in words_of(client.get(LIST, {"use": "in_use"}))


class TestAnEntry:
    def test_is_added_in_every_language(self, client, translator):
        form = filled_in(
            **{
                "km-preferred": "ភ្នំពេញ",
                "en-preferred": "Phnom Penh",
                "en-forbidden": "Pnom Penh",
                "more_language": "vi",
                "more_name": "Nam Vang",
            }
        )
        answer = client.post(ADD, form)
        term = Term.objects.get()
        assert answer.url == page_of(term)
        assert set(term.wordings.values_list("language", flat=True)) == {
            "km",
            "en",
            "vi",
        }

    def test_that_is_refused_comes_back_as_it_was_typed(self, client, translator):
        page = client.post(ADD, filled_in(**{"en-admitted": "Penh"})).content.decode()
        assert "Give a preferred name" in page
        assert "Penh" in page
        assert not Term.objects.exists()

    def test_is_changed(self, client, editor):
        a_glossary(COURT)
        term = Term.objects.get()
        form = filled_in(**{"en-preferred": "Supreme Court", "seen": "1"})
        client.post(page_of(term), form)
        term.refresh_from_db()
        assert (term.kind, term.number) == ("place", 2)
        page = client.get(page_of(term)).content.decode()
        assert '<del lang="km">តុលាការកំពូល</del>' in page

    def test_is_not_overwritten_by_who_has_not_seen_it(self, client, editor):
        a_glossary(COURT)
        term = Term.objects.get()
        form = filled_in(**{"en-preferred": "Court of Courts", "seen": "0"})
        page = client.post(page_of(term), form).content.decode()
        assert "Somebody else changed this entry" in page
        assert "Court of Courts" in page

    def test_is_shown_to_translators_and_not_changed_by_them(self, client, translator):
        a_glossary(COURT)
        term = Term.objects.get()
        assert "Supreme Court" in client.get(page_of(term)).content.decode()
        client.post(page_of(term), filled_in(**{"en-preferred": "X", "seen": "1"}))
        term.refresh_from_db()
        assert term.number == 1

    def test_is_withdrawn_and_used_again(self, client, editor):
        a_glossary(COURT)
        term = Term.objects.get()
        for name, is_withdrawn in (("withdraw", True), ("use", False)):
            client.post(reverse("admin:translations_term_deed", args=[term.pk, name]))
            term.refresh_from_db()
            assert (term.withdrawn_at is not None) is is_withdrawn

    def test_is_removed_by_publishers_alone(self, client, sign_in):
        a_glossary(COURT)
        remove = reverse(
            "admin:translations_term_deed", args=[Term.objects.get().pk, "remove"]
        )
        sign_in(("Editor", "en"))
        client.post(remove)
        assert Term.objects.exists()
        sign_in(("Publisher", "en"))
        client.post(remove)
        assert not Term.objects.exists()


class TestAFile:
    def test_is_shown_before_it_is_taken_in(self, client, editor):
        shown = upload(client, FILE)
        assert "New: 1" in words_of(shown)
        assert not Term.objects.exists()
        confirm(client, shown)
        assert Wording.objects.filter(text="Phnom Penh").exists()

    def test_tells_every_bad_line(self, client, editor):
        page = words_of(upload(client, f"{FILE}animal,ក,a\nterm,ខ,b,c\n"))
        assert "Line 3" in page
        assert "Line 4" in page
        assert "Take it in" not in page

    def test_shows_conflicts_and_lets_somebody_choose(self, client, editor):
        a_glossary(COURT)
        table = "id,edition,kind,en\nt-court,7,organisation,Highest Court\n"
        shown = upload(client, table)
        assert "In conflict" in words_of(shown)
        confirm(client, shown)
        assert not Wording.objects.filter(text="Highest Court").exists()
        confirm(client, upload(client, table), decided="2")
        assert Wording.objects.filter(text="Highest Court").exists()

    def test_with_a_hostile_part_is_refused(self, client, editor):
        hostile = '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx>&a;</tbx>'
        assert "document type" in words_of(upload(client, hostile))

    def test_is_closed_to_translators(self, client, translator):
        assert client.get(IMPORT).status_code == 403

    def test_goes_out_and_says_the_same_when_it_comes_back(self, client, editor):
        a_glossary()
        for kind in ("csv", "tbx"):
            address = reverse("admin:translations_term_export", args=[kind])
            answer = client.get(address)
            assert f".{kind}" in answer["Content-Disposition"]
            shown = upload(client, answer.content.decode("utf-8-sig"))
            assert "the same: 3" in words_of(shown)

    def test_as_tbx_is_read_by_the_parser(self, client, translator):
        a_glossary(COURT)
        address = reverse("admin:translations_term_export", args=["tbx"])
        [entry] = read_tbx(client.get(address).content).entries
        assert entry.concept.forbidden("en") == ("High Court",)


class TestProposals:
    @pytest.fixture
    def proposal(self):
        return TermProposal.objects.create(
            source_language="km",
            target_language="en",
            source_text="កំពង់ធំ",
            target_text="Kampong Thom",
            kind="place",
            folded="x",
            times=4,
            entries=[],
            found_at=make.NOW,
        )

    def test_lead_to_a_form_that_is_filled_in(self, client, translator, proposal):
        page = client.get(PROPOSALS)
        assert "in 4 paragraphs" in words_of(page)
        [shown] = page.context["proposals"]
        form = client.get(shown.add_url).content.decode()
        assert 'value="Kampong Thom"' in form
        assert 'value="កំពង់ធំ"' in form

    def test_are_refused_for_good(self, client, editor, proposal):
        client.post(reverse("admin:translations_term_refuse", args=[proposal.pk]))
        assert "Nothing is proposed" in words_of(client.get(PROPOSALS))

    def test_are_not_refused_by_translators(self, client, translator, proposal):
        client.post(reverse("admin:translations_term_refuse", args=[proposal.pk]))
        assert TermProposal.objects.waiting().exists()
