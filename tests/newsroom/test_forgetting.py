"""A name that was removed is found nowhere, and the ledger still proves itself."""

import io
import json

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection

from articles.actions import correcting, opening, redacting, reviewing, writing
from articles.actions.redacting import RedactionRefused, Removal
from articles.models import (
    CreditRole,
    FormerSlug,
    Photo,
    PhotoOwnership,
    Redaction,
    Revision,
    Status,
    Version,
    WorkingBlock,
)
from articles.pictures import packet_of
from articles.text.names import Names
from exports.actions.releasing import artifact_path, perform
from exports.formats import FORMATS
from exports.models import Artifact, ArtifactState, ExportItem
from ledger.models import Entry
from newsroom.forgetting import looking, tables, verbs, walk
from newsroom.forgetting.policy import POLICY, REASONS, Rule
from people.actions import consenting
from people.models import Account, Contributor
from people.permissions import PermissionRefused
from people.sessions import SessionStore
from tests import factories as make
from tests.exports.conftest import artifacts_of_its_own, made, order  # noqa: F401
from translations.models import StoredLexicon

# Of two languages in every format.
COPIES = 2 * len(FORMATS)

pytestmark = pytest.mark.django_db

KM, EN = "សុខ ដារ៉ា", "Sok Dara"
SPELLINGS = [KM, EN]
NAMES = Names(SPELLINGS)
WORDS = {"km": "អ្នកភូមិម្នាក់", "en": "a resident"}
REMOVAL = Removal(SPELLINGS, WORDS)


def everywhere():
    return (
        looking.found_in_tables(NAMES)
        + looking.found_in_files(NAMES)
        + looking.found_before_readers(NAMES)
    )


def removed(removal=REMOVAL, *, by=None):
    asked = redacting.request_redaction(removal=removal, by=make.a_chief(), at=make.NOW)
    return verbs.redact_name(redaction=asked, by=by or make.a_chief(), at=make.NOW)


def renamed(version, slug):
    opening.describe_version(
        version=version,
        slug=slug,
        rights_basis=version.rights_basis,
        by=make.a_chief(),
        at=make.NOW,
    )


@pytest.fixture
def story(made):  # noqa: F811
    """Tell a story that has the name wherever a story can have one."""
    photo = make.a_photo(
        ownership=PhotoOwnership.THIRD_PARTY,
        post_owner="Sok Dara",
        post_url="https://social.example/sok.dara",
        fetched_date=make.NOW.date(),
        asked_whom="លោកសុខ\u200bដារ៉ា",
        credit_en="Courtesy of Sok Dara",
    )
    article = make.a_story(slugline="sok-dara land", lead_photo=photo)
    km = make.a_version(
        article=article,
        text=make.blocks(
            "សុខ\u200bដារ៉ា បាត់បង់ដី",
            ("លោក\u200bសុខ\u200b ដារ៉ា\u200bបាន\u200bនិយាយ។", "ទឹកទន្លេឡើងខ្ពស់។"),
            caption="សុខដារ៉ា នៅមុខផ្ទះ",
        ),
    )
    renamed(km, "សុខ-ដារ៉ា")
    make.published(km)
    renamed(km, "សុខ-ដារ៉ា-បាត់បង់ដី")
    en = make.a_version(
        article=article,
        language="en",
        text=make.blocks(
            "Sok Dara loses land",
            (
                "Mr Sok <strong>Dara</strong> spoke.",
                'See <a href="https://x.example/sok-dara">SOK-DARA’s page</a>.',
            ),
        ),
    )
    renamed(en, "sok-dara-loses-land")
    make.submitted(en)
    reviewing.return_text(
        version=en, reason="Ask Sok Dara again.", by=make.a_chief(), at=make.NOW
    )
    make.published(en)
    make.corrected(article, km="សុខ ដារ៉ា មិនបាននិយាយទេ។", en="Sok Dara said no.")
    dropped = make.proposed(article, km="ដដែល", en="Again about Sok Dara.")
    correcting.drop_correction(correction=dropped, by=make.a_chief())
    LogEntry.objects.create(
        user=make.a_chief(),
        content_type=ContentType.objects.get_for_model(Version),
        object_id=str(en.pk),
        object_repr="Sok Dara loses land (en)",
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"name": KM}}]),
    )
    made(km, en)
    return article


class TestEveryColumn:
    def test_has_a_rule(self):
        assert tables.undecided() == []

    def test_that_is_ruled_is_there(self):
        there = {(t.label, c.name) for t in tables.tables() for c in t.columns}
        ruled = {(label, name) for label, rules in POLICY.items() for name in rules}
        assert ruled - there == set()

    def test_that_keeps_words_says_why(self):
        kept = {label for label, rules in POLICY.items() if Rule.KEPT in rules.values()}
        assert kept == set(REASONS)

    def test_of_every_history_follows_what_it_is_the_history_of(self):
        histories = [t for t in tables.tables() if t.is_history]
        assert len(histories) > 20
        assert all(t.guards for t in histories)


class TestRedactName:
    def test_leaves_the_name_nowhere(self, story, django_capture_on_commit_callbacks):
        before = everywhere()
        assert {
            "articles_version.headline",
            "articles_versionevent.slug",
            "articles_revision.blocks",
            "articles_workingblock.html",
            "articles_formerslug.slug",
            "articles_correctionwording.text",
            "articles_correctionwordingevent.text",
            "articles_transition.reason",
            "articles_photo.credit_en",
            "articles_photoevent.post_url",
            "articles_article.slugline",
            "django_admin_log.object_repr",
            "django_admin_log.change_message",
        } <= before.keys()
        assert sum(n for place, n in before.items() if "artifacts" in place) == COPIES
        assert before["pages /km/"]
        assert before["pages /en/"]
        with django_capture_on_commit_callbacks(execute=True):
            removed()
        assert everywhere() == {}
        call_command("verify_ledger", stdout=io.StringIO())

    def test_puts_the_words_of_each_language_in_its_place(self, story):
        removed()
        km, en = (story.versions.get(language=tag) for tag in ("km", "en"))
        assert km.headline == "អ្នកភូមិម្នាក់ បាត់បង់ដី"
        assert en.headline == "a resident loses land"
        body = en.released_revision.blocks[-1]["html"]
        assert body == (
            '<p>See <a href="https://x.example/removed" rel="noopener noreferrer">'
            "a resident’s page</a>.</p>"
        )

    def test_gives_a_new_address_and_lets_no_former_one_lead_there(self, story, client):
        en = story.versions.get(language="en")
        section = story.section.slug
        removed()
        en.refresh_from_db()
        assert en.slug == "loses-land"
        assert client.get(f"/en/{section}/loses-land/").status_code == 200
        assert client.get(f"/en/{section}/sok-dara-loses-land/").status_code == 404
        former = FormerSlug.objects.get()
        assert former.is_unsafe
        assert former.slug == f"removed-{former.pk}"

    def test_keeps_working_copy_and_kept_text_the_same(self, story):
        en = story.versions.get(language="en")
        removed()
        again = writing.save_revision(version=en, by=make.a_chief(), at=make.NOW)
        assert again.pk == Version.objects.get(pk=en.pk).released_revision_id

    def test_lets_an_open_editor_see_that_its_paragraph_changed(self, story):
        block = WorkingBlock.objects.get(version__language="en", block_id="headline")
        removed()
        assert WorkingBlock.objects.get(pk=block.pk).number == block.number + 1

    def test_changes_nothing_else(self, story):
        other = make.published(make.a_version())
        facts = list(Revision.objects.filter(version=other).values())
        counted = dict(Version.objects.values_list("pk", "status"))
        removed()
        assert list(Revision.objects.filter(version=other).values()) == facts
        assert dict(Version.objects.values_list("pk", "status")) == counted
        assert counted[other.pk] == Status.PUBLISHED

    def test_gives_no_copy_out_that_has_it(
        self, story, django_capture_on_commit_callbacks
    ):
        paths = [artifact_path(artifact) for artifact in Artifact.objects.all()]
        with django_capture_on_commit_callbacks(execute=True):
            done = removed()
        assert len(done.copies) == len(paths) == COPIES
        assert not any(path.exists() for path in paths)
        assert set(Artifact.objects.values_list("state", flat=True)) == {
            ArtifactState.RECALLED
        }

    def test_forgets_the_spellings_and_says_so_in_the_ledger_with_numbers(self, story):
        done = removed()
        stored = Redaction.objects.get()
        assert (stored.spellings, stored.replacements) == ([], {})
        assert stored.counts["articles.Version.headline"] >= 2
        entry = Entry.objects.get(kind="name.removed")
        assert entry.subject == f"urn:spean:redaction:{stored.pk}"
        assert entry.facts["places"] == done.survey.times > 20

    def test_drops_the_words_that_were_learnt_from_what_was_published(self, story):
        # A name in two words is in none of them.
        StoredLexicon.objects.create(
            languages="en km",
            entries={"forward": {"words": ["sok", "dara"]}},
            pairs=2,
            learnt_at=make.NOW,
        )
        removed()
        assert not StoredLexicon.objects.exists()

    def test_signs_out_whose_session_holds_it(self):
        session = SessionStore()
        session["_messages"] = f"“{KM}” was changed."
        session.create()
        other = SessionStore()
        other["x"] = "y"
        other.create()
        removed()
        assert not SessionStore().exists(session.session_key)
        assert SessionStore().exists(other.session_key)

    def test_renames_files_that_are_called_by_it(
        self, settings, django_capture_on_commit_callbacks
    ):
        photo = make.a_photo()
        capture = settings.MEDIA_ROOT / "captures" / "Sok_Dara.png"
        capture.parent.mkdir(parents=True)
        capture.write_bytes(b"a picture")
        Photo.objects.filter(pk=photo.pk).update(capture="captures/Sok_Dara.png")
        with django_capture_on_commit_callbacks(execute=True):
            assert removed().files == 1
        photo.refresh_from_db()
        with photo.capture.open() as file:
            assert file.read() == b"a picture"
        assert everywhere() == {}

    def test_leaves_it_in_no_file_of_a_photo(
        self, settings, django_capture_on_commit_callbacks
    ):
        make.a_photo(credit_en="Courtesy of Sok Dara", description_km="សុខ ដារ៉ា")
        files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
        assert all(b"Sok Dara" in path.read_bytes() for path in files)
        with django_capture_on_commit_callbacks(execute=True):
            removed()
        files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
        assert len(files) == 7
        for path in files:
            said = packet_of(path.read_bytes()).decode()
            assert "Courtesy of" in said
            assert not NAMES.is_in(said)
        assert everywhere() == {}

    def test_takes_it_out_of_accounts(self):
        account = make.a_chief()
        Account.objects.filter(pk=account.pk).update(
            username="sok.dara", email="sokdara@news.example"
        )
        removed()
        account.refresh_from_db()
        assert account.username == f"removed-{account.pk}"
        assert account.email == ""

    def test_leaves_contributors_unless_asked(self):
        person = make.a_person(EN, consents=["en"])
        Contributor.objects.filter(pk=person.pk).update(name_km=KM, slug="sok-dara")
        removed()
        person.refresh_from_db()
        assert person.name_en == EN
        removed(Removal(SPELLINGS, WORDS, includes_contributors=True))
        person.refresh_from_db()
        assert (person.name_en, person.slug) == ("a resident", f"removed-{person.pk}")
        assert not person.consents.filter(withdrawn_at=None).exists()
        assert everywhere() == {}

    def test_makes_addresses_of_nothing_but_the_name_unlike_each_other(self):
        first, second = make.a_version(), make.a_version()
        renamed(first, "សុខ-ដារ៉ា-ទៅ")
        renamed(second, "ទៅ")
        removed()
        first.refresh_from_db()
        assert first.slug == "ទៅ-2"

    def test_needs_a_second_person(self):
        by = make.a_chief()
        asked = redacting.request_redaction(removal=REMOVAL, by=by, at=make.NOW)
        with pytest.raises(RedactionRefused, match="Somebody else must"):
            verbs.redact_name(redaction=asked, by=by, at=make.NOW)
        verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
        with pytest.raises(RedactionRefused, match="ended already"):
            verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)

    def test_needs_the_role_in_every_language_that_has_it(self, story):
        with pytest.raises(PermissionRefused):
            removed(by=make.an_account(("Publisher", "km")))
        assert Version.objects.get(language="en").headline == "Sok Dara loses land"
        removed(by=make.an_account(("Publisher", "")))

    @pytest.mark.parametrize("role", ["Editor", "Reporter", "Rights desk"])
    def test_is_refused_without_the_role(self, role):
        with pytest.raises(PermissionRefused):
            removed(by=make.an_account((role, "")))

    def test_counts_nothing_of_a_story_hidden_from_who_asks(self, story):
        type(story).objects.update(is_restricted=True)
        by = make.an_account(("Publisher", ""))
        seen = walk.survey(verbs.instead_of(REMOVAL), account=by)
        assert seen.places == {}
        removed(by=by)
        assert Redaction.objects.get().counts == {}
        assert looking.found_in_tables(NAMES) == {}


class TestRequestRedaction:
    @pytest.mark.parametrize(
        ("removal", "reason"),
        [
            (Removal([], WORDS), "at least one spelling"),
            (Removal(["ខ"], WORDS), "is too short"),
            (Removal([EN], {"km": "", "en": "x"}), "in each language"),
            (Removal([EN], {"en": "the late Sok Dara"}), "hold the name itself"),
            (Removal(["x" * 201], WORDS), "too long"),
            (Removal([f"name {n}" for n in range(41)], WORDS), "too many"),
        ],
    )
    def test_is_refused_with_a_reason(self, removal, reason):
        with pytest.raises(RedactionRefused, match=reason):
            redacting.request_redaction(removal=removal, by=make.a_chief(), at=make.NOW)

    def test_can_be_dropped_and_forgets_the_spellings(self):
        by = make.a_chief()
        asked = redacting.request_redaction(removal=REMOVAL, by=by, at=make.NOW)
        redacting.drop_redaction(redaction=asked, by=by, at=make.NOW)
        assert everywhere() == {}
        with pytest.raises(RedactionRefused):
            redacting.drop_redaction(redaction=asked, by=by, at=make.NOW)


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
