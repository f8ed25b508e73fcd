"""The pages on which translations leave as files and come back."""

import io
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from newsroom.interchange.dressing import dress_of
from tests import factories as make
from tests.newsroom.pair_page import page_of, texts, words_of
from tests.translations.files import in_xliff, parts_of
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    finished,
    translate,
    unit_of,
)
from translations.actions.exchanging_memory import perform
from translations.actions.handing_out import hand_out
from translations.actions.remembering import remember_when_due
from translations.actions.taking_back_in import bring_back, take_in
from translations.formats import tmx14
from translations.models import (
    BroughtBack,
    Comment,
    FileFormat,
    HandedOut,
    MemoryOrigin,
    MemoryPart,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


@pytest.fixture
def version():
    """Translate two of four paragraphs."""
    told = {name: ENGLISH[name] for name in "ab"}
    return a_translation(a_source(), texts=told)


def files_of(version):
    return reverse("admin:pair_files", args=[version.pk])


def taken_along(client, version, form="xliff"):
    """Press the button of a format."""
    url = reverse("admin:pair_file_out", args=[version.pk])
    return client.post(url, {"format": form})


def brought(client, version, content, name="back.xlf"):
    """Upload a file that came back; returns the answer and its page."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(files_of(version), {"file": file})
    return answer, answer.get("Location", "")


def fields_of(client, page, **choices):
    """Fill in the form of a file that came back."""
    told = client.get(page).content.decode()
    back = BroughtBack.objects.get(pk=page.rstrip("/").rpartition("/")[2])
    seen = {}
    for part in told.split('name="mine-')[1:]:
        key, _quote, rest = part.partition('"')
        seen[f"mine-{key}"] = rest.split('value="')[1].split('"')[0]
    sent = {f"choice-{key}": value for key, value in choices.items()}
    assert back.version_id
    return {**seen, **sent}


def row_key(version, source_id):
    return f"u{unit_of(version, source_id).pk}"


class TestFiles:
    def test_are_reached_from_the_pair_and_the_version(
        self, client, translator, version
    ):
        assert files_of(version) in client.get(page_of(version)).content.decode()
        url = reverse("admin:articles_version_change", args=[version.pk])
        assert files_of(version) in client.get(url).content.decode()

    @pytest.mark.parametrize("form", FileFormat)
    def test_leave_in_every_format(self, client, translator, version, form):
        answer = taken_along(client, version, form)
        row = HandedOut.objects.get()
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith(
            f'attachment; filename="spean-{row.reference}.'
        )
        page = words_of(client.get(files_of(version)))
        assert row.reference in page
        assert "Files that are out" in page

    def test_say_how_to_work_in_both_languages(self, client, translator, version):
        parts = parts_of(taken_along(client, version, "omegat").content)
        told = parts["README.txt"].decode("utf-8-sig")
        assert "How to work with this project" in told
        assert "OmegaT" in told
        assert any("\u1780" <= sign <= "\u17b3" for sign in told)

    def test_of_a_restricted_story_do_not_leave(self, client, sign_in, version):
        by = sign_in(("Translator", "en"))
        article = Article.objects.get(pk=version.article_id)
        article.cleared_people.add(by)
        Article.objects.update(is_restricted=True)
        page = words_of(client.get(files_of(version)))
        assert "does not leave the newsroom as a file" in page
        answer = taken_along(client, version)
        assert answer.status_code == 302
        assert not HandedOut.objects.exists()

    def test_of_a_story_one_may_not_know_of_are_not_there(
        self, client, translator, version
    ):
        Article.objects.update(is_restricted=True)
        assert client.get(files_of(version)).status_code == 404
        assert taken_along(client, version).status_code == 404

    def test_are_called_off(self, client, translator, version):
        taken_along(client, version)
        row = HandedOut.objects.get()
        url = reverse("admin:pair_file_end", args=[version.pk, row.pk])
        assert client.post(url).status_code == 302
        assert not HandedOut.objects.out().exists()

    def test_that_cannot_be_read_are_refused_in_words(
        self, client, translator, version
    ):
        answer, _page = brought(client, version, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")
        assert answer.status_code == 200
        assert "brings a document type of its own" in words_of(answer)


class TestFileThatCameBack:
    def test_shows_what_is_new_and_writes_nothing(self, client, translator, version):
        content = in_xliff(
            taken_along(client, version).content, **{KHMER["c"]: "It rained."}
        )
        before = texts(version)
        answer, page = brought(client, version, content)
        assert answer.status_code == 302
        told = client.get(page)
        assert "It rained." in words_of(told)
        assert "translated outside" in words_of(told)
        assert "Nothing is written yet." in words_of(told)
        assert texts(version) == before

    def test_takes_in_what_was_chosen(self, client, translator, version):
        content = in_xliff(
            taken_along(client, version).content, **{KHMER["c"]: "It rained."}
        )
        _answer, page = brought(client, version, content)
        form = fields_of(client, page, **{row_key(version, "d"): "drop"})
        answer = client.post(page, {**form, "do": "take"})
        assert answer["Location"] == page_of(version)
        assert texts(version)[-1] == "It rained."
        assert unit_of(version, "d").is_dropped

    def test_asks_until_everything_is_answered(self, client, translator, version):
        _answer, page = brought(client, version, taken_along(client, version).content)
        answer = client.post(page, {**fields_of(client, page), "do": "take"})
        assert answer.status_code == 409
        assert "still wait for a choice" in words_of(answer)
        assert "2 paragraphs wait for your choice." in words_of(answer)
        client.post(page, {**fields_of(client, page), "do": "later"})
        assert BroughtBack.objects.get().state == "taken_in"

    def test_shows_both_texts_of_a_conflict(self, client, translator, version):
        content = in_xliff(
            taken_along(client, version).content, **{KHMER["b"]: "Villagers climbed."}
        )
        _answer, page = brought(client, version, content)
        translate(unit_of(version, "b"), "Villagers moved up the hill.")
        told = client.get(page).content.decode()
        assert "written outside and here" in told
        assert "<ins>climbed</ins>" in told
        assert "<ins>" in told.split("Written here:")[1].split("In the file:")[0]
        key = row_key(version, "b")
        client.post(page, {**fields_of(client, page, **{key: "theirs"}), "do": "later"})
        assert texts(version)[1] == "Villagers climbed."

    def test_overwrites_nothing_that_was_not_shown(self, client, translator, version):
        content = in_xliff(
            taken_along(client, version).content, **{KHMER["b"]: "Villagers climbed."}
        )
        _answer, page = brought(client, version, content)
        form = fields_of(client, page, **{row_key(version, "b"): "theirs"})
        translate(unit_of(version, "b"), "Villagers moved up the hill.")
        answer = client.post(page, {**form, "do": "later"})
        assert answer.status_code == 409
        assert "Somebody wrote here while this page was open." in words_of(answer)
        assert texts(version)[1] == "Villagers moved up the hill."

    def test_shows_how_the_source_changed(self, client, translator, version):
        content = in_xliff(
            taken_along(client, version).content, **{KHMER["c"]: "It rained."}
        )
        changed(version.sources.get().source_version, c="ភ្លៀងបានធ្លាក់បីថ្ងៃ។")
        _answer, page = brought(client, version, content)
        told = words_of(client.get(page))
        assert "the source changed since the file left" in told
        assert "Changed since the file left:" in told

    def test_keeps_texts_without_a_place_as_comments(self, client, translator, version):
        more = (
            b'<trans-unit id="x"><source>A</source><target>Stray</target></trans-unit>'
            b"</body>"
        )
        content = taken_along(client, version).content.replace(b"</body>", more)
        _answer, page = brought(client, version, content)
        assert "Texts without a place" in words_of(client.get(page))
        client.post(page, {"do": "later"})
        assert "Stray" in Comment.objects.get().text

    def test_is_thrown_away(self, client, translator, version):
        _answer, page = brought(client, version, taken_along(client, version).content)
        client.post(page, {"do": "drop"})
        assert BroughtBack.objects.get().state == "dropped"
        assert client.get(page)["Location"] == files_of(version)

    def test_is_not_shown_to_who_may_not_know_of_the_story(
        self, client, translator, version
    ):
        _answer, page = brought(client, version, taken_along(client, version).content)
        Article.objects.update(is_restricted=True)
        assert client.get(page).status_code == 404

    def test_is_no_file_of_another_translation(self, client, translator, version):
        _answer, page = brought(client, version, taken_along(client, version).content)
        other = a_translation(a_source(), texts={})
        number = page.rstrip("/").rpartition("/")[2]
        wrong = reverse("admin:pair_file_back", args=[other.pk, number])
        assert client.get(wrong).status_code == 404


class TestMemoryPage:
    def test_is_for_editors(self, client, translator):
        assert client.get(reverse("admin:memory_files")).status_code == 403

    def test_hands_the_memory_out(self, client, sign_in):
        sign_in(("Editor", "en"))
        finished(a_translation(a_source()))
        remember_when_due(at=make.NOW)
        answer = client.post(
            reverse("admin:memory_files_out"), {"source": "km", "target": "en"}
        )
        content = answer.getvalue()
        found = tmx14.read(
            io.BytesIO(content), source_language="km", target_language="en"
        )
        assert "The river rose today." in {tmx14.text_in(e.target) for e in found}

    def test_takes_a_memory_in_and_shows_how_far_it_is(self, client, sign_in):
        sign_in(("Editor", "en"))
        page = reverse("admin:memory_files")
        content = (
            '<tmx><body><tu><tuv xml:lang="km"><seg>ភ្លៀង</seg></tuv>'
            '<tuv xml:lang="en"><seg>Rain</seg></tuv></tu></body></tmx>'
        ).encode()
        form = {
            "file": SimpleUploadedFile("old.tmx", content),
            "name": "Old memory",
            "source": "km",
            "target": "en",
        }
        assert client.post(page, form).status_code == 302
        told = client.get(page)
        assert told["Refresh"] == "2"
        assert '<progress max="1" value="0"' in told.content.decode()
        perform(MemoryPart.objects.get())
        MemoryPart.objects.update(state="done", finished_at=make.NOW)
        told = client.get(page)
        assert "Refresh" not in told
        assert "Old memory" in told.content.decode()
        origin = MemoryOrigin.objects.get()
        client.post(reverse("admin:memory-remove", args=[origin.pk]))
        assert not MemoryOrigin.objects.exists()

    def test_says_what_is_wrong_with_a_file(self, client, sign_in):
        sign_in(("Editor", "en"))
        form = {
            "file": SimpleUploadedFile("old.tmx", b"<tmx/>"),
            "name": "Old",
            "source": "km",
            "target": "en",
        }
        answer = client.post(reverse("admin:memory_files"), form)
        assert "no pair in these two languages" in words_of(answer)


def test_a_file_out_and_in_takes_one_query_a_table(version):
    form, by, at = FileFormat.XLIFF, make.a_chief(), make.NOW
    dress = partial(dress_of, form)
    with CaptureQueriesContext(connection) as out:
        left = hand_out(version=version, form=form, dress=dress, by=by, at=at)
    told = {KHMER[name]: f"{name} text" for name in KHMER}
    content = in_xliff(left.content, **told)
    with CaptureQueriesContext(connection) as kept:
        back = bring_back(version=version, content=content, by=by, at=at)
    with CaptureQueriesContext(connection) as written:
        take_in(back=back, decided={}, by=by, at=at)
    # Taken in: the file with its translation, the text beside its sources, the units;
    # then what is written: text, sitting, board, units, file in, file out, ledger.
    for captured, most in ((out, 5), (kept, 4), (written, 10)):
        asked = [q["sql"][:90] for q in captured if "SAVEPOINT" not in q["sql"]]
        assert len(asked) <= most, "\n".join(asked)
