"""A byline that was withdrawn is read nowhere; names are looked for everywhere."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import CreditRole, Version
from exports.actions.releasing import artifact_path, perform
from exports.models import Artifact, ArtifactState, ExportItem
from ledger.models import Entry
from newsroom.forgetting import looking, verbs
from people.actions import consenting
from people.models import Contributor
from people.permissions import PermissionRefused
from tests import factories as make
from tests.exports.conftest import artifacts_of_its_own, made, order  # noqa: F401
from tests.newsroom.removing import (
    COPIES,
    EN,
    KM,
    NAMES,
    SPELLINGS,
    story_fixture,  # noqa: F401
)

pytestmark = pytest.mark.django_db


class TestWithdrawByline:
    @pytest.fixture
    def byline(self, made):  # noqa: F811
        account = make.an_account(("Reporter", ""))
        person = make.a_person(EN, consents=["km", "en"])
        Contributor.objects.filter(pk=person.pk).update(name_km=KM, account=account)
        article = make.a_story()
        km = make.a_version(article=article)
        make.credit(km, (person, CreditRole.REPORTER))
        en = make.a_version(article=article, language="en")
        make.credit(en, (person, CreditRole.TRANSLATOR))
        for version in (km, en):
            make.published(version)
        made(km, en)
        person.refresh_from_db()
        return person

    def pages(self):
        return looking.found_before_readers(NAMES)

    def test_takes_the_name_from_every_page_at_once(self, byline):
        assert set(self.pages()) == {"pages /km/", "pages /en/", "pages /pair/"}
        done = verbs.withdraw_byline(contributor=byline, by=byline.account, at=make.NOW)
        assert self.pages() == {}
        assert (done.languages, done.versions) == (("en", "km"), 2)
        assert len(done.copies) == COPIES

    def test_of_one_language_leaves_the_others(self, byline):
        verbs.withdraw_byline(
            contributor=byline, by=byline.account, at=make.NOW, languages=["en"]
        )
        assert set(self.pages()) == {"pages /km/", "pages /pair/"}
        states = Artifact.objects.values_list("version__language", "state").distinct()
        assert set(states) == {("km", "released"), ("en", "recalled")}

    def test_removes_the_bytes_of_the_copies(
        self, byline, django_capture_on_commit_callbacks
    ):
        assert looking.found_in_files(NAMES)
        with django_capture_on_commit_callbacks(execute=True):
            verbs.withdraw_byline(contributor=byline, by=make.a_chief(), at=make.NOW)
        assert looking.found_in_files(NAMES) == {}

    def test_comes_back_with_a_new_consent_in_pages_and_copies(
        self,
        byline,
        order,  # noqa: F811
    ):
        verbs.withdraw_byline(contributor=byline, by=byline.account, at=make.NOW)
        consenting.record_consent(
            contributor=byline, language="en", by=byline.account, at=make.NOW
        )
        assert set(self.pages()) == {"pages /en/", "pages /pair/"}
        version = Version.objects.get(language="en")
        item = order(version, formats=["text"]).items.get()
        perform(item)
        artifact = ExportItem.objects.get(pk=item.pk).delivery.artifact
        assert artifact.state == ArtifactState.RELEASED
        assert NAMES.is_in(artifact_path(artifact).read_text())

    def test_is_for_its_bearer_and_for_publishers_alone(self, byline):
        for by in (make.an_account(("Editor", "")), make.an_account(("Reporter", ""))):
            with pytest.raises(PermissionRefused):
                verbs.withdraw_byline(contributor=byline, by=by, at=make.NOW)
        publisher = make.an_account(("Publisher", "km"))
        verbs.withdraw_byline(contributor=byline, by=publisher, at=make.NOW)
        assert self.pages() == {}

    def test_leaves_an_entry_of_the_ledger_with_numbers_only(self, byline):
        verbs.withdraw_byline(contributor=byline, by=byline.account, at=make.NOW)
        entry = Entry.objects.get(kind="byline.withdrawn")
        assert entry.subject == f"urn:spean:contributor:{byline.pk}"
        assert entry.facts == {"languages": 2, "versions": 2, "copies": COPIES}


class TestFindName:
    def run(self, *spellings):
        out = io.StringIO()
        try:
            call_command("find_name", *spellings, stdout=out)
        except SystemExit as ended:
            return ended.code, out.getvalue()
        return 0, out.getvalue()

    def test_tells_places_and_counts_and_never_the_name(self, story):
        code, told = self.run(*SPELLINGS)
        assert code == 1
        assert "articles_version.headline: 2" in told
        assert not NAMES.is_in(told)

    def test_finds_nothing_where_there_is_nothing(self):
        make.published(make.a_version())
        assert self.run(EN) == (0, "Found nowhere.\n")

    def test_reads_the_spellings_from_standard_input(self, monkeypatch):
        make.a_story(slugline="Sok Dara")
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{KM}\n{EN}\n"))
        assert self.run()[0] == 1

    @pytest.mark.parametrize("spelling", ["", "ខ"])
    def test_refuses_what_would_be_everywhere(self, spelling, monkeypatch):
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        with pytest.raises(CommandError):
            call_command("find_name", spelling)

    def test_looks_into_tables_that_no_model_knows(self):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE notes (words text)")
            cursor.execute("DROP TABLE notes")
        assert ("articles_version", "headline") in looking._text_columns()
        assert ("django_migrations", "name") in looking._text_columns()
