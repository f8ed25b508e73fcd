"""The head of the ledger leaves the desk signed, and comes back to prove it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from ledger.actions.recording import record
from ledger.anchoring import note_head, read_note

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def entries():
    return [
        record(kind="test.entry", subject=f"urn:spean:test:{number}", facts={})
        for number in range(3)
    ]


class TestDesk:
    def test_hands_the_note_over_as_a_file(self, client, sign_in, entries):
        sign_in(("Rights desk", ""))
        response = client.get(reverse("admin:ledger_entry_head"))
        assert "attachment" in response["Content-Disposition"]
        assert read_note(response.content.decode()).seq == entries[-1].seq

    def test_takes_the_note_back_where_it_proves(self, client, sign_in, entries):
        sign_in(("Rights desk", ""))
        note = note_head(at=AT)
        url = reverse("admin:ledger_entry_verify")
        assert "The chain holds" in client.post(url, {"head": note}).content.decode()
        changed = note.replace("entries: 3", "entries: 2")
        page = client.post(url, {"head": changed}).content.decode()
        assert "changed after it was signed" in page

    def test_shows_an_entry_by_its_urn(self, client, sign_in, entries):
        sign_in(("Rights desk", ""))
        url = reverse("admin:ledger_entry_changelist")
        page = client.get(url, {"q": "urn:spean:test:1"}).content.decode()
        assert "urn:spean:test:1" in page
        assert "urn:spean:test:2" not in page
