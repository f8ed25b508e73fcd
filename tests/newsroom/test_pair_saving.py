"""What is typed into a row is stored, for a plain form and for a script."""

import json
from html import unescape

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy
from articles.models import Article, Status, Version
from articles.text.blocks import from_json
from tests.newsroom.pair_page import JSON, key_of, page_of, press, texts, words_of
from tests.newsroom.pair_page import sent as form_of
from tests.newsroom.pair_rows import (
    translator_fixture,  # noqa: F401
    version_fixture,  # noqa: F401
)
from tests.translations.pairs import (
    ENGLISH,
    a_source,
    a_translation,
    changed,
    translate,
    unit_of,
)
from translations.models import UnitState

pytestmark = pytest.mark.django_db


class TestSaving:
    def test_stores_the_text_and_comes_back_to_the_row(
        self, client, translator, version
    ):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>The <b>river</b> rose.</p>")
        answer = press(client, version, key, form)
        assert (answer.status_code, answer.url) == (302, f"{page_of(version)}#{key}")
        assert (
            working_copy(version)[0].html == "<p>The <strong>river</strong> rose.</p>"
        )

    def test_tells_a_script_the_new_base(self, client, translator, version):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>One.</p><p>Two.</p>")
        answer = press(client, version, key, form, **JSON).json()
        assert [b.html for b in from_json(json.loads(answer["base"]))] == [
            "<p>One.</p>",
            "<p>Two.</p>",
        ]
        assert not answer["others_wrote"]
        assert "html" not in answer
        assert answer["progress"] == "4 of 4 done"

    def test_writes_what_stands_apart(self, client, translator, version):
        form = form_of(version, "headline", "The river")
        press(client, version, "headline", form)
        assert texts(version)[0] == "The river"

    def test_stores_nothing_where_nothing_was_typed(self, client, translator, version):
        before = version.sittings.count()
        press(
            client,
            version,
            key_of(version, "a"),
            form_of(version, key_of(version, "a")),
        )
        assert version.sittings.count() == before
        assert unit_of(version, "a").state == UnitState.TRANSLATED

    def test_keeps_scripts_out(self, client, translator, version):
        key = key_of(version, "a")
        html = "<p onclick=x()>A<script>x()</script></p><img src=x onerror=x()>"
        press(client, version, key, form_of(version, key, html))
        assert working_copy(version)[0].html == "<p>A</p>"

    @pytest.mark.parametrize(
        "base", ["", "no", "[1]", "{}", '[{"id":"headline"}]', "[" * 9_999]
    )
    def test_survives_a_base_that_nobody_wrote(self, client, translator, version, base):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Anew.</p>", base=base)
        assert press(client, version, key, form).status_code == 302
        assert {ENGLISH["a"], "Anew."} <= set(texts(version))

    def test_gives_what_was_typed_back_when_it_is_refused(
        self, client, translator, version
    ):
        Version.objects.filter(pk=version.pk).update(status=Status.SUBMITTED)
        key = key_of(version, "a")
        answer = press(
            client, version, key, form_of(version, key, "<p>Mine &amp; hers</p>")
        )
        assert answer.status_code == 403
        assert "Mine" in answer.content.decode()
        told = press(client, version, key, form_of(version, key, "<p>Mine</p>"), **JSON)
        assert told.status_code == 403
        assert len(told.json()["reasons"]) == 1

    def test_gives_the_text_of_a_paragraph_back_that_is_gone(
        self, client, translator, version
    ):
        key = key_of(version, "b")
        form = form_of(version, key, "<p>Typed for nothing</p>")
        press(client, version, key_of(version, "a"), {"do": "merge"})
        answer = press(client, version, key, form)
        assert answer.status_code == 400
        assert "Typed for nothing" in answer.content.decode()
        assert "Somebody joined or linked these paragraphs anew" in words_of(answer)

    def test_writes_no_paragraph_that_went_to_another_row(
        self, client, translator, version
    ):
        translate(unit_of(version, "a"), "One.", "Two.")
        key = key_of(version, "a")
        form = form_of(version, key, "<p>One.</p><p>Two!</p>")
        press(client, version, key, {"do": "split", "sources": "1", "targets": "1"})
        answer = press(client, version, key, form)
        assert answer.status_code == 400
        assert "Two!" in answer.content.decode()
        assert "Two." in texts(version)

    def test_is_refused_for_a_deed_that_is_not_there(self, client, translator, version):
        key = key_of(version, "a")
        assert press(client, version, key, {"do": "explode"}).status_code == 404
        address = reverse("admin:pair_row", args=[version.pk, key])
        assert client.get(address).status_code == 405

    def test_of_more_than_a_text_can_be_is_refused(self, client, translator, version):
        key = key_of(version, "a")
        for html in ("<p>a</p>" * 10_000, "a" * 1_000_001):
            form = form_of(version, key, html)
            assert press(client, version, key, form, **JSON).status_code == 400

    def test_hides_restricted_stories(self, client, translator, version):
        key = key_of(version, "a")
        Article.objects.update(is_restricted=True)
        assert press(client, version, key, {"do": "save"}).status_code == 404


class TestTwoAtOneRow:
    def theirs(self, version, text):
        unit = unit_of(version, "a")
        translate(unit, text)

    def test_see_both_texts_and_lose_none(self, client, translator, version):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Mine rose today.</p>")
        self.theirs(version, "Theirs rose today.")
        answer = press(client, version, key, form)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "<ins>Theirs" in page
        assert "<ins>Mine" in page
        assert "&lt;p&gt;Mine rose today.&lt;/p&gt;" in page
        assert texts(version)[0] == "Theirs rose today."

    @pytest.mark.parametrize(
        ("choice", "stands"),
        [("mine", "Mine rose today."), ("theirs", "Theirs rose today.")],
    )
    def test_choose(self, client, translator, version, choice, stands):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Mine rose today.</p>")
        self.theirs(version, "Theirs rose today.")
        told = press(client, version, key, form, **JSON)
        assert told.status_code == 409
        seen = _field(told.json()["ways"], "seen")
        answer = press(client, version, key, {**form, "seen": seen, "choice": choice})
        assert answer.status_code == 302
        assert texts(version)[0] == stands
        assert len(texts(version)) == 4

    @pytest.mark.parametrize("choice", ["mine", "theirs"])
    def test_choose_between_texts_without_a_common_word(
        self, client, translator, version, choice
    ):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Mine.</p>")
        self.theirs(version, "Something else entirely")
        seen = _field(press(client, version, key, form, **JSON).json()["ways"], "seen")
        press(client, version, key, {**form, "seen": seen, "choice": choice})
        assert (
            texts(version)[0]
            == {
                "mine": "Mine.",
                "theirs": "Something else entirely",
            }[choice]
        )
        assert len(texts(version)) == 4

    def test_are_asked_again_when_the_other_goes_on(self, client, translator, version):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Mine rose today.</p>")
        self.theirs(version, "Theirs rose today.")
        seen = _field(press(client, version, key, form, **JSON).json()["ways"], "seen")
        self.theirs(version, "Theirs rose today, again.")
        answer = press(client, version, key, {**form, "seen": seen, "choice": "mine"})
        assert answer.status_code == 409
        assert "again" in texts(version)[0]

    def test_keep_two_paragraphs_of_one_row(self, client, translator, version):
        translate(unit_of(version, "a"), "One.", "Two.")
        key = key_of(version, "a")
        form = form_of(version, key, "<p>One!</p><p>Two.</p>")
        translate(unit_of(version, "a"), "One.", "Two?")
        told = press(client, version, key, form, **JSON).json()
        assert told["others_wrote"]
        assert "Two?" in told["html"]
        assert texts(version)[:2] == ["One!", "Two?"]

    def test_do_not_meet_in_two_rows(self, client, translator, version):
        forms = {
            name: form_of(version, key_of(version, name), f"<p>New {name}.</p>")
            for name in "ab"
        }
        for name, form in forms.items():
            key = key_of(version, name)
            assert not press(client, version, key, form, **JSON).json()["others_wrote"]
        assert texts(version)[:2] == ["New a.", "New b."]


def _field(html, name):
    return unescape(html.split(f'name="{name}" value="')[1].split('"')[0])


class TestStamp:
    @pytest.mark.parametrize("stamp", ["", "x", "0", "9" * 40, "1-2-3", "²"])
    def test_that_no_page_wrote_is_as_if_the_source_had_moved(
        self, client, translator, version, stamp
    ):
        key = key_of(version, "a")
        form = form_of(version, key, do="translated", source=stamp)
        assert press(client, version, key, form).status_code == 400

    def test_of_an_old_page_is_good_where_the_paragraph_did_not_change(
        self, client, translator
    ):
        source = a_source()
        version = a_translation(source)
        key = key_of(version, "a")
        form = form_of(version, key, do="translated")
        changed(source, b="ថ្មី។")
        assert press(client, version, key, form).status_code == 302
