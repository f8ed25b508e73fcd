"""What actions of every room are given, besides who and when."""

from collections.abc import Callable
from typing import Any

from articles.models import Status
from tests import factories as make
from tests.matrix.scene import Scene

WHY = {"reason": "A figure is missing."}
TEXT = make.blocks("ចំណងជើង", ("កថាខណ្ឌ។",))


def on(state: str, **more: Any) -> Callable[[Scene], dict[str, Any]]:
    """Give the version that is in a state, and whatever else."""
    return lambda scene: {"version": scene[state], **more}


def story(state: str = Status.PUBLISHED) -> Callable[[Scene], dict[str, Any]]:
    """Give the story of the version that is in a state."""
    return lambda scene: {"article": scene.story(state)}
