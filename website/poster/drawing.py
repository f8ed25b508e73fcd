"""Draws the picture of a shared link, in Khmer as well as in Latin letters."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import typst

from exports.formats.typesetting import letters

TEMPLATE: Final = Path(__file__).with_name("poster.typ")
# Scripts for which there are letters here; others would be drawn as boxes.
SCRIPTS: Final = frozenset({"Khmr", "Latn"})
WIDTH, HEIGHT = 1_200, 630
_DOTS_PER_INCH: Final = 144


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
    """

    language: str
    is_khmer: bool
    kicker: str
    headline: str
    outlet: str
    rights: str

    @property
    def mark(self) -> str:
        """Another one for every other picture; 32 hexadecimal digits."""
        drawn = f"{_words(self)}\n{TEMPLATE.read_text()}"
        return sha256(drawn.encode()).hexdigest()[:32]


def draw(poster: Poster) -> bytes:
    """Draw a poster as PNG, 1200 by 630: the same bytes for the same words, always.

    Texts reach the typesetter as data, so that none of them is ever a command.
    """
    png: bytes = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=letters(),
        ignore_system_fonts=True,
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"poster": _words(poster)},
    )
    return png


def _words(poster: Poster) -> str:
    # The template calls them as typst calls things.
    words = {name.replace("_", "-"): value for name, value in asdict(poster).items()}
    # `lang` there takes a primary language alone.
    words["language"] = poster.language.partition("-")[0]
    return json.dumps(words, ensure_ascii=False, sort_keys=True)
