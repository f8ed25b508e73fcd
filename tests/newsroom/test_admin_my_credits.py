"""My credits in the admin, a name taken away with one press, a name removed by two."""

import pytest
from django.urls import reverse

from articles.actions import redacting, reviewing
from articles.models import CreditAnswer, CreditProposal, Redaction, Version
from people.models import Consent, Contributor
from tests import factories as make

pytestmark = pytest.mark.django_db

MINE = "/admin/my-credits/"
AWAY = "/admin/my-credits/withdraw/"
ADD = "/admin/articles/redaction/add/"


def text_of(response):
    return response.content.decode()


@pytest.fixture
def writer(sign_in):
    return sign_in(("Reporter", ""))


@pytest.fixture
def proposal(writer):
    version = make.a_version(by=writer)
    reviewing.submit(version=version, by=writer, at=make.NOW)
    return version.credit_proposals.get()


def named(account, *languages):
    person = make.a_person("Vanna", consents=languages)
    Contributor.objects.filter(pk=person.pk).update(account=account)
    person.refresh_from_db()
    return person


class TestMyCredits:
    def test_list_what_waits_for_me_with_its_share(self, client, proposal):
        page = text_of(client.get(MINE))
        assert "reporter · 100% of the paragraphs" in page
        assert "Until you answer, the desk is credited" in page
        assert MINE in text_of(client.get("/admin/"))

    def test_offer_no_name_where_there_is_none(self, client, proposal):
        page = text_of(client.get(MINE))
        assert "Print my name" not in page
        assert "You have none here" in page

    def test_ask_for_agreement_before_a_name_is_printed(self, client, proposal, writer):
        named(writer)
        assert "I agree that “Vanna” is printed in Khmer" in text_of(client.get(MINE))
        said = {"proposal": proposal.pk, "answer": "named"}
        page = text_of(client.post(MINE, said, follow=True))
        assert "Tick that you agree" in page
        page = text_of(client.post(MINE, {**said, "agrees": "on"}, follow=True))
        assert "Noted." in page
        proposal.refresh_from_db()
        assert proposal.answer == CreditAnswer.NAMED
        assert Consent.objects.get().language == "km"

    def test_show_nobody_elses(self, client, proposal, sign_in):
        sign_in(("Editor", ""))
        assert "Nothing waits." in text_of(client.get(MINE))
        said = {"proposal": proposal.pk, "answer": "desk"}
        assert client.post(MINE, said).status_code == 404
        proposal.refresh_from_db()
        assert proposal.answer == ""

    def test_show_no_story_that_was_restricted_since(self, client, proposal):
        type(proposal.version.article).objects.update(is_restricted=True)
        assert "Nothing waits." in text_of(client.get(MINE))
        said = {"proposal": proposal.pk, "answer": "desk"}
        assert client.post(MINE, said).status_code == 404

    @pytest.mark.parametrize(
        "said", [{}, {"proposal": "x"}, {"proposal": "9" * 30, "answer": "desk"}]
    )
    def test_take_no_nonsense(self, client, writer, said):
        assert client.post(MINE, said).status_code == 404

    def test_want_somebody_signed_in(self, client):
        for path in (MINE, AWAY):
            page = client.get(path, follow=True)
            assert page.redirect_chain[-1][0].startswith("/admin/login/")
            assert page.status_code == 200

    def test_speak_khmer(self, client, proposal, writer):
        named(writer, "en")
        type(writer).objects.update(interface_language="km")
        page = text_of(client.get(MINE))
        for english in ("My ", "Print", "I agree", "paragraphs", "Waiting", "Take"):
            assert english not in page

    def test_are_shown_on_the_page_of_the_version(self, client, proposal, writer):
        url = reverse("admin:articles_version_change", args=[proposal.version_id])
        page = text_of(client.get(url))
        assert (
            f"{writer} · reporter · 100% of the paragraphs · not answered yet" in page
        )


class TestTakingANameAway:
    def test_is_done_by_its_bearer_in_the_languages_they_tick(self, client, writer):
        person = named(writer, "km", "en")
        assert AWAY in text_of(client.get(MINE))
        assert 'value="km"' in text_of(client.get(AWAY))
        page = text_of(client.post(AWAY, {"languages": ["km"]}, follow=True))
        assert "The name is taken away." in page
        left = person.consents.filter(withdrawn_at=None)
        assert [consent.language for consent in left] == ["en"]

    def test_wants_a_language(self, client, writer):
        named(writer, "km")
        assert "Tick at least one language." in text_of(client.post(AWAY, {}))

    def test_is_done_by_a_publisher_for_who_asks(self, client, sign_in):
        person = make.a_person(consents=["en"])
        sign_in(("Publisher", ""))
        change = reverse("admin:people_contributor_change", args=[person.pk])
        away = reverse("admin:people_contributor_withdraw", args=[person.pk])
        assert away in text_of(client.get(change))
        client.post(away, {"languages": ["en"]})
        assert not person.consents.filter(withdrawn_at=None).exists()

    def test_is_for_nobody_else(self, client, sign_in):
        person = make.a_person(consents=["en"])
        sign_in(("Editor", ""))
        away = reverse("admin:people_contributor_withdraw", args=[person.pk])
        assert client.get(away).status_code == 404
        assert client.get(AWAY).status_code == 404

    def test_is_not_offered_for_a_desk(self, client, sign_in):
        sign_in(("Publisher", ""))
        desk = make.a_desk()
        change = reverse("admin:people_contributor_change", args=[desk.pk])
        assert "Take the name away" not in text_of(client.get(change))


FILLED = {
    "spellings": "Sok Dara\nសុខ ដារ៉ា",
    "words_km": "អ្នកភូមិម្នាក់",
    "words_en": "a resident",
}


@pytest.fixture
def story():
    text = make.blocks("Sok Dara left", ["Mr Sok Dara left."])
    version = make.a_version(language="en", text=text)
    return make.published(version).article


class TestRemovingAName:
    def page_of(self, redaction, verb="change"):
        return reverse(f"admin:articles_redaction_{verb}", args=[redaction.pk])

    def asked(self):
        removal = redacting.Removal(
            ["Sok Dara"], {"km": "អ្នកភូមិម្នាក់", "en": "a resident"}
        )
        return redacting.request_redaction(
            removal=removal, by=make.a_chief(), at=make.NOW
        )

    def test_is_looked_at_before_anything_is_stored(self, client, sign_in, story):
        sign_in(("Publisher", ""))
        page = text_of(client.post(ADD, {**FILLED, "look": ""}))
        assert "Version · headline" in page
        assert reverse("admin:articles_article_change", args=[story.pk]) in page
        assert not Redaction.objects.exists()
        assert Version.objects.get().headline == "Sok Dara left"

    def test_counts_no_story_hidden_from_who_looks(self, client, sign_in, story):
        type(story).objects.update(is_restricted=True)
        sign_in(("Publisher", ""))
        page = text_of(client.post(ADD, {**FILLED, "look": ""}))
        assert "It stands in nothing that you may know of." in page
        assert str(story.pk) not in page

    def test_tells_of_a_legal_hold(self, client, sign_in, story):
        story.legal_holds.create(set_by=make.a_chief(), set_at=make.NOW)
        sign_in(("Publisher", ""))
        page = text_of(client.post(ADD, {**FILLED, "look": ""}))
        assert "1 of the stories is under a legal hold." in page

    def test_takes_two_people(self, client, sign_in, story):
        sign_in(("Publisher", ""))
        page = text_of(client.post(ADD, {**FILLED, "ask": ""}, follow=True))
        assert "Somebody else has to carry it out." in page
        redaction = Redaction.objects.get()
        assert self.page_of(redaction, "carry_out") not in page
        page = text_of(client.post(self.page_of(redaction, "carry_out"), follow=True))
        assert "You asked for it." in page
        sign_in(("Publisher", ""))
        assert self.page_of(redaction, "carry_out") in text_of(
            client.get(self.page_of(redaction))
        )
        page = text_of(client.post(self.page_of(redaction, "carry_out"), follow=True))
        assert "The name is removed" in page
        assert "Sok Dara" not in page
        assert Version.objects.get().headline == "a resident left"
        listed = text_of(client.get("/admin/articles/redaction/"))
        assert "carried out" in listed

    def test_shows_every_reason_beside_what_was_typed(self, client, sign_in):
        sign_in(("Publisher", ""))
        wrong = {**FILLED, "spellings": "ខ", "words_en": "ខ ខ", "ask": ""}
        page = text_of(client.post(ADD, wrong))
        assert "is too short" in page
        assert ">\nខ</textarea>" in page

    def test_can_be_dropped(self, client, sign_in, story):
        redaction = self.asked()
        sign_in(("Publisher", ""))
        page = text_of(client.post(self.page_of(redaction, "drop"), follow=True))
        assert "Its spellings are forgotten." in page
        assert Version.objects.get().headline == "Sok Dara left"

    @pytest.mark.parametrize("role", ["Editor", "Reporter", "Rights desk"])
    def test_is_shown_to_nobody_without_the_role(self, client, sign_in, role):
        redaction = self.asked()
        sign_in((role, ""))
        paths = (ADD, "/admin/articles/redaction/", self.page_of(redaction))
        assert [client.get(path).status_code for path in paths] == [403] * 3
        for verb in ("carry_out", "drop"):
            assert client.post(self.page_of(redaction, verb)).status_code == 403
        assert Redaction.objects.get().is_waiting

    def test_does_nothing_when_it_is_only_opened(self, client, sign_in):
        redaction = self.asked()
        sign_in(("Publisher", ""))
        assert client.get(self.page_of(redaction, "carry_out")).status_code == 405
        assert client.get("/admin/articles/redaction/x/change/").status_code == 404
        assert client.get("/admin/articles/redaction/9999/change/").status_code == 404

    def test_speaks_khmer(self, client, sign_in, story):
        redaction = self.asked()
        sign_in(("Publisher", ""), language="km")
        pages = text_of(client.post(ADD, {**FILLED, "look": ""}))
        pages += text_of(client.get(self.page_of(redaction)))
        for english in ("Remove", "Look", "Ask", "Where", "Words", "Drop", "stands"):
            assert english not in pages

    def test_leaves_no_trace_of_the_name_in_the_request(self, client, sign_in):
        redaction = self.asked()
        CreditProposal.objects.all().delete()
        sign_in(("Publisher", ""))
        client.post(self.page_of(redaction, "carry_out"))
        redaction.refresh_from_db()
        assert (redaction.spellings, redaction.replacements) == ([], {})
