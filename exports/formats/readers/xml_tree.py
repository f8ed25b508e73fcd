"""Reads XML strictly: no definitions, no entities, nothing but elements and text.

References:
    XML 1.0, Namespaces in XML 1.0. OWASP, XML External Entity Prevention.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from exports.formats.readers.found import UnreadableError

XML: Final = "http://www.w3.org/XML/1998/namespace"
_DEEPEST: Final = 64
_LONGEST: Final = 5_000_000
_BETWEEN: Final = "}"


@dataclass
class Element:
    """An element.

    Attributes:
        name: `{namespace}name`; only the name without a namespace.
        values: Attributes, named in the same way.
        content: Texts and elements, in order.
    """

    name: str
    values: Mapping[str, str]
    content: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        """The elements in it."""
        return [each for each in self.content if isinstance(each, Element)]

    @property
    def text(self) -> str:
        """All text in it, at every depth."""
        return "".join(
            each if isinstance(each, str) else each.text for each in self.content
        )

    def every(self, name: str) -> Iterator["Element"]:
        """Yield the elements of a name at every depth, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.every(name)


def xml_tree(file_bytes: bytes, *, may_say_html: bool = False) -> Element:
    """Read a document.

    Args:
        file_bytes: In UTF-8.
        may_say_html: Whether `<!DOCTYPE html>` may stand before it.

    Raises:
        UnreadableError: Not well-formed, too long or too deep; a definition, a
            comment, an instruction or a marked section.
    """
    if len(file_bytes) > _LONGEST:
        message = "XML longer than any copy"
        raise UnreadableError(message)
    builder = _Builder(may_say_html=may_say_html)
    try:
        builder.parser.Parse(file_bytes, True)  # noqa: FBT003 - expat has no name for it
    except expat.ExpatError as error:
        message = f"no XML: {error}"
        raise UnreadableError(message) from error
    if builder.root is None:
        message = "no element"
        raise UnreadableError(message)
    return builder.root


class _Builder:
    def __init__(self, *, may_say_html: bool) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._may_say_html = may_say_html
        parser: Any = expat.ParserCreate("UTF-8", namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._say
        parser.StartDoctypeDeclHandler = self._declare
        for name in (
            "EntityDeclHandler",
            "CommentHandler",
            "ProcessingInstructionHandler",
            "StartCdataSectionHandler",
            "ExternalEntityRefHandler",
            "SkippedEntityHandler",
        ):
            setattr(parser, name, _refuse)
        self.parser = parser

    def _start(self, name: str, values: dict[str, str]) -> None:
        element = Element(_named(name), {_named(n): v for n, v in values.items()})
        if self._open:
            self._open[-1].content.append(element)
        else:
            self.root = element
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            message = f"elements over {_DEEPEST} deep"
            raise UnreadableError(message)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _say(self, text: str) -> None:
        self._open[-1].content.append(text)

    def _declare(self, name: str, *identifiers: object) -> None:
        if not self._may_say_html or name != "html" or any(identifiers):
            _refuse()


def _named(name: str) -> str:
    return f"{{{name}" if _BETWEEN in name else name


def _refuse(*_rest: object) -> None:
    message = "XML with a definition, a comment or an instruction"
    raise UnreadableError(message)
