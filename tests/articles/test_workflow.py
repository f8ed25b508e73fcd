"""Who may move a version from which state, in which language: the whole truth."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone

from articles.actions import publishing, reviewing, writing
from articles.gates import StepRefused
from articles.models import Status, StepCode, Version
from articles.workflow import STEPS, WRITING
from people.permissions import PermissionRefused
from tests import factories as make

if TYPE_CHECKING:
    from collections.abc import Callable

    from people.models import Account

pytestmark = pytest.mark.django_db

NOBODY: frozenset[str] = frozenset()
# What each role can do to a version that somebody else wrote and that lacks nothing,
# where the role holds for its language. Written by hand, not read from the table.
ALLOWED: dict[str, dict[str, frozenset[str]]] = {
    "Reporter": {"draft": frozenset({"submit"})},
    "Translator": {"draft": frozenset({"submit"})},
    "Editor": {
        "draft": frozenset({"submit", "spike"}),
        "submitted": frozenset({"take", "return", "approve", "spike"}),
        "in_edit": frozenset({"return", "approve", "spike"}),
        "approved": frozenset({"return", "reopen", "spike"}),
        "published": frozenset({"approve_change"}),
        "withdrawn": frozenset({"revive"}),
    },
    "Publisher": {
        "draft": frozenset({"submit", "spike", "publish_at_once"}),
        "submitted": frozenset(
            {"take", "return", "approve", "spike", "publish_at_once"}
        ),
        "in_edit": frozenset({"return", "approve", "spike", "publish_at_once"}),
        "approved": frozenset({"return", "reopen", "spike", "publish"}),
        "published": frozenset({"approve_change", "publish", "publish_at_once"}),
        "withdrawn": frozenset({"revive"}),
    },
    "Rights desk": {},
    "Administrator": {},
}
# Steps that need more than a state: each has its own tests (test_reviewing,
# test_publishing, test_hiding).
APART = {"take_back", "confirm", "unschedule", "take_down"}
WRITES: dict[str, set[str]] = {
    "Reporter": {"draft", "published"},
    "Translator": {"draft", "published"},
    "Editor": {"draft", "submitted", "in_edit", "published"},
    "Publisher": {"draft", "submitted", "in_edit", "published"},
    "Rights desk": set(),
    "Administrator": set(),
}


def take(step: str, version: Version, by: Account) -> Any:
    """Take a step by its code, with whatever else it needs."""
    plain: dict[str, Callable[..., Any]] = {
        "submit": reviewing.submit,
        "take_back": reviewing.take_back,
        "take": reviewing.take,
        "approve": reviewing.approve,
        "approve_change": reviewing.approve,
        "reopen": reviewing.reopen,
        "confirm": reviewing.confirm,
        "revive": reviewing.revive,
        "publish": publishing.publish,
        "unschedule": publishing.unschedule,
    }
    reasoned: dict[str, Callable[..., Any]] = {
        "return": reviewing.return_text,
        "spike": reviewing.spike,
        "publish_at_once": publishing.publish_at_once,
    }
    if step in plain:
        return plain[step](version=version, by=by, at=make.NOW)
    return reasoned[step](
        version=version, by=by, at=make.NOW, reason="Because of the dam."
    )


def in_state(status: Status) -> Version:
    """Bring a Khmer version into a state the way people do."""
    version = make.a_version(language="km")
    match status:
        case Status.SUBMITTED:
            return make.submitted(version)
        case Status.IN_EDIT:
            return reviewing.take(
                version=make.submitted(version), by=make.a_chief(), at=make.NOW
            )
        case Status.APPROVED:
            return make.approved(version)
        case Status.PUBLISHED:
            return make.published(version)
        case Status.WITHDRAWN:
            return reviewing.spike(
                version=version, reason="Not now.", by=make.a_chief(), at=make.NOW
            )
    return version


def tried(act: Callable[[], Any], *, refusals: tuple[type[Exception], ...]) -> bool:
    """Try something, undo it, and say whether it was allowed."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                act()
        except refusals:
            return False
        transaction.set_rollback(True)
    return True


class TestTable:
    def test_names_every_step_that_history_knows(self):
        assert {step.code for step in STEPS} == set(StepCode.values)

    def test_is_covered_by_the_truth_below(self):
        told = {
            step
            for states in ALLOWED.values()
            for steps in states.values()
            for step in steps
        }
        assert told | APART == {step.code for step in STEPS}

    def test_says_for_every_state_who_may_write(self):
        assert set(WRITING) == set(Status.values)


@pytest.mark.parametrize("status", list(Status))
class TestEveryRoleInEveryState:
    def test_moves_what_the_truth_says_and_nothing_else(self, status):
        version = in_state(status)
        for role, states in ALLOWED.items():
            allowed = states.get(status.value, NOBODY)
            for language in ("km", "", "en"):
                by = make.an_account((role, language))
                for step in sorted({s.code for s in STEPS} - APART):
                    expected = step in allowed and language != "en"
                    # One button approves; which of the two steps it is, the state says.
                    if step == "approve" and status is Status.PUBLISHED:
                        continue
                    if step == "approve_change" and status is not Status.PUBLISHED:
                        continue
                    assert (role, language, step, self.moves(step, version, by)) == (
                        role,
                        language,
                        step,
                        expected,
                    )

    def moves(self, step: str, version: Version, by: Account) -> bool:
        version.refresh_from_db()
        return tried(
            lambda: take(step, version, by), refusals=(PermissionRefused, StepRefused)
        )

    def test_writes_what_the_truth_says(self, status):
        version = in_state(status)
        text = make.blocks("ថ្មី", ["ថ្មី។"])
        for role, states in WRITES.items():
            for language in ("km", "", "en"):
                by = make.an_account((role, language))
                wrote = tried(
                    partial(
                        writing.write_working_copy,
                        version=version,
                        blocks=text,
                        by=by,
                        at=make.NOW,
                    ),
                    refusals=(PermissionRefused, writing.WritingRefused),
                )
                assert (role, language, wrote) == (
                    role,
                    language,
                    status.value in states and language != "en",
                )


class TestRestrictedStory:
    def test_cannot_be_moved_by_who_is_not_named(self):
        version = make.submitted(make.a_version())
        version.article.is_restricted = True
        version.article.save()
        editor, named = (
            make.an_account(("Editor", "km")),
            make.an_account(("Editor", "km")),
        )
        version.article.cleared_people.add(named)
        with pytest.raises(PermissionRefused):
            reviewing.take(version=version, by=editor, at=make.NOW)
        assert reviewing.take(version=version, by=named, at=make.NOW).owner == named


class TestEmbargo:
    def test_is_inherited_by_every_language(self):
        hour = timezone.now() + timedelta(days=1)
        article = make.a_story(embargoed_until=hour)
        make.published(make.a_version(article=article))
        make.published(make.a_version(article=article, language="en"))
        assert not Version.objects.public().filter(article=article).exists()
        assert Version.objects.public(at=hour).filter(article=article).count() == 2
