"""The assignment of a version on its page: who sees which button, and what it does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from newsroom.admin.assignment_buttons import BUTTONS
from newsroom.admin.assignments import STAGES, assignment_url
from tests import factories as make
from translations.actions import assigning
from translations.actions.assigning import Terms
from translations.assignments import standing_assignment
from translations.models import Agreed, Assignment, Priority
from translations.stages import Stage

pytestmark = pytest.mark.django_db

EDITOR, TRANSLATOR = ("Editor", "en"), ("Translator", "en")


@pytest.fixture
def version():
    original = make.a_version(language="km")
    return make.a_version(article=original.article, language="en")


def page_of(client, version):
    url = reverse("admin:articles_version_change", args=[version.pk])
    return client.get(url).content.decode()


def shown(page):
    return {button.name for button in BUTTONS if f"/assignment/{button.name}/" in page}


def offered(version, to, by=None, **terms):
    return assigning.offer(
        version=version,
        to=to,
        terms=Terms(**terms),
        by=by or make.a_chief(),
        at=make.NOW,
    )


def accepted(version, to):
    current = offered(version, to)
    return assigning.accept(assignment=current, by=to, at=make.NOW)


class TestStages:
    def test_have_a_word_each(self):
        assert set(STAGES) == set(Stage)


class TestTheBlock:
    def test_lets_an_editor_offer_what_nobody_has(self, client, sign_in, version):
        sign_in(EDITOR)
        page = page_of(client, version)
        assert shown(page) == {"offer"}
        assert "Nobody is asked to translate it." in page

    def test_is_not_there_for_who_can_do_nothing(self, client, sign_in, version):
        sign_in(TRANSLATOR)
        assert "Assignment" not in page_of(client, version)
        sign_in(("Editor", "km"))
        assert "Assignment" not in page_of(client, version)

    def test_lets_the_one_who_is_asked_answer(self, client, sign_in, version):
        me = sign_in(TRANSLATOR)
        offered(version, me, note="Mind the <names>.", priority=Priority.URGENT)
        page = page_of(client, version)
        assert shown(page) == {"accept", "decline"}
        for words in ("Mind the &lt;names&gt;.", "urgent", "offered"):
            assert words in page

    def test_lets_others_only_look(self, client, sign_in, version):
        offered(version, make.an_account(TRANSLATOR))
        sign_in(TRANSLATOR)
        assert shown(page_of(client, version)) == set()

    def test_lets_an_editor_change_what_stands(self, client, sign_in, version):
        accepted(version, make.an_account(TRANSLATOR))
        sign_in(EDITOR)
        assert shown(page_of(client, version)) == {"terms", "hand-on", "withdraw"}
        make.submitted(version)
        page = page_of(client, version)
        assert shown(page) == {"terms", "withdraw"}
        assert "<strong>submitted</strong>" in page

    def test_tells_an_editor_why_it_was_declined(self, client, sign_in, version):
        other = make.an_account(TRANSLATOR)
        assigning.decline(
            assignment=offered(version, other),
            reason="ខ្ញុំមិននៅទេ។",
            by=other,
            at=make.NOW,
        )
        sign_in(EDITOR)
        page = page_of(client, version)
        assert '<blockquote lang="km">ខ្ញុំមិននៅទេ។</blockquote>' in page
        assert str(other) in page
        offered(version, make.an_account(TRANSLATOR))
        assert "ខ្ញុំមិននៅទេ។" not in page_of(client, version)

    def test_says_that_it_is_late(self, client, sign_in, version):
        sign_in(EDITOR)
        past = timezone.now() - timedelta(hours=1)
        offered(version, make.an_account(TRANSLATOR), due_at=past)
        assert "overdue" in page_of(client, version)
        make.submitted(version)
        assert "overdue" not in page_of(client, version)

    def test_offers_anew_once_the_text_is_out(self, client, sign_in, version):
        accepted(version, make.an_account(TRANSLATOR))
        make.published(version)
        sign_in(EDITOR)
        assert shown(page_of(client, version)) == {"offer"}


class TestButtons:
    def test_accept(self, client, sign_in, version):
        me = sign_in(TRANSLATOR)
        offered(version, me)
        page = client.post(assignment_url(version, "accept"), follow=True)
        assert "Accepted. It is in your hands." in page.content.decode()
        version.refresh_from_db()
        assert version.owner == me

    def test_that_ask_nothing_are_pressed_and_not_followed(
        self, client, sign_in, version
    ):
        offered(version, sign_in(TRANSLATOR))
        assert client.get(assignment_url(version, "accept")).status_code == 405

    def test_give_back_is_offered_to_who_has_it(self, client, sign_in, version):
        translator = sign_in(TRANSLATOR)
        current = offered(version, translator)
        assert "give-back" not in shown(page_of(client, version))
        assigning.accept(assignment=current, by=translator, at=make.NOW)
        assert "give-back" in shown(page_of(client, version))
        url = assignment_url(version, "give-back")
        page = client.post(url, {"reason": " "}).content.decode()
        assert "Say why." in page
        page = client.post(url, {"reason": "I am ill."}, follow=True)
        assert "Given back." in page.content.decode()
        sign_in(EDITOR)
        page = page_of(client, version)
        assert "<strong>given back</strong>" in page
        assert "I am ill." in page
        assert shown(page) == {"offer"}

    def test_decline_keeps_the_form_until_there_is_a_reason(
        self, client, sign_in, version
    ):
        offered(version, sign_in(TRANSLATOR))
        url = assignment_url(version, "decline")
        assert "Say why." in client.post(url, {"reason": " "}).content.decode()
        assert client.post(url, {"reason": "I am away."}).status_code == 302
        assert Assignment.objects.get().reason == "I am away."

    def test_offer_takes_the_hour_in_ones_own_zone(self, client, sign_in, version):
        sign_in(EDITOR)
        to = make.an_account(TRANSLATOR)
        url = assignment_url(version, "offer")
        typed = {"to": to.pk, "due_at": "2026-03-05T18:00", "priority": "high"}
        client.post(url, typed)
        version.refresh_from_db()
        assert version.due_at.isoformat() == "2026-03-05T11:00:00+00:00"
        current = standing_assignment(version)
        assert (current.assignee, current.priority) == (to, "high")

    def test_offer_keeps_what_was_typed_when_it_is_refused(
        self, client, sign_in, version
    ):
        sign_in(EDITOR)
        offered(version, make.an_account(TRANSLATOR))
        to = make.an_account(TRANSLATOR)
        typed = {"to": to.pk, "priority": "low", "note": "My own words."}
        page = client.post(assignment_url(version, "offer"), typed).content.decode()
        assert "on offer to" in page
        assert "My own words." in page

    def test_offer_knows_nobody_who_may_not_write(self, client, sign_in, version):
        sign_in(EDITOR)
        other = make.an_account(("Translator", "km"))
        page = client.post(
            assignment_url(version, "offer"), {"to": other.pk, "priority": "low"}
        )
        assert page.status_code == 200
        assert not Assignment.objects.exists()

    def test_terms_begin_with_what_holds(self, client, sign_in, version):
        sign_in(EDITOR)
        due_at = make.NOW + timedelta(days=4)
        offered(version, make.an_account(TRANSLATOR), due_at=due_at, priority="low")
        url = assignment_url(version, "terms")
        page = client.get(url).content.decode()
        assert 'value="2026-03-05T09:00"' in page
        assert '<option value="low" selected>' in page
        client.post(url, {"due_at": "", "priority": "urgent"})
        version.refresh_from_db()
        current = standing_assignment(version)
        assert (version.due_at, current.priority) == (None, "urgent")

    @pytest.mark.parametrize(
        ("given", "state"), [({}, Agreed.OFFERED), ({"is_given": "on"}, "accepted")]
    )
    def test_hand_on(self, client, sign_in, version, given, state):
        sign_in(EDITOR)
        first, second = make.an_account(TRANSLATOR), make.an_account(TRANSLATOR)
        accepted(version, first)
        url = assignment_url(version, "hand-on")
        assert f'value="{first.pk}"' not in client.get(url).content.decode()
        client.post(url, {"to": second.pk, **given})
        current = standing_assignment(version)
        assert (current.assignee, current.state) == (second, state)

    def test_withdraw(self, client, sign_in, version):
        sign_in(EDITOR)
        accepted(version, make.an_account(TRANSLATOR))
        client.post(assignment_url(version, "withdraw"))
        assert standing_assignment(version) is None
        page = client.post(assignment_url(version, "withdraw"), follow=True)
        assert "does not stand any more" in page.content.decode()

    @pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.name)
    def test_are_not_there_for_who_may_not_know_of_the_story(
        self, client, sign_in, version, button
    ):
        me = sign_in(EDITOR)
        offered(version, me)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        url = assignment_url(version, button.name)
        assert client.post(url, {}).status_code == 404
        assert client.get(url).status_code == 404

    def test_of_an_editor_are_not_there_for_translators(self, client, sign_in, version):
        sign_in(TRANSLATOR)
        for name in ("offer", "withdraw", "hand-on", "terms", "nonsense"):
            assert client.post(assignment_url(version, name)).status_code == 404
