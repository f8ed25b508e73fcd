"""Reads an XMP packet: what a file says of itself, by property.

References:
    ISO 16684-1 §7 (serialisation), §7.5 (language alternatives).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from exports.formats.readers.found import UnreadableError, joined
from exports.formats.readers.xml_tree import XML, Element, xml_tree

DC: Final = "{http://purl.org/dc/elements/1.1/}"
RIGHTS: Final = "{http://ns.adobe.com/xap/1.0/rights/}"
_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_META: Final = "{adobe:ns:meta/}xmpmeta"
_WRAPPED: Final = re.compile(
    rb'<\?xpacket begin="\xef\xbb\xbf" id="[0-9A-Za-z]+"\?>(.*)'
    rb'<\?xpacket end="[rw]"\?>\s*',
    re.DOTALL,
)
_DEFAULT: Final = "x-default"


class Packet:
    """The properties of a file, each found once."""

    def __init__(self, properties: Mapping[str, Element]) -> None:
        self._properties = properties

    def text(self, name: str) -> str:
        """Return a simple value; empty where there is none."""
        found = self._properties.get(name)
        return "" if found is None or found.children else found.text

    def items(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, in order."""
        return tuple(each.text for each in self._lines(name))

    def alternatives(self, name: str) -> dict[str, str]:
        """Return the text of each language.

        The default must say what one of the languages says; else it is there too.
        Different texts of one language are joined.
        """
        told = [
            (each.values.get(f"{{{XML}}}lang", ""), each.text)
            for each in self._lines(name)
        ]
        known = {text for tag, text in told if tag != _DEFAULT}
        return joined(
            (tag, text) for tag, text in told if tag != _DEFAULT or text not in known
        )

    def _lines(self, name: str) -> Iterator[Element]:
        found = self._properties.get(name)
        if found is None:
            return
        for gathered in found.children:
            yield from gathered.children


def xmp_packet(file_bytes: bytes) -> Packet:
    """Read a packet.

    Raises:
        UnreadableError: No packet, or one that says a property twice, or in the
            short form, which some programs do not read.
    """
    wrapped = _WRAPPED.fullmatch(file_bytes)
    if wrapped is None:
        message = "no XMP packet"
        raise UnreadableError(message)
    root = xml_tree(wrapped[1])
    if root.name != _META or [each.name for each in root.children] != [f"{_RDF}RDF"]:
        message = "an XMP packet of another form"
        raise UnreadableError(message)
    properties: dict[str, Element] = {}
    for about in root.children[0].children:
        if about.name != f"{_RDF}Description" or about.values != {f"{_RDF}about": ""}:
            message = "an XMP packet of another form"
            raise UnreadableError(message)
        for each in about.children:
            if each.name in properties:
                message = "a property that stands twice"
                raise UnreadableError(message)
            properties[each.name] = each
    return Packet(properties)
