"""One person words a correction, a second one publishes it in every language."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from articles.actions import correcting, writing
from articles.gates import PublicationRefused
from articles.models import Correction, CorrectionKind, CorrectionWording
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def article():
    return make.a_published_pair()[0].article


def publish(correction, *, by=None, at=LATER):
    return correcting.publish_correction(
        correction=correction, by=by or make.a_chief(), at=at
    )


def texts(correction) -> dict[str, str]:
    return dict(correction.wordings.values_list("language", "text"))


class TestPropose:
    @pytest.mark.parametrize("kind", CorrectionKind)
    def test_keeps_each_kind_of_note_unpublished(self, article, kind):
        correction = make.proposed(article, kind, km=" ក ", en="")
        assert (correction.kind, correction.published_at) == (kind, None)
        assert texts(correction) == {"km": "ក"}

    @pytest.mark.parametrize("role", [("Editor", "en"), ("Publisher", "km")])
    def test_is_for_whoever_edits_or_corrects_one_language(self, article, role):
        by = make.an_account(role)
        assert make.proposed(article, by=by).proposed_by == by

    @pytest.mark.parametrize("role", [("Reporter", ""), ("Editor", "vi")])
    def test_refuses_everybody_else(self, article, role):
        with pytest.raises(PermissionRefused):
            make.proposed(article, by=make.an_account(role))

    def test_refuses_who_may_not_know_of_the_story(self, article):
        type(article).objects.filter(pk=article.pk).update(is_restricted=True)
        article.refresh_from_db()
        with pytest.raises(PermissionRefused, match="people named"):
            make.proposed(article, by=make.an_account(("Publisher", "")))

    def test_lists_every_reason_against_it(self):
        version = make.a_version()
        with pytest.raises(correcting.CorrectionRefused) as refused:
            make.proposed(version.article, km=" ")
        assert len(str(refused.value).splitlines()) == 2
        assert not Correction.objects.exists()


class TestReword:
    def reword(self, correction, *, by, kind=CorrectionKind.CORRECTION, **wordings):
        return correcting.reword_correction(
            correction=correction, kind=kind, wordings=wordings, by=by, at=LATER
        )

    def test_replaces_kind_and_words(self, article):
        correction = make.proposed(article, km="ក", en="A")
        kind = CorrectionKind.APOLOGY
        changed = self.reword(correction, by=make.a_chief(), kind=kind, km="ខ", en="")
        assert (changed.kind, texts(changed)) == (kind, {"km": "ខ"})

    def test_makes_whoever_changed_it_need_a_second_person(self, article):
        by = make.a_chief()
        correction = self.reword(make.proposed(article), by=by, km="ខ", en="B")
        with pytest.raises(correcting.CorrectionRefused, match="You worded"):
            publish(correction, by=by)

    def test_changes_nothing_where_the_words_are_the_same(self, article):
        correction = make.proposed(article, km="ក", en="A")
        same = self.reword(correction, by=make.a_chief(), km="ក", en=" A ")
        assert same.proposed_by == correction.proposed_by
        assert same.proposed_at == make.NOW

    def test_refuses_to_empty_it(self, article):
        correction = make.proposed(article)
        with pytest.raises(correcting.CorrectionRefused, match="Nothing is worded"):
            self.reword(correction, by=make.a_chief(), en=" ")

    def test_refuses_once_readers_have_seen_it(self, article):
        correction = make.corrected(article)
        with pytest.raises(correcting.CorrectionRefused, match="stays as it is"):
            self.reword(correction, by=make.a_chief(), en="B")

    def test_refuses_a_reporter(self, article):
        correction = make.proposed(article)
        with pytest.raises(PermissionRefused):
            self.reword(correction, by=make.an_account(("Reporter", "")), en="B")


class TestDrop:
    def test_leaves_nothing_of_a_proposal(self, article):
        correcting.drop_correction(
            correction=make.proposed(article), by=make.an_account(("Editor", "en"))
        )
        assert not Correction.objects.exists()
        assert not CorrectionWording.objects.exists()

    def test_refuses_once_readers_have_seen_it(self, article):
        correction = make.corrected(article)
        with pytest.raises(correcting.CorrectionRefused, match="stays as it is"):
            correcting.drop_correction(correction=correction, by=make.a_chief())


class TestPublish:
    def test_appears_in_every_public_language_at_once(self, article):
        by = make.an_account(("Publisher", ""))
        correction = publish(make.proposed(article), by=by)
        assert (correction.published_by, correction.published_at) == (by, LATER)
        assert set(texts(correction)) == {"km", "en"}

    def test_refuses_the_one_who_worded_it(self, article):
        by = make.a_chief()
        correction = make.proposed(article, by=by)
        with pytest.raises(correcting.CorrectionRefused, match="Somebody else"):
            publish(correction, by=by)

    def test_refuses_who_may_not_correct_one_of_the_languages(self, article):
        correction = make.proposed(article)
        for role in (("Publisher", "km"), ("Editor", "")):
            with pytest.raises(PermissionRefused):
                publish(correction, by=make.an_account(role))

    def test_names_every_missing_language(self, article):
        make.published(make.a_version(article=article, language="vi"))
        correction = make.proposed(article, en="A figure was corrected.")
        with pytest.raises(correcting.CorrectionRefused, match="Khmer, Vietnamese"):
            publish(correction)

    def test_asks_for_no_language_that_is_not_published(self, article):
        make.a_version(article=article, language="vi")
        assert publish(make.proposed(article)).published_at == LATER

    def test_refuses_a_second_time(self, article):
        correction = make.corrected(article)
        with pytest.raises(correcting.CorrectionRefused, match="published already"):
            publish(correction)

    def test_refuses_while_the_story_is_hidden_and_lists_the_rest(self, article):
        correction = make.proposed(article, en="Only English.")
        make.hidden(article)
        with pytest.raises(correcting.CorrectionRefused) as refused:
            publish(correction)
        hidden, missing = str(refused.value).splitlines()
        assert "hidden" in hidden
        assert "Khmer" in missing

    def test_refuses_a_story_that_was_taken_down_since(self, article):
        correction = make.proposed(article)
        make.taken_down(article)
        with pytest.raises(correcting.CorrectionRefused, match="not published"):
            publish(correction)


class TestTheChangedText:
    """What was corrected and the note about it reach readers in one moment."""

    @pytest.fixture
    def changed(self, article):
        version = article.versions.get(language="en")
        make.write(version, make.blocks("The river fell", ["It fell."]))
        return version

    def test_goes_out_with_the_note(self, article, changed):
        make.approved(changed)
        correction = publish(make.proposed(article))
        changed.refresh_from_db()
        assert changed.headline == "The river fell"
        assert changed.released_at == correction.published_at == LATER

    def test_stays_where_nobody_has_approved_it(self, article, changed):
        publish(make.proposed(article))
        changed.refresh_from_db()
        assert changed.headline == "The river has risen"

    def test_leaves_the_other_languages_as_they_were_released(self, article, changed):
        make.approved(changed)
        publish(make.proposed(article))
        assert article.versions.get(language="km").released_at == make.NOW

    def test_takes_the_note_back_when_a_gate_objects(self, article, changed):
        make.approved(changed)
        changed.credits.all().delete()
        correction = make.proposed(article)
        with pytest.raises(PublicationRefused):
            publish(correction)
        correction.refresh_from_db()
        assert correction.published_at is None

    def test_takes_the_note_back_when_somebody_wrote_on_since(self, article, changed):
        make.approved(changed)
        writing.write_working_copy(
            version=changed,
            blocks=make.blocks("The river fell", ["It fell a little."]),
            by=make.a_chief(),
            at=make.NOW,
        )
        with pytest.raises(PublicationRefused, match="not approved"):
            publish(make.proposed(article))
        assert not Correction.objects.exclude(published_at=None).exists()


class TestTheDatabase:
    def test_refuses_one_person_for_both(self, article):
        correction = make.proposed(article)
        with (
            pytest.raises(IntegrityError, match="second_person"),
            transaction.atomic(),
        ):
            Correction.objects.filter(pk=correction.pk).update(
                published_by=correction.proposed_by, published_at=LATER
            )
