"""What an XLIFF file shows, row by row and word for word; no writer is asked.

References:
    XLIFF 1.2 (OASIS, 1 February 2008) §2.2 structure.
"""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from translations.formats import xml
from translations.formats.inline import Token
from translations.formats.segments import Segment

Shown = tuple[str, str, str]


def rows_of(root: Element) -> Iterator[Shown]:
    """Yield the name, the source and the translation of each row, codes left out.

    Args:
        root: Of a document, as `xml.parse` gives it.
    """
    for element in root.iter():
        if element.tag.endswith("trans-unit") and xml.local(element) == "trans-unit":
            said, told = (xml.child(element, it) for it in ("source", "target"))
            yield xml.attribute(element, "id"), _words(said), _words(told)


def wanted_of(segments: Iterable[Segment]) -> Iterator[Shown]:
    """Yield what `rows_of` has to find."""
    for segment in segments:
        source, target = segment.source_cut.tokens, segment.target_cut.tokens
        yield segment.id, _texts(source), _texts(target)


def _words(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def _texts(tokens: Iterable[Token]) -> str:
    return xml.storable("".join([it for it in tokens if isinstance(it, str)]))
