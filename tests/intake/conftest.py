"""Where the files are that intake reads."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).with_name("fixtures")
SEEDS = sorted((PROJECT.parent / "shared" / "data" / "seed").glob("*.txt"))


@pytest.fixture
def fixtures() -> Path:
    """Return the folder of the stories that are our own."""
    return FIXTURES


@pytest.fixture
def seed() -> Path:
    """Return the real story that is not ours to keep."""
    if not SEEDS:
        pytest.skip("shared data not there")
    return SEEDS[0]
