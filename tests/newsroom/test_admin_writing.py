"""A version's page keeps what is typed: it saves by itself, overwrites nobody."""

import json
import re

import pytest
from django.urls import reverse

from articles.actions.writing import save_revision, working_copy
from articles.models import Article, Sitting, Version
from articles.text.blocks import parse_body, to_json
from newsroom.presence import Presence
from tests import factories as make
from tests.newsroom.version_page import (
    FIRST,
    SECOND,
    hidden,
    sent,
    somebody_writes,
    texts,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_here(settings, monkeypatch):
    """Give each test a Valkey that remembers nobody, and is asked."""
    asked = Presence(settings.CACHES["default"]["LOCATION"])
    for key in asked._valkey.keys("spean:at:*"):
        asked._valkey.delete(key)
    monkeypatch.setattr("newsroom.admin.writing.presence", lambda: asked)
    return asked


@pytest.fixture
def version():
    return make.a_version(language="en")


class TestAutosave:
    def test_writes_the_working_copy_and_keeps_no_revision(
        self, client, sign_in, version
    ):
        account = sign_in(("Reporter", "en"))
        answer = client.post(
            url(version, "autosave"), sent(version, body="<p>It rose again.</p>")
        )
        assert answer.status_code == 200
        assert texts(version) == ["The river has risen", "It rose again."]
        assert version.revisions.count() == 1
        assert Sitting.objects.filter(account=account, ended_at=None).count() == 1

    def test_says_when_and_with_which_base_to_go_on(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        answer = client.post(
            url(version, "autosave"), sent(version, body=FIRST + "<p>New.</p>")
        ).json()
        assert re.fullmatch(r"\d\d:\d\d", answer["saved"])
        assert json.loads(answer["base"]) == to_json(working_copy(version))
        assert answer["others_wrote"] is False

    def test_is_made_twice_without_harm_when_the_answer_was_lost(
        self, client, sign_in, version
    ):
        sign_in(("Reporter", "en"))
        twice = sent(version, body=FIRST + SECOND + "<p>New.</p>")
        for _each in range(2):
            assert client.post(url(version, "autosave"), twice).status_code == 200
        assert texts(version)[-2:] == ["Villagers moved to high ground.", "New."]

    def test_keeps_what_others_wrote_and_says_so(self, client, sign_in, version):
        before = sent(version, body="<p>The river rose twice today.</p>" + SECOND)
        somebody_writes(version, "The river rose today.", "Villagers went back.")
        sign_in(("Reporter", "en"))
        answer = client.post(url(version, "autosave"), before).json()
        assert answer["others_wrote"] is True
        assert texts(version)[1:] == [
            "The river rose twice today.",
            "Villagers went back.",
        ]
        # The page still shows the older second paragraph: only the first one advanced.
        assert [row["html"] for row in json.loads(answer["base"])[1:]] == [
            "<p>The river rose twice today.</p>",
            SECOND,
        ]

    def test_writes_nothing_where_somebody_changed_the_same(
        self, client, sign_in, version
    ):
        before = sent(version, body="<p>The river rose twice today.</p>" + SECOND)
        somebody_writes(version, "The river fell today.", "Villagers stayed.")
        stored = texts(version)
        sign_in(("Reporter", "en"))
        answer = client.post(url(version, "autosave"), before)
        assert answer.status_code == 409
        assert "compare both texts" in answer.json()["reasons"][0]
        assert texts(version) == stored

    def test_overwrites_nothing_without_a_base(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        for base in ("", "no JSON", '[{"id": "x"}]', "null", "[" * 100_000):
            answer = client.post(
                url(version, "autosave"),
                sent(version, body="<p>The river rose twice today.</p>")
                | {"base": base},
            )
            assert answer.status_code == 409
        same = sent(version) | {"base": ""}
        assert client.post(url(version, "autosave"), same).status_code == 200
        assert len(texts(version)) == 3

    def test_says_why_to_who_may_not_write(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        answer = client.post(url(version, "autosave"), sent(version, body="<p>x</p>"))
        assert answer.status_code == 403
        assert "may not do this" in answer.json()["reasons"][0]

    def test_says_why_to_everybody_once_it_is_approved(self, client, sign_in, version):
        make.approved(version)
        sign_in(is_superuser=True)
        answer = client.post(url(version, "autosave"), sent(version, body="<p>x</p>"))
        assert answer.status_code == 400
        assert "Reopen it" in answer.json()["reasons"][0]

    def test_refuses_what_is_too_long_in_words(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        for body in ("<p>x</p>" * 2_001, "x" * 1_000_001):
            answer = client.post(url(version, "autosave"), sent(version, body=body))
            assert answer.status_code == 400
            assert "too long" in answer.json()["reasons"][0]

    def test_stores_no_markup_that_a_base_smuggles_in(self, client, sign_in, version):
        base = to_json(working_copy(version))
        base[1]["html"] = '<p onclick="x()">The river rose today.</p>'
        sign_in(("Reporter", "en"))
        client.post(url(version, "autosave"), sent(version, base=base))
        assert "onclick" not in str(to_json(working_copy(version)))

    def test_is_closed_to_others(self, client, sign_in, version):
        assert client.post(url(version, "autosave"), {}).status_code in {302, 403}
        sign_in(("Administrator", ""))
        assert client.get(url(version, "autosave")).status_code == 405
        Article.objects.update(is_restricted=True)
        for name in ("autosave", "heartbeat"):
            assert client.post(url(version, name), {}).status_code == 404


class TestSaving:
    def test_keeps_markup_that_the_fields_cannot_show(self, client, sign_in, version):
        marked = (
            *make.blocks("A <em>dry</em> year", []),
            *parse_body('<h3>Why</h3><p>Rain, <span lang="km">ភ្លៀង</span>, fell.</p>'),
        )
        make.write(version, marked)
        sign_in(("Reporter", "en"))
        client.post(
            url(version),
            sent(
                version,
                headline_text="A dry year",
                body="<h3>Why</h3><p>Rain, ភ្លៀង, fell.</p><p>Much.</p>",
            ),
        )
        stored = [block.html for block in working_copy(version)]
        assert stored == [
            "A <em>dry</em> year",
            "<h3>Why</h3>",
            '<p>Rain, <span lang="km">ភ្លៀង</span>, fell.</p>',
            "<p>Much.</p>",
        ]

    def test_keeps_both_changes_and_says_so(self, client, sign_in, version):
        before = sent(version, body="<p>The river rose twice today.</p>" + SECOND)
        somebody_writes(version, "The river rose today.", "Villagers went back.")
        sign_in(("Reporter", "en"))
        page = client.post(url(version), before, follow=True).content.decode()
        assert "Their changes are kept, too." in page
        version.refresh_from_db()
        assert "twice today" in str(version.current_revision.blocks)
        assert "went back" in str(version.current_revision.blocks)

    def test_takes_the_base_for_no_change_of_the_form(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        client.post(url(version), sent(version, body=FIRST + "<p>New.</p>"))
        history = client.get(
            reverse("admin:articles_version_history", args=[version.pk])
        )
        assert "Base" not in history.content.decode()


class TestWhoElseIsHere:
    def test_is_said_by_user_name(self, client, sign_in, version):
        one = sign_in(("Reporter", "en"))
        assert "is here, too" not in client.get(url(version)).content.decode()
        sign_in(("Editor", "en"))
        page = client.get(url(version)).content.decode()
        assert f"{one.username} is here, too." in page
        answer = client.post(url(version, "heartbeat")).json()
        assert answer == {"here": f"{one.username} is here, too."}

    def test_is_said_of_this_version_alone(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        client.get(url(version))
        sign_in(("Editor", "en"))
        page = client.get(url(make.a_version(language="en"))).content.decode()
        assert "is here, too" not in page

    def test_is_no_name_and_no_headline_in_valkey(
        self, client, sign_in, version, nobody_is_here
    ):
        account = sign_in(("Reporter", "en"))
        client.get(url(version))
        key = f"spean:at:{version.pk}"
        valkey = nobody_is_here._valkey
        assert valkey.keys("spean:at:*") == [key.encode()]
        assert valkey.zrange(key, 0, -1) == [str(account.pk).encode()]
        assert 0 < valkey.ttl(key) <= 45


class TestTheVersionPage:
    def test_saves_by_itself_only_for_who_may_write(self, client, sign_in, version):
        sign_in(("Reporter", "en"))
        page = client.get(url(version)).content.decode()
        assert f'data-autosave="{url(version, "autosave")}"' in page
        assert json.loads(hidden(page, "base")) == to_json(working_copy(version))
        make.approved(Version.objects.get(pk=version.pk))
        assert 'data-autosave=""' in client.get(url(version)).content.decode()

    def test_begins_with_an_empty_base_for_an_empty_text(self, client, sign_in):
        version = make.a_version(language="en")
        version.working_blocks.all().delete()
        sign_in(("Reporter", "en"))
        assert hidden(client.get(url(version)).content.decode(), "base") == "[]"
        client.post(url(version), sent(version))
        assert len(texts(version)) == 3

    def test_is_saved_after_a_revision_was_kept_elsewhere(
        self, client, sign_in, version
    ):
        before = sent(version, body=FIRST + SECOND + "<p>New.</p>")
        other = somebody_writes(version, "The river rose.", "Villagers moved up.")
        save_revision(version=version, by=other, at=make.NOW)
        sign_in(("Reporter", "en"))
        client.post(url(version), before)
        assert texts(version)[1:] == ["The river rose.", "Villagers moved up.", "New."]
