"""Orders of copies for tests, in a folder of their own."""

from collections.abc import Callable
from typing import Any

import pytest

from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.formats import FORMATS
from exports.licensing import Wanted
from exports.models import ExportItem, ExportJob
from rights.actions.granting import let_outlet_use_its_own
from rights.terms import Act
from tests import factories as make

EVERY_FORMAT = tuple(each.code for each in FORMATS)


@pytest.fixture(autouse=True)
def artifacts_of_its_own(settings: Any, tmp_path: Any) -> None:
    """Give each test an empty folder for artifacts."""
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


@pytest.fixture
def order() -> Callable[..., ExportJob]:
    """Order copies for the outlet itself unless told otherwise."""

    def of(
        *versions: Any,
        formats: Any = EVERY_FORMAT,
        licensee: Any = None,
        may_be_behind: bool = False,
    ) -> ExportJob:
        outlet = versions[0].article.outlet
        own = let_outlet_use_its_own(outlet=outlet, at=make.NOW)
        return order_export(
            versions=versions,
            formats=formats,
            wanted=Wanted(
                licensee or own,
                frozenset({Act.ELECTRONIC}),
                may_be_behind=may_be_behind,
            ),
            by=None,
            at=make.NOW,
        )

    return of


@pytest.fixture
def made(order: Any) -> Callable[..., list[ExportItem]]:
    """Order copies and make them at once."""

    def of(*versions: Any, **options: Any) -> list[ExportItem]:
        items = list(order(*versions, **options).items.order_by("pk"))
        for item in items:
            perform(item)
        return items

    return of
