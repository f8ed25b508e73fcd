"""The address in a version's form: who may change it where, beside the text."""

import pytest

from articles.models import Version
from tests import factories as make
from tests.newsroom.test_admin_versions import change_url, text_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> Version:
    version = make.a_version(language="en")
    version.refresh_from_db()
    return version


def page_of(client, version) -> str:
    response = client.get(change_url(version))
    assert response.status_code == 200
    return str(response.content.decode())


def stored(version) -> Version:
    return Version.objects.get(pk=version.pk)


def as_it_is(client, version, **changed) -> dict[str, str]:
    """Fill the form in as the page shows it."""
    form = client.get(change_url(version)).context["adminform"].form
    shown = {
        name: form.initial.get(name, "")
        for name in ("headline_text", "standfirst", "body", "base")
    }
    return text_form(version, **{**shown, **changed})


class TestOfAPublishedVersion:
    def test_is_only_shown_to_a_writer_whose_text_is_saved(
        self, client, sign_in, version
    ):
        make.published(version)
        sign_in(("Reporter", "en"))
        page = page_of(client, version)
        assert 'name="slug"' not in page
        assert version.slug in page
        client.post(
            change_url(version), as_it_is(client, version, body="<p>A change.</p>")
        )
        assert "A change." in str(stored(version).current_revision.blocks)

    def test_is_not_changed_by_a_page_from_before(self, client, sign_in, version):
        make.published(version)
        sign_in(("Editor", "en"))
        page = client.post(
            change_url(version),
            as_it_is(client, version, slug="another", body="<p>Typed.</p>"),
        ).content.decode()
        assert "may not do this" in page
        assert "Typed." in page
        assert stored(version).slug == version.slug

    def test_is_changed_by_a_publisher(self, client, sign_in, version):
        make.published(version)
        sign_in(("Publisher", "en"))
        client.post(change_url(version), as_it_is(client, version, slug="another"))
        assert stored(version).slug == "another"


class TestOfAnApprovedVersion:
    def test_is_changed_by_an_editor_while_the_text_is_closed(
        self, client, sign_in, version
    ):
        version = make.approved(version)
        sign_in(("Editor", "en"))
        client.post(change_url(version), as_it_is(client, version, slug="another"))
        now = stored(version)
        assert (now.slug, now.status) == ("another", "approved")
        assert now.current_revision == version.current_revision

    def test_is_not_changed_together_with_the_text(self, client, sign_in, version):
        version = make.approved(version)
        sign_in(("Editor", "en"))
        page = client.post(
            change_url(version),
            as_it_is(client, version, slug="another", body="<p>Typed.</p>"),
        ).content.decode()
        assert "Reopen it" in page
        assert "Typed." in page
        assert stored(version).slug == version.slug
