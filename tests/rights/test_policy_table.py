"""The whole truth table: each condition holds or fails, with and without a no."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rights.policy import Scope, decide
from rights.terms import Act, Edit, Medium
from tests.exports.packages import NOW, a_grant, a_use
from tests.rights.test_policy import lists, moments, uses

DAY = timedelta(days=1)
USE = a_use(
    acts=frozenset({Act.PRINT, Act.ELECTRONIC}),
    edits=frozenset({Edit.LENGTH}),
    medium=Medium.WEBSITE,
    territory="KH",
)
# For each condition: terms under which it holds, terms under which it fails, and the
# code that says so. Each row was written by hand from the rule that it stands for.
CONDITIONS = {
    "act": (
        {"acts": frozenset({Act.PRINT, Act.ELECTRONIC})},
        {"acts": frozenset({Act.PRINT})},
    ),
    "edit": ({"edits": frozenset({Edit.LENGTH})}, {"edits": frozenset()}),
    "language": (
        {"languages": frozenset({"en"})},
        {"languages": frozenset({"km"})},
    ),
    "medium": (
        {"media": frozenset({"website"})},
        {"media": frozenset({"radio"})},
    ),
    "territory": (
        {"territories": frozenset({"KH"})},
        {"territories": frozenset({"TH"})},
    ),
    "not_yet": ({"starts_at": NOW - 9 * DAY}, {"starts_at": NOW + DAY}),
    "ended": ({"ends_at": NOW + 2 * DAY}, {"ends_at": NOW}),
    "revoked": ({"revoked_at": None}, {"revoked_at": NOW}),
}
ORDER = [
    "not_yet",
    "ended",
    "revoked",
    "act",
    "edit",
    "language",
    "medium",
    "territory",
]
STORIES = {
    "the story": (Scope(outlet_id="o1", article_ids=frozenset({"a1"})), True),
    "its section": (Scope(outlet_id="o1", sections=frozenset({"society"})), True),
    "everything": (Scope(outlet_id="o1", is_everything=True), True),
    "another story": (Scope(outlet_id="o1", article_ids=frozenset({"a2"})), False),
    "another section": (Scope(outlet_id="o1", sections=frozenset({"x"})), False),
    "another outlet": (Scope(outlet_id="o2", is_everything=True), False),
    "none": (Scope(outlet_id="o1"), False),
}
NO = a_grant(id="no", is_denial=True)
CELLS = [
    dict(zip(CONDITIONS, bits, strict=True))
    for bits in product((True, False), repeat=len(CONDITIONS))
    # An end cannot come before the start: that cell of the table does not exist.
    if bits[list(CONDITIONS).index("not_yet")] or bits[list(CONDITIONS).index("ended")]
]


def grant_of(cell, scope):
    terms = {}
    for name, holds in cell.items():
        terms |= CONDITIONS[name][0 if holds else 1]
    return a_grant(scope=scope, **terms)


class TestTable:
    @pytest.mark.parametrize("stories", STORIES)
    def test_of_every_condition(self, stories):
        scope, is_covered = STORIES[stories]
        for cell in CELLS:
            decision = decide(USE, [grant_of(cell, scope)], at=NOW)
            failing = [name for name in ORDER if not cell[name]]
            expected = failing if is_covered else ["no_permission"]
            assert [each.code for each in decision.reasons] == expected
            assert decision.allowed == (is_covered and not failing)

    @pytest.mark.parametrize("stories", STORIES)
    def test_of_every_condition_beside_a_no(self, stories):
        scope, _is_covered = STORIES[stories]
        for cell in CELLS:
            decision = decide(USE, [grant_of(cell, scope), NO], at=NOW)
            assert not decision.allowed
            assert decision.reasons[0].code == "denied"

    def test_has_every_cell(self):
        assert len(CELLS) == 2 ** len(CONDITIONS) * 3 // 4

    @pytest.mark.parametrize("lacking", ["acts", "languages", "media", "territories"])
    def test_of_a_no_that_names_nothing(self, lacking):
        no = replace(NO, **{lacking: frozenset()})
        assert decide(USE, [a_grant(edits=frozenset(Edit)), no], at=NOW).allowed


class TestDenyWins:
    @given(uses, lists, moments)
    def test_over_whatever_else_is_held(self, use, held, at):
        no = a_grant(
            id="no",
            licensee_id=use.licensee_id,
            scope=Scope(outlet_id=use.outlet_id, is_everything=True),
            is_denial=True,
        )
        decision = decide(use, [*held, no], at=at)
        assert not decision.allowed
        if use.acts:
            assert "denied" in [each.code for each in decision.reasons]


class TestEmptyMeansNothing:
    @given(
        uses,
        lists,
        moments,
        st.sampled_from(["acts", "languages", "media", "territories"]),
    )
    def test_whichever_list_is_empty(self, use, held, at, lacking):
        emptied = [replace(each, **{lacking: frozenset()}) for each in held]
        assert not decide(use, emptied, at=at).allowed

    @given(uses, lists, moments)
    def test_in_the_scope(self, use, held, at):
        emptied = [replace(each, scope=Scope(outlet_id=use.outlet_id)) for each in held]
        assert not decide(use, emptied, at=at).allowed
