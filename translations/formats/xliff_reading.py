"""XLIFF 1.2 as OmegaT, Okapi, memoQ, Trados and the Translate Toolkit write it.

References:
    XLIFF 1.2 (OASIS, 1 February 2008) §2.4 inline elements, §3.2.11 states. SDLXLIFF
    and MQXLIFF, which extend it, are read as far as they are XLIFF.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from translations.formats import xml
from translations.formats.faults import FileError
from translations.formats.inline import (
    Code,
    CodeKind,
    Mark,
    Side,
    Token,
    cut,
)
from translations.formats.segments import Came, Returned, State

_STATES: Final = {
    "new": State.UNTRANSLATED,
    "needs-translation": State.UNTRANSLATED,
    "needs-adaptation": State.NEEDS_WORK,
    "needs-l10n": State.NEEDS_WORK,
    "needs-review-adaptation": State.NEEDS_WORK,
    "needs-review-l10n": State.NEEDS_WORK,
    "needs-review-translation": State.NEEDS_WORK,
    "translated": State.TRANSLATED,
    "signed-off": State.TRANSLATED,
    "final": State.TRANSLATED,
}
_ROUND: Final = {
    "bold": ("<strong>", "</strong>", CodeKind.BOLD),
    "italic": ("<em>", "</em>", CodeKind.ITALIC),
}
_ALONE: Final = {"lb": ("<br>", CodeKind.LINE), "x-line": ("<br>", CodeKind.LINE)}
# Native markup as a tool may carry it in a code of its own.
_TAG: Final = re.compile(r"\s*<(/?)(\w+)(?:\s[^<>]*)?>\s*")
_CLOSED: Final = {"strong", "em", "b", "i", "a", "sub", "sup", "cite", "q", "span"}
_OPENS: Final = ("bx", "bpt")
_APART: Final = (*_OPENS, "ex", "ept")
_THROUGH: Final = ("mrk", "sub", "it")


def read(root: Element) -> Returned:
    """Read a document.

    Args:
        root: As `xml.parse` gives it.

    Raises:
        FileError: It is no XLIFF 1, or holds no segment.
    """
    if xml.local(root) != "xliff":
        raise FileError("The file is no XLIFF. Send the file that was worked on.")
    if xml.attribute(root, "version").startswith("2"):
        raise FileError("The file is XLIFF 2. Save it as XLIFF 1.2.")
    files = list(xml.children(root, "file"))
    segments = tuple(came for file in files for came in _units(file))
    if not segments:
        raise FileError("There is no segment in the file. Was it the right one?")
    first = files[0]
    return Returned(
        format="xliff",
        reference=xml.attribute(first, "original"),
        source_language=xml.attribute(first, "source-language"),
        target_language=xml.attribute(first, "target-language"),
        segments=segments,
    )


def _units(file: Element) -> Iterator[Came]:
    for element in file.iter():
        if element.tag.endswith("trans-unit") and xml.local(element) == "trans-unit":
            yield _came(element)


def _came(unit: Element) -> Came:
    source, target = xml.child(unit, "source"), xml.child(unit, "target")
    said = read_inline(source)
    told = read_inline(target)
    state = xml.attribute(target, "state") if target is not None else ""
    known = _STATES.get(state)
    if xml.attribute(unit, "approved") == "yes":
        known = State.TRANSLATED
    return Came(
        id=xml.attribute(unit, "id"),
        source_tokens=tuple(said.tokens),
        tokens=tuple(told.tokens),
        codes={**said.codes, **told.codes},
        state=known,
        is_dropped=xml.attribute(unit, "translate") == "no",
    )


@dataclass
class Inline:
    """Text and codes as they are read.

    Attributes:
        tokens: In reading order.
        codes: Those that the file explains, by id.
    """

    tokens: list[Token] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)

    def say(self, text: str | None) -> None:
        """Add text."""
        if not text:
            return
        if self.tokens and isinstance(self.tokens[-1], str):
            self.tokens[-1] += text
        else:
            self.tokens.append(text)

    def mark(self, name: str, side: Side) -> None:
        """Add a place of a code."""
        self.tokens.append(Mark(name, side))


def read_inline(element: Element | None) -> Inline:
    """Read the inside of a source or target; nothing for none."""
    found = Inline()
    if element is not None:
        _into(found, element)
    return found


def _into(found: Inline, element: Element) -> None:
    found.say(element.text)
    for child in element:
        kind = xml.local(child)
        name = xml.attribute(child, "id")
        if kind == "g":
            _explain(found, name, child)
            found.mark(name, Side.OPEN)
            _into(found, child)
            found.mark(name, Side.CLOSE)
        elif kind in {"x", "ph"}:
            _explain_alone(found, name, child)
            found.mark(name, Side.ALONE)
        elif kind in _APART:
            # What opens and closes apart says with `rid` that it is one.
            paired = xml.attribute(child, "rid") or name
            if kind in _OPENS:
                _explain(found, paired, child)
            found.mark(paired, Side.OPEN if kind in _OPENS else Side.CLOSE)
        elif kind in _THROUGH:
            _into(found, child)
        found.say(child.tail)


def _explain(found: Inline, name: str, element: Element) -> None:
    """Keep what a pair of codes does, where the file tells it."""
    known = _ROUND.get(xml.attribute(element, "ctype"))
    is_native = xml.local(element) == "bpt" and len(element) == 0
    native = _TAG.fullmatch(element.text or "") if is_native else None
    if native and native[2].lower() in _CLOSED:
        ours = cut(f"{native[0].strip()}x</{native[2]}>").codes
        opening = next(iter(ours.values()), None)
        if opening and opening.is_pair:
            found.codes[name] = Code(
                name, opening.kind, opening.opening, opening.closing
            )
    elif known:
        opening_tag, closing_tag, kind = known
        found.codes[name] = Code(name, kind, opening_tag, closing_tag)


def _explain_alone(found: Inline, name: str, element: Element) -> None:
    known = _ALONE.get(xml.attribute(element, "ctype"))
    if known:
        found.codes[name] = Code(name, known[1], known[0])
