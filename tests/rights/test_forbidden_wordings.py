"""Moves with wordings that may never happen, tried in SQL as the newsroom's role."""

import pytest
from django.db import DatabaseError, connection, transaction

from rights.actions.issuing import issue_draft
from rights.models import NoticeDraft, NoticeEdition
from tests import factories as make

pytestmark = pytest.mark.django_db

# The draft of the scene was begun by "writer" and saved last by "saver".
EDITION = """
INSERT INTO rights_noticeedition (outlet_id, number, rights_holder_id, address, year,
    issued_at, issued_by_id, draft_id, lawyer_name, lawyer_signed_date,
    lawyer_document_sha256, full_text, short_text, licensed_line, plain_words,
    law_clause, law_clause_km, law_clause_en, full_text_km, full_text_en,
    short_text_km, short_text_en, licensed_line_km, licensed_line_en,
    plain_words_km, plain_words_en)
SELECT outlet_id, 99, rights_holder_id, address, year::int, now(), {by}, {draft},
    {lawyer}, NULL, '', '', '', '', '', '', law_clause_km, law_clause_en,
    full_text_km || ' ' || law_clause_km, {english}, short_text_km, short_text_en,
    licensed_line_km, licensed_line_en, plain_words_km, plain_words_en
FROM rights_noticedraft
"""
NAMED = "(SELECT id FROM people_account WHERE username = '{}')"
WRITER, SAVER, READER = map(NAMED.format, ("writer", "saver", "reader"))
ENGLISH = "full_text_en || ' ' || law_clause_en"


def edition(by=READER, draft="id", english=ENGLISH, lawyer="''"):
    return EDITION.format(by=by, draft=draft, english=english, lawyer=lawyer)


MOVES = {
    "a wording issued by who began its draft": (
        edition(by=WRITER),
        "who wrote a draft",
    ),
    "a wording issued by who saved it last": (edition(by=SAVER), "who wrote a draft"),
    "a person's wording without a draft": (edition(draft="NULL"), "from a draft"),
    "a draft issued by nobody": (edition(by="NULL"), "from a draft"),
    "a wording that is not its draft": (
        edition(english="'Ask nobody. 2026'"),
        "word for word",
    ),
    "a wording without its law clause": (
        edition(english="full_text_en"),
        "word for word",
    ),
    "a lawyer who signed nothing": (edition(lawyer="'A lawyer'"), "word for word"),
    "a draft called issued": (
        "UPDATE rights_noticedraft SET state = 'issued', closed_at = now(), "
        "closed_by_id = (SELECT max(id) FROM people_account)",
        "only as a wording",
    ),
    "a draft that is removed": ("DELETE FROM rights_noticedraft", "stays"),
    "a writer who is no longer named": (
        "DELETE FROM rights_noticedraft_written_by",
        "stays named",
    ),
    "a writer with another name": (
        "UPDATE rights_noticedraft_written_by SET account_id = account_id",
        "stays named",
    ),
    "a draft that moves to another outlet": (
        "UPDATE rights_noticedraft SET outlet_id = outlet_id + 1",
        "with its outlet",
    ),
    "two open drafts of one outlet": (
        "INSERT INTO rights_noticedraft (outlet_id, rights_holder_id, address, year, "
        "full_text, law_clause, short_text, licensed_line, plain_words, lawyer_name, "
        "lawyer_document_sha256, number, state, saved_by_id, saved_at) "
        "SELECT outlet_id, rights_holder_id, '', '', '', '', '', '', '', '', '', 1, "
        "'open', saved_by_id, now() FROM rights_noticedraft",
        "one_open_draft_per_outlet",
    ),
}


@pytest.fixture
def draft():
    """A draft without faults, begun by one, saved by another, read by a third."""
    made = {}
    for name in ("writer", "saver", "reader"):
        made[name] = make.a_chief()
        made[name].username = name
        made[name].save()
    begun = make.a_draft(make.an_outlet(), by=made["writer"])
    begun.written_by.add(made["saver"])
    NoticeDraft.objects.update(saved_by=made["saver"])
    return NoticeDraft.objects.get()


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


@pytest.mark.usefixtures("draft")
class TestForbiddenMoves:
    @pytest.mark.parametrize("name", MOVES)
    def test_are_refused(self, name):
        move, words = MOVES[name]
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("spean_app",)
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            run(move)

    def test_leave_room_for_what_is_allowed(self):
        assert run(edition()) == 1
        assert NoticeEdition.objects.filter(number=99).exists()

    def test_leave_a_closed_draft_as_it_is(self, draft):
        issue_draft(draft=draft, number=draft.number, by=make.a_chief(), at=make.NOW)
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            run("UPDATE rights_noticedraft SET year = '1999'")
