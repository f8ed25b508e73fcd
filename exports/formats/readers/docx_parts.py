"""Opens a document: its parts, links, custom properties and paragraphs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from exports.formats.readers.docx_house import (
    HOUSES,
    RELATION,
    WORD,
    Houses,
    refuse_strange,
)
from exports.formats.readers.found import (
    UnreadableError,
    addresses_in,
    is_picture_address,
)
from exports.formats.readers.xml_tree import Element, xml_tree
from exports.formats.readers.zip_files import files_in

_LINKS: Final = "word/_rels/document.xml.rels"
_FACTS: Final = "docProps/custom.xml"
_THEME: Final = "word/theme1.xml"
CORE: Final = "docProps/core.xml"
_FILES: Final = frozenset(
    {"[Content_Types].xml", "_rels/.rels", _LINKS, _FACTS, CORE, _THEME, *HOUSES}
)
_HYPERLINK: Final = f"{RELATION[1:-1]}/hyperlink"
_PARTS: Final = frozenset(
    {
        *("styles.xml", "fontTable.xml", "settings.xml", "footer1.xml"),
        *("numbering.xml", "theme1.xml"),
    }
)
_ROOTS: Final = frozenset({"word/document.xml", CORE, _FACTS})
ONCE: Final = frozenset(
    [
        *("Urn", "Revision", "Language", "Trace", "Address", "Published"),
        *("RightsPage", "RightsHolder", "TdmReservation"),
    ]
)
OFTEN: Final = ("Creditor", "Source", "Translation", "RightsNotice")
_DC_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True)
class Paragraph:
    """What stands in a paragraph: its style, its text, the addresses of its links."""

    style: str
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A document of which every part is known.

    Attributes:
        files: By name.
        trees: The root element of each.
        targets: Addresses of its links by their ids.
        facts: Its custom properties.
    """

    files: Mapping[str, bytes]
    trees: Mapping[str, Element]
    targets: Mapping[str, str]
    facts: Mapping[str, str]

    @property
    def body(self) -> Element:
        """What people see above the foot of a page."""
        (body,) = self.trees["word/document.xml"].every(f"{WORD}body")
        return body

    @property
    def foot(self) -> tuple[Paragraph, ...]:
        """What they see at the foot of each page."""
        return tuple(paragraphs(self.trees["word/footer1.xml"], {}))

    @property
    def title(self) -> str:
        """What its properties call it."""
        return "\n".join(each.text for each in self.trees[CORE].every(_DC_TITLE))

    @property
    def photo_urls(self) -> tuple[str, ...]:
        """Addresses of pictures, in links and in custom properties."""
        told = (url for value in self.facts.values() for url in addresses_in(value))
        return tuple(filter(is_picture_address, (*self.targets.values(), *told)))

    @property
    def unpacked(self) -> bytes:
        """All that it holds."""
        return b"\n".join(self.files.values())


def opened(
    file_bytes: bytes, houses: Houses, is_fact: Callable[[str], bool]
) -> Document:
    """Open a document.

    Args:
        file_bytes: Of the archive.
        houses: What each part may hold.
        is_fact: Whether a custom property may be called so.

    Raises:
        UnreadableError: No document of this form, or one with anything more in it.
    """
    files = files_in(file_bytes)
    if files.keys() != _FILES:
        message = "other files than a copy has"
        raise UnreadableError(message)
    trees = {name: xml_tree(file) for name, file in files.items()}
    for part in houses:
        refuse_strange(part, trees[part], houses)
    if len(list(trees["word/document.xml"].every(f"{WORD}body"))) != 1:
        message = "no body, or several"
        raise UnreadableError(message)
    return Document(files, trees, _targets(trees), _facts(trees[_FACTS], is_fact))


def _targets(trees: Mapping[str, Element]) -> dict[str, str]:
    """Check what the document loads; return the addresses of its links by their ids."""
    roots = {each.values.get("Target", "") for each in trees["_rels/.rels"].children}
    relations = trees[_LINKS].children
    outside = [each for each in relations if "TargetMode" in each.values]
    inside = [
        each.values.get("Target", "") for each in relations if each not in outside
    ]
    ids = [each.values.get("Id", "") for each in relations]
    is_plain = all(
        each.values.get("Type") == _HYPERLINK
        and each.values.get("TargetMode") == "External"
        and each.values.get("Target", "")
        .lower()
        .startswith(("http://", "https://", "mailto:"))
        for each in outside
    )
    types = trees["[Content_Types].xml"].children
    parts = [each.values.get("PartName", "")[1:] for each in types]
    if (
        not is_plain
        or set(inside) != _PARTS
        or len(inside) != len(_PARTS)
        or len(set(ids)) < len(ids)
        or roots != _ROOTS
        or {each for each in parts if each}
        != _FILES - {"[Content_Types].xml", "_rels/.rels", _LINKS}
    ):
        message = "a document that loads other parts than its own"
        raise UnreadableError(message)
    return {each.values["Id"]: each.values["Target"] for each in outside}


def _facts(root: Element, is_fact: Callable[[str], bool]) -> dict[str, str]:
    names = [each.values.get("name", "") for each in root.children]
    if not all(map(is_fact, names)) or len(set(names)) < len(names):
        message = "custom properties that no copy has"
        raise UnreadableError(message)
    return {each.values["name"]: each.text for each in root.children}


def is_numbered(name: str) -> bool:
    """Say whether a custom property is one of several of its kind."""
    return name.partition("-")[0] in OFTEN and "-" in name


def numbered(facts: Mapping[str, str], kind: str) -> Iterator[tuple[str, str]]:
    """Yield the custom properties of a kind: what follows its name, and the text."""
    for name, value in facts.items():
        if name.startswith(f"{kind}-"):
            yield name.removeprefix(f"{kind}-"), value


def paragraphs(root: Element, targets: Mapping[str, str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of an element at every depth, in order.

    Raises:
        UnreadableError: One stands in another, or a link leads nowhere.
    """
    for each in root.every(f"{WORD}p"):
        styles = [style.values for style in each.every(f"{WORD}pStyle")]
        ids = [
            link.values.get(f"{RELATION}id", "")
            for link in each.every(f"{WORD}hyperlink")
        ]
        if any(name not in targets for name in ids) or any(each.every(f"{WORD}p")):
            message = "a paragraph in another, or a link that leads nowhere"
            raise UnreadableError(message)
        yield Paragraph(
            "".join(values.get(f"{WORD}val", "") for values in styles),
            "".join(_pieces(each)),
            tuple(targets[name] for name in ids),
        )


def _pieces(element: Element) -> Iterator[str]:
    for each in element.children:
        if each.name == f"{WORD}t":
            yield each.text
        elif each.name == f"{WORD}br":
            yield "\n"
        else:
            yield from _pieces(each)


def slots(facts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the notice that machines read, by language."""
    return dict(numbered(facts, "RightsNotice"))


def lacks(
    facts: Mapping[str, str], feet: Mapping[str, Iterable[Paragraph]]
) -> Iterator[str]:
    """Yield what a document lacks, or says otherwise at its foot than to machines.

    Args:
        facts: Its custom properties.
        feet: What stands at the foot, by language.
    """
    if facts.get("TdmReservation") != "1":
        yield "no reservation of text and data mining"
    told = slots(facts)
    for tag, foot in feet.items():
        shown = [(each.style, each.text.split()) for each in foot]
        if shown != [("RightsFoot", told.get(tag, "").split())]:
            yield "a foot that is not the notice that machines read"


def styled(told: Iterable[Paragraph], style: str) -> Iterator[str]:
    """Yield the texts of the paragraphs of a style."""
    return (each.text for each in told if each.style == style)
