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


class TestFindings:
    @pytest.fixture
    def waiting(self, run):
        run.findings.filter(position__lt=3).update(is_to_review=True)
        return list(Finding.objects.unreviewed())

    def chosen(self, client, findings, **fields):
        return client.post(
            reverse("admin:intake_finding_changelist") + "?review=waiting",
            {
                "action": "mark_reviewed",
                "_selected_action": [finding.pk for finding in findings],
                **fields,
            },
            follow=True,
        )

    def test_are_marked_with_a_button_and_a_note(self, client, editor, waiting):
        shown = page(client, "finding_change", waiting[0].pk).content.decode()
        address = reverse("admin:intake_finding_review", args=[waiting[0].pk])
        assert f'action="{address}"' in shown
        answer = client.post(address, {"note": "Asked the union."}, follow=True)
        assert "Asked the union." in answer.content.decode()
        assert address not in answer.content.decode()
        assert Finding.objects.get(pk=waiting[0].pk).reviewed_by == editor

    def test_are_marked_together(self, client, editor, waiting):
        assert len(waiting) > 1
        answer = self.chosen(client, waiting, note="All ours.")
        assert answer.status_code == 200
        assert answer.redirect_chain[0][0].endswith("?review=waiting")
        assert set(Finding.objects.exclude(reviewed_at=None)) == set(waiting)
        notes = Finding.objects.filter(review_note="All ours.")
        assert notes.count() == len(waiting)

    def test_are_filtered_by_what_waits(self, client, editor, waiting):
        def shown(review):
            address = reverse("admin:intake_finding_changelist")
            return set(client.get(address, {"review": review}).context["cl"].queryset)

        assert (shown("waiting"), shown("reviewed")) == (set(waiting), set())
        self.chosen(client, waiting[:1])
        assert shown("waiting") == set(waiting[1:])
        assert shown("reviewed") == set(waiting[:1])
        assert len(shown("")) == Finding.objects.count()

    def test_say_why_they_were_not_marked(self, client, editor, waiting):
        address = reverse("admin:intake_finding_review", args=[waiting[0].pk])
        answer = client.post(address, {"note": "x" * 501}, follow=True)
        assert "at most 500 characters" in answer.content.decode()
        assert Finding.objects.unreviewed().count() == len(waiting)

    def test_have_no_button_for_who_may_not(self, client, waiting, sign_in):
        sign_in(("Reporter", "en"))
        address = reverse("admin:intake_finding_review", args=[waiting[0].pk])
        shown = page(client, "finding_change", waiting[0].pk).content.decode()
        listed = page(client, "finding_changelist").content.decode()
        assert address not in shown
        assert "mark_reviewed" not in listed
        client.post(address)
        self.chosen(client, waiting)
        assert Finding.objects.unreviewed().count() == len(waiting)

    def test_have_no_button_in_another_language(self, client, waiting, sign_in):
        sign_in(("Editor", "km"), ("Reporter", "en"))
        shown = page(client, "finding_change", waiting[0].pk).content.decode()
        assert f"finding/{waiting[0].pk}/review" not in shown
        assert "may not do this" in self.chosen(client, waiting).content.decode()
        assert Finding.objects.unreviewed().count() == len(waiting)

    def test_of_a_restricted_story_are_not_there(self, client, editor, waiting):
        Article.objects.update(is_restricted=True)
        address = reverse("admin:intake_finding_review", args=[waiting[0].pk])
        assert client.post(address).status_code == 404
        assert client.get(address).status_code == 405

    def test_speak_khmer(self, client, waiting, sign_in):
        sign_in(("Editor", "en"), language="km")
        shown = page(client, "finding_change", waiting[0].pk).content.decode()
        assert "សម្គាល់ថាបានពិនិត្យ" in shown
