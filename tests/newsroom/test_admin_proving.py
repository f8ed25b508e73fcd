"""The ledger is proven while somebody waits, and the result said in plain words."""

import pytest
from django.db import connections
from django.utils import translation

from ledger.actions.recording import record
from ledger.models import Entry
from ledger.verifying import Break, Verdict
from newsroom.admin.proving import prove, told

HEAD = "ab" * 32


def fill(count):
    for number in range(1, count + 1):
        record(kind="copy.released", subject=f"urn:spean:copy:{number}", facts={})
    return bytes(Entry.objects.head().hash).hex()


@pytest.mark.django_db
class TestProof:
    def test_of_an_empty_ledger_says_so(self):
        proof = prove()
        assert proof.is_sound
        assert proof.lines == ("The ledger has no entries yet.",)
        assert proof.head == ""

    def test_of_a_whole_ledger_gives_its_head_to_be_noted(self):
        head = fill(3)
        proof = prove()
        assert proof.is_sound
        assert proof.lines == ("All 3 entries are as they were written.",)
        assert proof.head == head

    def test_finds_a_head_that_was_noted(self):
        head = fill(2)
        fill(2)
        assert prove(expected_head=head).is_sound

    def test_misses_a_head_that_was_cut_off(self):
        fill(2)
        proof = prove(expected_head=HEAD)
        assert not proof.is_sound
        assert "entries at the end were cut off" in proof.lines[0]
        assert "2, fit together" in proof.lines[1]

    def test_looks_at_no_more_than_a_request_may_take_and_says_so(self):
        head = fill(5)
        proof = prove(most=2)
        assert proof.is_sound
        assert proof.lines[0] == "The first 2 of 5 entries are as they were written."
        assert "verify_ledger proves all" in proof.lines[1]
        assert proof.head != head

    def test_does_not_call_a_head_missing_that_may_come_later(self):
        head = fill(5)
        proof = prove(expected_head=head, most=2)
        assert proof.is_sound
        assert "it may come later" in proof.lines[1]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
class TestTampering:
    def test_is_named_with_its_entry(self, transactional_db):
        fill(4)
        with connections["owner"].cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
            cursor.execute("UPDATE ledger_entry SET kind = 'x' WHERE seq = 3")
            for trigger in ("entry_is_chained", "entry_stays", "entries_stay"):
                cursor.execute(
                    f"ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER {trigger}"
                )
        connections["owner"].close()
        proof = prove()
        assert not proof.is_sound
        assert proof.broken_seq == 3
        assert proof.lines[0].startswith("Entry 3 is not as it was written")
        assert proof.lines[1] == "Entries before it that are as they were written: 2."


class TestWords:
    @pytest.mark.parametrize("kind", Break)
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_tell_every_break_apart_with_the_number(self, kind, language):
        with translation.override(language):
            proof = told(Verdict(7, HEAD, 8, kind, "…"), total=7)
            others = [
                told(Verdict(7, HEAD, 8, other, "…"), total=7).lines[0]
                for other in Break
                if other != kind
            ]
        assert not proof.is_sound
        assert proof.lines[0] not in others
        assert kind == Break.HEAD_MISSING or "8" in proof.lines[0]
        assert any("7" in line for line in proof.lines)

    def test_use_the_singular_for_one(self):
        proof = told(Verdict(1, HEAD), total=1)
        assert proof.lines == ("The ledger’s only entry is as it was written.",)

    def test_hold_while_another_entry_is_just_written(self):
        assert told(Verdict(6, HEAD), total=5).lines == (
            "All 6 entries are as they were written.",
        )
