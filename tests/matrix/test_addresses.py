"""Every address answers every visitor and method as its table says."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.matrix.places import furnish, names
from tests.matrix.visitors import CHIEF, STRANGER, VISITORS, clients
from translations.suggest import Service

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("addresses.txt")
# How an answer is written in the table.
CELLS = {
    200: "o",
    301: "r",
    302: "r",
    400: "b",
    403: "f",
    404: "n",
    405: "m",
    410: "g",
    503: "u",
}


def stated() -> dict[str, tuple[str, str]]:
    """Read the table: for each name the cells of GET and of POST."""
    lines = TABLE.read_text().splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {name: (get, post) for name, get, post in rows}


# What an address needs besides its path.
QUERIES = {
    "admin:autocomplete": "?app_label=articles&model_name=version&field_name=article",
}


def path_of(name: str, places: Any) -> str:
    """Return where a name leads to a row that is there."""
    return reverse(name, args=places.get(name)) + QUERIES.get(name, "")


def answer(client: Any, method: str, path: str) -> str:
    """Ask, undo whatever was done, and write the answer as a cell."""
    before = client.cookies.copy()
    with transaction.atomic():
        response = getattr(client, method)(path)
        if response.streaming:
            # Read to the end, or the file stays open.
            response.getvalue()
        transaction.set_rollback(True)
    client.cookies = before
    if response.status_code == 302 and response.url.startswith("/admin/login/"):
        return "l"
    return CELLS[response.status_code]


@pytest.fixture
def places(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MACHINE_SERVICE = Service("reversing")
    return furnish()


class TestTable:
    def test_states_every_address_and_no_other(self):
        assert sorted(stated()) == sorted(set(names()))

    def test_states_every_cell(self):
        for cells in stated().values():
            assert [len(row) for row in cells] == [len(VISITORS)] * 2


class TestEveryAddress:
    def test_answers_as_stated(self, places):
        visitors = clients()
        found = {
            name: tuple(
                "".join(answer(visitors[v], method, path) for v in VISITORS)
                for method in ("get", "post")
            )
            for name in dict.fromkeys(names())
            for path in [path_of(name, places)]
        }
        wrong = {
            name: (stated().get(name), cells)
            for name, cells in found.items()
            if stated().get(name) != cells
        }
        assert wrong == {}

    def test_lets_no_other_method_do_anything(self, places):
        visitors = clients((STRANGER, CHIEF))
        found = []
        for name in dict.fromkeys(names()):
            path = path_of(name, places)
            for method in ("head", "options", "put", "patch", "delete"):
                for letter, client in visitors.items():
                    get = stated()[name][0][VISITORS.index(letter)]
                    cell = answer(client, method, path)
                    # Asking for options tells no more than which there are; the
                    # sign-in form opens for those who are in, but with GET.
                    is_empty = method == "options" or name == "admin:login"
                    if cell not in {get, "m", "o" if is_empty else get}:
                        found.append((name, method, letter, cell))
        assert found == []
