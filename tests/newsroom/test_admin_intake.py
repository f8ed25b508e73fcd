"""What came in is read in the admin, and only by those who may know of it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Article
from intake.models import Finding, IntakeRun
from people.models import Account
from tests import factories as make
from tests.architecture.rules import PROJECT

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    make.a_section()
    make.an_outlet()
    chief = make.a_chief()
    path = PROJECT / "tests/intake/fixtures/saved-story.txt"
    call_command("intake", str(path), language="en", by=chief.username)
    return IntakeRun.objects.get()


@pytest.fixture
def editor(client):
    account = make.an_account(("Editor", "en"))
    Account.objects.filter(pk=account.pk).update(is_staff=True, interface_language="en")
    client.force_login(account)
    return account


def page(client, name, *args):
    return client.get(reverse(f"admin:intake_{name}", args=args))


class TestImports:
    def test_show_their_findings_and_the_way_to_the_article(self, client, editor, run):
        shown = page(client, "intakerun_change", run.pk).content.decode()
        assert "responsivevoice_button" in shown
        assert reverse(
            "admin:articles_article_change", args=[run.version.article_id]
        ) in (shown)

    def test_are_listed(self, client, editor, run):
        assert (
            "saved-story.txt" in page(client, "intakerun_changelist").content.decode()
        )
        assert "min read" in page(client, "finding_changelist").content.decode()

    def test_change_by_no_form(self, client, editor, run):
        address = reverse("admin:intake_intakerun_change", args=[run.pk])
        assert client.post(address, {"file_name": "x"}).status_code == 403
        run.refresh_from_db()
        assert run.file_name == "saved-story.txt"

    def test_of_a_restricted_story_are_for_named_people(self, client, editor, run):
        Article.objects.update(is_restricted=True)
        assert (
            "saved-story" not in page(client, "intakerun_changelist").content.decode()
        )
        assert "min read" not in page(client, "finding_changelist").content.decode()
        finding = Finding.objects.first()
        assert page(client, "intakerun_change", run.pk).status_code == 302
        assert page(client, "finding_change", finding.pk).status_code == 302
        run.version.article.cleared_people.add(editor)
        assert "saved-story" in page(client, "intakerun_changelist").content.decode()
        assert "min read" in page(client, "finding_changelist").content.decode()
