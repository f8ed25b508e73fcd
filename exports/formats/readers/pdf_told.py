"""What a PDF copy tells machines: the facts that are attached, and its XMP."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from exports.formats.readers.found import (
    decoded,
    joined,
    json_object,
    told_alike,
)
from exports.formats.readers.pdf_document import attached
from exports.formats.readers.pdf_objects import Pdf, Stream
from exports.formats.readers.pdf_values import text_of as told_text
from exports.formats.readers.xmp_packet import DC, RIGHTS, Packet, xmp_packet

_FACTS: Final = frozenset(
    {"kind", "urn", "revision", "language", "headline", "trace", "address"}
    | {"published", "licensee", "creditors", "sources", "translations", "rightsPage"}
    | {"rightsHolder", "tdmReservation", "noticeEdition", "notice"}
)
_TDM: Final = "{http://www.w3.org/ns/tdmrep/}"


@dataclass(frozen=True)
class Told:
    """What a file tells machines.

    Attributes:
        facts: That are attached.
        packet: Its XMP.
        language: Of the document.
        titles: Wherever one is told.
        unpacked: All of it, as text.
    """

    facts: Mapping[str, Any]
    packet: Packet
    language: str
    titles: tuple[str, ...]
    unpacked: tuple[str, ...]

    def elsewhere(self) -> tuple[str, ...]:
        """Return the addresses of other versions that the XMP tells."""
        source = self.packet.text(f"{DC}source")
        return (*filter(None, (source,)), *self.packet.items(f"{DC}relation"))

    def slots(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """Return the notice by language, as facts and XMP tell it."""
        notice = facts.get("notice")
        told = notice if isinstance(notice, dict) else {}
        return told_alike(
            {tag: str(text) for tag, text in told.items()},
            self.packet.alternatives(f"{DC}rights"),
            self.packet.alternatives(f"{RIGHTS}UsageTerms"),
        )

    def lacks(self, facts: Mapping[str, Any]) -> Iterator[str]:
        """Say what is missing, or is more than a copy has."""
        if not facts.keys() <= _FACTS:
            yield "facts that no copy has"
        reserved = self.packet.text(f"{_TDM}reservation")
        if facts.get("tdmReservation") != "1" or reserved != "1":
            yield "no reservation of text and data mining"
        if self.packet.text(f"{RIGHTS}Marked") != "True":
            yield "a file that does not say that it is protected"


def told_by(pdf: Pdf) -> Told:
    """Read what a file tells machines.

    Raises:
        UnreadableError: It tells nothing, or not in this form.
    """
    text = decoded(attached(pdf))
    stream: Stream = pdf.root["/Metadata"]
    metadata = decoded(stream.unpacked())
    packet = xmp_packet(metadata.encode())
    return Told(
        facts=json_object(text),
        packet=packet,
        language=told_text(pdf.root["/Lang"]),
        titles=(*packet.items(f"{DC}title"), pdf.about.get("/Title", "")),
        unpacked=(text, metadata, *pdf.about.values()),
    )


def text_of(facts: Mapping[str, Any], name: str) -> str:
    """Return a fact; empty where there is none, or no text."""
    value = facts.get(name)
    return value if isinstance(value, str) else ""


def texts_of(facts: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a fact that is a list, in order."""
    value = facts.get(name)
    return tuple(map(str, value)) if isinstance(value, list) else ()


def names_in(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of all who are credited, in order."""
    people = facts.get("creditors")
    return tuple(
        str(each.get("name", "")) if isinstance(each, dict) else ""
        for each in (people if isinstance(people, list) else ())
    )


def same(*texts: str) -> str:
    """Return what all say; all of it, where they do not say the same."""
    return joined(("", each) for each in texts)[""]
