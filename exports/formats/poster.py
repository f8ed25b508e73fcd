"""Draws the pictures of a story for links and posts, in Khmer and in Latin letters."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import typst

from exports.formats.typesetting import letters, typeset

TEMPLATE: Final = Path(__file__).with_name("poster.typ")
# Scripts for which there are letters here; others would be drawn as boxes.
SCRIPTS: Final = frozenset({"Khmr", "Latn"})
_DOTS_PER_INCH: Final = 144
_POINTS_PER_DOT: Final = 72 / _DOTS_PER_INCH


@dataclass(frozen=True)
class Shape:
    """How large a picture is.

    Attributes:
        width: Pixels.
        height: Pixels.
    """

    width: int
    height: int


WIDE: Final = Shape(1_200, 630)
SQUARE: Final = Shape(1_080, 1_080)
TALL: Final = Shape(1_080, 1_350)


@dataclass(frozen=True)
class Poster:
    """What stands on the picture; no photo, so that nobody's leaves the house.

    Attributes:
        language: BCP 47.
        is_khmer: Whether it is set in Khmer letters first.
        kicker: The section, and the kind of what is no plain news.
        headline: Plain text.
        outlet: Whose it is.
        rights: The short notice.
        credit: Who made it, for a picture that goes without its page; may be empty.
        shape: How large it is.
    """

    language: str
    is_khmer: bool
    kicker: str
    headline: str
    outlet: str
    rights: str
    credit: str = ""
    shape: Shape = WIDE

    @property
    def mark(self) -> str:
        """Another one for every other picture; 32 hexadecimal digits."""
        drawn = f"{json.dumps(_words(self))}\n{TEMPLATE.read_text()}"
        return sha256(drawn.encode()).hexdigest()[:32]


def draw(poster: Poster) -> bytes:
    """Draw a poster as PNG: the same bytes for the same words, always.

    Texts reach the typesetter as data, so that none of them is ever a command.
    """
    png: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=letters(),
        ignore_system_fonts=True,
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"poster": json.dumps(_words(poster), ensure_ascii=False)},
    )
    return png


def refuse_unknown_letters(poster: Poster) -> None:
    """Refuse words that would be drawn as boxes.

    Raises:
        LettersMissingError: Names the letters.
    """
    # Only of documents does the typesetter say what it could not draw.
    typeset(TEMPLATE.read_bytes(), {"poster": _words(poster)}, standards=["a-3b"])


def _words(poster: Poster) -> dict[str, Any]:
    # The template calls them as typst calls things.
    words = {name.replace("_", "-"): value for name, value in asdict(poster).items()}
    # `lang` there takes a primary language alone.
    words["language"] = poster.language.partition("-")[0]
    words["shape"] = [
        side * _POINTS_PER_DOT for side in (poster.shape.width, poster.shape.height)
    ]
    return dict(sorted(words.items()))
