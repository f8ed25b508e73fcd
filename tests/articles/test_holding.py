"""A legal hold: set by one person, lifted by another, and only by who may."""

import pytest
from django.db import IntegrityError, transaction

from articles.actions import holding
from articles.actions.holding import HoldRefused
from articles.models import LegalHold
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make.a_version().article


def a_publisher():
    return make.an_account(("Publisher", "km"))


class TestSetHold:
    def test_stands_until_it_is_lifted(self, article):
        assert not holding.is_held(article)
        hold = holding.set_hold(article=article, by=a_publisher(), at=make.NOW)
        assert holding.is_held(article)
        assert holding.standing_hold(article) == hold
        assert list(LegalHold.objects.standing()) == [hold]

    def test_is_for_publishers(self, article):
        for role in ("Reporter", "Editor", "Rights desk", "Administrator"):
            with pytest.raises(PermissionRefused):
                holding.set_hold(
                    article=article, by=make.an_account((role, "")), at=make.NOW
                )
        assert not holding.is_held(article)

    def test_takes_the_right_in_one_of_the_languages(self, article):
        with pytest.raises(PermissionRefused):
            holding.set_hold(
                article=article, by=make.an_account(("Publisher", "en")), at=make.NOW
            )

    def test_is_not_for_who_may_not_know_of_the_story(self, article):
        type(article).objects.filter(pk=article.pk).update(is_restricted=True)
        by = a_publisher()
        with pytest.raises(PermissionRefused):
            holding.set_hold(article=article, by=by, at=make.NOW)
        article.cleared_people.add(by)
        assert holding.set_hold(article=article, by=by, at=make.NOW)

    def test_is_set_once(self, article):
        holding.set_hold(article=article, by=a_publisher(), at=make.NOW)
        with pytest.raises(HoldRefused, match="already"):
            holding.set_hold(article=article, by=a_publisher(), at=make.NOW)

    def test_can_be_set_again_after_it_was_lifted(self, article):
        first = holding.set_hold(article=article, by=a_publisher(), at=make.NOW)
        holding.lift_hold(hold=first, by=a_publisher(), at=make.NOW)
        second = holding.set_hold(article=article, by=a_publisher(), at=make.NOW)
        assert holding.standing_hold(article) == second


class TestLiftHold:
    @pytest.fixture
    def hold(self, article):
        return holding.set_hold(article=article, by=a_publisher(), at=make.NOW)

    def test_takes_a_second_person(self, hold):
        with pytest.raises(HoldRefused, match="A second person must lift it"):
            holding.lift_hold(hold=hold, by=hold.set_by, at=make.NOW)
        other = a_publisher()
        lifted = holding.lift_hold(hold=hold, by=other, at=make.NOW)
        assert (lifted.lifted_by, lifted.lifted_at) == (other, make.NOW)
        assert not holding.is_held(hold.article)

    def test_takes_the_right(self, hold):
        with pytest.raises(PermissionRefused):
            holding.lift_hold(
                hold=hold, by=make.an_account(("Editor", "")), at=make.NOW
            )

    def test_says_every_reason_at_once(self, hold):
        holding.lift_hold(hold=hold, by=a_publisher(), at=make.NOW)
        with pytest.raises(HoldRefused) as refused:
            holding.lift_hold(hold=hold, by=hold.set_by, at=make.NOW)
        assert len(str(refused.value).splitlines()) == 2

    def test_cannot_be_forced_past_the_database(self, hold):
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalHold.objects.filter(pk=hold.pk).update(
                lifted_by=hold.set_by, lifted_at=make.NOW
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            LegalHold.objects.filter(pk=hold.pk).update(lifted_at=make.NOW)
