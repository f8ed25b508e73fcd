"""An address that a story had before leads to where it is now."""

import pytest
from django.core.exceptions import ValidationError

from articles.actions import opening
from articles.models import FormerSlug, RightsBasis, Section, Version
from tests import factories as make

pytestmark = pytest.mark.django_db


def moved(version: Version, slug: str) -> None:
    opening.describe_version(
        version=version,
        slug=slug,
        rights_basis=RightsBasis.STAFF,
        by=make.a_chief(),
        at=make.NOW,
    )


def address(version: Version, slug: str) -> str:
    return f"/{version.language}/{version.article.section.slug}/{slug}/"


@pytest.fixture
def version() -> Version:
    return make.published(make.a_version(language="en"))


class TestFormerAddress:
    def test_leads_on_for_good(self, client, version):
        old = version.slug
        moved(version, "new-words")
        answer = client.get(address(version, old))
        assert (answer.status_code, answer.url) == (301, address(version, "new-words"))

    def test_of_a_version_that_never_was_public_is_not_kept(self, client):
        draft = make.a_version(language="en")
        moved(draft, "new-words")
        assert not FormerSlug.objects.exists()

    def test_leads_nowhere_when_it_was_withdrawn_for_safety(self, client, version):
        old = version.slug
        moved(version, "new-words")
        FormerSlug.objects.update(is_unsafe=True)
        assert client.get(address(version, old)).status_code == 404

    def test_leads_nowhere_while_the_story_is_hidden(self, client, version):
        old = version.slug
        moved(version, "new-words")
        type(version.article).objects.update(is_hidden=True)
        assert client.get(address(version, old)).status_code == 404

    def test_can_be_taken_back_by_its_story_and_by_no_other(self, client, version):
        old = version.slug
        moved(version, "new-words")
        other = make.published(make.a_version(language="en"))
        with pytest.raises(ValidationError, match="Another story"):
            moved(other, old)
        moved(version, old)
        assert client.get(address(version, old)).status_code == 200
        assert client.get(address(version, "new-words")).status_code == 301


class TestSection:
    def test_that_changed_leads_on_too(self, client, version):
        before = address(version, version.slug)
        section = Section.objects.create(slug="elsewhere", name_km="ក", name_en="E")
        type(version.article).objects.update(section=section)
        assert client.get(before).url == f"/en/elsewhere/{version.slug}/"
