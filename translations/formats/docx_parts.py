"""The parts of a DOCX that are the same in every one: types, styles, fonts.

References:
    ECMA-376 Part 1, 5th edition: §17.3.2 run properties (complex scripts), §17.7
    styles, §17.8 fonts; Part 2 §10 packages.
"""

from collections.abc import Iterable
from typing import Final

from translations.formats.xml import quoted, text

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LATIN: Final = "Arial"
KHMER: Final = "Noto Sans Khmer"
FONTS: Final = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{KHMER}"/>'
_OUTSIDE: Final = ' TargetMode="External"'
PASSAGE: Final = "Spean-"
"""Begins the names of styles that say what a passage is: "Spean-cite.lang-fr"."""
CUSTOM: Final = "Spean"
"""The custom property that names what was handed out."""

_PARAGRAPHS: Final = {
    "SpeanTitle": '<w:b/><w:bCs/><w:sz w:val="30"/><w:szCs w:val="30"/>',
    "SpeanNote": '<w:sz w:val="18"/><w:szCs w:val="19"/>',
}
_CHARACTERS: Final = {
    "SpeanNumber": '<w:color w:val="5B6066"/><w:sz w:val="18"/><w:szCs w:val="18"/>',
    "Hyperlink": '<w:color w:val="1F5FA8"/><w:u w:val="single"/>',
}


def content_types(more: Iterable[tuple[str, str]] = ()) -> bytes:
    """Say which part is of which type.

    Args:
        more: Names and types of further parts.
    """
    parts = (
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        ("/word/styles.xml", f"{_WORD}.styles+xml"),
        ("/word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("/word/settings.xml", f"{_WORD}.settings+xml"),
        ("/word/footer1.xml", f"{_WORD}.footer+xml"),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
        ),
        (
            "/docProps/custom.xml",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        ),
        *more,
    )
    named = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{named}</Types>"
    ).encode()


def package_relations() -> bytes:
    """Say where the document and its properties are."""
    return _relations(
        (
            ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml", False),
            (
                "rId2",
                f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
                False,
            ),
            ("rId3", f"{RELATIONS}/custom-properties", "docProps/custom.xml", False),
        )
    )


def document_relations(
    links: Iterable[tuple[str, str]], more: Iterable[tuple[str, str, str]] = ()
) -> bytes:
    """Say where the styles are, and where the links of the text lead.

    Args:
        links: Ids and addresses.
        more: Ids, last words of the type, and names of further parts.
    """
    return _relations(
        (
            ("rId1", f"{RELATIONS}/styles", "styles.xml", False),
            ("rId2", f"{RELATIONS}/fontTable", "fontTable.xml", False),
            ("rId3", f"{RELATIONS}/settings", "settings.xml", False),
            ("rId4", f"{RELATIONS}/footer", "footer1.xml", False),
            *((name, f"{RELATIONS}/{kind}", part, False) for name, kind, part in more),
            *((name, f"{RELATIONS}/hyperlink", href, True) for name, href in links),
        )
    )


def core(title: str) -> bytes:
    """Write the title; nobody's name."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(title[:250])}</dc:title></cp:coreProperties>"
    ).encode()


def custom(facts: Iterable[tuple[str, str]]) -> bytes:
    """Write facts for whoever reads the file again."""
    form = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
    values = "".join(
        f'<property fmtid="{form}" pid="{number}" name="{quoted(name)}">'
        f"<vt:lpwstr>{text(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(facts, start=2)
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{_HEAD}<Properties xmlns="{office}/custom-properties" '
        f'xmlns:vt="{office}/docPropsVTypes">{values}</Properties>'
    ).encode()


def settings() -> bytes:
    """Keep old programs from laying the page out as older ones did."""
    return (
        f'{_HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat></w:settings>'
    ).encode()


def font_table() -> bytes:
    """Name what stands in for the Khmer font where that is missing."""
    return (
        f'{_HEAD}<w:fonts xmlns:w="{MAIN}"><w:font w:name="{KHMER}">'
        '<w:altName w:val="Leelawadee UI"/><w:family w:val="swiss"/></w:font>'
        f'<w:font w:name="{LATIN}"><w:family w:val="swiss"/></w:font></w:fonts>'
    ).encode()


def language(tag: str) -> str:
    """Write the language of a run: of Khmer as that of a complex script."""
    if tag.partition("-")[0] == "km":
        return '<w:lang w:bidi="km-KH"/>'
    return f'<w:lang w:val="{quoted(tag)}" w:eastAsia="{quoted(tag)}"/>'


def styles(
    source_language: str, target_language: str, passages: Iterable[str]
) -> bytes:
    """Write the styles.

    Args:
        source_language: BCP 47, as is the other.
        target_language: Of the translation.
        passages: Names of the styles of passages.
    """
    sides = (("Source", source_language), ("Target", target_language))
    columns = "".join(
        _paragraph(f"Spean{side}{kind}", look + language(tag))
        for side, tag in sides
        for kind, look in (("", ""), ("Heading", "<w:b/><w:bCs/>"))
    )
    named = "".join(_character(name, "") for name in sorted(passages))
    fixed = "".join(_paragraph(name, look) for name, look in _PARAGRAPHS.items())
    fixed += "".join(_character(name, look) for name, look in _CHARACTERS.items())
    return (
        f'{_HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{FONTS}<w:sz w:val="21"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en" w:eastAsia="en" w:bidi="km-KH"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="60" w:line="276" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>'
        '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        f"{fixed}{columns}"
        f"{named}</w:styles>"
    ).encode()


def _paragraph(name: str, look: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{quoted(name)}">'
        f'<w:name w:val="{quoted(name)}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _character(name: str, look: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{quoted(name)}">'
        f'<w:name w:val="{quoted(name)}"/><w:qFormat/><w:rPr>{look}</w:rPr></w:style>'
    )


def _relations(relations: Iterable[tuple[str, str, str, bool]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{quoted(target)}"'
        f"{_OUTSIDE if is_outside else ''}/>"
        for name, kind, target, is_outside in relations
    )
    around = f"{_PACKAGE}/relationships"
    return (f'{_HEAD}<Relationships xmlns="{around}">{lines}</Relationships>').encode()
