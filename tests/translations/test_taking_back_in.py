"""A file comes back: nothing is lost, and nothing is overwritten without a press."""

import pytest

from articles.models import Article
from articles.text.blocks import Block, BlockKind
from ledger.models import Entry
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.files import (
    chosen,
    compared,
    handed,
    in_xliff,
    parts_of,
    replaced,
    zipped,
)
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    finished,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.handing_out import HandingRefused, call_off, forget_files
from translations.actions.taking_back_in import (
    Decided,
    ReturnUnanswered,
    bring_back,
    drop_file,
    print_of_text,
    take_in,
)
from translations.formats.comparing import Choice, Verdict
from translations.formats.faults import FileError
from translations.models import (
    Anchor,
    BroughtBack,
    Comment,
    FileFormat,
    HandedOut,
    ReturnState,
    Unit,
    UnitState,
)
from translations.readings import linked
from translations.verifying import differences

pytestmark = pytest.mark.django_db


def brought(version, content, *, by=None):
    by = by or make.a_chief()
    return bring_back(version=version, content=content, by=by, at=make.NOW)


def taken(back, decided=None, *, by=None, **more):
    by = by or make.a_chief()
    return take_in(back=back, decided=decided or {}, by=by, at=make.NOW, **more)


def verdicts(back):
    return [row.verdict.value for row in compared(back).rows]


@pytest.fixture
def version():
    """Translate two of four paragraphs."""
    told = {name: ENGLISH[name] for name in "ab"}
    return a_translation(a_source(), texts=told)


class TestHandOut:
    @pytest.mark.parametrize("form", FileFormat)
    def test_notes_what_left_and_who_has_it(self, version, form):
        by = make.an_account(("Translator", "en"))
        file = handed(version, form, by=by)
        row = HandedOut.objects.get()
        assert (row.format, row.handed_to, row.size) == (form, by, len(file.content))
        entry = Entry.objects.filter(kind="translation.handed_out").get()
        assert entry.facts["sha256"] == row.sha256
        assert entry.facts["to"] == by.pk
        assert entry.facts["format"] == form
        assert entry.subject == version.article.urn

    @pytest.mark.parametrize("form", FileFormat)
    def test_names_nobody(self, version, form):
        by = make.an_account(("Translator", "en"))
        content = handed(version, form, by=by).content
        parts = parts_of(content) if content[:2] == b"PK" else {"": content}
        assert not [
            name for name, data in parts.items() if by.username.encode() in data
        ]

    def test_is_refused_for_a_restricted_story(self, version):
        Article.objects.update(is_restricted=True)
        with pytest.raises(HandingRefused, match="restricted"):
            handed(version)

    def test_is_for_who_writes_the_language(self, version):
        with pytest.raises(PermissionRefused):
            handed(version, by=make.an_account(("Translator", "fr")))
        assert not HandedOut.objects.exists()

    def test_is_refused_without_anything_in_both_languages(self):
        with pytest.raises(HandingRefused, match="TMX"):
            handed(sent(a_source()), FileFormat.TMX)

    def test_is_called_off_once(self, version):
        row = handed(version).row
        call_off(handed=row, by=make.a_chief(), at=make.NOW)
        assert not HandedOut.objects.out().exists()
        with pytest.raises(HandingRefused):
            call_off(handed=row, by=make.a_chief(), at=make.NOW)


class TestBringBack:
    def test_writes_nothing(self, version):
        content = in_xliff(handed(version).content, **{KHMER["c"]: "It rained."})
        before = texts(version)
        back = brought(version, content)
        assert texts(version) == before
        assert bytes(back.content) == content
        assert back.state == ReturnState.WAITING

    def test_keeps_the_same_file_once(self, version):
        content = handed(version).content
        assert brought(version, content) == brought(version, content)

    def test_refuses_the_file_of_another_translation(self, version):
        other = a_translation(a_source({"a": KHMER["a"]}), texts={})
        with pytest.raises(HandingRefused, match="another translation"):
            brought(other, handed(version).content)

    def test_refuses_another_language(self, version):
        content = handed(version).content
        HandedOut.objects.all().delete()
        french = content.replace(b'target-language="en"', b'target-language="fr"')
        with pytest.raises(HandingRefused, match="fr"):
            brought(version, french)

    def test_refuses_what_is_no_translation(self, version):
        with pytest.raises(FileError, match="none of those"):
            brought(version, b"%PDF-1.4")
        assert not BroughtBack.objects.exists()


class TestComparing:
    def test_tells_what_only_they_wrote(self, version):
        content = in_xliff(
            handed(version).content,
            **{KHMER["b"]: "Villagers went up.", KHMER["c"]: "It rained."},
        )
        assert verdicts(brought(version, content)) == [
            "unchanged",
            "unchanged",
            "takes",
            "takes",
            "empty",
        ]

    def test_tells_what_both_wrote(self, version):
        content = in_xliff(handed(version).content, **{KHMER["b"]: "They went up."})
        back = brought(version, content)
        translate(unit_of(version, "b"), "People climbed.")
        (row,) = compared(back).of(Verdict.CONFLICT)
        assert (row.base, row.mine, row.theirs) == (
            f"<p>{ENGLISH['b']}</p>",
            "<p>People climbed.</p>",
            "<p>They went up.</p>",
        )

    def test_tells_no_conflict_where_both_wrote_the_same(self, version):
        content = in_xliff(handed(version).content, **{KHMER["b"]: "They went up."})
        back = brought(version, content)
        translate(unit_of(version, "b"), "They went up.")
        assert not compared(back).of(Verdict.CONFLICT)

    def test_tells_that_the_source_moved_on(self, version):
        content = in_xliff(handed(version).content, **{KHMER["c"]: "It rained."})
        changed(version.sources.get().source_version, c="ភ្លៀងបីថ្ងៃ។")
        back = brought(version, content)
        (row,) = compared(back).of(Verdict.SOURCE_CHANGED)
        assert KHMER["c"] in row.was
        assert "បី" in row.source

    def test_takes_the_source_left_as_it_was_for_no_translation(self, version):
        content = in_xliff(handed(version).content, **{KHMER["c"]: KHMER["c"]})
        assert verdicts(brought(version, content))[3] == "empty"


class TestTakeIn:
    def test_writes_what_only_they_wrote(self, version):
        by = make.an_account(("Translator", "en"))
        content = in_xliff(
            handed(version).content,
            **{KHMER["c"]: "It rained.", KHMER["d"]: "School is out."},
        )
        back = taken(brought(version, content), by=by)
        assert texts(version) == [
            ENGLISH["a"],
            ENGLISH["b"],
            "It rained.",
            "School is out.",
        ]
        unit = unit_of(version, "c")
        assert (unit.state, unit.anchored_as, unit.anchored_by) == (
            UnitState.TRANSLATED,
            Anchor.TAKEN_IN,
            by,
        )
        assert linked(unit).freshness.value == "fresh"
        assert list(differences()) == []
        assert (back.state, back.taken, bytes(back.content)) == ("taken_in", 2, b"")
        assert not HandedOut.objects.out().exists()
        entry = Entry.objects.filter(kind="translation.taken_in").get()
        assert entry.facts["taken"] == 2

    def test_puts_paragraphs_where_they_belong(self):
        version = a_translation(a_source(), texts={"d": ENGLISH["d"]})
        content = in_xliff(
            handed(version).content,
            **{KHMER[name]: ENGLISH[name] for name in "abc"},
        )
        taken(brought(version, content))
        assert texts(version) == [ENGLISH[name] for name in "abcd"]

    def test_takes_what_is_not_finished_as_that(self, version):
        told = handed(version).content.decode()
        content = replaced(told, KHMER["c"], "It…", "needs-review-translation")
        taken(brought(version, content.encode()), is_rest_left=True)
        assert unit_of(version, "c").state == UnitState.NEEDS_WORK

    def test_asks_about_what_is_empty(self, version):
        back = brought(version, handed(version).content)
        with pytest.raises(ReturnUnanswered) as refused:
            taken(back)
        assert len(refused.value.rows) == 2
        taken(back, chosen(back, Choice.DROP, "empty"))
        assert Unit.objects.filter(version=version, is_dropped=True).count() == 2
        assert list(differences()) == []

    def test_leaves_what_is_not_answered(self, version):
        back = brought(version, handed(version).content)
        taken(back, is_rest_left=True)
        assert unit_of(version, "c").state == UnitState.UNTRANSLATED
        assert texts(version) == [ENGLISH["a"], ENGLISH["b"]]

    @pytest.mark.parametrize(
        ("choice", "text"),
        [(Choice.THEIRS, "They went up."), (Choice.MINE, "People climbed.")],
    )
    def test_does_with_a_conflict_what_was_pressed(self, version, choice, text):
        content = in_xliff(handed(version).content, **{KHMER["b"]: "They went up."})
        back = brought(version, content)
        translate(unit_of(version, "b"), "People climbed.")
        with pytest.raises(ReturnUnanswered):
            taken(back, chosen(back, Choice.MINE, "empty"))
        taken(back, chosen(back, choice, "conflict"), is_rest_left=True)
        assert texts(version)[1] == text

    def test_overwrites_nothing_that_was_not_shown(self, version):
        content = in_xliff(handed(version).content, **{KHMER["b"]: "They went up."})
        back = brought(version, content)
        decided = chosen(back, Choice.THEIRS, "takes")
        translate(unit_of(version, "b"), "People climbed.")
        with pytest.raises(ReturnUnanswered, match="open"):
            taken(back, decided, is_rest_left=True)
        assert texts(version)[1] == "People climbed."
        back.refresh_from_db()
        assert back.state == ReturnState.WAITING

    def test_marks_what_was_made_from_an_older_source(self, version):
        content = in_xliff(handed(version).content, **{KHMER["c"]: "It rained."})
        changed(version.sources.get().source_version, c="ភ្លៀងបីថ្ងៃ។")
        back = brought(version, content)
        taken(back, chosen(back, Choice.THEIRS, "source_changed"), is_rest_left=True)
        unit = unit_of(version, "c")
        assert linked(unit).freshness.value == "changed"
        assert unit.made_from_blocks[0]["text"] == KHMER["c"]
        assert list(differences()) == []

    def test_knows_a_minor_change_of_the_source(self, version):
        content = in_xliff(handed(version).content, **{KHMER["c"]: "It rained."})
        source = version.sources.get().source_version
        changed(source, is_minor=True, c="ភ្លៀងបីថ្ងៃ។")
        back = brought(version, content)
        taken(back, chosen(back, Choice.THEIRS, "source_changed"), is_rest_left=True)
        assert linked(unit_of(version, "c")).freshness.value == "minor"
        assert list(differences()) == []

    def test_leaves_readers_with_what_they_have(self, version):
        for name in "cd":
            translate(unit_of(version, name), ENGLISH[name])
        finished(version)
        content = in_xliff(handed(version).content, **{KHMER["c"]: "It poured."})
        taken(brought(version, content))
        version.refresh_from_db()
        assert "It poured." not in str(version.released_revision.blocks)
        assert not linked(unit_of(version, "c")).is_behind
        assert list(differences()) == []

    def test_takes_a_headline(self, version):
        content = in_xliff(handed(version).content, ទឹកឡើង="The river")
        taken(brought(version, content), is_rest_left=True)
        head = version.working_blocks.get(block_id="headline")
        assert head.block == Block(
            id="headline", kind=BlockKind.HEADLINE, html="The river"
        )
        assert version.working_blocks.order_by("position").first() == head

    def test_keeps_what_has_no_place_as_a_comment(self, version):
        told = handed(version).content.decode()
        more = (
            '<trans-unit id="u999999"><source>New</source><target>Lost @chief words'
            "</target></trans-unit></body>"
        )
        back = brought(version, told.replace("</body>", more).encode())
        assert [r.theirs for r in compared(back).of(Verdict.UNKNOWN)] == [
            "Lost @chief words"
        ]
        taken(back, is_rest_left=True)
        assert Comment.objects.get().text == "New → Lost @ chief words"

    def test_is_decided_once(self, version):
        back = brought(version, handed(version).content)
        drop_file(back=back, by=make.a_chief(), at=make.NOW)
        with pytest.raises(HandingRefused, match="already"):
            taken(back, is_rest_left=True)
        back.refresh_from_db()
        assert (back.state, back.segments) == ("dropped", [])

    def test_asks_about_links_that_got_lost(self):
        linked_text = 'ទឹក <a href="https://x.example/">ទន្លេ</a>'
        version = sent(a_source({"a": linked_text}))
        told = handed(version).content.decode()
        content = replaced(told, "<g id", "The river").encode()
        back = brought(version, content)
        row = next(r for r in compared(back).rows if r.troubles)
        assert (row.verdict, row.choice) == (Verdict.TAKES, None)
        decided = {row.id: Decided(Choice.THEIRS, print_of_text(row.mine))}
        taken(back, decided, is_rest_left=True)
        assert texts(version) == ["The river"]


class TestForms:
    def test_takes_a_docx(self, version):
        content = handed(version, FileFormat.DOCX).content
        parts = parts_of(content)
        told = parts["word/document.xml"].decode()
        assert ENGLISH["b"] in told
        parts["word/document.xml"] = told.replace(
            ENGLISH["b"], "Up they went."
        ).encode()
        taken(brought(version, zipped(parts)), is_rest_left=True)
        assert texts(version) == [ENGLISH["a"], "Up they went."]

    def test_takes_an_omegat_project(self, version):
        content = handed(version, FileFormat.OMEGAT).content
        parts = parts_of(content)
        (name,) = (each for each in parts if each.startswith("source/h"))
        done = in_xliff(parts[name], **{KHMER["c"]: "It rained."})
        parts[name.replace("source/", "target/")] = done
        taken(brought(version, zipped(parts)), is_rest_left=True)
        assert texts(version)[2] == "It rained."

    def test_takes_a_tmx(self, version):
        content = handed(version, FileFormat.TMX).content
        changed_text = content.replace(ENGLISH["b"].encode(), b"Up they went.")
        taken(brought(version, changed_text), is_rest_left=True)
        assert texts(version) == [ENGLISH["a"], "Up they went."]


class TestForgetFiles:
    def test_throws_the_bytes_away_and_keeps_what_was_read(self, version):
        back = brought(version, handed(version).content)
        assert forget_files() == 1
        back.refresh_from_db()
        assert bytes(back.content) == b""
        assert len(back.segments) == 5
