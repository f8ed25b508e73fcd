"""Address and rights basis: they take effect at once, so the state says who may."""

import pytest

from articles.actions import opening, reviewing, writing
from articles.models import RightsBasis, Status, Version
from articles.workflow import DESCRIBING
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

# Who may change the address of somebody else's version, by its state.
MAY: dict[str, set[str]] = {
    "draft": {"Reporter", "Translator", "Editor", "Publisher"},
    "submitted": {"Editor", "Publisher"},
    "in_edit": {"Editor", "Publisher"},
    "approved": {"Editor", "Publisher"},
    "published": {"Publisher"},
    "withdrawn": set(),
}
ROLES = (
    "Reporter",
    "Translator",
    "Editor",
    "Publisher",
    "Rights desk",
    "Administrator",
)


def in_state(status: str) -> Version:
    version = make.a_version(language="km")
    if status == "submitted":
        return make.submitted(version)
    if status == "in_edit":
        return reviewing.take(
            version=make.submitted(version), by=make.a_chief(), at=make.NOW
        )
    if status == "approved":
        return make.approved(version)
    if status == "published":
        return make.published(version)
    if status == "withdrawn":
        return reviewing.spike(
            version=version, reason="Not now.", by=make.a_chief(), at=make.NOW
        )
    return version


def described(version: Version, by: Account, **changed: object) -> bool:
    """Try to describe a version; say whether it was allowed."""
    version.refresh_from_db()
    facts = {
        "slug": version.slug,
        "rights_basis": RightsBasis(version.rights_basis),
        **changed,
    }
    try:
        opening.describe_version(version=version, by=by, at=make.NOW, **facts)
    except (PermissionRefused, writing.WritingRefused):
        return False
    return True


class TestDescribing:
    def test_says_for_every_state_who_may(self):
        assert set(DESCRIBING) == set(Status.values) == set(MAY)

    @pytest.mark.parametrize("status", sorted(MAY))
    @pytest.mark.parametrize("language", ["km", "", "en"])
    def test_is_allowed_as_the_truth_says(self, status, language):
        version = in_state(status)
        for number, role in enumerate(ROLES):
            by = make.an_account((role, language))
            allowed = role in MAY[status] and language != "en"
            for change in (
                {"slug": f"new-{number}"},
                {"rights_basis": list(RightsBasis)[number % 5 + 1]},
            ):
                assert (role, described(version, by, **change)) == (role, allowed)

    def test_asks_nothing_where_nothing_changes(self):
        version = in_state("published")
        assert described(version, make.an_account(("Reporter", "km")))
        assert not described(version, make.an_account(("Reporter", "en")))

    def test_of_a_restricted_story_is_for_the_people_named_there(self):
        version = in_state("draft")
        type(version.article).objects.update(is_restricted=True)
        by = make.an_account(("Reporter", "km"))
        assert not described(version, by, slug="new")
        version.article.cleared_people.add(by)
        assert described(version, by, slug="new")
