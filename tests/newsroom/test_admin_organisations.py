"""The page of a rights holder shows the chain, and takes its next step with two."""

import pytest
from django.urls import reverse
from django.utils import timezone

from rights.models import Organisation, Succession, SuccessionState
from tests import factories as make

pytestmark = pytest.mark.django_db
DESK = ("Rights desk", "")


def url_of(verb, *keys):
    return reverse(f"admin:rights_organisation_{verb}", args=keys)


@pytest.fixture
def holders():
    outlet = make.an_outlet()
    new = Organisation.objects.create(
        slug="new", name_km="ថ្មី", name_en="New Holder", address="r@new.example"
    )
    return Organisation.objects.get(slug=outlet.slug), new


def wish(successor, **changes):
    return {
        "successor": successor.pk,
        "from_date": timezone.localdate().isoformat(),
        "document_sha256": "ab" * 32,
        **changes,
    }


class TestPassingOn:
    def test_takes_two_people_and_shows_the_chain(self, client, sign_in, holders):
        old, new = holders
        one = sign_in(DESK)
        answer = client.post(url_of("pass_on", old.pk), wish(new), follow=True)
        page = answer.content.decode()
        assert "You proposed this." in page
        link = Succession.objects.get()
        client.post(url_of("confirm", old.pk, link.pk))
        link.refresh_from_db()
        assert link.state == SuccessionState.PROPOSED

        other = sign_in(DESK)
        page = client.get(url_of("change", old.pk)).content.decode()
        assert url_of("confirm", old.pk, link.pk) in page
        client.post(url_of("confirm", old.pk, link.pk))
        link.refresh_from_db()
        assert (link.proposed_by, link.decided_by) == (one, other)
        assert link.state == SuccessionState.CONFIRMED
        for holder in holders:
            page = client.get(url_of("change", holder.pk)).content.decode()
            assert "New Holder" in page
            assert "abababababab" in page
            assert "confirmed" in page

    def test_comes_back_as_typed_with_every_reason(self, client, sign_in, holders):
        sign_in(DESK)
        page = client.post(
            url_of("pass_on", holders[0].pk), wish(holders[1], document_sha256="scan")
        ).content.decode()
        assert "64 signs" in page
        assert 'value="scan"' in page
        assert not Succession.objects.exists()

    def test_is_withdrawn_while_nobody_confirmed_it(self, client, sign_in, holders):
        old, new = holders
        sign_in(DESK)
        client.post(url_of("pass_on", old.pk), wish(new))
        link = Succession.objects.get()
        client.post(url_of("withdraw", old.pk, link.pk))
        page = client.get(url_of("change", old.pk)).content.decode()
        assert "nobody else gets them" in page
        assert url_of("pass_on", old.pk) in page

    def test_is_said_on_a_draft_that_names_the_former_holder(
        self, client, sign_in, holders
    ):
        old, new = holders
        draft = make.a_draft(old.notice_editions.get().outlet)
        sign_in(DESK)
        client.post(url_of("pass_on", old.pk), wish(new))
        sign_in(DESK)
        client.post(url_of("confirm", old.pk, Succession.objects.get().pk))
        url = reverse("admin:rights_noticedraft_change", args=[draft.pk])
        assert "Name New Holder." in client.get(url).content.decode()

    def test_is_asked_of_nobody_without_the_right(self, client, sign_in, holders):
        sign_in(("Publisher", "km"))
        assert client.get(url_of("pass_on", holders[0].pk)).status_code == 403
