"""Every button of a row works as a plain form, and for a script."""

import json
from html import unescape

import pytest
from django.urls import reverse

from articles.actions.writing import save_revision, working_copy, write_working_copy
from articles.models import Article, PreviewLink, Status, Version
from articles.text.blocks import from_json
from tests import factories as make
from tests.newsroom.pair_page import (
    JSON,
    key_of,
    page_of,
    press,
    rows,
    stamp_of,
    texts,
    words_of,
)
from tests.newsroom.pair_page import (
    sent as form_of,
)
from tests.translations.pairs import (
    ENGLISH,
    a_source,
    a_translation,
    changed,
    finished,
    sent,
    translate,
    unit_of,
)
from translations.actions.aligning import align_anew
from translations.models import Comment, Unit, UnitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


@pytest.fixture
def version():
    return a_translation(a_source())


def units(version):
    return {
        tuple(unit.source_ids): unit for unit in Unit.objects.filter(version=version)
    }


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

    from django.utils.html import escape  # noqa: PLC0415,F401

    return unescape(html.split(f'name="{name}" value="')[1].split('"')[0])


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


class TestArranging:
    def test_left_out_and_taken_up(self, client, translator):
        version = a_translation(a_source(), texts={})
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, do="drop"))
        assert unit_of(version, "a").is_dropped
        press(client, version, key, form_of(version, key, do="take_up"))
        assert not unit_of(version, "a").is_dropped

    def test_copies_the_source_behind_what_is_there(self, client, translator, version):
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, "<p>Mine.</p>", do="copy"))
        assert texts(version)[:2] == ["Mine.", "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។"]
        press(client, version, "headline", form_of(version, "headline", do="copy"))
        assert texts(version)[0] == "ទឹកឡើង"

    def test_joins_and_parts(self, client, translator, version):
        key = key_of(version, "a")
        press(client, version, key, form_of(version, key, do="merge"))
        assert units(version)[("a", "b")].target_ids
        form = form_of(version, key, do="split", sources="១", targets="1")
        press(client, version, key, form)
        assert set(units(version)) == {("a",), ("b",), ("c",), ("d",)}

    def test_joins_nothing_with_the_end(self, client, translator, version):
        key = key_of(version, "d")
        answer = press(client, version, key, form_of(version, key, do="merge"))
        assert answer.status_code == 400
        assert "No paragraph follows" in words_of(answer)

    @pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40, "²"])
    def test_parts_by_numbers_alone(self, client, translator, version, typed):
        key = key_of(version, "a")
        form = form_of(version, key, do="split", sources=typed, targets=typed)
        assert press(client, version, key, form).status_code == 400

    def test_tells_earlier_later_and_in_order(self, client, translator, version):
        key = key_of(version, "c")
        a, b, c, d = texts(version)
        for deed, order in (
            ("earlier", [a, c, b, d]),
            ("earlier", [c, a, b, d]),
            ("later", [a, c, b, d]),
            ("later", [a, b, c, d]),
            ("later", [a, b, d, c]),
            ("in_order", [a, b, c, d]),
        ):
            press(client, version, key, form_of(version, key, do=deed))
            assert texts(version) == order

    def test_confirms_one_link_and_all(self, client, translator):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        align_anew(version=version, source=source, by=make.a_chief(), at=make.NOW)
        waiting = Unit.objects.filter(version=version, confidence__isnull=False)
        before = waiting.count()
        key = f"u{waiting.first().pk}"
        press(client, version, key, form_of(version, key, do="confirm"))
        assert waiting.count() == before - 1
        address = reverse("admin:pair_whole", args=[version.pk])
        answer = client.post(address, {"do": "confirm_all"})
        assert answer.url == f"{page_of(version)}#rows"
        assert not waiting.exists()

    def loose(self):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        Unit.objects.all().delete()
        return version, [key for key in rows(version) if key.startswith("t-")]

    def test_links_a_loose_paragraph_by_number(self, client, translator):
        version, (one, _two) = self.loose()
        before = len(rows(version))
        # The first two rows of the body are the loose ones.
        answer = press(client, version, one, {"do": "belongs", "number": "3"})
        assert answer.status_code == 302
        assert len(rows(version)) == before - 1
        assert Unit.objects.get().source_ids == ["a"]

    @pytest.mark.parametrize("number", ["", "0", "1", "99"])
    def test_links_it_to_no_row_that_is_not_there(self, client, translator, number):
        version, (one, _two) = self.loose()
        answer = press(client, version, one, {"do": "belongs", "number": number})
        assert answer.status_code == 400

    def test_links_it_to_the_row_before(self, client, translator, version):
        write_working_copy(
            version=version,
            blocks=(*working_copy(version), *make.blocks("x", ["Loose."])[1:]),
            by=make.a_chief(),
            at=make.NOW,
        )
        (loose,) = [key for key in rows(version) if key.startswith("t-")]
        press(client, version, loose, {"do": "belongs_before"})
        assert len(unit_of(version, "d").target_ids) == 2
        assert unit_of(version, "d").state == UnitState.TRANSLATED

    def test_says_that_it_is_in_the_translation_only(self, client, translator):
        version, (one, _two) = self.loose()
        press(client, version, one, {"do": "alone"})
        assert Unit.objects.get().source_version is None

    def test_begins_a_paragraph_that_has_no_unit(self, client, translator):
        version, _loose = self.loose()
        key = key_of(version, "b")
        press(client, version, key, {"do": "begin"})
        assert unit_of(version, "b").state == UnitState.UNTRANSLATED

    def test_finds_out_what_belongs_together(self, client, translator):
        version, _loose = self.loose()
        address = reverse("admin:pair_whole", args=[version.pk])
        client.post(address, {"do": "align"})
        assert Unit.objects.filter(version=version).exists()

    def test_translates_headlines_when_asked(self, client, translator, version):
        address = reverse("admin:pair_whole", args=[version.pk])
        client.post(address, {"do": "heads_on"})
        assert unit_of(version, "headline").state == UnitState.UNTRANSLATED
        key = key_of(version, "headline")
        assert key.startswith("u")
        form = form_of(version, key, "The river", do="translated")
        assert press(client, version, key, form).status_code == 302
        client.post(address, {"do": "heads_off"})
        assert ("headline",) not in units(version)
        assert texts(version)[0] == "The river"

    def test_of_the_whole_is_refused_with_reasons(self, client, sign_in, version):
        sign_in(("Reporter", "km"))
        address = reverse("admin:pair_whole", args=[version.pk])
        answer = client.post(address, {"do": "heads_on"})
        assert answer.status_code == 403
        assert client.post(address, {"do": "explode"}).status_code == 404


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
