"""Roles are held per language, and nobody raises their own."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from articles.models import Version
from newsroom.roles import ROLES, sync_roles
from people.actions import accounts, granting
from people.models import Account, RoleGrant
from people.permissions import PermissionRefused, holders, languages_of, may
from tests import factories as make

pytestmark = pytest.mark.django_db
PUBLISH = "articles.publish_version"


class TestMay:
    @pytest.mark.parametrize(
        ("roles", "language", "allowed"),
        [
            ([("Publisher", "km")], "km", True),
            ([("Publisher", "km")], "en", False),
            ([("Publisher", "")], "vi", True),
            ([("Reporter", "km")], "km", False),
            ([("Reporter", "km"), ("Publisher", "en")], "km", False),
            ([], "km", False),
        ],
    )
    def test_asks_role_and_language_together(self, roles, language, allowed):
        assert (
            may(make.an_account(*roles), PUBLISH, Version(language=language)) is allowed
        )

    def test_refuses_a_deactivated_account(self):
        account = make.a_chief()
        account.is_active = False
        assert not may(account, PUBLISH)
        assert not account.has_perm(PUBLISH)

    def test_agrees_with_what_django_asks(self):
        account = make.an_account(("Publisher", "km"))
        assert account.has_perm(PUBLISH)
        assert account.has_module_perms("articles")
        assert not account.has_perm("people.add_rolegrant")
        assert not make.an_account().has_module_perms("articles")


class TestGrantRole:
    def test_lets_an_administrator_grant(self):
        account = make.an_account()
        granting.grant_role(
            account=account,
            group=Group.objects.get(name="Editor"),
            language="en",
            by=make.an_account(("Administrator", "")),
            at=make.NOW,
        )
        assert may(account, "articles.write_version", Version(language="en"))

    def test_refuses_ones_own_role(self):
        admin = make.an_account(("Administrator", ""))
        with pytest.raises(PermissionRefused, match="their own"):
            granting.grant_role(
                account=admin,
                group=Group.objects.get(name="Publisher"),
                language="",
                by=admin,
                at=make.NOW,
            )

    def test_refuses_everybody_else(self):
        with pytest.raises(PermissionRefused):
            granting.grant_role(
                account=make.an_account(),
                group=Group.objects.get(name="Editor"),
                language="en",
                by=make.an_account(("Publisher", "")),
                at=make.NOW,
            )

    def test_is_held_by_the_database_too(self):
        account = make.an_account()
        with pytest.raises(IntegrityError, match="nobody_grants"), transaction.atomic():
            RoleGrant.objects.create(
                account=account,
                group=Group.objects.first(),
                granted_by=account,
                granted_at=make.NOW,
            )

    def test_ends_when_taken_back(self):
        account = make.an_account(("Publisher", "km"))
        granting.take_back_role(grant=account.role_grants.get(), by=make.a_chief())
        assert not may(account, PUBLISH, Version(language="km"))


class TestAccounts:
    def test_an_administrator_does_not_touch_who_runs_the_server(self):
        chief = make.a_chief()
        chief.is_active = False
        with pytest.raises(PermissionRefused, match="runs the server"):
            accounts.change_account(
                account=chief, by=make.an_account(("Administrator", ""))
            )

    def test_an_administrator_makes_nobody_run_the_server(self):
        account = make.an_account()
        account.is_superuser = True
        with pytest.raises(PermissionRefused):
            accounts.change_account(
                account=account, by=make.an_account(("Administrator", ""))
            )

    def test_history_never_holds_a_real_name_or_an_address(self):
        events = [
            relation.related_model
            for relation in Account._meta.related_objects
            if relation.name.endswith("events")
            or "Event" in relation.related_model.__name__
        ]
        columns = {
            field.name
            for event in events
            if event.__name__ == "AccountEvent"
            for field in event._meta.get_fields()
        }
        assert "is_active" in columns
        assert not columns & {"real_name", "email", "username", "password"}


class TestSyncRoles:
    def test_changes_nothing_the_second_time(self):
        assert sync_roles() == []

    def test_mends_a_group_that_was_changed_by_hand(self):
        Group.objects.get(name="Reporter").permissions.clear()
        assert sync_roles() == ["Reporter"]

    def test_gives_no_role_but_the_administrator_the_granting_of_roles(self):
        holders = [
            name for name, held in ROLES.items() if "people.add_rolegrant" in held
        ]
        assert holders == ["Administrator"]


class TestHolders:
    def test_are_those_of_whom_may_agrees(self):
        accounts = [
            make.an_account(("Publisher", "km")),
            make.an_account(("Publisher", "")),
            make.an_account(("Publisher", "en"), ("Reporter", "km")),
            make.an_account(),
            make.a_chief(),
        ]
        gone = make.an_account(("Publisher", "km"))
        gone.is_active = False
        gone.save()
        version = Version(language="km")
        agreed = {each for each in (*accounts, gone) if may(each, PUBLISH, version)}
        assert set(holders(PUBLISH, "km").filter(pk__gte=accounts[0].pk)) == agreed
        assert len(agreed) == 3


class TestLanguagesOf:
    @pytest.mark.parametrize(
        ("roles", "languages"),
        [
            ([("Publisher", "km"), ("Reporter", "en")], {"km"}),
            ([("Publisher", "km"), ("Publisher", "vi")], {"km", "vi"}),
            ([("Publisher", "")], None),
            ([], set()),
        ],
    )
    def test_are_those_of_the_roles_that_carry_it(self, roles, languages):
        assert languages_of(make.an_account(*roles), PUBLISH) == languages

    def test_are_all_for_whoever_runs_the_server(self):
        chief = make.a_chief()
        assert languages_of(chief, PUBLISH) is None
        chief.is_active = False
        assert languages_of(chief, PUBLISH) == frozenset()
