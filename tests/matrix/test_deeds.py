"""Every action lets whom its table says, in their language, and nobody else."""

import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from django.db import transaction

from newsroom.admin.deeds import REFUSALS
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make
from tests.matrix.deed import Bound, Deed
from tests.matrix.deeds import DEEDS, PARTS
from tests.matrix.scene import LANGUAGE, Scene, set_scene
from tests.matrix.visitors import CHIEF, NO_ROLE, STRANGER, VISITORS, account_of

pytestmark = pytest.mark.django_db

STAFF = tuple(letter for letter in VISITORS if letter != STRANGER)
ROOMS = (
    "articles",
    "exports",
    "intake",
    "people",
    "rights",
    "translations",
    "worklist",
)


def modules() -> Iterator[Any]:
    """Yield the modules of every room's actions, and the desk."""
    for room in ROOMS:
        name = f"{room}.actions"
        if importlib.util.find_spec(name) is not None:
            package = importlib.import_module(name)
            for found in pkgutil.iter_modules(package.__path__):
                yield importlib.import_module(f"{name}.{found.name}")
    yield importlib.import_module("newsroom.desk")
    yield importlib.import_module("newsroom.notice_desk")
    yield importlib.import_module("newsroom.partner_desk")
    yield importlib.import_module("newsroom.work_desk")
    yield importlib.import_module("newsroom.export_desk")
    yield importlib.import_module("newsroom.forgetting.verbs")


def short(module: Any) -> str:
    """Name a module as the table does: without "actions", the desk's without a room."""
    parts = module.__name__.removeprefix("newsroom.").removesuffix(".verbs")
    return parts.replace(".actions.", ".")


@cache
def actions() -> dict[str, Callable[..., Any]]:
    """Find every public function that somebody does something by."""
    return {
        f"{short(module)}.{name}": found
        for module in modules()
        for name, found in vars(module).items()
        if inspect.isfunction(found)
        and found.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(found).parameters
    }


@pytest.fixture
def scene():
    return set_scene()


def staff_of(language: str) -> dict[str, Account]:
    """Make an account for each column, with its role for a language."""
    return {letter: account_of(letter, language) for letter in STAFF}


def who_may(deed: Deed, scene: Scene, people: Iterable[Account]) -> list[bool]:
    """Let each try a deed, on the same ground, and undo it; then undo the ground."""
    with transaction.atomic():
        if deed.is_secret:
            scene.restrict()
        given = deed.given(scene)
        # An action may change what it is handed: each has a copy of their own.
        found = [may(deed, deepcopy(given), by) for by in people]
        transaction.set_rollback(True)
    return found


def may(deed: Deed, given: dict[str, Any], by: Account) -> bool:
    """Try a deed and undo it; any refusal but that of permission comes after it."""
    act = actions()[deed.name]
    wanted = inspect.signature(act).parameters
    when = {"at": make.NOW} if "at" in wanted else {}
    with transaction.atomic():
        try:
            act(**given, by=by, **when)
        except PermissionRefused:
            return False
        except REFUSALS:
            return True
        else:
            return True
        finally:
            transaction.set_rollback(True)


def wrong(
    deeds: Iterable[Deed],
    scene: Scene,
    staff: dict[str, Account],
    expected: Callable[[Deed], str],
) -> dict[str, tuple[str, str]]:
    """List the deeds that other people may do than expected, and who may."""
    found = {}
    for deed in deeds:
        tried = zip(STAFF, who_may(deed, scene, staff.values()), strict=True)
        cells = "".join(letter if did else "." for letter, did in tried)
        if cells != expected(deed):
            found[deed.name] = (expected(deed), cells)
    return found


def only_the_chief(deed: Deed) -> str:
    """Leave nobody but whoever runs the server."""
    return "".join(cell if cell == CHIEF else "." for cell in deed.cells)


class TestTable:
    def test_states_every_action_and_no_other(self):
        stated = {deed.name for deed in DEEDS}
        assert stated & PARTS == set()
        assert sorted(actions()) == sorted(stated | PARTS)

    def test_states_every_cell(self):
        for deed in DEEDS:
            assert len(deed.cells) == len(STAFF), deed.name
            for cell, letter in zip(deed.cells, STAFF, strict=True):
                assert cell in {letter, "."}, deed.name


class TestEveryDeed:
    def test_is_done_by_whom_the_table_names(self, scene):
        staff = staff_of(LANGUAGE)
        assert wrong(DEEDS, scene, staff, lambda deed: deed.cells) == {}

    def test_is_done_in_no_language_that_the_role_is_not_held_for(self, scene):
        staff = staff_of("fr")
        free = {Bound.NEWSROOM, Bound.CLEARED}
        bound = [deed for deed in DEEDS if deed.bound not in free]
        assert wrong(bound, scene, staff, only_the_chief) == {}

    def test_is_done_in_any_language_where_it_is_bound_to_none(self, scene):
        staff = staff_of("fr")
        free = [d for d in DEEDS if d.bound in {Bound.NEWSROOM, Bound.CLEARED}]
        assert wrong(free, scene, staff, lambda deed: deed.cells) == {}

    def test_is_done_by_nobody_without_a_role_or_who_was_deactivated(self, scene):
        assert {deed.cells[STAFF.index(NO_ROLE)] for deed in DEEDS} == {"."}
        gone = account_of(CHIEF)
        gone.is_active = False
        gone.save()
        assert [deed.name for deed in DEEDS if any(who_may(deed, scene, [gone]))] == []

    def test_is_done_to_no_restricted_story_by_those_not_named(self, scene):
        staff = staff_of("")
        secret = [
            replace(deed, is_secret=True)
            for deed in DEEDS
            if deed.bound not in {Bound.NEWSROOM, Bound.LANGUAGE}
        ]
        assert wrong(secret, scene, staff, only_the_chief) == {}
