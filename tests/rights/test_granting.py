"""Permissions are given by a second person, and judged as they are stored."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from people.permissions import PermissionRefused
from rights.actions.granting import (
    GrantRefused,
    Scope,
    Terms,
    give_grant,
    let_outlet_use_its_own,
    revoke_grant,
)
from rights.lookup import database_now, grants_of
from rights.models import Grant, Licensee
from rights.policy import Use, decide
from rights.terms import Act
from tests import factories as make

pytestmark = pytest.mark.django_db
TERMS = Terms(
    acts=frozenset({Act.ELECTRONIC}), languages=frozenset({"en"}), starts_at=make.NOW
)


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
        terms = Terms(
            acts=TERMS.acts,
            languages=TERMS.languages,
            starts_at=make.NOW,
            ends_at=make.NOW - timedelta(days=1),
        )
        with pytest.raises(ValidationError):
            give(partner, Scope(make.an_outlet()), terms=terms)

    def test_lets_a_denial_win(self, partner):
        article = make.a_story()
        give(partner, Scope(article.outlet))
        terms = Terms(
            acts=TERMS.acts,
            languages=TERMS.languages,
            starts_at=make.NOW,
            is_denial=True,
        )
        give(partner, Scope(article.outlet, article=article), terms=terms)
        decision = decide(
            a_use(article, partner), grants_of(partner, article.outlet), at=make.NOW
        )
        assert [reason.code for reason in decision.reasons] == ["denied"]


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
