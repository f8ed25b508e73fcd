"""Measures letters that are drawn together: how far they reach, what they say."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat
from struct import unpack
from typing import Any, Final, NamedTuple

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_fonts import Font, is_one_cluster
from exports.formats.readers.pdf_pieces import Sign
from exports.formats.readers.pdf_values import text_of

# In thousandths of the size, between two letters.
TIGHTEST: Final = 250
# Bytes of the number of a glyph.
_GLYPH: Final = 2


class Run(NamedTuple):
    """Letters that were measured.

    Attributes:
        advance: How far they move the pen, in sizes of the font.
        glyphs: Their numbers.
        told: What they say, in order; empty where nothing needs counting.
        plain: What all say, where that needs no counting; else None.
        faults: Why people may not see them.
    """

    advance: float
    glyphs: bytes
    told: tuple[Sign, ...]
    plain: str | None
    faults: tuple[str, ...]

    def replaced(self, name: str, said: str) -> "Run":
        """Return the same letters, drawn in a font of that name, saying a text."""
        faults = self.faults
        if not self.glyphs:
            faults = (*faults, "text that is not drawn")
        told = Sign(said, (name, self.glyphs))
        return Run(self.advance, self.glyphs, (told,), None, faults)


def run_of(name: str, font: Font, parts: list[Any], *, is_loose: bool) -> Run:
    """Measure letters.

    Args:
        name: Of the font.
        font: The font.
        parts: Numbers of glyphs, and steps between them.
        is_loose: They are not one cluster, in which marks lie on their letter.

    Raises:
        UnreadableError: Numbers that were cut.
    """
    advance, glyphs, faults = 0.0, b"", list[str]()
    widths, width = font.widths, font.width
    numbers: list[int] = []
    for at, part in enumerate(parts):
        if isinstance(part, bytes):
            if len(part) % _GLYPH:
                message = "half a letter"
                raise UnreadableError(message)
            shown = unpack(f">{len(part) // _GLYPH}H", part)
            advance += sum(map(widths.get, shown, repeat(width)))
            glyphs += part
            numbers += shown
        else:
            advance -= part
            if at and is_loose and abs(part) > TIGHTEST:
                faults.append("letters that lie on one another")
    if 0 in numbers:
        faults.append("a letter that the font does not have")
    texts = list(map(font.letters.get, numbers, repeat("\ufffd")))
    if font.counted.isdisjoint(numbers):
        return Run(advance / 1000, glyphs, (), "".join(texts), tuple(faults))
    told = tuple(_signs(name, font, glyphs, texts))
    return Run(advance / 1000, glyphs, told, None, tuple(faults))


def _signs(name: str, font: Font, glyphs: bytes, texts: list[str]) -> Iterator[Sign]:
    """Yield what needs counting by itself, and what stands between it together."""
    begun = 0
    numbers = unpack(f">{len(texts)}H", glyphs)
    for at, number in enumerate(numbers):
        if number in font.counted:
            if begun < at:
                yield Sign("".join(texts[begun:at]))
            yield Sign(texts[at], (name, glyphs[at * _GLYPH : (at + 1) * _GLYPH]))
            begun = at + 1
    if begun < len(texts):
        yield Sign("".join(texts[begun:]))


@lru_cache(maxsize=4_096)
def replacement(text: bytes) -> str:
    """Read a replacement text.

    Raises:
        UnreadableError: It is more than one sign can show.
    """
    told = text_of(text)
    if not is_one_cluster(told):
        message = "a letter that stands for more than it shows"
        raise UnreadableError(message)
    return told
