"""What a reader finds in a bundle of copies."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.formats.readers.found import Found
from exports.formats.readers.found_pair import FoundPair


@dataclass(frozen=True, kw_only=True)
class FoundText:
    """What the list says of a text that a copy tells; empty where it says nothing."""

    urn: str
    language: str
    revision: int
    address: str
    rights_page: str


@dataclass(frozen=True, kw_only=True)
class FoundCopy:
    """One of the copies.

    Attributes:
        name: Of its file, without the folder.
        format_code: What the list calls it.
        content: Its bytes, whose size and SHA-256 are those on the list.
        found: What the reader of its format found.
        trace_code: As the list has it.
        texts: As the list has them.
    """

    name: str
    format_code: str
    content: bytes
    found: Found | FoundPair
    trace_code: str
    texts: tuple[FoundText, ...]


@dataclass(frozen=True, kw_only=True)
class FoundBundle:
    """Everything that was found in a bundle.

    Attributes:
        edition: Of the notice, as the list has it.
        notice_slots: The notice on the list, by language.
        notices: The notice in the files beside the list, by language.
        copies: In the order of the list.
    """

    edition: int
    notice_slots: Mapping[str, str]
    notices: Mapping[str, str]
    copies: tuple[FoundCopy, ...]
