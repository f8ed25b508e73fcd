"""Lists in pages so short that a test reaches their end."""

from types import ModuleType

import pytest

from website.pages.paging import Paged


def in_twos(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> None:
    """Let a list have two rows a page."""
    of: Paged = getattr(module, name)
    short: Paged = Paged(of.rows, moment=of.moment, size=2, **of.places)
    monkeypatch.setattr(module, name, short)
