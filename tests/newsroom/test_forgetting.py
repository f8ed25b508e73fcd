"""A name that was removed is found nowhere, and the ledger still proves itself."""

import io

import pytest
from django.core.management import call_command

from articles.actions import redacting, writing
from articles.actions.redacting import RedactionRefused, Removal
from articles.models import (
    FormerSlug,
    Photo,
    Redaction,
    Revision,
    Status,
    Version,
    WorkingBlock,
)
from articles.pictures import packet_of
from exports.actions.releasing import artifact_path
from exports.models import Artifact, ArtifactState
from ledger.models import Entry
from newsroom.forgetting import looking, tables, verbs, walk
from newsroom.forgetting.policy import POLICY, REASONS, Rule
from people.models import Account, Contributor
from people.permissions import PermissionRefused
from people.sessions import SessionStore
from tests import factories as make
from tests.exports.conftest import artifacts_of_its_own, made, order  # noqa: F401
from tests.newsroom.removing import (
    COPIES,
    EN,
    KM,
    NAMES,
    REMOVAL,
    SPELLINGS,
    WORDS,
    everywhere,
    removed,
    renamed,
    story_fixture,  # noqa: F401
)
from translations.models import StoredLexicon

pytestmark = pytest.mark.django_db


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
        assert len(files) == 9
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
