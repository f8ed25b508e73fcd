"""Which elements a document may hold; whatever else could hide what it says.

References:
    ECMA-376 Part 1, 5th edition: §17.3.2.41 (vanish), §17.3.2.6 (color) are among
    what is not on the list.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.xml_tree import XML, Element

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
)
# Smaller letters nobody reads, larger ones push the rest off the page.
_SIZES: Final = frozenset(map(str, range(14, 49)))
_FONTS: Final = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Noto Sans Khmer"}
_ANY: Final[frozenset[str]] = frozenset()
_NOTHING: Final[Mapping[str, frozenset[str]]] = {}
# By element: its attributes, and for each the values it may have; none named: any.
_LOOK: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    **dict.fromkeys(("rPr", "b", "bCs", "i", "iCs", "cs"), _NOTHING),
    "rFonts": {name: frozenset({font}) for name, font in _FONTS.items()},
    "lang": {"val": _ANY, "eastAsia": _ANY, "bidi": _ANY},
}
_TEXT: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    **_LOOK,
    **dict.fromkeys(("p", "pPr", "r", "br", "numPr"), _NOTHING),
    "pStyle": {"val": _ANY},
    "ilvl": {"val": frozenset("012345678")},
    "numId": {"val": _ANY},
    "rStyle": {"val": frozenset({"Hyperlink"})},
    "vertAlign": {"val": frozenset({"subscript", "superscript"})},
    "t": {"space": frozenset({"preserve"})},
    "hyperlink": {"id": _ANY, "history": frozenset({"1"})},
}
Houses = Mapping[str, Mapping[str, Mapping[str, frozenset[str]]]]
HOUSES: Final[Houses] = {
    "word/document.xml": {
        **_TEXT,
        **dict.fromkeys(("document", "body", "sectPr"), _NOTHING),
        "footerReference": {
            "type": frozenset({"default"}),
            "id": frozenset({"rId4"}),
        },
        "pgSz": {"w": frozenset({"11906"}), "h": frozenset({"16838"})},
        "pgMar": {
            **dict.fromkeys(("top", "right", "bottom", "left"), frozenset({"1134"})),
            "header": frozenset({"600"}),
            "footer": frozenset({"500"}),
            "gutter": frozenset("0"),
        },
    },
    "word/footer1.xml": {**_TEXT, "ftr": _NOTHING},
    "word/styles.xml": {
        **_LOOK,
        **dict.fromkeys(("styles", "docDefaults", "rPrDefault"), _NOTHING),
        **dict.fromkeys(("pPrDefault", "pPr", "qFormat"), _NOTHING),
        "style": {
            "type": frozenset({"paragraph", "character"}),
            "default": frozenset("1"),
            "styleId": _ANY,
        },
        "name": {"val": _ANY},
        "basedOn": {"val": frozenset({"Normal"})},
        "sz": {"val": _SIZES},
        "szCs": {"val": _SIZES},
        "u": {"val": frozenset({"single"})},
        "outlineLvl": {"val": frozenset("012")},
        "spacing": {
            "after": frozenset({"120"}),
            "line": frozenset({"300"}),
            "lineRule": frozenset({"auto"}),
        },
    },
    "word/numbering.xml": {
        **dict.fromkeys(("numbering", "pPr"), _NOTHING),
        "num": {"numId": _ANY},
        "lvl": {"ilvl": frozenset("012345678")},
        "lvlOverride": {"ilvl": frozenset("012345678")},
        "abstractNum": {"abstractNumId": frozenset("01")},
        "abstractNumId": {"val": frozenset("01")},
        "multiLevelType": {"val": frozenset({"hybridMultilevel"})},
        "start": {"val": frozenset("1")},
        "startOverride": {"val": frozenset("1")},
        "numFmt": {"val": frozenset({"bullet", "decimal"})},
        "lvlText": {"val": frozenset({"•", *(f"%{n}." for n in range(1, 10))})},
        "lvlJc": {"val": frozenset({"left"})},
        "ind": {"left": _ANY, "hanging": frozenset({"425"})},
    },
    "word/settings.xml": {
        **dict.fromkeys(("settings", "compat"), _NOTHING),
        "zoom": {"percent": frozenset({"100"})},
        "defaultTabStop": {"val": frozenset({"720"})},
        "compatSetting": {"name": _ANY, "uri": _ANY, "val": _ANY},
    },
    "word/fontTable.xml": {
        "fonts": _NOTHING,
        "font": {"name": frozenset(_FONTS.values())},
        "altName": {"val": _ANY},
        "family": {"val": _ANY},
    },
}
_TABLE: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    **dict.fromkeys(("tbl", "tblPr", "tblBorders", "tblGrid"), _NOTHING),
    **dict.fromkeys(("tr", "trPr", "tblHeader", "tc", "tcPr"), _NOTHING),
    "tblW": {"w": frozenset({"5000"}), "type": frozenset({"pct"})},
    "tblLayout": {"type": frozenset({"fixed"})},
    "insideH": {
        "val": frozenset({"single"}),
        "sz": frozenset("4"),
        "space": frozenset("0"),
        "color": frozenset({"767676"}),
    },
    "gridCol": {"w": frozenset({"4819"})},
    "tcW": {"w": frozenset({"4819"}), "type": frozenset({"dxa"})},
}
PAIR_HOUSES: Final[Houses] = {
    **HOUSES,
    "word/document.xml": {**HOUSES["word/document.xml"], **_TABLE},
}
"""Of a document with two languages: a table of two columns, half a page each."""
_WITH_TEXT: Final = frozenset({f"{WORD}t"})


def refuse_strange(part: str, root: Element, houses: Houses) -> None:
    """Refuse a part that holds an element, attribute or value that no copy has.

    Args:
        part: Its name.
        root: Its root element.
        houses: What each part may hold.

    Raises:
        UnreadableError: Names the first of them.
    """
    for element in (root, *_every(root)):
        if not _is_known(element, houses[part]):
            message = f"{part}: {element.name[-20:]!r} as it stands there"
            raise UnreadableError(message)


def _is_known(
    element: Element, house: Mapping[str, Mapping[str, frozenset[str]]]
) -> bool:
    name = element.name.removeprefix(WORD)
    if name == element.name or name not in house:
        return False
    has_text = any(isinstance(each, str) and each.strip() for each in element.content)
    if has_text and element.name not in _WITH_TEXT:
        return False
    allowed = house[name]
    for attribute, value in element.values.items():
        plain = attribute
        for known in (WORD, RELATION, f"{{{XML}}}"):
            plain = plain.removeprefix(known)
        if plain == attribute or plain not in allowed:
            return False
        if allowed[plain] and value not in allowed[plain]:
            return False
    return True


def _every(element: Element) -> Iterable[Element]:
    for child in element.children:
        yield child
        yield from _every(child)
