"""Rights pass from a holder to another, by a document that two people read."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from exports.actions.corresponding import LetterNotIssued, issue_letter
from exports.models import Letter
from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.actions.drafting import DraftRefused
from rights.actions.granting import Scope, give_grant
from rights.actions.issuing import issue_draft, issue_house_wording
from rights.actions.succeeding import (
    SuccessionRefused,
    confirm_succession,
    propose_succession,
    withdraw_succession,
)
from rights.models import (
    Licensee,
    NoticeEdition,
    Organisation,
    Succession,
    SuccessionState,
)
from rights.succession import chain_of, origins_of, passed_on
from rights.terms import Act, Terms
from rights.wording import WordingError
from tests import factories as make

pytestmark = pytest.mark.django_db
DIGEST = "ab" * 32


@pytest.fixture(autouse=True)
def artifacts_of_its_own(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


def today():
    return timezone.localdate()


def an_organisation(slug):
    return Organisation.objects.create(
        slug=slug, name_km=f"សមាគម {slug}", name_en=f"The {slug}", address="r@a.example"
    )


def proposed(holder, successor, **changes):
    return propose_succession(
        **{
            "holder": holder,
            "successor": successor,
            "from_date": today(),
            "document_sha256": DIGEST,
            "by": make.a_chief(),
            "at": make.NOW,
            **changes,
        }
    )


def confirmed(holder, successor, **changes):
    link = proposed(holder, successor, **changes)
    return confirm_succession(succession=link, by=make.a_chief(), at=make.NOW)


class TestPropose:
    def test_changes_nothing_before_a_second_person(self):
        old, new = an_organisation("old"), an_organisation("new")
        link = proposed(old, new)
        assert link.state == SuccessionState.PROPOSED
        assert passed_on(old, on=today()) is None

    def test_lists_every_reason_against_it(self):
        old, new = an_organisation("old"), an_organisation("new")
        confirmed(old, new)
        with pytest.raises(SuccessionRefused) as refused:
            proposed(old, old, document_sha256="scan.pdf")
        assert len(str(refused.value).splitlines()) == 3

    def test_refuses_a_chain_that_turns_back(self):
        one, two, three = map(an_organisation, ("one", "two", "three"))
        confirmed(one, two)
        proposed(two, three)
        with pytest.raises(SuccessionRefused, match="come back"):
            proposed(three, one)

    def test_refuses_who_may_not(self):
        with pytest.raises(PermissionRefused):
            proposed(
                an_organisation("old"),
                an_organisation("new"),
                by=make.an_account(("Publisher", "km")),
            )


class TestConfirm:
    def test_refuses_who_proposed_it(self):
        by = make.a_chief()
        link = proposed(an_organisation("old"), an_organisation("new"), by=by)
        with pytest.raises(SuccessionRefused, match="You proposed this"):
            confirm_succession(succession=link, by=by, at=make.NOW)

    def test_is_in_the_ledger_without_a_name(self):
        old, new = an_organisation("old"), an_organisation("new")
        link = confirmed(old, new)
        entry = Entry.objects.get(kind="rights_holder.succeeded")
        assert entry.subject == f"urn:spean:organisation:{old.pk}"
        assert entry.facts == {
            "succession": link.pk,
            "successor": new.pk,
            "from_date": today().isoformat(),
            "sha256": DIGEST,
        }

    def test_is_decided_once(self):
        link = confirmed(an_organisation("old"), an_organisation("new"))
        with pytest.raises(SuccessionRefused, match="decided already"):
            withdraw_succession(succession=link, by=make.a_chief(), at=make.NOW)

    def test_leaves_room_for_another_once_withdrawn(self):
        old, new = an_organisation("old"), an_organisation("new")
        by = make.a_chief()
        withdraw_succession(succession=proposed(old, new, by=by), by=by, at=make.NOW)
        assert confirmed(old, an_organisation("other")).successor.slug == "other"


class TestChain:
    def test_goes_from_the_first_to_the_last(self):
        one, two, three = map(an_organisation, ("one", "two", "three"))
        first, second = confirmed(one, two), confirmed(two, three)
        assert chain_of(one) == (first, second)
        assert chain_of(two) == (second,)
        assert origins_of(three) == (first, second)
        assert origins_of(one) == chain_of(three) == ()

    def test_counts_from_its_day_on(self):
        old, day = an_organisation("old"), today()
        link = confirmed(old, an_organisation("new"), from_date=day)
        assert passed_on(old, on=day) == link
        assert passed_on(old, on=day - timedelta(days=1)) is None


class TestWordings:
    def test_name_the_new_holder_from_the_day_on(self):
        outlet = make.an_outlet()
        old = Organisation.objects.get(slug=outlet.slug)
        draft = make.a_draft(outlet)
        new = an_organisation("new")
        confirmed(old, new)
        with pytest.raises(DraftRefused, match=r"passed to The new on .* Name The new"):
            issue_draft(
                draft=draft, number=draft.number, by=make.a_chief(), at=make.NOW
            )
        with pytest.raises(WordingError, match="passed to The new"):
            issue_house_wording(outlet=outlet, rights_holder=old, at=make.NOW)
        edition = issue_house_wording(outlet=outlet, rights_holder=new, at=make.NOW)
        assert "The new" in edition.full_text_en
        assert NoticeEdition.objects.get(number=1).rights_holder == old

    def test_do_not_name_them_before(self):
        outlet, new = make.an_outlet(), an_organisation("new")
        old = Organisation.objects.get(slug=outlet.slug)
        confirmed(old, new, from_date=today() + timedelta(days=3))
        with pytest.raises(WordingError, match="on that day or later"):
            issue_house_wording(outlet=outlet, rights_holder=new, at=make.NOW)
        issue_house_wording(outlet=outlet, rights_holder=old, at=make.NOW)


class TestLetters:
    def test_name_the_new_holder_and_older_ones_keep_the_old(self):
        outlet, new = make.an_outlet(), an_organisation("new")
        old = Organisation.objects.get(slug=outlet.slug)
        grant = give_grant(
            licensee=Licensee.objects.create(slug="p", name_km="ដៃគូ", name_en="P"),
            scope=Scope(outlet),
            terms=Terms(
                frozenset({Act.PRINT}),
                frozenset({"*"}),
                make.NOW,
                ends_at=timezone.now() + timedelta(days=9),
            ),
            asked_by=None,
            by=make.a_chief(),
            at=make.NOW,
        )
        by, now = make.a_chief(), timezone.now()
        before = issue_letter(grant=grant, by=by, at=now)
        confirmed(old, new)
        with pytest.raises(LetterNotIssued) as refused:
            issue_letter(grant=grant, by=by, at=now)
        assert "Issue a wording that does" in str(refused.value)
        forged = Letter.objects.get(pk=before.pk)
        forged.pk, forged.sha256 = None, "0" * 64
        forged.found["sha256"] = forged.sha256
        with pytest.raises(DatabaseError, match="letter names"), transaction.atomic():
            forged.save(force_insert=True)
        issue_house_wording(outlet=outlet, rights_holder=new, at=now)
        after = issue_letter(grant=grant, by=by, at=now)
        before.refresh_from_db()
        assert before.notice_edition.rights_holder == old
        assert after.notice_edition.rights_holder == new


SUCCESSION = """
INSERT INTO rights_succession (holder_id, successor_id, from_date, document_sha256,
    state, proposed_by_id, proposed_at, decided_by_id, decided_at)
SELECT {holder}, {successor}, from_date, {digest}, {state}, proposed_by_id,
    proposed_at, {decided}, {moment}
FROM rights_succession LIMIT 1
"""
OLD, NEW, OTHER = (
    "(SELECT id FROM rights_organisation WHERE slug = 'old')",
    "(SELECT id FROM rights_organisation WHERE slug = 'new')",
    "(SELECT id FROM rights_organisation WHERE slug = 'other')",
)


def a_row(holder=NEW, successor=OTHER, **changes):
    usual = {
        "digest": "document_sha256",
        "state": "'proposed'",
        "decided": "NULL",
        "moment": "NULL",
    }
    return SUCCESSION.format(holder=holder, successor=successor, **usual | changes)


# What is tried beside one confirmed succession from "old" to "new".
MOVES = {
    "a succession born confirmed": (
        a_row(state="'confirmed'", decided="decided_by_id", moment="now()"),
        "begins as proposed",
    ),
    "rights that come back": (a_row(successor=OLD), "never come back"),
    "a second successor": (a_row(holder=OLD), "one_successor_of_a_holder"),
    "a succession of oneself": (a_row(holder=OTHER), "never come back"),
    "a succession without a document": (
        a_row(digest="'scan'"),
        "succession_has_a_document",
    ),
    "a decided one that is changed": (
        "UPDATE rights_succession SET from_date = from_date + 1",
        "never changes",
    ),
    "a succession that is removed": ("DELETE FROM rights_succession", "stays"),
    "a wording that names who had the rights": (
        "INSERT INTO rights_noticeedition (outlet_id, number, rights_holder_id, "
        "address, year, issued_at, full_text, short_text, licensed_line, plain_words, "
        "law_clause, full_text_km, full_text_en, short_text_km, short_text_en, "
        "licensed_line_km, licensed_line_en, plain_words_km, plain_words_en) "
        "SELECT outlet_id, 99, (SELECT holder_id FROM rights_succession), address, "
        "year, issued_at, '', '', '', '', '', 'ក', 'x', 'ក', 'x', 'ក', 'x', 'ក', 'x' "
        "FROM rights_noticeedition",
        "names who holds the rights now",
    ),
}


@pytest.fixture
def old_and_new():
    old, new = an_organisation("old"), an_organisation("new")
    an_organisation("other")
    make.an_outlet()
    return confirmed(old, new)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


class TestForbiddenMoves:
    @pytest.mark.usefixtures("old_and_new")
    @pytest.mark.parametrize("name", MOVES)
    def test_are_refused(self, name):
        move, words = MOVES[name]
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            run(move)

    @pytest.mark.usefixtures("old_and_new")
    def test_leave_room_for_what_is_allowed(self):
        assert run(a_row()) == 1

    def test_are_refused_to_who_proposed_one(self):
        proposed(an_organisation("old"), an_organisation("new"))
        move = (
            "UPDATE rights_succession SET state = 'confirmed', decided_at = now(), "
            "decided_by_id = proposed_by_id"
        )
        with (
            pytest.raises(DatabaseError, match="second_person_confirms"),
            transaction.atomic(),
        ):
            run(move)

    def test_are_refused_to_who_would_change_what_was_proposed(self):
        proposed(an_organisation("old"), an_organisation("new"))
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            run("UPDATE rights_succession SET document_sha256 = repeat('0', 64)")
        assert Succession.objects.get().document_sha256 == DIGEST
