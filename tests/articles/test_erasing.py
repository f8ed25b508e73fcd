"""Drafts are forgotten on time, published texts never."""

import pytest
from django.db import DatabaseError, transaction

from articles.actions import holding, publishing, reviewing, writing
from articles.actions.writing import WritingRefused, working_copy
from articles.models import Article, RevisionOccasion, Status, Version, WorkingBlock
from articles.text.blocks import from_json
from tests import factories as make
from tests.articles.aging import (
    DAY,
    LATER,
    WORDS,
    erase,
    redrafted,
    released_after_drafts,
    texts_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return released_after_drafts()


class TestDrafts:
    def test_lose_their_text_and_leave_that_they_were(self, version):
        before = texts_of(version)
        assert WORDS in str(before[2].blocks)
        erased = erase(version)
        after = texts_of(version)
        assert erased["draft_texts"] == 2
        assert list(after) == list(before)
        assert [(r.blocks, r.erased_at) for r in (after[1], after[2])] == [
            ([], LATER),
            ([], LATER),
        ]
        assert after[2].made_at == before[2].made_at
        assert after[2].made_by == before[2].made_by

    def test_leave_the_published_text_as_it_is(self, version):
        text = version.released_revision.blocks
        erase(version)
        stored = Version.objects.get(pk=version.pk)
        assert stored.released_revision.blocks == text
        assert stored.released_revision.erased_at is None
        assert working_copy(stored) == from_json(text)

    def test_stay_while_the_publication_is_young(self, version):
        assert erase(version, at=make.NOW + 29 * DAY) == {}
        assert WORDS in str(texts_of(version)[2].blocks)

    def test_stay_while_the_embargo_has_not_ended_long_enough(self, version):
        Article.objects.filter(pk=version.article_id).update(
            embargoed_until=make.NOW + 5 * DAY
        )
        assert erase(version) == {}

    def test_stay_while_the_hour_of_the_schedule_is_young(self):
        version = make.approved(redrafted(make.a_version()))
        publishing.publish(
            version=version,
            by=make.a_chief(),
            at=make.NOW,
            visible_from=make.NOW + 5 * DAY,
        )
        assert erase(version) == {}

    def test_stay_under_a_legal_hold(self, version):
        hold = holding.set_hold(article=version.article, by=make.a_chief(), at=make.NOW)
        assert erase(version) == {}
        assert WORDS in str(texts_of(version)[2].blocks)
        holding.lift_hold(hold=hold, by=make.a_chief(), at=LATER)
        assert erase(version)["draft_texts"] == 2

    @pytest.mark.parametrize(
        "status", [Status.DRAFT, Status.SUBMITTED, Status.IN_EDIT, Status.APPROVED]
    )
    def test_stay_while_the_version_is_on_its_way(self, status):
        version = redrafted(make.a_version())
        if status != Status.DRAFT:
            make.submitted(version)
        if status == Status.IN_EDIT:
            reviewing.take(version=version, by=make.a_chief(), at=make.NOW)
        if status == Status.APPROVED:
            make.approved(version)
        version.refresh_from_db()
        assert version.status == status
        assert erase(version, at=make.NOW + 3650 * DAY) == {}
        assert texts_of(version)[2].erased_at is None

    def test_of_one_language_go_while_another_is_on_its_way(self, version):
        english = redrafted(make.a_version(article=version.article, language="en"))
        erase(version)
        assert texts_of(english)[1].erased_at is None
        assert texts_of(version)[1].erased_at == LATER

    def test_stay_where_a_translation_was_made_from_them(self):
        version = redrafted(make.a_version())
        english = make.a_version(article=version.article, language="en")
        base = english.sources.get().source_revision
        make.write(version, make.blocks(*make.TEXTS["km"]))
        make.published(version)
        erase(version)
        base.refresh_from_db()
        assert base.number == 2
        assert base.erased_at is None
        assert texts_of(version)[1].erased_at == LATER

    def test_of_every_release_stay(self, version):
        first = version.released_revision
        redrafted(version, "ចំណងជើងថ្មី")
        make.published(version)
        redrafted(version, "ចំណងជើងទីបី")
        make.published(version)
        erase(version)
        kept = {r.number for r in texts_of(version).values() if r.erased_at is None}
        assert {first.number, 4, 5} == kept

    def test_keep_on_which_occasion_they_were_kept(self, version):
        erase(version)
        occasions = {r.occasion for r in texts_of(version).values() if r.erased_at}
        assert occasions == {RevisionOccasion.SAVED}

    def test_are_erased_once(self, version):
        assert erase(version)
        assert erase(version, at=LATER + DAY) == {}
        assert texts_of(version)[1].erased_at == LATER

    def test_cannot_be_restored(self, version):
        erase(version)
        with pytest.raises(WritingRefused, match="erased"):
            writing.restore_revision(
                version=version,
                revision=texts_of(version)[2],
                by=make.a_chief(),
                at=LATER,
            )

    def test_are_still_protected_from_everybody_else(self, version):
        erase(version)
        revision = version.released_revision
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            type(revision).objects.filter(pk=revision.pk).update(blocks=[])


class TestWorkingCopy:
    def test_goes_back_to_the_released_text(self, version):
        redrafted(version)
        numbers = dict(version.working_blocks.values_list("block_id", "number"))
        erased = erase(version)
        stored = Version.objects.get(pk=version.pk)
        assert erased["working_copies"] == 1
        assert working_copy(stored) == from_json(stored.released_revision.blocks)
        assert stored.current_revision == stored.released_revision
        assert stored.approved_revision == stored.released_revision
        assert WORDS not in str(list(stored.working_blocks.values()))
        assert WORDS not in str(list(stored.revisions.values()))
        headline = stored.working_blocks.get(block_id="headline")
        assert headline.number > numbers["headline"]

    def test_stays_while_somebody_is_at_it(self, version):
        writing.write_working_copy(
            version=version,
            blocks=make.blocks(WORDS, (WORDS,)),
            by=make.a_chief(),
            at=make.NOW,
        )
        assert erase(version) == {}
        assert WORDS in str(working_copy(version))

    def test_stays_where_it_was_written_lately(self, version):
        redrafted(version, at=LATER - 2 * DAY)
        assert erase(version) == {}

    def test_stays_where_a_change_was_approved_lately(self, version):
        redrafted(version)
        reviewing.approve(version=version, by=make.a_chief(), at=LATER - 2 * DAY)
        assert erase(version) == {}

    def test_stays_where_a_second_person_still_has_to_read_it(self):
        version = redrafted(make.a_version())
        publishing.publish_at_once(
            version=version, reason=WORDS, by=make.a_chief(), at=make.NOW
        )
        assert erase(version) == {}
        reviewing.confirm(version=version, by=make.a_chief(), at=make.NOW)
        assert erase(version)["reasons"] == 2

    def test_goes_on_from_the_released_text(self, version):
        redrafted(version)
        erase(version)
        by = make.a_chief()
        kept = writing.save_revision(version=version, by=by, at=LATER)
        assert kept == Version.objects.get(pk=version.pk).released_revision
        last = max(texts_of(version))
        assert redrafted(version, "ថ្មី", at=LATER).current_revision.number == last + 1

    def test_keeps_nobody_from_approving_what_comes_next(self, version):
        writer = make.a_chief()
        writing.write_working_copy(
            version=version,
            blocks=make.blocks(WORDS, ("ខ",)),
            by=writer,
            at=make.NOW,
        )
        writing.save_revision(version=version, by=writer, at=make.NOW)
        erase(version)
        redrafted(version, "ថ្មី", at=LATER)
        assert reviewing.approve(version=version, by=writer, at=LATER)


class TestDropped:
    @pytest.fixture
    def dropped(self):
        version = redrafted(make.a_version())
        return reviewing.spike(
            version=version, reason=WORDS, by=make.a_chief(), at=make.NOW
        )

    def test_loses_text_address_and_reason(self, dropped):
        slug, title = dropped.slug, "ឈ្មោះការងារ"
        Article.objects.filter(pk=dropped.article_id).update(slugline=title)
        erased = erase(dropped)
        stored = Version.objects.get(pk=dropped.pk)
        assert erased.keys() >= {"working_copies", "draft_texts", "unused_names"}
        assert not WorkingBlock.objects.filter(version=dropped).exists()
        assert stored.slug == ""
        assert stored.article.slugline == ""
        assert all(r.blocks == [] for r in stored.revisions.all())
        assert set(stored.transitions.values_list("reason", flat=True)) == {""}
        history = str(list(stored.pgh_event_model.objects.values()))
        assert slug not in history
        assert title not in str(list(Article.pgh_event_model.objects.values()))

    def test_stays_for_the_set_days(self, dropped):
        assert erase(dropped, at=make.NOW + 29 * DAY) == {}

    def test_keeps_the_working_title_while_another_language_is_there(self, dropped):
        Article.objects.filter(pk=dropped.article_id).update(slugline="title")
        make.a_version(article=dropped.article, language="en", origin="counterpart")
        erase(dropped)
        assert Article.objects.get(pk=dropped.article_id).slugline == "title"

    def test_can_be_taken_up_again_as_an_empty_draft(self, dropped):
        erase(dropped)
        revived = reviewing.revive(version=dropped, by=make.a_chief(), at=LATER)
        assert revived.status == Status.DRAFT
        assert working_copy(revived) == ()
        assert redrafted(revived, "ថ្មី", at=LATER).current_revision.blocks
