"""Kept texts in the admin: compared, restored, never lost."""

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy
from articles.text.blocks import block_text
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    version = make.a_version(language="en")
    make.write(version, make.blocks("The river has fallen", ["The river fell today."]))
    return version


def url_of(version, **query):
    return reverse(
        "admin:articles_version_revisions", args=[version.pk], query=query or None
    )


class TestKeptTexts:
    def test_are_compared_word_by_word(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        page = client.get(url_of(version)).content.decode()
        assert "<del>risen</del>" in page
        assert "<ins>fallen</ins>" in page

    def test_of_any_two_numbers(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        page = client.get(url_of(version, old="2", new="2")).content.decode()
        assert "<del>" not in page

    @pytest.mark.parametrize("number", ["9", "x", "១", "99999999999", "-1"])
    def test_that_do_not_exist_are_not_found(self, client, sign_in, version, number):
        sign_in(("Reporter", "en"))
        assert client.get(url_of(version, old=number)).status_code == 404
        assert client.post(url_of(version), {"number": number}).status_code == 404

    def test_are_restored_and_nothing_is_lost(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        client.post(url_of(version), {"number": "1"})
        version.refresh_from_db()
        assert block_text(working_copy(version)[0]) == "The river has risen"
        assert version.current_revision.occasion == "restored"
        assert version.revisions.count() == 3

    def test_of_an_approved_version_are_not_restored(self, client, sign_in, version):
        make.approved(version)
        sign_in(("Editor", "en"))
        assert "Restore no." not in client.get(url_of(version)).content.decode()
        page = client.post(url_of(version), {"number": "1"}, follow=True)
        assert "Reopen it before changing it" in page.content.decode()

    def test_of_a_restricted_story_are_hidden(self, client, sign_in, version):
        type(version.article).objects.update(is_restricted=True)
        sign_in(("Editor", "en"))
        assert client.get(url_of(version)).status_code == 404
