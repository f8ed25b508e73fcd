"""Who asked in vain is forgotten; who waits for us, or got a permission, is not."""

from datetime import timedelta

import pytest

from ledger.models import Entry
from newsroom import retention
from rights.actions.erasing import NOTHING_LEFT, erase_requests
from rights.actions.requesting import (
    RequestRefused,
    Wish,
    accept_offer,
    grant_request,
    prepare_terms,
    receive_request,
    refuse_request,
)
from rights.models import Licensee, PermissionRequest, RequestState
from rights.terms import Act, Terms
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORD = "Sokunthea"


@pytest.fixture
def version():
    return make.a_published_pair()[0]


def asked(version):
    return receive_request(
        version=version,
        wish=Wish(
            organisation=f"{WORD} Press",
            contact_name=WORD,
            contact=f"{WORD}@press.example",
            acts=frozenset({Act.PRINT}),
            message=f"{WORD} writes.",
        ),
        at=make.NOW,
    )


def refused(version):
    return refuse_request(
        request=asked(version), reason=f"No, {WORD}.", by=make.a_chief(), at=make.NOW
    )


def prepared(version, *, is_counter_offer):
    partner = Licensee.objects.create(slug="press", name_km="ក", name_en="Press")
    return prepare_terms(
        request=asked(version),
        licensee=partner,
        terms=Terms(
            frozenset({Act.PRINT}),
            frozenset({"km"}),
            make.NOW,
            ends_at=make.NOW + 30 * DAY,
        ),
        is_counter_offer=is_counter_offer,
        by=make.a_chief(),
        at=make.NOW,
    )


def kept_words():
    """Everything that is kept of requests, now and before."""
    events = PermissionRequest.pgh_event_models["insert"].objects
    return str([*PermissionRequest.objects.values(), *events.values()])


class TestEraseRequests:
    def test_forgets_who_asked_in_vain_in_the_history_too(self, version):
        request = refused(version)
        assert WORD in kept_words()
        assert erase_requests(article=version.article, at=make.NOW) == 1
        assert WORD not in kept_words()
        request.refresh_from_db()
        assert request.state == RequestState.REFUSED
        assert (request.acts, request.decided_at) == (["print"], make.NOW)
        assert (request.organisation, request.refusal) == (NOTHING_LEFT, NOTHING_LEFT)
        assert erase_requests(article=version.article, at=make.NOW) == 0

    def test_ends_a_counter_offer_that_nobody_answered(self, version):
        request = prepared(version, is_counter_offer=True)
        assert erase_requests(article=version.article, at=make.NOW) == 1
        request.refresh_from_db()
        assert request.state == RequestState.LAPSED
        assert WORD not in kept_words()
        with pytest.raises(RequestRefused, match="decided already"):
            accept_offer(request=request, by=make.a_chief(), at=make.NOW)

    def test_keeps_what_waits_for_us(self, version):
        asked(version)
        prepared(version, is_counter_offer=False)
        assert erase_requests(article=version.article, at=make.NOW + 999 * DAY) == 0

    def test_keeps_what_became_a_permission(self, version):
        request = prepared(version, is_counter_offer=False)
        grant_request(request=request, by=make.a_chief(), at=make.NOW)
        assert erase_requests(article=version.article, at=make.NOW + 999 * DAY) == 0
        request.refresh_from_db()
        assert request.contact_name == WORD

    def test_keeps_what_is_too_young_or_of_another_story(self, version):
        refused(version)
        other = make.a_published_pair()[0].article
        assert erase_requests(article=version.article, at=make.NOW - DAY) == 0
        assert erase_requests(article=other, at=make.NOW) == 0

    def test_comes_with_the_retention_of_the_story(self, version):
        refused(version)
        erased = retention.erase_due(at=make.NOW + 31 * DAY)
        assert erased["requests"] == 1
        assert WORD not in kept_words()
        entry = Entry.objects.get(kind="story.drafts_erased")
        assert entry.facts["requests"] == 1

    def test_waits_while_the_story_is_held(self, version):
        refused(version)
        version.article.legal_holds.create(set_by=make.a_chief(), set_at=make.NOW)
        assert retention.erase_due(at=make.NOW + 31 * DAY)["requests"] == 0
        assert WORD in kept_words()
