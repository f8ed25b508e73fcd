"""A signed note of the head, kept elsewhere, finds what was cut off."""

from datetime import UTC, datetime

import pytest

from ledger.actions.recording import record
from ledger.anchoring import NoteError, note_head, public_key, read_note
from ledger.verifying import Break, stored_links, verify

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def entries():
    return [
        record(kind="test.entry", subject=f"urn:spean:test:{number}", facts={})
        for number in range(3)
    ]


class TestNote:
    def test_says_what_the_head_is_and_who_signed_it(self, entries):
        note = read_note(note_head(at=AT))
        assert note.seq == entries[-1].seq
        assert note.head == bytes(entries[-1].hash).hex()
        assert note.noted_at == AT
        assert note.is_ours

    def test_of_an_empty_ledger_is_zeros(self):
        note = read_note(note_head(at=AT))
        assert (note.seq, note.head) == (0, "0" * 64)

    def test_survives_a_mail(self, entries):
        assert read_note("  " + note_head(at=AT).replace("\n", "\r\n") + "\r\n").is_ours

    @pytest.mark.usefixtures("entries")
    @pytest.mark.parametrize(
        "change",
        [
            ("entries: 3", "entries: 2"),
            ("noted: 2026", "noted: 2025"),
            ("hash: ", "hash: 0"),
        ],
    )
    def test_is_not_believed_when_it_was_changed(self, change):
        text = note_head(at=AT)
        assert change[0] in text
        with pytest.raises(NoteError):
            read_note(text.replace(*change))

    @pytest.mark.parametrize("text", ["", "Spean ledger head", "x" * 500])
    def test_is_nothing_else(self, text):
        with pytest.raises(NoteError, match="no note"):
            read_note(text)

    def test_by_another_newsroom_is_told_apart(self, entries, settings):
        theirs = note_head(at=AT)
        settings.LEDGER_KEY = "another key of another newsroom, long enough"
        assert not read_note(theirs).is_ours

    def test_gives_no_secret_away(self, settings):
        assert settings.LEDGER_KEY not in note_head(at=AT)
        assert len(public_key()) == 64


class TestAnchor:
    def test_finds_entries_that_were_cut_off_at_the_end(self, entries):
        note = read_note(note_head(at=AT))
        links = list(stored_links())
        assert verify(links, expected_head=note.head).kind is None
        shortened = verify(links[:-1], expected_head=note.head)
        assert shortened.kind == Break.HEAD_MISSING

    def test_still_holds_when_more_was_written(self, entries):
        note = read_note(note_head(at=AT))
        record(kind="test.entry", subject="urn:spean:test:9", facts={})
        assert verify(stored_links(), expected_head=note.head).kind is None
