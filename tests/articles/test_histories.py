"""No silent overwrite: random histories of editors, languages, saves and steps.

HISTORIES says how many are played. Every word that is typed is a token of its own, so
that the model knows each: stored, or taken out by somebody who had it before their
eyes, or still on the page of whoever typed it.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from articles.actions import reviewing
from articles.actions.sitting import end_idle_sittings
from articles.actions.writing import (
    EditConflict,
    WritingRefused,
    restore_revision,
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.gates import StepRefused
from articles.models import Origin, Version
from articles.text.blocks import Block, block_text, body_blocks, carry_ids
from newsroom.admin.choices import Choice, Edit, Seen, settle
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

# The default is what fits into a build on a busy machine.
FEW = 40
HISTORIES = int(os.environ.get("HISTORIES", FEW))
STEPS = 20
LANGUAGES = ("km", "en")
REFUSALS = (PermissionRefused, WritingRefused, StepRefused)
_TOKEN = re.compile(r"w\d+")

editors = st.integers(0, 2)
languages = st.sampled_from(LANGUAGES)
places = st.integers(0, 2)


def tokens_of(*texts: str) -> set[str]:
    return set(_TOKEN.findall(" ".join(texts)))


def tokens_in(blocks: tuple[Block, ...]) -> set[str]:
    return tokens_of(*(block_text(block) for block in blocks))


@dataclass
class Page:
    """A version as one editor has it open: paragraphs, and what they began with."""

    base: tuple[Block, ...]
    paragraphs: list[str]
    taken_out: set[str] = field(default_factory=set)

    @property
    def tokens(self) -> set[str]:
        return tokens_of(*self.paragraphs)


class Tally:
    """What all histories came to."""

    played = written = refused = merged = 0


class Histories(RuleBasedStateMachine):
    """Three editors at two languages of one story."""

    versions: dict[str, Version]
    accounts: list[Account]

    def __init__(self) -> None:
        super().__init__()
        self._undone = transaction.atomic()
        self._undone.__enter__()
        self.numbers = count(1)
        self.at = make.NOW
        # Read once between two acts; an act clears it.
        self._stored: dict[str, tuple[Block, ...]] = {}
        self.pages: dict[tuple[int, str], Page] = {}
        # By language: what was stored, and what somebody took out knowingly.
        self.acknowledged: dict[str, set[str]] = {name: set() for name in LANGUAGES}
        self.gone: dict[str, set[str]] = {name: set() for name in LANGUAGES}
        Tally.played += 1

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._undone.__exit__(None, None, None)

    @initialize()
    def everybody_opens_everything(self) -> None:
        for language in LANGUAGES:
            self.acknowledged[language] = tokens_in(self.stored(language))
            for editor in range(len(self.accounts)):
                self.opens(editor, language)

    def stored(self, language: str) -> tuple[Block, ...]:
        if language not in self._stored:
            self._stored[language] = working_copy(self.versions[language])
        return self._stored[language]

    def token(self) -> str:
        return f"w{next(self.numbers)}"

    # --- What an editor does with a page ----------------------------------------

    @rule(editor=editors, language=languages)
    def opens(self, editor: int, language: str) -> None:
        page = self.pages.get((editor, language))
        if page and page.paragraphs != [block_text(b) for b in body_blocks(page.base)]:
            return  # Nobody throws away what they typed.
        base = self.stored(language)
        self.pages[editor, language] = Page(
            base, [block_text(block) for block in body_blocks(base)]
        )

    @rule(editor=editors, language=languages, place=places)
    def types_a_word(self, editor: int, language: str, place: int) -> None:
        page = self.pages[editor, language]
        if page.paragraphs:
            at = place % len(page.paragraphs)
            page.paragraphs[at] += f" {self.token()}"

    @rule(editor=editors, language=languages, place=places)
    def adds_a_paragraph(self, editor: int, language: str, place: int) -> None:
        paragraphs = self.pages[editor, language].paragraphs
        at = place % (len(paragraphs) + 1)
        paragraphs.insert(at, f"{self.token()} {self.token()} {self.token()}")

    @rule(editor=editors, language=languages, place=places)
    def takes_a_paragraph_out(self, editor: int, language: str, place: int) -> None:
        page = self.pages[editor, language]
        if len(page.paragraphs) > 1:
            gone = page.paragraphs.pop(place % len(page.paragraphs))
            page.taken_out |= tokens_of(gone)

    @rule(editor=editors, language=languages, place=places)
    def takes_a_word_out(self, editor: int, language: str, place: int) -> None:
        page = self.pages[editor, language]
        if not page.paragraphs:
            return
        at = place % len(page.paragraphs)
        first, *words = page.paragraphs[at].split()
        if words:
            page.taken_out |= tokens_of(words.pop(place % len(words)))
            page.paragraphs[at] = " ".join([first, *words])

    @rule(editor=editors, language=languages, place=places)
    def moves_a_paragraph(self, editor: int, language: str, place: int) -> None:
        paragraphs = self.pages[editor, language].paragraphs
        if len(paragraphs) > 1:
            paragraphs.append(paragraphs.pop(place % len(paragraphs)))

    @rule(editor=editors, language=languages, place=places, mine=st.booleans())
    def writes(self, editor: int, language: str, place: int, mine: bool) -> None:  # noqa: FBT001
        self.types_a_word(editor, language, place)
        self.autosaves(editor, language, mine=mine)

    # --- What reaches the newsroom ----------------------------------------------

    @rule(editor=editors, language=languages, mine=st.booleans())
    def autosaves(self, editor: int, language: str, mine: bool) -> None:  # noqa: FBT001
        page, before = self.pages[editor, language], self.stored(language)
        text = carry_ids(page.base, make.blocks(language, page.paragraphs))
        try:
            known = self.write(editor, language, text, page.base)
        except EditConflict as conflict:
            Tally.refused += 1
            assert self.stored(language) == before
            seen = {each.block_id: each.theirs for each in conflict.conflicts}
            self.chooses(editor, language, Edit(page.base, text), seen, mine=mine)
        except REFUSALS:
            assert self.stored(language) == before
        else:
            self.is_stored(page, language, known)

    def write(
        self,
        editor: int,
        language: str,
        text: tuple[Block, ...],
        base: tuple[Block, ...],
    ) -> tuple[Block, ...]:
        self._stored.clear()
        return write_working_copy(
            version=self.versions[language],
            blocks=text,
            by=self.accounts[editor],
            at=self.at,
            base=base,
        )

    def is_stored(self, page: Page, language: str, known: tuple[Block, ...]) -> None:
        """Note that a whole page is stored: typed words count from now on."""
        Tally.written += 1
        Tally.merged += known != self.stored(language)
        self.acknowledged[language] |= page.tokens
        self.gone[language] |= page.taken_out - page.tokens
        page.base, page.taken_out = known, set()

    def chooses(
        self, editor: int, language: str, edit: Edit, seen: Seen, *, mine: bool
    ) -> None:
        """Take mine or theirs for each paragraph, having seen both, and send again."""
        page, choice = (
            self.pages[editor, language],
            Choice.MINE if mine else Choice.THEIRS,
        )
        settled = settle(edit, seen, {f"choice-{each}": choice.value for each in seen})
        try:
            known = self.write(editor, language, settled.blocks, settled.base)
        except EditConflict:
            # Nobody else wrote meanwhile: a choice ends the conflict.
            raise
        except REFUSALS:
            return
        typed = page.tokens
        page.paragraphs = [block_text(block) for block in body_blocks(known)]
        # Both texts were seen: what was not taken is written over knowingly.
        mines = (block for block in edit.blocks if block.id in seen)
        both = tokens_in(tuple(filter(None, (*seen.values(), *mines))))
        assert typed - both <= page.tokens
        page.taken_out |= both - page.tokens
        self.is_stored(page, language, known)

    @rule(editor=editors, language=languages, is_minor=st.booleans())
    def saves(self, editor: int, language: str, is_minor: bool) -> None:  # noqa: FBT001
        self.autosaves(editor, language, mine=True)
        self.tries(
            lambda: save_revision(
                version=self.versions[language],
                by=self.accounts[editor],
                at=self.at,
                is_minor=is_minor,
            )
        )

    @rule(editor=editors, language=languages, place=places)
    def restores(self, editor: int, language: str, place: int) -> None:
        version = self.versions[language]
        before = tokens_in(self.stored(language))
        revisions = list(version.revisions.order_by("number"))
        revision = revisions[place % len(revisions)]
        done = self.tries(
            lambda: restore_revision(
                version=version, revision=revision, by=self.accounts[editor], at=self.at
            )
        )
        if done:
            # What went is kept as a revision, so it is not lost.
            kept = str(list(version.revisions.values_list("blocks", flat=True)))
            assert before <= tokens_of(kept)
            after = tokens_in(self.stored(language))
            self.gone[language] = (self.gone[language] | before) - after

    @rule(editor=editors, language=languages, name=st.sampled_from(["submit", "take"]))
    def steps(self, editor: int, language: str, name: str) -> None:
        before = self.stored(language)
        act = getattr(reviewing, name)
        self.tries(
            lambda: act(
                version=self.versions[language], by=self.accounts[editor], at=self.at
            )
        )
        assert self.stored(language) == before

    @rule(editor=editors, language=languages)
    def returns(self, editor: int, language: str) -> None:
        before = self.stored(language)
        self.tries(
            lambda: reviewing.return_text(
                version=self.versions[language],
                reason="Why?",
                by=self.accounts[editor],
                at=self.at,
            )
        )
        assert self.stored(language) == before

    @rule(minutes=st.integers(1, 12))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        before = [self.stored(language) for language in LANGUAGES]
        self._stored.clear()
        end_idle_sittings(at=self.at)
        assert [self.stored(language) for language in LANGUAGES] == before

    def tries(self, act: Callable[[], object]) -> bool:
        self._stored.clear()
        try:
            with transaction.atomic():
                act()
        except REFUSALS:
            return False
        return True

    # --- What always holds ------------------------------------------------------

    @invariant()
    def every_word_is_stored_or_was_taken_out_knowingly(self) -> None:
        for language in LANGUAGES:
            there = tokens_in(self.stored(language))
            lost = self.acknowledged[language] - self.gone[language] - there
            assert lost == set()

    @invariant()
    def no_word_is_in_the_other_language(self) -> None:
        km, en = (tokens_in(self.stored(language)) for language in LANGUAGES)
        assert km & en == set()


class TestHistories:
    def test_lose_no_update(self, tell):
        story = make.a_story()
        Histories.versions = {
            language: make.a_version(
                article=story,
                language=language,
                origin=Origin.ORIGINAL if language == "km" else Origin.COUNTERPART,
                text=make.blocks(language, [f"{language} one", f"{language} two"]),
            )
            for language in LANGUAGES
        }
        Histories.accounts = [
            make.an_account(("Reporter", "")),
            make.an_account(("Translator", "en"), ("Reporter", "km")),
            make.an_account(("Editor", "")),
        ]
        run_state_machine_as_test(
            Histories,
            settings=settings(
                max_examples=HISTORIES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=HISTORIES <= FEW,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        tell(
            f"histories: {Tally.played} played, {Tally.written} texts written,"
            f" {Tally.merged} merged with others, {Tally.refused} refused and"
            " resolved, 0 updates lost"
        )
        assert Tally.played >= HISTORIES
        assert Tally.merged > 0
        assert Tally.refused > 0
