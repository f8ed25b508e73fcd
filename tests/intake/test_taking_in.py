"""A story becomes a draft with its text, links and credits, or nothing changes."""

import pytest

from articles.actions.crediting import CreditEntry
from articles.actions.writing import WritingRefused, working_copy
from articles.models import Article, CreditRole, Origin, RightsBasis, Version
from articles.text.blocks import block_text, body_blocks
from intake.actions.taking_in import Place, take_in
from intake.models import Finding, FindingKind, IntakeRun, Severity
from intake.sources.opening import open_story
from intake.sources.refusals import IntakeRefused
from people.models import Contributor, ContributorKind
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

BODY = "It rained on Monday.\n\nThe lake rose by “two palms,” he said."


@pytest.fixture
def riverbank():
    outlet = make.an_outlet(with_notice=False)
    outlet.name_km, outlet.name_en = "ច្រាំងទន្លេ", "The Riverbank"
    outlet.save()
    make.a_notice(outlet)
    return outlet


@pytest.fixture
def accept(riverbank, tmp_path):
    """Take a text in and give its run."""

    def accept(text, *, language="en", **options):
        path = tmp_path / "story.txt"
        path.write_text(text, encoding="utf-8")
        return take(open_story(path, language=language), riverbank, **options)

    return accept


def take(incoming, outlet, *, by=None, section=None, **options):
    place = Place(outlet=outlet, section=section or make.a_section())
    by = by or make.a_chief()
    return take_in(incoming=incoming, place=place, by=by, at=make.NOW, **options)


def roles(version):
    return {(each.role, each.contributor.slug) for each in version.credits.all()}


class TestTakeIn:
    @pytest.mark.parametrize("name", ["ferry-story.txt", "ferry-story.html"])
    def test_stores_every_character_of_the_body(self, fixtures, riverbank, name):
        incoming = open_story(fixtures / name, language="en")
        version = take(incoming, riverbank).run.version
        blocks = working_copy(version)
        assert [block_text(block) for block in body_blocks(blocks)] == [
            paragraph.text for paragraph in incoming.story.paragraphs
        ]
        assert version.current_revision.blocks[0]["id"] == "headline"
        caption = next(block for block in blocks if block.id == "caption")
        assert block_text(caption) == incoming.story.caption.text

    def test_keeps_a_draft_that_lacks_nothing_but_being_published(
        self, fixtures, riverbank
    ):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        version = take(incoming, riverbank).run.version
        assert version.status == "draft"
        assert (
            version.slug
            == "we-counted-every-boat-as-kampong-lvea-ferry-opens-elders-say"
        )
        assert make.published(version).headline == incoming.story.headline

    def test_keeps_the_words_of_the_own_notice_as_evidence(self, fixtures, riverbank):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        run = take(incoming, riverbank).run
        found = run.findings.get(kind=FindingKind.OWN_NOTICE)
        assert found.words == incoming.story.notice.words
        assert (found.line, found.is_to_review) == (23, False)
        assert run.version.rights_basis == RightsBasis.STAFF

    def test_does_not_know_why_a_text_under_a_foreign_notice_may_be_used(
        self, fixtures
    ):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        run = take(incoming, make.an_outlet()).run
        found = run.findings.get(kind=FindingKind.FOREIGN_NOTICE)
        assert (found.severity, found.is_to_review) == (Severity.RIGHTS, True)
        assert run.version.rights_basis == RightsBasis.UNKNOWN

    def test_does_not_take_four_acts_for_five(self, accept):
        run = accept(
            f"Rain\n\n{BODY}\n\nThe Riverbank. No part of this may be printed, "
            "broadcast, rewritten or redistributed without permission."
        ).run
        assert run.findings.filter(kind=FindingKind.FOREIGN_NOTICE).exists()
        assert run.version.rights_basis == RightsBasis.UNKNOWN

    def test_asks_for_the_picture_that_somebody_else_posted(self, fixtures, riverbank):
        incoming = open_story(fixtures / "ferry-story-khmer.txt", language="km")
        run = take(incoming, riverbank).run
        found = run.findings.get(kind=FindingKind.PHOTO_CREDIT)
        assert (found.severity, found.is_to_review) == (Severity.RIGHTS, True)
        assert found.words == incoming.story.caption.words
        assert run.version.article.lead_photo is None

    def test_lists_findings_in_the_order_of_the_file(self, fixtures, riverbank):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        found = take(incoming, riverbank).run.findings.order_by("position")
        lines = [each.line for each in found]
        assert lines == sorted(lines)
        assert [each.kind for each in found] == [
            "reading_time",
            "caption",
            "photo_credit",
            "shortcode",
            "translation_note",
            "own_notice",
        ]


class TestTheSourceOfATranslation:
    def test_is_named_where_it_is_not_held(self, fixtures, riverbank):
        incoming = open_story(fixtures / "ferry-story.html", language="en")
        source = take(incoming, riverbank).run.version.sources.get()
        assert (source.outlet_name, source.language) == ("The Riverbank", "km")
        assert source.url == "https://riverbank.example/km/ferry/"

    def test_is_the_original_that_came_along(self, fixtures, riverbank):
        english = open_story(fixtures / "ferry-story.txt", language="en")
        khmer = open_story(fixtures / "ferry-story-khmer.txt", language="km")
        version = take(english, riverbank, original=khmer).run.version
        source = version.sources.get()
        assert source.source_version.language == "km"
        assert source.source_version.origin == Origin.ORIGINAL
        assert source.source_revision == source.source_version.current_revision
        assert source.source_version.article == version.article
        assert IntakeRun.objects.count() == 2

    def test_is_the_original_that_came_before(self, fixtures, riverbank):
        khmer = open_story(fixtures / "ferry-story-khmer.txt", language="km")
        english = open_story(fixtures / "ferry-story.txt", language="en")
        before = take(khmer, riverbank).run.version
        version = take(english, riverbank, original=khmer).run.version
        assert version.article == before.article
        assert Article.objects.count() == 1

    def test_is_left_open_where_the_note_does_not_say_enough(self, accept):
        run = accept(f"Rain\n\n{BODY}\n\n(Translated from the original on Mekong)").run
        found = run.findings.get(kind=FindingKind.TRANSLATION_NOTE)
        assert (found.severity, found.is_to_review) == (Severity.WARNING, True)
        assert run.version.origin == Origin.TRANSLATION
        assert not run.version.sources.exists()

    def test_is_in_another_language(self, fixtures, riverbank):
        story = open_story(fixtures / "ferry-story.txt", language="en")
        page = open_story(fixtures / "ferry-story.html", language="en")
        with pytest.raises(IntakeRefused, match="both in"):
            take(story, riverbank, original=page)
        assert not Article.objects.exists()

    def test_has_no_second_translation_into_a_language(self, fixtures, riverbank):
        khmer = open_story(fixtures / "ferry-story-khmer.txt", language="km")
        story = open_story(fixtures / "ferry-story.txt", language="en")
        page = open_story(fixtures / "ferry-story.html", language="en")
        take(story, riverbank, original=khmer)
        with pytest.raises(WritingRefused):
            take(page, riverbank, original=khmer)
        assert IntakeRun.objects.count() == 2


class TestCredits:
    def test_are_the_desks_for_what_the_note_says(self, fixtures, riverbank):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        desk = f"{riverbank.slug}-desk"
        version = take(incoming, riverbank).run.version
        assert roles(version) == {("translator", desk), ("editor", desk)}
        stored = Contributor.objects.get(slug=desk)
        assert (stored.kind, stored.name_en) == ("desk", "The Riverbank desk")
        assert stored.name_km == "ការិយាល័យព័ត៌មានច្រាំងទន្លេ"

    def test_are_the_desk_as_reporter_without_a_note(self, accept, riverbank):
        version = accept(f"Rain\n\n{BODY}").run.version
        assert roles(version) == {("reporter", f"{riverbank.slug}-desk")}

    def test_name_whom_the_command_named_instead_of_the_desk(self, accept, riverbank):
        person = make.a_person(consents=["en"])
        entry = CreditEntry(person, CreditRole.EDITOR)
        text = f"Rain\n\n{BODY}\n\n(Translated and edited from Khmer)"
        version = accept(text, credits_asked=[entry]).run.version
        desk = f"{riverbank.slug}-desk"
        assert roles(version) == {("translator", desk), ("editor", person.slug)}

    def test_name_nobody_whom_only_the_file_names(self, accept):
        run = accept(f"Rain\nBy Chan Thida\n\n{BODY}").run
        assert not Contributor.objects.filter(kind=ContributorKind.PERSON).exists()
        found = run.findings.get(kind=FindingKind.BYLINE)
        assert (found.words, found.is_to_review) == ("By Chan Thida", True)

    def test_are_refused_where_the_desks_slug_is_a_persons(self, accept, riverbank):
        person = make.a_person()
        Contributor.objects.filter(pk=person.pk).update(slug=f"{riverbank.slug}-desk")
        with pytest.raises(IntakeRefused, match="is no desk"):
            accept(f"Rain\n\n{BODY}")
        assert not Article.objects.exists()


class TestALinkThatLeadsNowhere:
    def test_waits_for_the_desk_and_keeps_its_words(self, riverbank, tmp_path):
        path = tmp_path / "story.html"
        path.write_text("<h1>Rain</h1><p>See the <a href='/map'>map</a>.</p>")
        run = take(open_story(path, language="en"), riverbank).run
        found = run.findings.get(kind=FindingKind.LOOSE_LINK)
        assert (found.words, found.severity) == ("/map", Severity.WARNING)
        assert found.is_waiting
        body = body_blocks(working_copy(run.version))
        assert [block.html for block in body] == ["<p>See the map.</p>"]


class TestTheSameFile:
    def test_changes_nothing_the_second_time(self, fixtures, riverbank):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        first = take(incoming, riverbank)
        again = take(incoming, riverbank)
        assert (first.is_new, again.is_new) == (True, False)
        assert again.run == first.run
        assert Version.objects.get().revisions.count() == 1
        assert Finding.objects.count() == first.run.findings.count()

    def test_is_another_story_for_another_outlet_with_another_address(self, fixtures):
        incoming = open_story(fixtures / "ferry-story.txt", language="en")
        first = take(incoming, make.an_outlet()).run.version
        second = take(incoming, make.an_outlet()).run.version
        assert second.article != first.article
        assert second.slug == f"{first.slug}-2"


class TestWhoMayTakeIn:
    def test_is_who_may_write_in_the_language(self, accept):
        reporter = make.an_account(("Reporter", "en"))
        assert accept(f"Rain\n\n{BODY}", by=reporter).run.by == reporter

    def test_is_nobody_else(self, accept):
        with pytest.raises(PermissionRefused):
            accept(f"Rain\n\n{BODY}", by=make.an_account(("Reporter", "km")))
        assert not Article.objects.exists()


class TestAStoryOfAnyLanguage:
    def test_comes_in_without_a_line_of_its_own(self, accept):
        version = accept("水位上升\n\n河水今天上涨。", language="zh-hans").run.version
        assert (version.language, version.slug) == ("zh-Hans", "水位上升")

    def test_has_no_address_without_a_letter(self, accept):
        assert accept(f"…!\n\n{BODY}").run.version.slug == ""
