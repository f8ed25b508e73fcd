"""Publishing asks every gate, lists all objections, lets readers in by the clock."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.actions import opening, publishing, reviewing, writing
from articles.actions.hiding import HidingRefused
from articles.gates import PublicationRefused, StepRefused, objections
from articles.models import (
    ArticleKind,
    CreditRole,
    HidingOutcome,
    Origin,
    PhotoOwnership,
    RightsBasis,
    Status,
    Version,
)
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db


def codes(version: Version) -> set[str]:
    return {objection.code for objection in objections(version)}


class TestPublish:
    def test_puts_the_newest_text_before_readers(self):
        version = make.a_version(language="en")
        make.published(version)
        version.refresh_from_db()
        assert version.status == Status.PUBLISHED
        assert version.headline == "The river has risen"
        assert version.released_revision == version.current_revision
        assert version in Version.objects.public(at=make.NOW)

    def test_keeps_what_was_written_but_not_saved(self):
        version, by = make.a_version(language="en"), make.a_chief()
        text = make.blocks("A second headline", ["Only written."])
        writing.write_working_copy(version=version, blocks=text, by=by, at=make.NOW)
        assert make.published(version).headline == "A second headline"

    def test_again_keeps_the_first_day_and_moves_the_release(self):
        version = make.published(make.a_version())
        make.write(version, make.blocks("ចំណងជើងថ្មី", ["កថាខណ្ឌថ្មី។"]))
        later = make.NOW + timedelta(days=1)
        version = make.published(version, at=later)
        assert (version.published_at, version.released_at) == (make.NOW, later)
        assert version.headline == "ចំណងជើងថ្មី"

    def test_refuses_a_reporter(self):
        version = make.a_version(language="km")
        with pytest.raises(PermissionRefused):
            make.published(version, by=make.an_account(("Reporter", "km")))

    def test_refuses_a_publisher_of_another_language(self):
        version = make.a_version(language="en")
        with pytest.raises(PermissionRefused):
            make.published(version, by=make.an_account(("Publisher", "km")))

    def test_lets_the_publisher_of_the_language(self):
        version = make.a_version(language="km")
        assert make.published(version, by=make.an_account(("Publisher", "km")))

    def test_lists_every_objection_of_every_room_at_once(self):
        article = make.a_story(
            outlet=make.an_outlet(with_notice=False), is_restricted=True
        )
        version = opening.start_version(
            article=article, language="en", origin=Origin.TRANSLATION, by=make.a_chief()
        )
        with pytest.raises(PublicationRefused) as refused:
            make.published(version)
        assert {objection.code for objection in refused.value.objections} == {
            "wrong_state",
            "not_approved",
            "headline_missing",
            "body_missing",
            "slug_missing",
            "source_missing",
            "credit_missing:editor|translator",
            "article_restricted",
            "notice_missing",
            "rights_basis_unknown",
        }
        version.refresh_from_db()
        assert version.status == Status.DRAFT

    def test_does_not_bring_a_withdrawn_version_back(self):
        version = make.published(make.a_version())
        make.taken_down(version.article)
        with pytest.raises(PublicationRefused) as refused:
            make.published(version)
        assert refused.value.objections[0].code == "withdrawn"


class TestSchedule:
    """An hour in the future is only a date; the database's clock does the rest."""

    def test_lets_readers_in_at_the_second_with_no_worker(self):
        version, by = make.approved(make.a_version()), make.a_chief()
        hour = timezone.now() + timedelta(hours=2)
        version = publishing.publish(
            version=version, by=by, at=timezone.now(), visible_from=hour
        )
        assert version.status == Status.PUBLISHED
        assert version not in Version.objects.public()
        assert version not in Version.objects.public(at=hour - timedelta(seconds=1))
        assert version in Version.objects.public(at=hour)

    def test_refuses_an_hour_that_is_past(self):
        version = make.approved(make.a_version())
        with pytest.raises(PublicationRefused, match="past"):
            publishing.publish(
                version=version, by=make.a_chief(), at=make.NOW, visible_from=make.NOW
            )

    def test_refuses_an_hour_for_what_readers_see_already(self):
        version = make.published(make.a_version())
        with pytest.raises(PublicationRefused, match="already"):
            publishing.publish(
                version=version,
                by=make.a_chief(),
                at=make.NOW,
                visible_from=make.NOW + timedelta(days=1),
            )

    def test_can_be_called_off_before_the_hour_and_not_after(self):
        by, now = make.a_chief(), timezone.now()
        version = publishing.publish(
            version=make.approved(make.a_version()),
            by=by,
            at=now,
            visible_from=now + timedelta(hours=2),
        )
        version = publishing.unschedule(version=version, by=by, at=now)
        assert (version.status, version.published_at) == (Status.APPROVED, None)
        out = publishing.publish(version=version, by=by, at=now)
        with pytest.raises(StepRefused, match="already"):
            publishing.unschedule(version=out, by=by, at=now)


class TestPublishAtOnce:
    def test_goes_out_and_waits_for_a_second_person(self):
        version, by = make.a_version(), make.an_account(("Publisher", ""))
        version = publishing.publish_at_once(
            version=version, reason="A dam broke.", by=by, at=make.NOW
        )
        assert version in Version.objects.public(at=make.NOW)
        assert version.released_revision.approval.approved_by is None
        with pytest.raises(StepRefused, match="Somebody else"):
            reviewing.confirm(version=version, by=by, at=make.NOW)
        reader = make.an_account(("Editor", "km"))
        version = reviewing.confirm(version=version, by=reader, at=make.NOW)
        assert version.approved_revision == version.released_revision

    def test_wants_a_reason(self):
        with pytest.raises(PublicationRefused, match="why"):
            publishing.publish_at_once(
                version=make.a_version(), reason=" ", by=make.a_chief(), at=make.NOW
            )


class TestCreditRule:
    @pytest.mark.parametrize(
        ("kind", "role", "is_enough"),
        [
            (ArticleKind.NEWS, CreditRole.REPORTER, True),
            (ArticleKind.NEWS, CreditRole.AUTHOR, True),
            (ArticleKind.NEWS, CreditRole.EDITOR, False),
            (ArticleKind.OPINION, CreditRole.AUTHOR, True),
            (ArticleKind.OPINION, CreditRole.REPORTER, False),
            (ArticleKind.LETTER, CreditRole.AUTHOR, True),
        ],
    )
    def test_of_an_original(self, kind, role, is_enough):
        version = make.a_version(article=make.a_story(kind=kind))
        make.credit(version, (make.a_desk(), role))
        assert (
            not any(code.startswith("credit_missing") for code in codes(version))
        ) is is_enough

    @pytest.mark.parametrize("role", [CreditRole.TRANSLATOR, CreditRole.EDITOR])
    def test_of_a_translation_wants_a_translator_or_an_editor(self, role):
        _original, translation = make.a_published_pair()
        make.credit(translation, (make.a_desk(), CreditRole.REPORTER))
        assert "credit_missing:editor|translator" in codes(translation)
        make.credit(translation, (make.a_desk(), role))
        assert codes(translation) == set()


class TestPhotoGate:
    def test_wants_words_in_both_languages_and_the_story_of_a_borrowed_photo(self):
        photo = make.a_photo(
            ownership=PhotoOwnership.THIRD_PARTY,
            post_owner="Somebody",
            credit_en="",
            description_km="",
        )
        version = make.a_version(article=make.a_story(lead_photo=photo))
        assert codes(version) == {
            "photo_credit_missing",
            "photo_description_missing",
            "photo_rights_missing",
        }


class TestPublic:
    """The only door to readers is a question to the database's clock."""

    def test_keeps_an_embargoed_story_until_its_second(self):
        hour = datetime(2030, 1, 1, 0, 0, tzinfo=UTC)
        version = make.published(
            make.a_version(article=make.a_story(embargoed_until=hour))
        )
        before, after = hour - timedelta(seconds=1), hour
        assert version not in Version.objects.public(at=before)
        assert version in Version.objects.public(at=after)
        assert version not in Version.objects.public()

    def test_asks_the_clock_of_the_database(self):
        soon = timezone.now() + timedelta(hours=1)
        version = make.published(make.a_version(), at=soon)
        assert version not in Version.objects.public()
        assert "STATEMENT_TIMESTAMP" in str(Version.objects.public().query)

    @pytest.mark.parametrize("status", [s for s in Status if s != Status.PUBLISHED])
    def test_shows_no_other_status(self, status):
        version = make.published(make.a_version())
        moment = make.NOW if status == Status.WITHDRAWN else None
        Version.objects.filter(pk=version.pk).update(status=status, withdrawn_at=moment)
        assert version not in Version.objects.public(at=make.NOW)

    def test_shows_no_restricted_story(self):
        version = make.published(make.a_version())
        type(version.article).objects.update(is_restricted=True)
        assert version not in Version.objects.public(at=make.NOW)


class TestTakeDown:
    def take_down(self, article, *, by=None):
        by = by or make.a_chief()
        return publishing.take_down(article=article, by=by, at=make.NOW)

    def languages(self, article):
        return Version.objects.public(at=make.NOW).filter(article=article).count()

    def test_takes_every_language_away(self):
        article = make.a_published_pair()[0].article
        assert self.take_down(make.hidden(article)) == 2
        assert self.languages(article) == 0
        assert {v.status for v in article.versions.all()} == {Status.WITHDRAWN}
        hiding = article.hidings.get()
        assert hiding.outcome == HidingOutcome.TAKEN_DOWN
        assert hiding.ended_by != hiding.hidden_by

    def test_refuses_a_story_that_nobody_has_hidden(self):
        article = make.a_published_pair()[0].article
        with pytest.raises(HidingRefused, match="Hide it first"):
            self.take_down(article)
        assert self.languages(article) == 2

    def test_refuses_the_one_who_hid_it(self):
        article, by = make.a_published_pair()[0].article, make.a_chief()
        make.hidden(article, by=by)
        with pytest.raises(HidingRefused, match="second person"):
            self.take_down(article, by=by)
        assert {v.status for v in article.versions.all()} == {Status.PUBLISHED}

    def test_refuses_who_may_not_in_one_of_the_languages(self):
        article = make.hidden(make.a_published_pair()[0].article)
        with pytest.raises(PermissionRefused):
            self.take_down(article, by=make.an_account(("Publisher", "km")))
        assert {v.status for v in article.versions.all()} == {Status.PUBLISHED}
        assert article.hidings.get().ended_at is None


class TestTheDatabase:
    """What no code can get past."""

    @pytest.mark.parametrize(
        ("change", "constraint"),
        [
            ({"status": "published"}, "published_has_text_and_address"),
            ({"status": "nonsense"}, "version_status_is_known"),
            ({"origin": "nonsense"}, "version_origin_is_known"),
            ({"rights_basis": "nonsense"}, "version_rights_basis_is_known"),
            ({"status": "withdrawn"}, "withdrawn_has_a_moment"),
            ({"status": "approved"}, "approved_is_the_newest_text"),
        ],
    )
    def test_refuses(self, change, constraint):
        version = make.a_version()
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**change)

    @pytest.mark.parametrize(
        ("language", "origin", "constraint"),
        [
            ("km", Origin.COUNTERPART, "one_version_per_language"),
            ("vi", Origin.ORIGINAL, "one_original_per_article"),
        ],
    )
    def test_refuses_a_second(self, language, origin, constraint):
        article = make.a_version().article
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Version.objects.create(article=article, language=language, origin=origin)

    def test_refuses_the_same_slug_twice_in_a_language(self):
        one, other = make.a_version(), make.a_version()
        with (
            pytest.raises(IntegrityError, match="slug_unique_per_language"),
            transaction.atomic(),
        ):
            Version.objects.filter(pk=other.pk).update(slug=one.slug)

    def test_runs_as_a_role_that_cannot_change_tables(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("spean_app",)


class TestRightsBasis:
    def test_unknown_is_the_default_and_stands_in_the_way(self):
        version = make.a_version()
        opening.describe_version(
            version=version,
            slug=version.slug,
            rights_basis=RightsBasis.UNKNOWN,
            by=make.a_chief(),
            at=make.NOW,
        )
        assert codes(version) == {"rights_basis_unknown"}
