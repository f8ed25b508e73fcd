"""Editions are numbered, bilingual and final."""

import pytest
from django.db import DatabaseError, connection, transaction

from people.permissions import PermissionRefused
from rights.actions.issuing import issue_edition
from rights.lookup import current_notice
from rights.models import NoticeEdition, Organisation
from rights.wording import WordingError
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestIssueEdition:
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

    def test_refuses_who_may_not(self):
        outlet = make.an_outlet()
        with pytest.raises(PermissionRefused):
            issue_edition(
                outlet=outlet,
                rights_holder=Organisation.objects.get(slug=outlet.slug),
                by=make.an_account(("Publisher", "km")),
                at=make.NOW,
            )

    def test_lists_all_that_is_missing(self):
        outlet = make.an_outlet(with_notice=False)
        holder = Organisation.objects.create(
            slug="x", name_km="", name_en="", address="nowhere"
        )
        with pytest.raises(WordingError) as refused:
            issue_edition(
                outlet=outlet, rights_holder=holder, by=make.a_chief(), at=make.NOW
            )
        assert len(refused.value.reasons) == 3


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
