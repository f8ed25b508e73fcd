"""Two who write one version at the same moment, each with a connection of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from articles.actions import reviewing
from articles.actions.sitting import IDLE, end_idle_sittings
from articles.actions.writing import (
    EditConflict,
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.models import Revision, Sitting, Status, Version
from articles.text.blocks import Block, block_text, carry_ids
from newsroom.roles import sync_roles
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30
ATTEMPTS = range(5)


def both(*acts: Callable[[], object]) -> list[object]:
    """Do things at once; what each returned or was refused with, in their order."""
    line = threading.Barrier(len(acts), timeout=PATIENCE)

    def one(act: Callable[[], object]) -> object:
        try:
            line.wait()
            return act()
        except (EditConflict, PermissionRefused) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        running = [pool.submit(one, act) for act in acts]
        return [each.result(timeout=PATIENCE) for each in running]


class Page:
    """The open page of a writer, as they found the text."""

    def __init__(self, version: Version, by: Account) -> None:
        self.version, self.by = version, by
        self.base = working_copy(version)

    def saves(self, *paragraphs: str) -> Callable[[], tuple[Block, ...]]:
        """Make what saves this page with other paragraphs."""
        headline = block_text(self.base[0])

        @transaction.atomic
        def save() -> tuple[Block, ...]:
            known = write_working_copy(
                version=self.version,
                blocks=carry_ids(self.base, make.blocks(headline, paragraphs)),
                by=self.by,
                at=make.NOW,
                base=self.base,
            )
            save_revision(version=self.version, by=self.by, at=make.NOW)
            return known

        return save


@pytest.fixture
def version() -> Version:
    return make.a_version(
        language="en", text=make.blocks("Both", ["One boat came.", "Two boats came."])
    )


@pytest.fixture
def pages(version: Version) -> tuple[Page, Page]:
    return Page(version, make.a_chief()), Page(version, make.a_chief())


def texts(version: Version) -> list[str]:
    return [block_text(block) for block in working_copy(version)][1:]


class TestTwoWriters:
    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_of_two_paragraphs_keep_both(self, version, pages, attempt):
        one, other = pages
        both(
            one.saves("One boat came late.", "Two boats came."),
            other.saves("One boat came.", "Two boats came, they say."),
        )
        assert texts(version) == ["One boat came late.", "Two boats came, they say."]
        newest = Revision.objects.filter(version=version).order_by("number").last()
        assert "One boat came late." in str(newest.blocks)
        assert "Two boats came, they say." in str(newest.blocks)

    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_of_one_paragraph_store_one_and_tell_the_other(
        self, version, pages, attempt
    ):
        one, other = pages
        outcome = both(
            one.saves("One boat came late.", "Two boats came."),
            other.saves("One boat came early.", "Two boats came."),
        )
        refused = [each for each in outcome if isinstance(each, EditConflict)]
        assert len(refused) == 1
        conflict = refused[0].conflicts[0]
        assert conflict.theirs is not None
        assert conflict.mine is not None
        assert texts(version) == [block_text(conflict.theirs), "Two boats came."]
        told = {block_text(conflict.theirs), block_text(conflict.mine)}
        assert told == {"One boat came late.", "One boat came early."}

    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_who_add_at_the_same_place_keep_both(self, version, pages, attempt):
        one, other = pages
        both(
            one.saves("One boat came.", "A fish was seen.", "Two boats came."),
            other.saves("One boat came.", "The market stayed open.", "Two boats came."),
        )
        stored = texts(version)
        assert (stored[0], stored[-1]) == ("One boat came.", "Two boats came.")
        assert set(stored[1:-1]) == {"A fish was seen.", "The market stayed open."}

    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_who_are_one_page_sent_twice_write_once(self, version, pages, attempt):
        save = pages[0].saves("One boat came.", "Two boats came.", "Three, once.")
        both(save, save)
        assert texts(version) == ["One boat came.", "Two boats came.", "Three, once."]
        assert Sitting.objects.filter(account=pages[0].by).count() <= 2


class TestAWriterAndAStep:
    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_never_part_the_text_from_what_was_submitted(self, version, attempt):
        sync_roles()
        reporter = make.an_account(("Reporter", "en"))
        outcome = both(
            Page(version, reporter).saves(
                "One boat came at the last moment.", "Two boats came."
            ),
            lambda: reviewing.submit(version=version, by=reporter, at=make.NOW),
        )
        version.refresh_from_db()
        assert version.status == Status.SUBMITTED
        is_written = not isinstance(outcome[0], PermissionRefused)
        assert (texts(version)[0] == "One boat came at the last moment.") is is_written
        kept = str(version.current_revision.blocks)
        assert ("last moment" in kept) is is_written


class TestAWriterAndTheSweeper:
    @pytest.mark.parametrize("attempt", ATTEMPTS)
    def test_lose_nothing_when_a_sitting_ends_amid_writing(
        self, version, pages, attempt
    ):
        one, other = pages
        one.saves("One boat came long ago.", "Two boats came.")()
        write_working_copy(
            version=version,
            blocks=make.blocks(
                "Both", ["One boat came long ago.", "Two boats came, never saved."]
            ),
            by=one.by,
            at=make.NOW,
        )
        page = Page(version, other.by)
        both(
            lambda: end_idle_sittings(at=make.NOW + IDLE),
            page.saves("One boat came just now.", "Two boats came, never saved."),
        )
        assert texts(version) == [
            "One boat came just now.",
            "Two boats came, never saved.",
        ]
        kept = [str(revision.blocks) for revision in version.revisions.all()]
        assert any("Two boats came, never saved." in blocks for blocks in kept)
        assert any("One boat came just now." in blocks for blocks in kept)
