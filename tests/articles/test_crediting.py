"""Credits keep their rows and their order."""

import pytest

from articles.models import CreditRole
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestSetCredits:
    def test_keeps_the_order_and_the_rows_that_stay(self):
        version, desk, person = make.a_version(), make.a_desk(), make.a_person()
        make.credit(version, (desk, CreditRole.REPORTER), (person, CreditRole.EDITOR))
        kept = version.credits.get(contributor=person)
        make.credit(version, (person, CreditRole.EDITOR), (desk, CreditRole.AUTHOR))
        rows = list(version.credits.order_by("position"))
        assert [(row.contributor, row.role) for row in rows] == [
            (person, CreditRole.EDITOR),
            (desk, CreditRole.AUTHOR),
        ]
        assert rows[0].pk == kept.pk

    def test_counts_the_same_role_once(self):
        version, desk = make.a_version(), make.a_desk()
        make.credit(version, (desk, CreditRole.REPORTER), (desk, CreditRole.REPORTER))
        assert version.credits.count() == 1

    def test_refuses_who_may_not_write_the_language(self):
        version = make.a_version(language="en")
        with pytest.raises(PermissionRefused):
            make.credit(version, by=make.an_account(("Reporter", "km")))
