"""What a command names is found, or refused with all that is there."""

import pytest

from articles.models import CreditRole, Section
from intake import lookup
from intake.sources.refusals import IntakeRefused
from people.models import Account
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestOutletNamed:
    def test_is_the_only_one(self):
        outlet = make.an_outlet()
        assert lookup.outlet_named(None) == outlet

    def test_must_be_named_among_several(self):
        first, second = make.an_outlet(), make.an_outlet()
        assert lookup.outlet_named(second.slug) == second
        with pytest.raises(IntakeRefused, match=f"{first.slug}, {second.slug}"):
            lookup.outlet_named(None)
        with pytest.raises(IntakeRefused, match="no outlet “x”"):
            lookup.outlet_named("x")

    def test_must_be_there(self):
        with pytest.raises(IntakeRefused, match="no outlet yet"):
            lookup.outlet_named(None)


class TestSectionNamed:
    def test_is_the_first_of_the_paper(self):
        later, first = make.a_section(), make.a_section()
        Section.objects.filter(pk=later.pk).update(position=2)
        assert lookup.section_named(None) == first
        assert lookup.section_named(later.slug) == later

    def test_must_be_there(self):
        with pytest.raises(IntakeRefused, match="no section yet"):
            lookup.section_named(None)
        make.a_section()
        with pytest.raises(IntakeRefused, match="no section “x”"):
            lookup.section_named("x")


class TestAccountNamed:
    def test_is_the_only_one_who_runs_the_server(self):
        make.an_account()
        chief = make.a_chief()
        assert lookup.account_named(None) == chief

    def test_must_be_named_otherwise(self):
        with pytest.raises(IntakeRefused, match="--by"):
            lookup.account_named(None)
        make.a_chief()
        other = make.a_chief()
        with pytest.raises(IntakeRefused, match="--by"):
            lookup.account_named(None)
        assert lookup.account_named(other.username) == other

    def test_is_nobody_deactivated(self):
        chief = make.a_chief()
        Account.objects.filter(pk=chief.pk).update(is_active=False)
        with pytest.raises(IntakeRefused, match="no active account"):
            lookup.account_named(chief.username)


class TestCreditsNamed:
    def test_finds_a_slug_or_an_exact_name_in_each_language(self):
        person, desk = make.a_person("Keo Rith"), make.a_desk()
        found = lookup.credits_named(
            [
                f"editor={desk.slug}",
                "translator=Keo Rith",
                "additional-reporting = Keo Rith (ខ្មែរ)",
            ]
        )
        assert [(each.role, each.contributor) for each in found] == [
            (CreditRole.EDITOR, desk),
            (CreditRole.TRANSLATOR, person),
            (CreditRole.ADDITIONAL_REPORTING, person),
        ]

    def test_lists_everything_that_is_unknown_at_once(self):
        twins = [make.a_person("Keo Rith"), make.a_person("Keo Rith")]
        asked = ["editor=Nobody", "cook=Keo Rith", "reporter=Keo Rith", "editor", "="]
        with pytest.raises(IntakeRefused) as refused:
            lookup.credits_named(asked)
        message = str(refused.value)
        for each in asked:
            assert f"“{each}”" in message
        assert all(twin.slug in message for twin in twins)
        assert "\n" not in message

    def test_guesses_no_name_that_is_nearly_right(self):
        make.a_person("Keo Rith")
        with pytest.raises(IntakeRefused, match="no contributor"):
            lookup.credits_named(["editor=Keo"])
