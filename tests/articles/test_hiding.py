"""One person hides a story in a second; a second person judges it."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.actions import correcting, hiding, linking, publishing
from articles.addresses import version_url
from articles.gates import PublicationRefused, objections
from articles.models import (
    CorrectionKind,
    CreditRole,
    Hiding,
    HidingOutcome,
    Origin,
    Recording,
    Version,
)
from people.permissions import PermissionRefused
from tests import factories as make
from website.feeds.writing import KINDS

pytestmark = pytest.mark.django_db
CANARY = "Canary7731"


@pytest.fixture
def article():
    return make.a_published_pair()[0].article


def is_public(article) -> bool:
    return Version.objects.public(at=make.NOW).filter(article=article).exists()


class TestHide:
    @pytest.mark.parametrize("language", ["km", "en", ""])
    def test_takes_one_publisher_of_one_language(self, article, language):
        by = make.an_account(("Publisher", language))
        hidden = hiding.hide(article=article, by=by, at=make.NOW)
        assert (hidden.hidden_by, hidden.hidden_at) == (by, make.NOW)
        assert not is_public(article)

    @pytest.mark.parametrize("role", [("Editor", ""), ("Publisher", "vi")])
    def test_refuses_everybody_else(self, article, role):
        with pytest.raises(PermissionRefused):
            hiding.hide(article=article, by=make.an_account(role), at=make.NOW)
        assert is_public(article)

    def test_refuses_who_may_not_know_of_the_story(self, article):
        type(article).objects.filter(pk=article.pk).update(is_restricted=True)
        with pytest.raises(PermissionRefused, match="people named"):
            make.hidden(article, by=make.an_account(("Publisher", "")))

    def test_refuses_a_second_time(self, article):
        make.hidden(article)
        with pytest.raises(hiding.HidingRefused, match="hidden already"):
            make.hidden(article)

    def test_refuses_what_readers_never_get_to_see(self):
        with pytest.raises(hiding.HidingRefused, match="nothing to hide"):
            make.hidden(make.a_version().article)

    def test_stops_what_is_only_on_the_schedule(self):
        version = make.approved(make.a_version())
        hour = timezone.now() + timedelta(hours=1)
        publishing.publish(
            version=version, by=make.a_chief(), at=timezone.now(), visible_from=hour
        )
        make.hidden(version.article)
        assert version not in Version.objects.public(at=hour)

    def test_stands_in_the_way_of_every_publication(self, article):
        make.hidden(article)
        version = article.versions.get(language="en")
        assert "article_hidden" in {found.code for found in objections(version)}
        make.write(version, make.blocks("Changed", ["Changed."]))
        with pytest.raises(PublicationRefused, match="hidden"):
            make.published(version)
        with pytest.raises(PublicationRefused, match="hidden"):
            publishing.publish_at_once(
                version=version, reason="now", by=make.a_chief(), at=make.NOW
            )


class TestHold:
    def test_is_for_a_second_person(self, article):
        by = make.a_chief()
        make.hidden(article)
        held = hiding.hold_hiding(article=article, by=by, at=make.NOW)
        assert (held.held_by, held.ended_at) == (by, None)
        assert not is_public(article)

    def test_refuses_the_one_who_hid_it(self, article):
        by = make.a_chief()
        make.hidden(article, by=by)
        with pytest.raises(hiding.HidingRefused, match="second person"):
            hiding.hold_hiding(article=article, by=by, at=make.NOW)

    def test_refuses_a_second_time(self, article):
        make.hidden(article)
        hiding.hold_hiding(article=article, by=make.a_chief(), at=make.NOW)
        with pytest.raises(hiding.HidingRefused, match="hold already"):
            hiding.hold_hiding(article=article, by=make.a_chief(), at=make.NOW)

    def test_does_not_keep_anybody_from_showing_it_again(self, article):
        make.hidden(article)
        hiding.hold_hiding(article=article, by=make.a_chief(), at=make.NOW)
        hiding.lift_hiding(article=article, by=make.a_chief(), at=make.NOW)
        assert is_public(article)

    def test_refuses_a_story_that_is_not_hidden(self, article):
        with pytest.raises(hiding.HidingRefused, match="not hidden"):
            hiding.hold_hiding(article=article, by=make.a_chief(), at=make.NOW)


class TestLift:
    def test_shows_the_story_again_as_it_was(self, article):
        make.hidden(article)
        lifted = hiding.lift_hiding(
            article=article, by=make.an_account(("Publisher", "en")), at=make.NOW
        )
        assert lifted.outcome == HidingOutcome.LIFTED
        assert Version.objects.public(at=make.NOW).filter(article=article).count() == 2

    def test_refuses_the_one_who_hid_it(self, article):
        by = make.a_chief()
        make.hidden(article, by=by)
        with pytest.raises(hiding.HidingRefused, match="second person"):
            hiding.lift_hiding(article=article, by=by, at=make.NOW)
        assert not is_public(article)

    def test_refuses_who_may_not_hide(self, article):
        make.hidden(article)
        with pytest.raises(PermissionRefused):
            hiding.lift_hiding(
                article=article, by=make.an_account(("Editor", "")), at=make.NOW
            )

    def test_lets_it_be_hidden_anew(self, article):
        make.hidden(article)
        hiding.lift_hiding(article=article, by=make.a_chief(), at=make.NOW)
        make.hidden(article)
        assert not is_public(article)
        assert article.hidings.count() == 2


class TestRetract:
    def retract(self, correction, *, by=None):
        return correcting.retract(
            correction=correction, by=by or make.a_chief(), at=make.NOW
        )

    def test_shows_the_story_again_with_its_note(self, client, article):
        make.hidden(article)
        note = make.proposed(
            article, CorrectionKind.RETRACTION, km="យើងដកវិញ។", en="We retract it."
        )
        self.retract(note)
        assert article.hidings.get().outcome == HidingOutcome.RETRACTED
        page = client.get(version_url(article.versions.get(language="en")))
        assert "We retract it." in page.content.decode()

    def test_refuses_the_one_who_hid_it(self, article):
        by = make.a_chief()
        make.hidden(article, by=by)
        note = make.proposed(article, CorrectionKind.RETRACTION)
        with pytest.raises(hiding.HidingRefused, match="second person"):
            self.retract(note, by=by)
        note.refresh_from_db()
        assert note.published_at is None

    def test_leaves_the_story_hidden_when_the_note_is_refused(self, article):
        make.hidden(article)
        note = make.proposed(article, CorrectionKind.RETRACTION, en="Only English.")
        with pytest.raises(correcting.CorrectionRefused, match="Khmer"):
            self.retract(note)
        assert not is_public(article)

    @pytest.mark.parametrize(
        "kind", [kind for kind in CorrectionKind if kind != CorrectionKind.RETRACTION]
    )
    def test_refuses_every_other_kind(self, article, kind):
        make.hidden(article)
        with pytest.raises(correcting.CorrectionRefused, match="Only a retraction"):
            self.retract(make.proposed(article, kind))

    def test_refuses_a_story_that_is_not_hidden(self, article):
        with pytest.raises(hiding.HidingRefused, match="not hidden"):
            self.retract(make.proposed(article, CorrectionKind.RETRACTION))


class TestTheDatabase:
    """What no code can get past."""

    @pytest.mark.parametrize(
        "change",
        [
            {"held_by": "hider", "held_at": make.NOW},
            {"ended_by": "hider", "ended_at": make.NOW, "outcome": "lifted"},
        ],
    )
    def test_refuses_a_judge_who_hid_it(self, article, change):
        by = make.a_chief()
        make.hidden(article, by=by)
        change = {
            key: by if value == "hider" else value for key, value in change.items()
        }
        with (
            pytest.raises(IntegrityError, match="judged_by_a_second_person"),
            transaction.atomic(),
        ):
            Hiding.objects.update(**change)

    def test_refuses_two_open_hidings(self, article):
        make.hidden(article)
        with (
            pytest.raises(IntegrityError, match="one_open_hiding"),
            transaction.atomic(),
        ):
            Hiding.objects.create(
                article=article, hidden_by=make.a_chief(), hidden_at=make.NOW
            )


@pytest.fixture
def canary():
    """Publish a story with a word of its own in every place that readers see."""
    photo = make.a_photo(credit_en=CANARY, description_en=CANARY)
    kept = make.a_story(lead_photo=photo)
    text = make.blocks(CANARY, [f"{CANARY} rose."], standfirst=CANARY, caption=CANARY)
    for language in ("km", "en"):
        version = make.a_version(article=kept, language=language, text=text)
        Version.objects.filter(pk=version.pk).update(slug=f"{CANARY}-{version.pk}")
        make.recorded(version)
        make.published(version)
    make.corrected(kept, km=CANARY, en=CANARY)
    return kept


def addresses(article) -> list[str]:
    found = ["/", "/km/", "/en/", "/km/nothing/there/"]
    found += [version_url(version) for version in article.versions.all()]
    found += [f"/photos/{article.lead_photo_id}/480.{kind}" for kind in ("jpg", "webp")]
    found += [f"/{language}/feeds/podcast.xml" for language in ("km", "en")]
    for language in ("km", "en"):
        found += [f"/{language}/feeds/{kind}" for kind in KINDS]
        found += [f"/{language}/{page}/" for page in ("corrections", "archive")]
        found.append(f"/{language}/sitemap-2026.xml")
    for version in article.versions.all():
        found += [f"{version_url(version)}{page}" for page in ("lite/", "card.png")]
    found.append(f"/pair/{article.pk}/")
    return found + [
        f"/recordings/{each.pk}/{name}"
        for each in Recording.objects.all()
        for name in ("voice.mp3", "voice.flac")
    ]


def body_of(response) -> str:
    body = response.content.decode()
    return re.sub(r'nonce="[^"]*"', "", body)


class TestCanary:
    """A hidden story is found on no public address."""

    def test_sings_while_the_story_is_there(self, client, canary):
        pages = [body_of(client.get(f"/{language}/")) for language in ("km", "en")]
        assert all(CANARY in page for page in pages)
        for address in addresses(canary)[4:]:
            response = client.get(address)
            assert response.status_code == 200
            assert b"".join(response)

    def test_is_silent_everywhere_once_it_is_hidden(self, client, canary):
        make.hidden(canary)
        for address in addresses(canary):
            response = client.get(address)
            # The address itself may stand in the answer to it, and nowhere else.
            assert CANARY not in body_of(response).replace(address, "")
            assert str(canary.pk) not in body_of(response)
            if CANARY in address or address.startswith(("/photos/", "/recordings/")):
                assert response.status_code == 404

    def test_answers_like_an_address_that_never_was(self, client, canary):
        make.hidden(canary)
        for version in canary.versions.all():
            url = version_url(version)
            never = url.replace(version.slug, "never-was")
            hidden, other = client.get(url), client.get(never)
            assert body_of(hidden) == body_of(other)
            assert hidden.status_code == other.status_code == 404
            assert dict(hidden.headers) == dict(other.headers)

    def test_leaves_no_trace_on_a_page_that_was_made_from_it(self, client):
        text = make.blocks(CANARY, [CANARY])
        hidden = make.published(make.a_version(language="km", text=text))
        Version.objects.filter(pk=hidden.pk).update(slug=CANARY)
        elsewhere = make.a_version(language="en", origin=Origin.TRANSLATION)
        linking.link_source(version=elsewhere, source=hidden, by=make.a_chief())
        make.credit(elsewhere, (make.a_desk(), CreditRole.TRANSLATOR))
        url = version_url(make.published(elsewhere))
        assert CANARY in body_of(client.get(url))
        make.hidden(hidden.article)
        for shown in (url, "/km/", "/en/"):
            response = client.get(shown)
            assert response.status_code == 200
            assert CANARY not in body_of(response)
