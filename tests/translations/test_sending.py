from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import BoardLine, Origin, Status
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import KHMER, a_source, edited, sent
from translations.actions.sending import SendingRefused, send_to_translation
from translations.models import Unit, UnitState

pytestmark = pytest.mark.django_db


class TestSendToTranslation:
    def test_makes_a_unit_of_every_paragraph(self):
        source = a_source()
        version = sent(source)
        units = Unit.objects.filter(version=version).order_by("pk")
        assert [unit.source_ids for unit in units] == [[name] for name in KHMER]
        assert {unit.state for unit in units} == {UnitState.UNTRANSLATED}
        assert all(unit.source_now and not unit.made_from for unit in units)
        assert not Unit.objects.stale().exists()

    def test_leaves_headlines_to_be_written_in_the_language(self):
        version = sent(a_source())
        assert not Unit.objects.filter(
            version=version, source_ids__contains=["headline"]
        ).exists()

    def test_links_what_readers_have_and_not_a_newer_draft(self):
        source = a_source()
        edited(source, {**KHMER, "e": "ថ្មី"})
        (link,) = sent(source).sources.all()
        assert (link.source_version, link.source_revision) == (
            source,
            source.released_revision,
        )

    def test_takes_the_newest_kept_text_before_anything_is_out(self):
        source = make.a_version(language="km")
        (link,) = sent(source).sources.all()
        assert link.source_revision == source.current_revision

    def test_begins_a_draft_with_a_deadline_in_somebodys_hands(self):
        translator = make.an_account(("Translator", "en"))
        due = make.NOW + timedelta(days=1)
        version = send_to_translation(
            source=a_source(),
            language="EN",
            by=make.a_chief(),
            at=make.NOW,
            translator=translator,
            due_at=due,
        )
        version.refresh_from_db()
        assert (version.status, version.origin) == (Status.DRAFT, Origin.TRANSLATION)
        assert (version.language, version.owner, version.due_at) == (
            "en",
            translator,
            due,
        )
        assert BoardLine.objects.filter(article=version.article, language="en").exists()

    def test_is_for_who_may_write_there(self):
        with pytest.raises(PermissionRefused):
            sent(a_source(), by=make.an_account(("Reporter", "km")))
        assert sent(a_source(), by=make.an_account(("Translator", "en")))

    def test_gives_nobody_work_that_they_may_not_do(self):
        reporter = make.an_account(("Reporter", "km"))
        with pytest.raises(PermissionRefused):
            send_to_translation(
                source=a_source(),
                language="en",
                by=make.a_chief(),
                at=make.NOW,
                translator=reporter,
            )

    def test_keeps_a_restricted_story_from_who_is_not_named(self):
        source = make.a_version(article=make.a_story(is_restricted=True))
        with pytest.raises(PermissionRefused):
            sent(source, by=make.an_account(("Editor", "en")))

    def test_refuses_a_second_version_in_the_language(self):
        source = a_source()
        sent(source)
        with pytest.raises(SendingRefused, match="already"):
            sent(source)

    def test_refuses_what_was_never_saved(self):
        source = make.a_version()
        source.current_revision = None
        source.save()
        with pytest.raises(SendingRefused, match="Save it first"):
            sent(source)


class TestQueries:
    def test_are_six_at_most(self):
        source = a_source()
        by = make.an_account(("Translator", "en"))
        with CaptureQueriesContext(connection) as captured:
            sent(source, by=by)
        # Where nothing else is under way, the action begins and ends the transaction.
        asked = [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]]
        assert len(asked) <= 6, asked
