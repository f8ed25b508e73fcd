"""The ledger takes opaque facts only, and chains them whoever inserts."""

import hashlib
import threading
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ledger.actions.recording import LedgerError, record
from ledger.models import Entry
from ledger.salting import salted_digest
from ledger.verifying import FIRST_PREVIOUS, stored_links, verify

ID = "0b5c6f1e-3c1d-4f6e-9a53-0a7b1c2d3e4f"
SUBJECT = f"urn:uuid:{ID}"


def note(subject: str = SUBJECT, **facts: object) -> Entry:
    return record(kind="copy.released", subject=subject, facts=facts)


@pytest.mark.django_db
class TestRecord:
    def test_gives_back_what_the_database_made_of_it(self):
        first, second = note(number=1), note(number=2)
        stored = Entry.objects.get(pk=second.pk)
        assert (second.seq, first.seq) == (2, 1)
        assert bytes(first.previous) == FIRST_PREVIOUS
        assert bytes(second.previous) == bytes(first.hash)
        assert bytes(stored.hash) == bytes(second.hash)
        assert stored.at == second.at

    def test_hashes_what_the_first_page_of_the_ledger_says(self):
        entry = note(format="text", number=3)
        text = (
            f"1\n{entry.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}\ncopy.released\n"
            f'{SUBJECT}\n{{"format": "text", "number": 3}}'
        )
        assert bytes(entry.hash) == hashlib.sha256(bytes(32) + text.encode()).digest()

    @pytest.mark.parametrize(
        "value",
        [
            7,
            -2.5,
            True,
            "text",
            "newsml_g2",
            "km",
            "zh-Hans",
            "en-GB",
            "es-419",
            "account:7",
            "12",
            ID,
            SUBJECT,
            "urn:spean:artifact:12",
            "ab12cd34" * 8,
            "2026-03-01",
            "2026-03-01T09:00:00+07:00",
            "2026-03-01T02:00:00.123456Z",
            ["km", "en"],
            ("print", "broadcast"),
            [],
        ],
    )
    def test_takes_opaque_facts(self, value):
        kept = note(fact=value).facts["fact"]
        assert kept == (list(value) if isinstance(value, tuple) else value)

    def test_writes_moments_in_utc_and_ids_as_text(self):
        moment = datetime.fromisoformat("2026-03-01T09:00:00+07:00")
        facts = note(moment=moment, id=UUID(ID)).facts
        assert facts == {"moment": "2026-03-01T02:00:00+00:00", "id": ID}

    @pytest.mark.parametrize(
        "value",
        [
            "Sok Dara",
            "Dara",
            "សុខ ដារ៉ា",
            "the river has risen",
            "river-has-risen",
            "sok.dara@market.example",
            "https://market.example/story",
            "",
            "km\n",
            "z" * 33,
            "a" * 33,
            "urn:spean:article:the-river-has-risen",
            "2026-03-01T09:00:00",
            None,
            float("nan"),
            float("inf"),
            2**60,
            b"abc",
            {"nested": 1},
            [["km"]],
            ["km", "Dara"],
            [1] * 101,
            datetime(2026, 3, 1),  # noqa: DTZ001 - refused for just that
        ],
    )
    def test_refuses_what_could_be_a_name_or_a_text(self, value):
        with pytest.raises(LedgerError, match="The fact secret") as refused:
            note(secret=value)
        assert "Dara" not in str(refused.value)
        assert Entry.objects.count() == 0

    @pytest.mark.parametrize("key", ["Sok Dara", "", "a-b", "a" * 41, "ឈ្មោះ"])
    def test_refuses_keys_that_are_no_words(self, key):
        with pytest.raises(LedgerError, match="name of a fact"):
            note(**{key: 1})

    @pytest.mark.parametrize("kind", ["", "Copy", "copy released", "copy\n", "a" * 61])
    def test_refuses_kinds_that_are_no_words(self, kind):
        with pytest.raises(LedgerError, match="kind"):
            record(kind=kind, subject=SUBJECT, facts={})

    @pytest.mark.parametrize(
        "subject",
        ["", ID, "urn:uuid:1", "urn:spean:person:sok-dara", f"{SUBJECT}\n", "urn:x"],
    )
    def test_refuses_subjects_that_are_no_opaque_urn(self, subject):
        with pytest.raises(LedgerError, match="subject"):
            note(subject)

    def test_refuses_too_many_facts(self):
        with pytest.raises(LedgerError, match="at most 40"):
            note(**{f"fact_{number}": 1 for number in range(41)})


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_no_text_with_a_blank_or_a_capital_first_gets_in(text):
    with pytest.raises(LedgerError):
        record(kind="a", subject=SUBJECT, facts={"fact": f"Sok {text}"})


INSERT = (
    "INSERT INTO ledger_entry (seq, at, kind, subject, facts, previous, hash)"
    " VALUES (90, '1999-01-01', 'a.lie', 'urn:a:1', '{}', 'x', 'y')"
)


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db
class TestTheDatabase:
    def test_numbers_dates_and_chains_whatever_sql_says(self):
        note()
        execute(INSERT)
        lie = Entry.objects.get(kind="a.lie")
        assert (lie.seq, lie.at.year > 2000) == (2, True)
        assert verify(stored_links()).kind is None

    def test_chains_many_rows_of_one_statement(self):
        execute(f"{INSERT}, (1, '1999-01-01', 'a.lie', 'urn:a:2', '{{}}', 'x', 'y')")
        assert verify(stored_links()).count == 2

    def test_reads_no_table_that_stands_in_front(self):
        note()
        execute(
            "CREATE TEMPORARY TABLE ledger_entry (LIKE public.ledger_entry)",
            "SET LOCAL search_path = pg_temp, public",
            INSERT.replace("INTO ledger_entry", "INTO public.ledger_entry"),
            "DROP TABLE pg_temp.ledger_entry",
        )
        assert verify(stored_links()).count == 2

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ledger_entry SET kind = 'other'",
            "UPDATE ledger_entry SET kind = 'other' WHERE false",
            "DELETE FROM ledger_entry",
            INSERT + " ON CONFLICT (seq) DO UPDATE SET kind = 'other'",
        ],
    )
    def test_refuses_every_change(self, statement):
        note()
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            execute(statement)
        assert Entry.objects.get().kind == "copy.released"

    @pytest.mark.parametrize(
        "statement",
        [
            "ALTER TABLE ledger_entry DISABLE TRIGGER USER",
            "SET session_replication_role = replica",
            "DROP TABLE ledger_entry",
        ],
    )
    def test_lets_the_app_role_remove_no_guard(self, statement):
        with (
            pytest.raises(DatabaseError, match=r"must be owner|permission denied"),
            transaction.atomic(),
        ):
            execute(statement)

    @pytest.mark.parametrize(
        ("kind", "subject"), [("two words", "urn:a:1"), ("a", "urn:a:1 or\nmore")]
    )
    def test_refuses_blanks_where_the_hashed_text_has_its_own(self, kind, subject):
        with pytest.raises(DatabaseError, match="entry_"), transaction.atomic():
            Entry.objects.create(kind=kind, subject=subject, facts={})


@pytest.mark.django_db(transaction=True)
class TestConcurrentWriters:
    def test_follow_one_another_without_a_gap(self):
        def write():
            try:
                for number in range(15):
                    with transaction.atomic():
                        note(number=number)
                        # Every third is taken back and leaves no gap.
                        transaction.set_rollback(number % 3 == 0)
            finally:
                connection.close()

        writers = [threading.Thread(target=write) for _ in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(30)
        verdict = verify(stored_links())
        assert (verdict.kind, verdict.count) == (None, 40)
        assert Entry.objects.head().seq == 40


class TestSaltedDigest:
    def test_is_the_same_for_the_same_text_only(self):
        assert salted_digest("សុខ ដារ៉ា") == salted_digest("សុខ ដារ៉ា")
        assert salted_digest("សុខ ដារ៉ា") != salted_digest("សុខ ដារ៉ា ")

    def test_cannot_be_guessed_without_the_key(self, settings):
        before = salted_digest("Sok Dara")
        assert before != hashlib.sha256(b"Sok Dara").hexdigest()
        settings.LEDGER_KEY = "another"
        assert salted_digest("Sok Dara") != before

    def test_is_a_fact_the_ledger_takes(self, db):
        assert note(who=salted_digest("Sok Dara")).facts["who"]
