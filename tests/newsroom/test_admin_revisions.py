"""Kept texts in the admin: compared, restored, never lost."""

import pytest
from django.urls import reverse

from articles.actions import reviewing
from articles.actions.writing import working_copy
from articles.text.blocks import block_text
from tests import factories as make
from tests.articles.aging import erase

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


class TestErasedTexts:
    @pytest.fixture
    def erased(self, version):
        make.published(version)
        erase(version)
        return version

    def test_say_when_and_offer_nothing(self, client, sign_in, erased):
        sign_in(("Reporter", "en"))
        page = client.get(url_of(erased)).content.decode()
        assert "erased on April 1, 2026" in page
        assert 'aria-label="Restore no. 1"' not in page
        assert 'aria-label="Restore no. 2"' in page
        assert '<option value="1"' not in page
        assert "risen" not in page

    def test_cannot_be_compared(self, client, sign_in, erased):
        sign_in(("Reporter", "en"))
        page = client.get(url_of(erased, old="1", new="2")).content.decode()
        assert "No. 1 was erased on April 1, 2026" in page
        assert 'class="compared' not in page

    def test_cannot_be_restored_by_a_stale_button(self, client, sign_in, erased):
        sign_in(("Reporter", "en"))
        page = client.post(url_of(erased), {"number": "1"}, follow=True)
        assert "cannot be restored" in page.content.decode()

    def test_of_a_dropped_version_leave_a_list_without_words(
        self, client, sign_in, version
    ):
        reviewing.spike(version=version, reason="x", by=make.a_chief(), at=make.NOW)
        erase(version)
        sign_in(("Editor", "en"))
        page = client.get(url_of(version)).content.decode()
        assert "The kept texts were erased" in page
        assert "risen" not in page
        assert "fallen" not in page
