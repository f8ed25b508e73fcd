"""A row of the table of who may do what.

A cell a visitor: n staff without a role, R Reporter, T Translator, E Editor,
P Publisher, D Rights desk, A Administrator, S whoever runs the server. A letter
means may, a dot means refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tests.matrix.scene import Scene


class Bound(StrEnum):
    """Of what a role must be held for a deed."""

    VERSION = "the version's language"
    LANGUAGE = "the language of a story that is not there yet"
    STORY = "one of the story's languages"
    NEWSROOM = "any language"
    CLEARED = "any language, where the story may be known of"


@dataclass(frozen=True)
class Deed:
    """One action.

    Attributes:
        name: Room, module and function: "articles.reviewing.submit".
        cells: Who may, in a language they hold a role for.
        bound: For which language the role must be held, and whether the story's
            secrecy counts.
        given: Makes its arguments, but for `by` and `at`.
        is_secret: Whether the story is restricted, to nobody.
    """

    name: str
    cells: str
    bound: Bound
    given: Callable[[Scene], dict[str, Any]]
    is_secret: bool = False


WRITERS = ".RTEP..S"
EDITORS = "...EP..S"
PUBLISHERS = "....P..S"
RIGHTS = ".....D.S"
POSTERS = "....PD.S"
ADMINISTRATORS = "......AS"
NOBODY = "........"

VERSION, STORY = Bound.VERSION, Bound.STORY
NEWSROOM, CLEARED = Bound.NEWSROOM, Bound.CLEARED
