"""What partners ask for is prepared by one person and decided by another."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.actions.filing import DocumentRefused, document_path, file_signed
from rights.actions.granting import GrantRefused
from rights.actions.requesting import (
    RequestRefused,
    Wish,
    accept_offer,
    enter_request,
    grant_request,
    prepare_terms,
    receive_request,
    refuse_request,
)
from rights.bargain import kept, taken_up
from rights.lookup import terms_of
from rights.models import (
    Channel,
    Grant,
    Licensee,
    PermissionRequest,
    RequestState,
    SignedDocument,
)
from rights.terms import Act, Edit, Terms
from tests import factories as make

pytestmark = pytest.mark.django_db
WISH = Wish(
    organisation="Mekong",
    contact="e@mekong.example",
    acts=frozenset({Act.PRINT}),
    territories=frozenset({"KH"}),
)
TERMS = Terms(
    acts=frozenset({Act.PRINT}),
    languages=frozenset({"km"}),
    starts_at=make.NOW,
    ends_at=make.NOW + timedelta(days=90),
    edits=frozenset({Edit.LENGTH}),
    territories=frozenset({"KH"}),
)


@pytest.fixture
def asked():
    version = make.a_published_pair()[0]
    return receive_request(version=version, wish=WISH, at=make.NOW)


@pytest.fixture
def partner():
    return Licensee.objects.create(slug="mekong", name_km="មេគង្គ", name_en="Mekong")


def prepare(asked, partner, *, by=None, terms=TERMS, is_counter_offer=False):
    return prepare_terms(
        request=asked,
        licensee=partner,
        terms=terms,
        is_counter_offer=is_counter_offer,
        by=by or make.a_chief(),
        at=make.NOW,
    )


def grant(asked, by=None):
    return grant_request(request=asked, by=by or make.a_chief(), at=make.NOW)


class TestReceiving:
    def test_names_everything_that_is_missing(self):
        version = make.a_published_pair()[0]
        wish = Wish(
            organisation=" ",
            contact="",
            acts=frozenset(),
            from_date=date(2026, 2, 1),
            until_date=date(2026, 1, 1),
        )
        with pytest.raises(RequestRefused) as refused:
            receive_request(version=version, wish=wish, at=make.NOW)
        assert len(str(refused.value).splitlines()) == 4
        assert not PermissionRequest.objects.exists()

    def test_is_written_down_by_the_desk_with_the_way_it_came(self):
        version, by = make.a_published_pair()[0], make.an_account(("Rights desk", ""))
        asked = enter_request(
            version=version, wish=WISH, channel=Channel.MESSENGER, by=by, at=make.NOW
        )
        assert (asked.channel, asked.entered_by) == (Channel.MESSENGER, by)

    def test_is_written_down_by_nobody_else(self):
        with pytest.raises(PermissionRefused):
            enter_request(
                version=make.a_published_pair()[0],
                wish=WISH,
                channel=Channel.MAIL,
                by=make.an_account(("Editor", "")),
                at=make.NOW,
            )


class TestGranting:
    def test_gives_the_permission_that_was_prepared(self, asked, partner):
        first, second = make.a_chief(), make.a_chief()
        given = grant(prepare(asked, partner, by=first), second)
        assert terms_of(given) == TERMS
        assert (given.article, given.licensee) == (asked.version.article, partner)
        assert (given.asked_by, given.granted_by) == (first, second)
        asked.refresh_from_db()
        assert (asked.state, asked.grant) == (RequestState.GRANTED, given)

    def test_is_not_done_by_who_prepared_it(self, asked, partner):
        by = make.a_chief()
        with pytest.raises(RequestRefused, match="second person"):
            grant(prepare(asked, partner, by=by), by)
        assert not Grant.objects.exists()

    def test_is_not_done_by_who_wrote_it_down(self, partner):
        by = make.a_chief()
        asked = enter_request(
            version=make.a_published_pair()[0],
            wish=WISH,
            channel=Channel.MAIL,
            by=by,
            at=make.NOW,
        )
        with pytest.raises(RequestRefused, match="second person"):
            grant(prepare(asked, partner), by)

    def test_waits_for_terms(self, asked):
        with pytest.raises(RequestRefused, match="Prepare them first"):
            grant(asked)

    def test_says_what_is_wrong_with_the_terms_and_leaves_all_as_it_was(
        self, asked, partner
    ):
        endless = replace(TERMS, ends_at=None)
        prepared = prepare(asked, partner, terms=endless)
        with pytest.raises(GrantRefused, match="Say when it ends"):
            grant(prepared)
        asked.refresh_from_db()
        assert asked.state == RequestState.PREPARED

    def test_happens_once(self, asked, partner):
        grant(prepare(asked, partner))
        with pytest.raises(RequestRefused, match="decided already"):
            grant(asked)
        with pytest.raises(RequestRefused, match="decided already"):
            prepare(asked, partner)


class TestCounterOffer:
    def test_waits_for_the_partners_yes(self, asked, partner):
        offered = prepare(asked, partner, is_counter_offer=True)
        with pytest.raises(RequestRefused, match="not said yes"):
            grant(offered)
        accepted = accept_offer(request=offered, by=make.a_chief(), at=make.NOW)
        assert grant(accepted)

    def test_is_accepted_only_where_there_is_one(self, asked):
        with pytest.raises(RequestRefused, match="No counter-offer"):
            accept_offer(request=asked, by=make.a_chief(), at=make.NOW)


class TestRefusing:
    def test_keeps_the_reason(self, asked):
        by = make.a_chief()
        refused = refuse_request(
            request=asked, reason=" Not ours. ", by=by, at=make.NOW
        )
        assert (refused.state, refused.refusal) == (RequestState.REFUSED, "Not ours.")
        assert refused.decided_by == by

    def test_wants_a_reason(self, asked):
        with pytest.raises(RequestRefused, match="Say why"):
            refuse_request(request=asked, reason=" ", by=make.a_chief(), at=make.NOW)


class TestDatabase:
    def test_refuses_a_grant_by_who_prepared(self, asked, partner):
        given = grant(prepare(asked, partner))
        with (
            pytest.raises(IntegrityError, match="second_person_grants"),
            transaction.atomic(),
        ):
            PermissionRequest.objects.update(prepared_by=given.granted_by)

    def test_refuses_a_grant_of_nothing(self, asked):
        with (
            pytest.raises(IntegrityError, match="granted_request_has_a_grant"),
            transaction.atomic(),
        ):
            PermissionRequest.objects.update(state="granted")


def test_terms_are_kept_and_taken_up_unchanged():
    for terms in (TERMS, replace(TERMS, ends_at=None, review_date=date(2027, 1, 1))):
        assert taken_up(kept(terms)) == terms


class TestFiling:
    PAPER = b"%PDF-1.7 signed and sealed"

    @pytest.fixture
    def given(self, asked, partner):
        return grant(prepare(asked, partner))

    def test_keeps_the_bytes_and_their_digest(self, given):
        by = make.a_chief()
        document = file_signed(grant=given, content=self.PAPER, by=by, at=make.NOW)
        assert document_path(document.sha256).read_bytes() == self.PAPER
        given.refresh_from_db()
        assert given.signed_sha256 == document.sha256
        assert Entry.objects.filter(kind="grant.signed").count() == 1
        again = file_signed(grant=given, content=self.PAPER, by=by, at=make.NOW)
        assert again == document

    @pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>"])
    def test_refuses_other_kinds(self, given, content):
        with pytest.raises(DocumentRefused, match="no PDF, JPEG or PNG"):
            file_signed(grant=given, content=content, by=make.a_chief(), at=make.NOW)

    def test_refuses_what_is_too_large(self, given):
        content = b"%PDF-" + bytes(20_000_001)
        with pytest.raises(DocumentRefused, match="20 MB"):
            file_signed(grant=given, content=content, by=make.a_chief(), at=make.NOW)

    def test_lets_nobody_change_a_document(self, given):
        file_signed(grant=given, content=self.PAPER, by=make.a_chief(), at=make.NOW)
        with pytest.raises(Exception, match="never changed"), transaction.atomic():
            SignedDocument.objects.update(size=1)
