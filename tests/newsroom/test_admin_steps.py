"""The buttons of the workflow: who sees which, and what comes back when refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Origin, Status, StepCode, Version
from newsroom.admin.steps import BUTTONS
from people.models import Account
from tests import factories as make

pytestmark = pytest.mark.django_db


def press(client: Any, version: Version, name: str, **typed: str) -> str:
    """Press a button and return the page that follows."""
    url = reverse("admin:articles_version_step", args=[version.pk, name])
    return client.post(url, typed, follow=True).content.decode()


def looked_at(client: Any, version: Version) -> str:
    url = reverse("admin:articles_version_change", args=[version.pk])
    return client.get(url).content.decode()


def enter(client: Any, account: Account) -> Account:
    Account.objects.filter(pk=account.pk).update(interface_language="en")
    client.force_login(account)
    return account


class TestButtons:
    def test_reach_every_step_but_the_take_down_of_a_whole_story(self):
        assert {button.step.code for button in BUTTONS} == set(StepCode.values) - {
            "take_down"
        }

    def test_of_a_draft_offer_a_reporter_only_to_submit(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Reporter", "en"))
        page = looked_at(client, version)
        assert "/step/submit/" in page
        assert "/step/publish" not in page

    def test_offer_nothing_in_a_language_without_the_role(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Editor", "km"))
        assert "/step/" not in looked_at(client, version)
        url = reverse("admin:articles_version_step", args=[version.pk, "submit"])
        assert client.post(url).status_code == 404

    def test_that_move_something_are_pressed_and_not_followed(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Reporter", "en"))
        url = reverse("admin:articles_version_step", args=[version.pk, "submit"])
        assert client.get(url).status_code == 405

    def test_with_an_unknown_name_are_not_found(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Editor", "en"))
        url = reverse("admin:articles_version_step", args=[version.pk, "nonsense"])
        assert client.post(url).status_code == 404

    def test_of_a_restricted_story_are_hidden_from_who_is_not_named(
        self, client, sign_in
    ):
        version = make.a_version(language="en")
        type(version.article).objects.update(is_restricted=True)
        sign_in(("Editor", "en"))
        url = reverse("admin:articles_version_step", args=[version.pk, "submit"])
        assert client.post(url).status_code == 404


class TestDayOfAStory:
    def test_goes_from_the_translator_over_the_editor_to_readers(self, client):
        translator = make.an_account(("Translator", "en"))
        editor = make.an_account(("Editor", "en"))
        publisher = make.an_account(("Publisher", "en"))
        version = make.a_version(language="en", by=translator)
        section = version.article.section.slug

        enter(client, translator)
        assert "An editor can take it now" in press(client, version, "submit")
        enter(client, editor)
        press(client, version, "take")
        page = press(client, version, "return", reason="")
        assert "Say why." in page
        press(client, version, "return", reason="Which river is it?")
        enter(client, translator)
        assert "Which river is it?" in looked_at(client, version)
        press(client, version, "submit")
        enter(client, editor)
        press(client, version, "approve")
        enter(client, publisher)
        press(client, version, "publish")
        version.refresh_from_db()
        assert version.status == Status.PUBLISHED
        assert client.get(f"/en/{section}/{version.slug}/").status_code == 200

    def test_is_approved_by_nobody_who_wrote_it(self, client):
        both = make.an_account(("Translator", "en"), ("Editor", "en"))
        version = make.a_version(language="en", by=both)
        enter(client, both)
        press(client, version, "submit")
        assert "Somebody else must read it" in looked_at(client, version)
        assert "Somebody else must read it" in press(client, version, "approve")
        version.refresh_from_db()
        assert version.status == Status.SUBMITTED


class TestPublish:
    def test_at_once_asks_why_and_then_for_a_second_person(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Publisher", "en"))
        press(client, version, "publish-at-once", reason="A dam broke.")
        assert "no second person has read" in looked_at(client, version)
        sign_in(("Editor", "en"))
        assert "a second person has read it" in press(client, version, "confirm")
        assert "no second person has read" not in looked_at(client, version)

    def test_lists_all_objections_and_keeps_the_reason(self, client, sign_in):
        sign_in(("Publisher", "en"))
        version = Version.objects.create(
            article=make.a_story(outlet=make.an_outlet(with_notice=False)),
            language="en",
            origin=Origin.TRANSLATION,
        )
        page = press(client, version, "publish-at-once", reason="The dam broke.")
        parts = ("headline", "body", "address", "source", "credit", "notice", "rights")
        for part in parts:
            assert part in page
        assert "The dam broke." in page
        version.refresh_from_db()
        assert version.status == Status.DRAFT

    def test_later_waits_for_the_hour_and_can_be_called_off(self, client, sign_in):
        version = make.approved(make.a_version(language="en"))
        sign_in(("Publisher", "en"))
        hour = timezone.localtime(timezone.now() + timedelta(days=1))
        page = press(client, version, "schedule", visible_from=f"{hour:%Y-%m-%dT%H:%M}")
        assert "on the schedule" in page
        assert version not in Version.objects.public()
        assert version in Version.objects.public(at=hour)
        press(client, version, "unschedule")
        version.refresh_from_db()
        assert version.status == Status.APPROVED

    def test_later_keeps_an_hour_that_is_past_and_says_so(self, client, sign_in):
        version = make.approved(make.a_version(language="en"))
        sign_in(("Publisher", "en"))
        page = press(client, version, "schedule", visible_from="2020-01-01T08:00")
        assert "The hour is past" in page
        assert "2020-01-01" in page


class TestWritingAnApprovedText:
    def test_gives_back_what_was_typed(self, client, sign_in):
        version = make.approved(make.a_version(language="en"))
        sign_in(("Editor", "en"))
        form = {
            "headline_text": "Typed too late",
            "body": "<p>Typed too late.</p>",
            "slug": version.slug,
            "rights_basis": "staff",
            **{
                f"{rows}-{name}": "0"
                for rows in ("credits",)
                for name in ("TOTAL_FORMS", "INITIAL_FORMS")
            },
        }
        url = reverse("admin:articles_version_change", args=[version.pk])
        page = client.post(url, form).content.decode()
        assert "Reopen it before changing it" in page
        assert "Typed too late." in page
