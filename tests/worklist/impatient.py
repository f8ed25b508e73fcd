"""What a real worker loads besides its tasks: the tests' chores, and shorter turns."""

from tests.worklist import chores
from worklist import tasks

__all__ = ["chores"]

# Shorter than the limits that test_poison gives a turn, as in the newsroom itself.
tasks.LONGEST_TURN = 0.3  # type: ignore[assignment]
