"""Whoever tampers with the ledger is found, with the entry named."""

import io
import re
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from ledger.actions.recording import record
from ledger.models import Entry
from ledger.verifying import Break, Link, stored_links, verify


def fill(count: int = 6) -> None:
    for number in range(1, count + 1):
        record(
            kind="copy.released",
            subject=f"urn:spean:copy:{number}",
            facts={"number": number, "language": "km"},
        )


def as_owner(*statements: str) -> None:
    """Do what only the owner can: switch the guards off, tamper, switch them on."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for trigger in ("entry_is_chained", "entry_stays", "entries_stay"):
            cursor.execute(f"ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER {trigger}")


def run(*words: str) -> tuple[int, str]:
    out = io.StringIO()
    try:
        call_command("verify_ledger", *words, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def head() -> str:
    return bytes(Entry.objects.head().hash).hex()


@pytest.fixture
def full_ledger(transactional_db: None) -> Iterator[None]:
    fill()
    yield
    connections["owner"].close()


owner_too = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.mark.django_db
class TestAnUntouchedLedger:
    def test_is_proven_when_empty(self):
        assert run() == (0, f"entries: 0\nhead: {'0' * 64}\n")

    def test_prints_count_and_head(self):
        fill(3)
        assert run() == (0, f"entries: 3\nhead: {head()}\n")

    def test_has_grown_since_a_head_was_noted(self):
        empty = "0" * 64
        fill(2)
        noted = head()
        fill(2)
        for expected in (empty, noted, head(), head().upper()):
            assert run("--expect-head", expected)[0] == 0

    def test_does_not_have_a_head_that_never_was(self):
        fill(2)
        code, text = run("--expect-head", "ab" * 32)
        assert (code, "head missing" in text) == (1, True)

    def test_is_asked_for_real_heads_only(self):
        with pytest.raises(CommandError, match="no head"):
            run("--expect-head", "abc")


@owner_too
@pytest.mark.usefixtures("full_ledger")
class TestATamperedLedger:
    @pytest.mark.parametrize(
        "change",
        [
            "kind = 'copy.recalled'",
            "subject = 'urn:spean:copy:9'",
            """facts = '{"number": 4, "language": "en"}'""",
            "facts = facts || '{\"more\": 1}'",
            "at = at + interval '1 microsecond'",
            "at = 'infinity'",
            "hash = sha256('x')",
            "hash = ''",
            "previous = sha256('x')",
        ],
    )
    def test_names_the_entry_that_was_changed(self, change):
        as_owner("UPDATE ledger_entry SET " + change + " WHERE seq = 4")  # noqa: S608 - our own words
        code, text = run()
        assert (code, text.splitlines()[0]) == (1, "broken at entry 4: changed")
        assert "proven before it: 3 entries" in text

    @pytest.mark.parametrize(
        ("condition", "sentence"),
        [
            ("seq = 3", "Entry 3 was cut out: entry 4 follows at once."),
            ("seq IN (2, 3, 4)", "Entries 2 to 4 were cut out: entry 5 follows"),
            ("seq = 1", "Entry 1 was cut out"),
        ],
    )
    def test_names_what_was_cut_out(self, condition, sentence):
        as_owner("DELETE FROM ledger_entry WHERE " + condition)  # noqa: S608 - our own words
        code, text = run()
        assert (code, sentence in text) == (1, True)
        assert re.match(r"broken at entry [123]: cut out", text)

    def test_names_a_cut_that_was_closed_by_new_numbers(self):
        as_owner(
            "DELETE FROM ledger_entry WHERE seq = 3",
            "UPDATE ledger_entry SET seq = seq - 1 WHERE seq = 4",
            "UPDATE ledger_entry SET seq = seq - 1 WHERE seq = 5",
            "UPDATE ledger_entry SET seq = seq - 1 WHERE seq = 6",
        )
        code, text = run()
        assert (code, text.splitlines()[0]) == (1, "broken at entry 3: moved")
        assert "it was written as no. 4" in text

    def test_names_entries_that_changed_places(self):
        as_owner(
            "UPDATE ledger_entry SET seq = 99 WHERE seq = 2",
            "UPDATE ledger_entry SET seq = 2 WHERE seq = 5",
            "UPDATE ledger_entry SET seq = 5 WHERE seq = 99",
        )
        code, text = run()
        assert (code, text.splitlines()[0]) == (1, "broken at entry 2: moved")
        assert "Entry 2 was moved here: it was written as no. 5." in text

    def test_names_the_entry_after_one_that_was_written_anew(self):
        link = list(stored_links())[3]
        anew = Link(
            link.seq, link.at, "copy.recalled", *_rest(link), link.previous, b""
        )
        as_owner(
            "UPDATE ledger_entry SET kind = 'copy.recalled' WHERE seq = 4",
            f"UPDATE ledger_entry SET hash = '\\x{anew.digest().hex()}' WHERE seq = 4",  # noqa: S608 - our own words
        )
        code, text = run()
        assert (code, text.splitlines()[0]) == (1, "broken at entry 5: changed")
        assert "written anew" in text

    def test_needs_a_noted_head_to_find_a_cut_at_the_end(self):
        noted = head()
        as_owner("DELETE FROM ledger_entry WHERE seq > 4")
        assert run()[0] == 0
        code, text = run("--expect-head", noted)
        assert (code, text.splitlines()[0]) == (1, "broken at entry 5: head missing")
        assert "cut off" in text

    def test_stays_guarded_against_a_replication_role(self):
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT tgname, tgenabled FROM pg_trigger"
                " WHERE tgrelid = 'ledger_entry'::regclass AND NOT tgisinternal"
            )
            # A: always, whatever session_replication_role says.
            assert set(cursor.fetchall()) == {
                ("entry_is_chained", "A"),
                ("entry_stays", "A"),
                ("entries_stay", "A"),
            }


def _rest(link: Link) -> tuple[str, str]:
    return link.subject, link.facts


class TestVerify:
    def test_stops_at_the_first_break(self):
        def links() -> Iterator[Link]:
            yield Link(1, "", "a", "urn:a:1", "{}", bytes(32), b"wrong")
            pytest.fail("It read on.")

        verdict = verify(links())
        assert (verdict.kind, verdict.broken_seq, verdict.count) == (
            Break.CHANGED,
            1,
            0,
        )
