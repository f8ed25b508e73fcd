"""Permissions are given by a second person, and judged as they are stored."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from people.permissions import PermissionRefused
from rights.actions.granting import (
    GrantRefused,
    Scope,
    give_grant,
    let_outlet_use_its_own,
    renew_grant,
    revoke_grant,
)
from rights.lookup import database_now, grants_of, terms_of
from rights.models import Grant, Licensee
from rights.policy import Use, decide
from rights.terms import Act, Edit, Medium, Terms
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TERMS = Terms(
    acts=frozenset({Act.ELECTRONIC}),
    languages=frozenset({"en"}),
    starts_at=make.NOW,
    review_date=(make.NOW + 365 * DAY).date(),
)
UNTIL = replace(TERMS, review_date=None, ends_at=make.NOW + 30 * DAY)


def a_use(article, licensee, **changed):
    return Use(
        **{
            "licensee_id": str(licensee.pk),
            "article_id": str(article.pk),
            "section": article.section.slug,
            "outlet_id": str(article.outlet_id),
            "language": "en",
            "acts": frozenset({Act.ELECTRONIC}),
            **changed,
        }
    )


@pytest.fixture
def partner():
    return Licensee.objects.create(slug="partner", name_km="ដៃគូ", name_en="Partner")


def give(partner, scope, *, terms=TERMS, asked_by=None, by=None):
    return give_grant(
        licensee=partner,
        scope=scope,
        terms=terms,
        asked_by=asked_by,
        by=by or make.a_chief(),
        at=make.NOW,
    )


class TestGiveGrant:
    def test_is_judged_as_it_is_stored(self, partner):
        article, other = make.a_story(), make.a_story()
        grant = give(partner, Scope(article.outlet, article=article))
        for story, allowed in ((article, True), (other, False)):
            decision = decide(
                a_use(story, partner),
                grants_of(partner, story.outlet),
                at=database_now(),
            )
            assert decision.allowed is allowed
        found = grants_of(partner, article.outlet)
        assert decide(a_use(article, partner), found, at=make.NOW).grant_id == str(
            grant.pk
        )

    def test_covers_a_section_and_no_other(self, partner):
        article = make.a_story()
        neighbour = make.a_story(outlet=article.outlet)
        give(partner, Scope(article.outlet, section=article.section))
        found = grants_of(partner, article.outlet)
        assert decide(a_use(article, partner), found, at=make.NOW).allowed
        assert not decide(a_use(neighbour, partner), found, at=make.NOW).allowed

    def test_refuses_who_asked_for_it(self, partner):
        by = make.a_chief()
        with pytest.raises(GrantRefused, match="second person"):
            give(partner, Scope(make.an_outlet()), asked_by=by, by=by)

    def test_refuses_who_may_not(self, partner):
        by = make.an_account(("Publisher", ""))
        with pytest.raises(PermissionRefused):
            give(partner, Scope(make.an_outlet()), by=by)

    def test_refuses_an_end_before_the_start(self, partner):
        terms = replace(UNTIL, starts_at=make.NOW + 40 * DAY)
        with pytest.raises(ValidationError):
            give(partner, Scope(make.an_outlet()), terms=terms)

    def test_lets_a_denial_win(self, partner):
        article = make.a_story()
        give(partner, Scope(article.outlet))
        terms = replace(TERMS, is_denial=True)
        give(partner, Scope(article.outlet, article=article), terms=terms)
        decision = decide(
            a_use(article, partner), grants_of(partner, article.outlet), at=make.NOW
        )
        assert [reason.code for reason in decision.reasons] == ["denied"]

    @pytest.mark.parametrize(
        ("changed", "reason"),
        [
            ({"review_date": None}, "Say when it ends"),
            ({"review_date": (make.NOW - 2 * DAY).date()}, "is past"),
            ({"ends_at": make.NOW}, "ended already"),
            ({"acts": frozenset()}, "Empty means nothing"),
            ({"languages": frozenset()}, "Empty means nothing"),
            ({"media": frozenset()}, "Empty means nothing"),
            ({"territories": frozenset()}, "Empty means nothing"),
            ({"is_denial": True, "is_exclusive": True}, "cannot be exclusive"),
        ],
    )
    def test_refuses_terms_that_say_too_little(self, partner, changed, reason):
        terms = replace(TERMS, **changed)
        with pytest.raises(GrantRefused, match=reason):
            give(partner, Scope(make.an_outlet()), terms=terms)
        assert not Grant.objects.filter(licensee=partner).exists()

    def test_lists_every_reason_at_once(self, partner):
        by = make.a_chief()
        terms = replace(TERMS, acts=frozenset(), review_date=None)
        with pytest.raises(GrantRefused) as refused:
            give(partner, Scope(make.an_outlet()), terms=terms, asked_by=by, by=by)
        assert len(str(refused.value).splitlines()) == 3

    def test_needs_no_end_of_a_denial(self, partner):
        terms = replace(TERMS, review_date=None, is_denial=True)
        assert give(partner, Scope(make.an_outlet()), terms=terms).is_denial

    def test_stores_every_term(self, partner):
        terms = replace(
            UNTIL,
            edits=frozenset({Edit.HEADLINE, Edit.LENGTH}),
            media=frozenset({Medium.RADIO.value}),
            territories=frozenset({"KH"}),
            pieces_stay=False,
            may_mirror=True,
            is_exclusive=True,
        )
        given = give(partner, Scope(make.an_outlet()), terms=terms)
        assert terms_of(Grant.objects.get(pk=given.pk)) == terms

    def test_lets_edits_be_judged(self, partner):
        article = make.a_story()
        terms = replace(TERMS, edits=frozenset({Edit.LENGTH}))
        give(partner, Scope(article.outlet), terms=terms)
        found = grants_of(partner, article.outlet)
        for edit, allowed in ((Edit.LENGTH, True), (Edit.HEADLINE, False)):
            use = a_use(article, partner, edits=frozenset({edit}))
            assert decide(use, found, at=make.NOW).allowed is allowed


class TestExclusive:
    """What one partner holds alone, the database gives to no other."""

    ALONE = replace(UNTIL, is_exclusive=True)

    @pytest.fixture
    def rival(self):
        return Licensee.objects.create(slug="rival", name_km="គូប្រជែង", name_en="Rival")

    def refused(self, partner, rival, scope, other, *, first=ALONE, second=ALONE):
        give(partner, scope, terms=first)
        try:
            give(rival, other, terms=second)
        except GrantRefused as refused:
            return "exclusive" in str(refused)
        return False

    @pytest.mark.parametrize(
        "changed",
        [
            {},
            {"is_exclusive": False},
            {"languages": frozenset("*")},
            {"languages": frozenset({"en-GB"})},
            {"media": frozenset({"radio"})},
            {"territories": frozenset({"KH"})},
            {"acts": frozenset({Act.PRINT, Act.ELECTRONIC})},
            {"starts_at": UNTIL.ends_at - DAY, "ends_at": UNTIL.ends_at + DAY},
            {"ends_at": None, "review_date": TERMS.review_date},
        ],
        ids=lambda changed: ",".join(changed) or "nothing",
    )
    def test_stands_against_whatever_it_meets(self, partner, rival, changed):
        scope = Scope(make.an_outlet())
        second = replace(self.ALONE, **changed)
        assert self.refused(partner, rival, scope, scope, second=second)

    @pytest.mark.parametrize(
        "changed",
        [
            {"languages": frozenset({"enm"})},
            {"acts": frozenset({Act.PRINT})},
            {"starts_at": UNTIL.ends_at, "ends_at": UNTIL.ends_at + DAY},
            {"is_denial": True, "is_exclusive": False},
        ],
        ids=lambda changed: ",".join(changed) or "nothing",
    )
    def test_leaves_room_beside_it(self, partner, rival, changed):
        scope = Scope(make.an_outlet())
        second = replace(self.ALONE, **changed)
        assert not self.refused(partner, rival, scope, scope, second=second)

    def test_comes_too_late_for_what_others_hold(self, partner, rival):
        scope = Scope(make.an_outlet())
        assert self.refused(partner, rival, scope, scope, first=UNTIL)

    def test_is_not_needed_for_two_plain_ones(self, partner, rival):
        scope = Scope(make.an_outlet())
        assert not self.refused(partner, rival, scope, scope, first=UNTIL, second=UNTIL)

    def test_reaches_down_from_everything_to_a_story(self, partner, rival):
        article = make.a_story()
        whole = Scope(article.outlet)
        section = Scope(article.outlet, section=article.section)
        story = Scope(article.outlet, article=article)
        give(partner, section, terms=self.ALONE)
        for other in (whole, section, story):
            with pytest.raises(GrantRefused, match="exclusive"):
                give(rival, other, terms=UNTIL)
        neighbour = make.a_story(outlet=article.outlet)
        give(rival, Scope(article.outlet, article=neighbour), terms=self.ALONE)
        give(rival, Scope(make.an_outlet()), terms=self.ALONE)

    def test_leaves_the_partner_itself_alone(self, partner):
        scope = Scope(make.an_outlet())
        give(partner, scope, terms=self.ALONE)
        assert give(partner, scope, terms=UNTIL)

    def test_leaves_an_outlets_own_use_alone(self, partner):
        article = make.a_story()
        let_outlet_use_its_own(outlet=article.outlet, at=make.NOW)
        assert give(partner, Scope(article.outlet), terms=self.ALONE)

    def test_makes_room_when_it_is_taken_back(self, partner, rival):
        scope = Scope(make.an_outlet())
        grant = give(partner, scope, terms=self.ALONE)
        revoke_grant(grant=grant, by=make.a_chief(), at=make.NOW + DAY)
        later = replace(self.ALONE, starts_at=make.NOW + DAY)
        assert give(rival, scope, terms=later)

    def test_is_held_by_the_database_whatever_the_app_writes(self, partner, rival):
        scope = Scope(make.an_outlet())
        give(partner, scope, terms=UNTIL)
        other = give(rival, scope, terms=UNTIL)
        with (
            pytest.raises(IntegrityError, match="granted_areas_apart"),
            transaction.atomic(),
        ):
            Grant.objects.filter(pk=other.pk).update(is_exclusive=True)

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM rights_granted_area",
            "UPDATE rights_granted_area SET act = 'print'",
            "INSERT INTO rights_granted_area SELECT * FROM rights_granted_area",
        ],
    )
    def test_is_out_of_reach_of_the_app(self, statement):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


class TestRenewGrant:
    def renewed(self, grant, *, by=None, asked_by=None, at=make.NOW, **end):
        given = {"ends_at": make.NOW + 60 * DAY, "review_date": None, **end}
        return renew_grant(
            grant=grant, asked_by=asked_by, by=by or make.a_chief(), at=at, **given
        )

    def test_goes_on_where_the_former_ends(self, partner):
        former = give(partner, Scope(make.an_outlet()), terms=UNTIL)
        new = self.renewed(former)
        assert new.renews == former
        assert terms_of(new) == replace(
            UNTIL, starts_at=former.ends_at, ends_at=make.NOW + 60 * DAY
        )
        former.refresh_from_db()
        assert former.ends_at == UNTIL.ends_at

    def test_begins_at_once_after_a_pause(self, partner):
        former = give(partner, Scope(make.an_outlet()), terms=UNTIL)
        at = make.NOW + 45 * DAY
        assert self.renewed(former, at=at).starts_at == at

    def test_lets_an_exclusive_one_go_on(self, partner):
        terms = replace(UNTIL, is_exclusive=True)
        former = give(partner, Scope(make.an_outlet()), terms=terms)
        assert self.renewed(former).is_exclusive

    def test_is_decided_by_a_second_person(self, partner):
        former = give(partner, Scope(make.an_outlet()), terms=UNTIL)
        by = make.a_chief()
        with pytest.raises(GrantRefused, match="second person"):
            self.renewed(former, by=by, asked_by=by)

    def test_refuses_what_was_taken_back_or_renewed_or_never_ends(self, partner):
        by = make.a_chief()
        endless = give(partner, Scope(make.an_outlet()))
        with pytest.raises(GrantRefused, match="nothing to renew"):
            self.renewed(endless)
        former = give(partner, Scope(make.an_outlet()), terms=UNTIL)
        self.renewed(former)
        with pytest.raises(GrantRefused, match="renewed already"):
            self.renewed(former)
        gone = give(partner, Scope(make.an_outlet()), terms=UNTIL)
        revoke_grant(grant=gone, by=by, at=make.NOW)
        with pytest.raises(GrantRefused, match="taken back"):
            self.renewed(gone)


class TestRevokeGrant:
    def test_ends_it_from_that_moment(self, partner):
        article = make.a_story()
        grant = give(partner, Scope(article.outlet))
        later = make.NOW + timedelta(days=1)
        revoke_grant(grant=grant, by=make.a_chief(), at=later)
        found = grants_of(partner, article.outlet)
        assert decide(a_use(article, partner), found, at=make.NOW).allowed
        assert not decide(a_use(article, partner), found, at=later).allowed


class TestLetOutletUseItsOwn:
    def test_allows_every_act_and_language_of_its_own_stories_once(self):
        article = make.a_story()
        licensee = let_outlet_use_its_own(outlet=article.outlet, at=make.NOW)
        assert let_outlet_use_its_own(outlet=article.outlet, at=make.NOW) == licensee
        assert Grant.objects.filter(licensee=licensee).count() == 1
        use = a_use(article, licensee, acts=frozenset(Act), language="vi")
        found = grants_of(licensee, article.outlet)
        assert decide(use, found, at=make.NOW).allowed

    def test_allows_nothing_of_another_outlet(self):
        article = make.a_story()
        licensee = let_outlet_use_its_own(outlet=make.an_outlet(), at=make.NOW)
        assert grants_of(licensee, article.outlet) == ()


class TestTheDatabase:
    def test_refuses_a_grant_by_who_asked(self, partner):
        by = make.a_chief()
        grant = give(partner, Scope(make.an_outlet()))
        with (
            pytest.raises(IntegrityError, match="nobody_grants_what_they_asked_for"),
            transaction.atomic(),
        ):
            Grant.objects.filter(pk=grant.pk).update(asked_by=by, granted_by=by)

    def test_refuses_two_scopes_at_once(self, partner):
        article = make.a_story()
        grant = give(partner, Scope(article.outlet, article=article))
        with (
            pytest.raises(IntegrityError, match="grant_has_one_scope"),
            transaction.atomic(),
        ):
            Grant.objects.filter(pk=grant.pk).update(section=article.section)
