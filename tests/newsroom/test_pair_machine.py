"""The machine in the pair editor: beside a row by a press, and for the whole story."""

import pytest
from django.test import override_settings
from django.urls import reverse

from articles.models import Article
from tests.translations.pairs import (
    a_source,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.models import MachineDraft, MachineItem, MachineRun, Unit
from translations.suggest import Service
from worklist.models import WorkState

pytestmark = pytest.mark.django_db

REVERSING = override_settings(MACHINE_SERVICE=Service("reversing"))
WORDS = {"a": "one two three", "b": "four five"}


@pytest.fixture(autouse=True)
def _on():
    with REVERSING:
        yield


@pytest.fixture
def version():
    return sent(a_source(WORDS))


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


def key_of(version, name):
    return f"u{unit_of(version, name).pk}"


def stamp(version):
    return str(version.sources.get().source_version.released_revision_id)


def panel(client, version, name):
    address = reverse("admin:pair_offers", args=[version.pk, key_of(version, name)])
    return client.get(f"{address}?fragment").content.decode()


def pressed(client, version, name, do="machine", **more):
    return client.post(
        reverse("admin:pair_row", args=[version.pk, key_of(version, name)]),
        {"do": do, "source": stamp(version), **more},
        headers={"Accept": "application/json"},
    )


def shown(client, version, name):
    address = reverse(
        "admin:pair_machine_row", args=[version.pk, key_of(version, name)]
    )
    return client.post(f"{address}?fragment", {"source": stamp(version)})


class TestPanel:
    def test_sends_nothing_before_a_press(self, client, translator, version):
        said = panel(client, version, "a")
        assert "Have it drafted" in said
        assert "reversing" in said
        assert not MachineDraft.objects.exists()

    def test_is_silent_where_no_service_is_set(self, client, translator, version):
        with override_settings(MACHINE_SERVICE=None):
            assert "Machine translation" not in panel(client, version, "a")

    def test_says_why_not_for_a_restricted_story(self, client, translator, version):
        Article.objects.update(is_restricted=True)
        version.article.refresh_from_db()
        version.article.cleared_people.add(translator)
        said = panel(client, version, "a")
        assert "no word of it goes to a machine" in said
        assert "Have it drafted" not in said


class TestRow:
    def test_is_filled_by_a_press_and_marked(self, client, translator, version):
        answer = pressed(client, version, "a").json()
        assert texts(version) == ["three two one"]
        assert "machine draft" in answer["signs"]
        assert "needs work" in answer["signs"]

    def test_is_marked_as_edited_once_it_is(self, client, translator, version):
        pressed(client, version, "a")
        translate(unit_of(version, "a"), "One, two, three.")
        page = client.get(reverse("admin:pair", args=[version.pk])).content.decode()
        assert "machine draft, edited" in page

    def test_with_a_text_is_never_overwritten(self, client, translator, version):
        translate(unit_of(version, "a"), "By hand.")
        answer = pressed(client, version, "a")
        assert answer.status_code == 400
        assert "their text stays" in answer.json()["reasons"][0]
        assert texts(version) == ["By hand."]

    def test_with_a_text_is_shown_what_the_machine_would_write(
        self, client, translator, version
    ):
        translate(unit_of(version, "a"), "By hand.")
        assert "Show what it would write" in panel(client, version, "a")
        said = shown(client, version, "a").content.decode()
        assert "three two one" in said
        assert 'name="offer" value="three two one"' in said
        assert texts(version) == ["By hand."]

    def test_says_what_the_service_said(self, client, translator, version):
        nowhere = Service("libretranslate", "http://127.0.0.1:1")
        with override_settings(MACHINE_SERVICE=nowhere):
            answer = pressed(client, version, "a")
            translate(unit_of(version, "b"), "By hand.")
            other = shown(client, version, "b")
        assert answer.status_code == other.status_code == 400
        assert "cannot be reached" in answer.json()["reasons"][0]
        assert "cannot be reached" in other.content.decode()

    def test_is_refused_for_a_restricted_story(self, client, translator, version):
        Article.objects.update(is_restricted=True)
        version.article.cleared_people.add(translator)
        answer = pressed(client, version, "a")
        assert answer.status_code == 400
        assert "restricted" in answer.json()["reasons"][0]


def whole(client, version, do=""):
    address = reverse("admin:pair_machine", args=[version.pk])
    return client.post(address, {"do": do}) if do else client.get(address)


class TestWhole:
    def test_is_ordered_watched_and_taken_back(self, client, translator, version):
        assert "Have the rest drafted" in whole(client, version).content.decode()
        assert whole(client, version, "draft").status_code == 302
        assert MachineItem.objects.filter(state=WorkState.WAITING).count() == 2
        page = whole(client, version)
        assert page.headers["Refresh"] == "2"
        assert "0 / 2" in page.content.decode()
        assert "Have the rest drafted" not in page.content.decode()
        whole(client, version, "cancel")
        assert {i.state for i in MachineItem.objects.all()} == {WorkState.CANCELLED}
        assert "Refresh" not in whole(client, version).headers

    def test_says_why_it_is_refused(self, client, translator, version):
        for name in WORDS:
            translate(unit_of(version, name), "Done.")
        answer = whole(client, version, "draft")
        assert answer.status_code == 400
        assert "No paragraph waits" in answer.content.decode()

    def test_shows_what_stopped_and_tries_it_again(self, client, translator, version):
        whole(client, version, "draft")
        MachineItem.objects.update(state=WorkState.PARKED, reason="It broke.")
        page = whole(client, version).content.decode()
        assert page.count("It broke.") == 1
        whole(client, version, "resume")
        assert {i.state for i in MachineItem.objects.all()} == {WorkState.WAITING}

    def test_is_not_there_without_a_service(self, client, translator, version):
        with override_settings(MACHINE_SERVICE=None):
            assert whole(client, version).status_code == 404

    def test_is_not_there_for_who_may_not_know_of_it(self, client, translator, version):
        Article.objects.update(is_restricted=True)
        assert whole(client, version).status_code == 404
        assert whole(client, version, "draft").status_code == 404
        assert not MachineRun.objects.exists()


class TestPage:
    def test_says_the_share(self, client, translator, version):
        pressed(client, version, "a")
        page = client.get(reverse("admin:pair", args=[version.pk])).content.decode()
        assert "100 % is as the machine wrote it (at most 20 %)" in page
        assert Unit.objects.filter(drafted_as="machine").count() == 1
