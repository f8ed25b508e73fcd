"""Reads a DOCX copy: its paragraphs for people, its custom properties for machines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from exports.formats.readers.docx_house import HOUSES, RELATION, WORD, refuse_strange
from exports.formats.readers.found import (
    Found,
    UnreadableError,
    addresses_in,
    headline,
    is_picture_address,
    joined,
)
from exports.formats.readers.xml_tree import Element, xml_tree
from exports.formats.readers.zip_files import files_in

_LINKS: Final = "word/_rels/document.xml.rels"
_FACTS: Final = "docProps/custom.xml"
_THEME: Final = "word/theme1.xml"
_CORE: Final = "docProps/core.xml"
_FILES: Final = frozenset(
    {"[Content_Types].xml", "_rels/.rels", _LINKS, _FACTS, _CORE, _THEME, *HOUSES}
)
_HYPERLINK: Final = f"{RELATION[1:-1]}/hyperlink"
_PARTS: Final = frozenset(
    {
        *("styles.xml", "fontTable.xml", "settings.xml", "footer1.xml"),
        *("numbering.xml", "theme1.xml"),
    }
)
_ROOTS: Final = frozenset({"word/document.xml", _CORE, _FACTS})
_ONCE: Final = frozenset(
    [
        *("Urn", "Revision", "Language", "Trace", "Address", "Published"),
        *("RightsPage", "RightsHolder", "TdmReservation"),
    ]
)
_OFTEN: Final = ("Creditor", "Source", "Translation", "RightsNotice")
_DC_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True)
class _Paragraph:
    style: str
    text: str
    links: tuple[str, ...]


def read_docx_file(file_bytes: bytes) -> Found:
    """Read a document.

    People see its paragraphs; the notice is what they see in the style RightsNotice,
    and again at the foot of each page. Machines read the custom properties.

    Raises:
        UnreadableError: No document of this form, or one with anything more in it.
    """
    files = files_in(file_bytes)
    if files.keys() != _FILES:
        message = "other files than a copy has"
        raise UnreadableError(message)
    trees = {name: xml_tree(file) for name, file in files.items()}
    for part in HOUSES:
        refuse_strange(part, trees[part])
    targets = _targets(trees)
    facts = _facts(trees[_FACTS])
    shown = tuple(_paragraphs(trees["word/document.xml"], targets))
    foot = tuple(_paragraphs(trees["word/footer1.xml"], {}))
    titles = list(_of(shown, "Title"))
    named = _text(trees[_CORE], _DC_TITLE)
    if not named or not any(each.startswith(named) for each in titles):
        # Properties hold the beginning of a long headline.
        titles.append(named)
    slots = list(_numbered(facts, "RightsNotice"))
    links = tuple(link for each in shown for link in each.links)
    return Found(
        urn=facts.get("Urn", ""),
        revision=facts.get("Revision", ""),
        language=facts.get("Language", ""),
        headline=headline(titles),
        trace_code=facts.get("Trace", ""),
        visible_text="\n".join(each.text for each in shown),
        notice_visible="\n".join(_of(shown, "RightsNotice")),
        notice_slots=joined([*slots, _at_foot(facts, foot, slots)]),
        credits=tuple(_of(shown, "StoryCredit")),
        creditors=tuple(name for _at, name in _numbered(facts, "Creditor")),
        source_urls=tuple(url for _at, url in _numbered(facts, "Source")),
        translation_urls=tuple(url for _at, url in _numbered(facts, "Translation")),
        links=links,
        photo_urls=tuple(
            filter(
                is_picture_address,
                (
                    *targets.values(),
                    *(url for value in facts.values() for url in addresses_in(value)),
                ),
            )
        ),
        forbidden=tuple(_forbidden(facts, foot)),
        unpacked=b"\n".join(files.values()),
    )


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


def _facts(root: Element) -> dict[str, str]:
    names = [each.values.get("name", "") for each in root.children]
    known = all(
        name in _ONCE or (name.partition("-")[0] in _OFTEN and "-" in name)
        for name in names
    )
    if not known or len(set(names)) < len(names):
        message = "custom properties that no copy has"
        raise UnreadableError(message)
    return {each.values["name"]: each.text for each in root.children}


def _numbered(facts: Mapping[str, str], kind: str) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if name.startswith(f"{kind}-"):
            yield name.removeprefix(f"{kind}-"), value


def _text(root: Element, name: str) -> str:
    return "\n".join(each.text for each in root.every(name))


def _paragraphs(root: Element, targets: Mapping[str, str]) -> Iterator[_Paragraph]:
    for each in root.every(f"{WORD}p"):
        styles = [style.values for style in each.every(f"{WORD}pStyle")]
        ids = [
            link.values.get(f"{RELATION}id", "")
            for link in each.every(f"{WORD}hyperlink")
        ]
        if any(name not in targets for name in ids) or any(each.every(f"{WORD}p")):
            message = "a paragraph in another, or a link that leads nowhere"
            raise UnreadableError(message)
        yield _Paragraph(
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


def _of(paragraphs: tuple[_Paragraph, ...], style: str) -> Iterator[str]:
    return (each.text for each in paragraphs if each.style == style)


def _at_foot(
    facts: Mapping[str, str],
    foot: tuple[_Paragraph, ...],
    slots: list[tuple[str, str]],
) -> tuple[str, str]:
    # The foot is in the language of the copy, else in English.
    language = facts.get("Language", "")
    known = {tag for tag, _text in slots}
    return (
        language if language in known else "en",
        "\n".join(each.text for each in foot),
    )


def _forbidden(facts: Mapping[str, str], foot: tuple[_Paragraph, ...]) -> Iterator[str]:
    if [each.style for each in foot] != ["RightsFoot"]:
        yield "a foot with anything but the notice"
    if facts.get("TdmReservation") != "1":
        yield "no reservation of text and data mining"
