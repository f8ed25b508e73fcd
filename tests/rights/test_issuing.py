"""Editions are numbered, bilingual and final."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from articles.addresses import version_url
from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.actions.drafting import DraftRefused, save_draft
from rights.actions.issuing import issue_draft, issue_house_wording
from rights.lookup import current_notice
from rights.models import DraftState, NoticeEdition, Organisation
from rights.notices import fingerprint
from rights.wording import LAW_CLAUSE, WordingError
from tests import factories as make

pytestmark = pytest.mark.django_db


def issued(draft, by=None):
    return issue_draft(
        draft=draft, number=draft.number, by=by or make.a_chief(), at=make.NOW
    )


class TestHouseWording:
    def test_numbers_editions_per_outlet(self):
        outlet, other = make.an_outlet(), make.an_outlet()
        assert make.a_notice(outlet).number == 2
        assert NoticeEdition.objects.current_of(other).number == 1

    def test_writes_all_texts_in_both_languages(self):
        edition = NoticeEdition.objects.current_of(make.an_outlet())
        for text in ("full_text", "short_text", "licensed_line", "plain_words"):
            assert getattr(edition, f"{text}_km")
            assert getattr(edition, f"{text}_en")
        assert "Market Association" in edition.full_text_en
        assert "សមាគមផ្សារ" in edition.full_text_km

    def test_lists_all_that_is_missing(self):
        outlet = make.an_outlet(with_notice=False)
        holder = Organisation.objects.create(
            slug="x", name_km="", name_en="", address="nowhere"
        )
        with pytest.raises(WordingError) as refused:
            issue_house_wording(outlet=outlet, rights_holder=holder, at=make.NOW)
        assert len(refused.value.reasons) == 3


class TestIssueDraft:
    def test_issues_what_was_drafted_word_for_word(self):
        draft = make.a_draft(make.an_outlet())
        draft.full_text_en = f"Ours. {draft.full_text_en}"
        draft.lawyer_name, draft.lawyer_signed_date = "A lawyer", date(2026, 2, 1)
        draft.lawyer_document_sha256 = "ab" * 32
        draft.year = "២០២៦"
        saved = save_draft(draft=draft, by=make.a_chief(), at=make.NOW)
        edition = issued(saved)
        assert edition.number == 2
        assert edition.full_text_en == f"{draft.full_text_en} {LAW_CLAUSE['en']}"
        assert (edition.year, edition.lawyer_name) == (2026, "A lawyer")
        assert edition.draft == saved
        saved.refresh_from_db()
        assert saved.state == DraftState.ISSUED
        assert saved.closed_by == edition.issued_by

    def test_is_in_the_ledger_without_a_word_of_it(self):
        edition = issued(make.a_draft(make.an_outlet()))
        entry = Entry.objects.filter(kind="notice.issued").latest("pk")
        assert entry.subject == f"urn:spean:notice-edition:{edition.pk}"
        assert entry.facts["sha256_km"] == fingerprint(edition.full_text_km)
        assert entry.facts["is_signed_by_a_lawyer"] is False

    def test_is_what_every_page_shows_from_then_on(self, client):
        version = make.a_published_pair()[1]
        draft = make.a_draft(version.article.outlet)
        draft.full_text_en = draft.full_text_en.replace("©", "All rights:")
        saved = save_draft(draft=draft, by=make.a_chief(), at=make.NOW)
        page = version_url(version)
        assert "All rights:" not in client.get(page).content.decode()
        issued(saved)
        assert "All rights:" in client.get(page).content.decode()

    @pytest.mark.parametrize("has_saved_last", [True, False])
    def test_refuses_whoever_wrote_some_of_it(self, has_saved_last):
        writer, other = make.a_chief(), make.a_chief()
        draft = make.a_draft(make.an_outlet(), by=other if has_saved_last else writer)
        by = writer if has_saved_last else other
        saved = save_draft(draft=draft, by=by, at=make.NOW)
        with pytest.raises(DraftRefused, match="You wrote some"):
            issued(saved, by=writer)

    def test_refuses_who_may_not(self):
        draft = make.a_draft(make.an_outlet())
        with pytest.raises(PermissionRefused):
            issued(draft, by=make.an_account(("Publisher", "km")))

    def test_refuses_what_was_saved_after_it_was_read(self):
        draft = make.a_draft(make.an_outlet())
        read = draft.number
        save_draft(draft=draft, by=make.a_chief(), at=make.NOW)
        with pytest.raises(DraftRefused, match="in the meantime"):
            issue_draft(draft=draft, number=read, by=make.a_chief(), at=make.NOW)

    def test_lists_every_fault(self):
        draft = make.a_draft(make.an_outlet())
        draft.short_text_km, draft.address = "", "nowhere"
        draft.full_text_en = "Ask us."
        saved = save_draft(draft=draft, by=make.a_chief(), at=make.NOW)
        with pytest.raises(DraftRefused) as refused:
            issued(saved)
        assert str(refused.value).splitlines() == [
            "The address to ask is neither an e-mail address nor a web address. "
            "Correct it.",
            "Short text (km) is empty. Write it.",
            "Full text (en) does not name the rights holder: Market Association. "
            "Name them.",
            "Full text (en) does not say the year: 2026. Add it.",
        ]
        assert NoticeEdition.objects.count() == 1

    def test_refuses_a_closed_draft(self):
        draft = make.a_draft(make.an_outlet())
        issued(draft)
        with pytest.raises(DraftRefused, match="closed"):
            issued(draft)


class TestCurrentNotice:
    def test_is_the_newest(self):
        outlet = make.an_outlet()
        make.a_notice(outlet)
        assert current_notice(outlet).edition == 2

    def test_is_none_before_the_first(self):
        assert current_notice(make.an_outlet(with_notice=False)) is None


class TestTheDatabase:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE rights_noticeedition "
            "SET full_text_en = 'free for all, take what you like'",
            "UPDATE rights_noticeedition SET number = 7",
            "DELETE FROM rights_noticeedition",
        ],
    )
    def test_lets_nobody_change_an_edition(self, statement):
        make.an_outlet()
        with (
            pytest.raises(DatabaseError, match="never change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    @pytest.mark.parametrize(
        "column", ["full_text_km", "full_text_en", "short_text_km"]
    )
    def test_refuses_an_edition_with_a_blank_text(self, column):
        edition = NoticeEdition.objects.current_of(make.an_outlet())
        edition.pk, edition.number = None, 2
        setattr(edition, column, "  ")
        with pytest.raises(DatabaseError, match="blank"), transaction.atomic():
            edition.save(force_insert=True)
