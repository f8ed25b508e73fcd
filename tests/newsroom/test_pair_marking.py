"""How far a row is, what people say of it, and what is done with the whole."""

import pytest
from django.urls import reverse

from articles.actions.writing import save_revision
from articles.models import Article, PreviewLink, Version
from tests import factories as make
from tests.newsroom.pair_page import (
    JSON,
    key_of,
    page_of,
    press,
    stamp_of,
    texts,
    words_of,
)
from tests.newsroom.pair_page import sent as form_of
from tests.newsroom.pair_rows import (
    translator_fixture,  # noqa: F401
    version_fixture,  # noqa: F401
)
from tests.translations.pairs import (
    a_source,
    a_translation,
    changed,
    finished,
    sent,
    unit_of,
)
from translations.models import Comment, Unit, UnitState

pytestmark = pytest.mark.django_db


class TestMarking:
    def test_as_translated_goes_on_to_the_next_unfinished(
        self, client, translator, version
    ):
        version = a_translation(a_source(), texts={})
        key = key_of(version, "a")
        form = form_of(version, key, "<p>The river.</p>", do="translated")
        answer = press(client, version, key, form)
        assert answer.url == f"{page_of(version)}#{key_of(version, 'b')}"
        unit = unit_of(version, "a")
        assert (unit.state, unit.anchored_by) == (UnitState.TRANSLATED, translator)

    def test_tells_a_script_where_to_go_and_how_it_looks(
        self, client, translator, version
    ):
        version = a_translation(a_source(), texts={})
        key = key_of(version, "a")
        form = form_of(version, key, "<p>The river.</p>", do="translated")
        answer = press(client, version, key, form, **JSON).json()
        assert answer["then"] == key_of(version, "b")
        assert f'id="{key}"' in answer["html"]
        assert "rows" not in answer
        assert not answer["unfinished"]

    def test_as_approved_is_for_another_editor(self, client, sign_in, version):
        sign_in(("Editor", "en"))
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, do="approved"))
        assert unit_of(version, "a").state == UnitState.APPROVED

    def test_as_approved_is_not_for_a_translator(self, client, translator, version):
        key = key_of(version, "a")
        answer = press(client, version, key, form_of(version, key, do="approved"))
        assert answer.status_code == 403
        assert unit_of(version, "a").state == UnitState.TRANSLATED

    def test_as_needs_work(self, client, translator, version):
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, do="needs_work"))
        assert unit_of(version, "a").state == UnitState.NEEDS_WORK

    def test_stores_the_text_also_where_the_source_moved(self, client, translator):
        source = a_source()
        version = a_translation(source)
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Kept.</p>", do="translated")
        changed(source, a="ថ្មី។")
        answer = press(client, version, key, form, **JSON)
        assert answer.status_code == 400
        assert (
            "The source changed while this page was open" in answer.json()["reasons"][0]
        )
        assert "<ins>" in answer.json()["html"]
        assert texts(version)[0] == "Kept."
        assert unit_of(version, "a").made_from != unit_of(version, "a").source_now

    def test_still_right_and_updated(self, client, translator):
        source = a_source()
        version = a_translation(source)
        changed(source, a="ថ្មីមួយ។", b="ថ្មីពីរ។")
        for name, deed in (("a", "still_right"), ("b", "translated")):
            key = key_of(version, name)
            press(client, version, key, form_of(version, key, do=deed))
        assert not Unit.objects.stale().exists()
        assert unit_of(version, "a").anchored_as == "still_right"
        assert unit_of(version, "b").anchored_as == "updated"

    def test_still_right_is_said_of_a_published_version(self, client, translator):
        source = a_source()
        version = finished(a_translation(source))
        changed(source, a="ថ្មីមួយ។")
        key = key_of(version, "a")
        form = {"do": "still_right", "source": stamp_of(version)}
        assert press(client, version, key, form).status_code == 302
        assert not Unit.objects.stale().exists()


class TestMore:
    def test_is_opened_and_closed_and_keeps_the_text(self, client, translator, version):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Kept.</p>", do="more")
        answer = press(client, version, key, form)
        assert answer.url == f"{page_of(version)}?more={key}#{key}"
        page = client.get(answer.url).content.decode()
        assert page.count('class="more"') == 1
        assert "Kept." in page
        form = form_of(version, key, do="needs_work", more="1")
        assert "more=" in press(client, version, key, form).url
        form = form_of(version, key, do="less", more="1")
        assert "more=" not in press(client, version, key, form).url

    def test_comes_for_a_script_with_the_row(self, client, translator, version):
        key = key_of(version, "a")
        for deed in ("more", "history"):
            told = press(client, version, key, {"do": deed}, **JSON).json()
            assert 'value="merge"' in told["html"]

    def test_of_the_form_says_a_comment_that_was_typed_beside_it(
        self, client, translator, version
    ):
        key = key_of(version, "a")
        form = form_of(version, key, do="needs_work", comment="Ask the reporter.")
        press(client, version, key, form)
        assert Comment.objects.get().text == "Ask the reporter."
        assert unit_of(version, "a").state == UnitState.NEEDS_WORK


class TestComments:
    def test_are_shown_in_the_row_and_settled(self, client, translator, version):
        key = key_of(version, "a")
        form = form_of(version, key, do="comment", comment="Is “rose” right?")
        press(client, version, key, form)
        said = Comment.objects.get()
        assert said.unit == unit_of(version, "a")
        assert "1 comment" in words_of(client.get(page_of(version)))
        page = words_of(client.get(page_of(version), {"more": key}))
        assert "Is “rose” right?" in page
        press(client, version, key, {"resolve": str(said.pk)})
        said.refresh_from_db()
        assert said.resolved_by == translator

    def test_keep_what_was_typed_when_refused(self, client, translator, version):
        key = key_of(version, "a")
        form = form_of(version, key, "<p>Kept.</p>", do="comment", comment="x" * 2_001)
        answer = press(client, version, key, form)
        assert answer.status_code == 400
        assert "x" * 2_001 in answer.content.decode()
        assert texts(version)[0] == "Kept."

    def test_on_the_whole_text(self, client, translator, version):
        address = reverse("admin:pair_whole", args=[version.pk])
        client.post(address, {"do": "comment", "comment": "Who edits this?"})
        said = Comment.objects.get()
        assert said.unit is None
        assert "Who edits this?" in words_of(client.get(page_of(version)))
        client.post(address, {"resolve": str(said.pk), "do": "resolve"})
        said.refresh_from_db()
        assert said.resolved_at

    def test_of_another_version_cannot_be_settled(self, client, translator, version):
        other = a_translation(a_source())
        said = Comment.objects.create(
            version=other, text="x", by=translator, at=make.NOW
        )
        key = key_of(version, "a")
        for pk in (said.pk, "x", "9" * 40):
            answer = press(client, version, key, {"resolve": str(pk)})
            assert answer.status_code == 400


class TestPreview:
    def test_shows_what_is_written(self, client, translator, version):
        save_revision(version=version, by=make.a_chief(), at=make.NOW)
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, "<p>Just typed.</p>"))
        address = reverse("admin:pair_preview", args=[version.pk])
        answer = client.post(address)
        assert answer.url.startswith("/preview/")
        assert "Just typed." in client.get(answer.url).content.decode()
        assert client.post(address).url == answer.url
        assert PreviewLink.objects.get().made_by == translator

    def test_says_why_there_is_none(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        address = reverse("admin:pair_preview", args=[version.pk])
        assert client.post(address).status_code == 403


class TestSending:
    def test_begins_a_translation_and_opens_it(self, client, sign_in):
        sign_in(("Translator", "en"))
        source = a_source()
        address = reverse("admin:pair_send", args=[source.pk])
        assert 'value="en"' in client.get(address).content.decode()
        answer = client.post(address, {"language": "en"})
        version = Version.objects.get(language="en")
        assert answer.url == page_of(version)
        assert version.units.count() == 4

    def test_gives_what_was_chosen_back_when_refused(self, client, sign_in):
        by = sign_in(("Editor", "en"))
        source = a_source()
        sent(source)
        address = reverse("admin:pair_send", args=[source.pk])
        form = {"language": "en", "translator": by.pk, "due_at": "2026-03-05T10:00"}
        answer = client.post(address, form)
        assert answer.status_code == 200
        assert "already" in words_of(answer)
        assert "2026-03-05" in answer.content.decode()

    def test_is_for_who_may_write_and_may_know(self, client, sign_in):
        source = a_source()
        address = reverse("admin:pair_send", args=[source.pk])
        sign_in(("Rights desk", ""))
        assert client.get(address).status_code == 403
        sign_in(("Translator", "en"))
        Article.objects.update(is_restricted=True)
        assert client.get(address).status_code == 404
