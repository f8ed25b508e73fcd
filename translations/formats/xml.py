"""XML from other people, read without trusting it; and the few things to write it.

No entity is ever declared or fetched. A document type may be named, as TMX files do,
but nothing of it is read.

References:
    Extensible Markup Language 1.0 (fifth edition) §2.2 characters, §2.8 document type.
"""

import re
from collections.abc import Callable, Iterator
from typing import IO, Any, Final
from xml.etree.ElementTree import XML, Element, ParseError, TreeBuilder
from xml.parsers import expat

from translations.formats.faults import FileError

LARGEST: Final = 20_000_000
"""Bytes of a file that is read in one piece."""
DEEPEST: Final = 60
MOST_ELEMENTS: Final = 400_000
Parse = Callable[[bytes], Element]
"""Reads a whole document as `parse` does."""
_CHUNK: Final = 1 << 16
# What XML cannot hold, however it is written.
_NEVER: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_FORBIDDEN = re.compile(f"[{_NEVER}]")
# The same, and what is written as an entity: found in one walk over a text.
_SPECIAL = re.compile(f"[&<>\r{_NEVER}]")
_SPECIAL_QUOTED = re.compile(f'[&<>"\n\r\t{_NEVER}]')
_ENTITIES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\t": "&#9;",
}


def parse(data: bytes) -> Element:
    """Read a whole document.

    Raises:
        FileError: It is too large or too deep, declares entities, or is no XML.
    """
    if len(data) > LARGEST:
        raise FileError(
            "The file is larger than %(megabytes)s MB. Send it in smaller parts.",
            megabytes=LARGEST // 1_000_000,
        )
    root = _parsed_simply(data)
    if root is not None:
        return root
    reader = _Reader()
    reader.feed(data, is_last=True)
    return reader.root()


def _parsed_simply(data: bytes) -> Element | None:
    """Read a document without a document type, with no more parts than are allowed.

    Nothing can be declared in such a one, so that nobody has to watch the parser.

    Returns:
        None where somebody has to: `_Reader` says what is wrong, if anything is.
    """
    # In UTF-16 the signs that are looked for are other bytes, some of them zeros.
    is_watched = b"\0" in data or b"<!DOCTYPE" in data
    if is_watched or data.count(b"<") > MOST_ELEMENTS:
        return None
    try:
        root = XML(data)
    except (ParseError, ValueError, LookupError):
        return None
    level = [root]
    for _depth in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return root
    return None


def each(stream: IO[bytes], tag: str) -> Iterator[tuple[Element | None, Element]]:
    """Read a long document piece by piece.

    Args:
        stream: Of the document; of any length.
        tag: Local name of the elements that are asked for.

    Yields:
        The header, if one was met before (any element next to the body), and each
        element of that name; it is emptied afterwards.

    Raises:
        FileError: It is too deep, declares entities, or is no XML.
    """
    reader = _Reader(tag)
    while chunk := stream.read(_CHUNK):
        reader.feed(chunk)
        yield from reader.taken()
    reader.feed(b"", is_last=True)
    yield from reader.taken()


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children that have one of some local names, in order."""
    return (child for child in element if local(child) in names)


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a local name."""
    for each in element:
        if each.tag.endswith(name) and local(each) == name:
            return each
    return None


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name; empty for none."""
    facts = element.attrib
    if name in facts:
        return facts[name]
    for key, value in facts.items():
        if key.endswith(name) and key.rpartition("}")[2] == name:
            return value
    return ""


def storable(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def text(words: str) -> str:
    """Write a text for the inside of an element."""
    return _SPECIAL.sub(_as_entity, words)


def quoted(words: str) -> str:
    """Write a text for the inside of an attribute in double quotes."""
    return _SPECIAL_QUOTED.sub(_as_entity, words)


def _as_entity(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], "")


class _Reader:
    """Builds elements out of what expat finds, and stops at the first bad sign."""

    def __init__(self, taken: str = "") -> None:
        self._builder = TreeBuilder()
        self._names = _Names()
        self._depth = self._count = 0
        self._wanted = taken
        self._header: Element | None = None
        self._found: list[Element] = []
        self._begun: list[Element] = []
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.StartDoctypeDeclHandler = _doctype
        parser.EntityDeclHandler = _entity
        parser.UnparsedEntityDeclHandler = _entity
        parser.ExternalEntityRefHandler = _entity
        parser.SkippedEntityHandler = _entity
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser = parser

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            raise FileError(
                "The file is not well-formed XML: line %(line)s. Save it again in the "
                "program it comes from.",
                line=error.lineno,
            ) from error
        except (ValueError, LookupError) as error:
            if isinstance(error, FileError):
                raise
            raise FileError(
                "The file is in an encoding that is not known. Save it as UTF-8."
            ) from error

    def root(self) -> Element:
        return self._builder.close()

    def taken(self) -> Iterator[tuple[Element | None, Element]]:
        found, self._found = self._found, []
        for element in found:
            yield self._header, element

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            raise FileError(
                "The file is nested deeper, or has more parts, than any translation. "
                "It is not read."
            )
        names = self._names
        named = {names[key]: value for key, value in attributes.items()}
        element: Any = self._builder.start(names[name], named)
        if self._wanted:
            self._begun.append(element)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(self._names[name])
        if not self._wanted:
            return
        element = self._begun.pop()
        kind = local(element)
        if kind == "header":
            self._header = element
        if kind == self._wanted:
            self._found.append(element)
            self._count = 0
            # What was read is not kept: a memory has no end.
            if self._begun:
                self._begun[-1].clear()


class _Names(dict[str, str]):
    """Names as `xml.etree` writes them, by what expat says; each made once."""

    def __missing__(self, name: str) -> str:
        self[name] = "{" + name if "}" in name else name
        return self[name]


def _doctype(
    _name: str,
    _system: str | None,
    _public: str | None,
    has_subset: bool,  # noqa: FBT001 - expat calls it
) -> None:
    if has_subset:
        raise FileError(
            "The file brings a document type of its own. Such files are not read: "
            "save it without one."
        )


def _entity(*_facts: object) -> Any:
    raise FileError(
        "The file declares or names entities. Such files are not read: save it "
        "without them."
    )
