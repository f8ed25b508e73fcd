"""How a document looks: its styles, and the signs before the items of lists.

References:
    ECMA-376 Part 1, 5th edition: §17.7 styles, §17.9 numbering.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from translations.formats import docx_parts as parts

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NUMBERING: Final = (
    "/word/numbering.xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
)


THEME: Final = (
    "/word/theme1.xml",
    "application/vnd.openxmlformats-officedocument.theme+xml",
)
_COLOURS: Final = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "333333",
    "lt2": "EEEEEE",
    **{f"accent{number}": "333333" for number in range(1, 7)},
    "hlink": "000000",
    "folHlink": "000000",
}
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


@dataclass(frozen=True)
class _Styles:
    title: str = "Title"
    heading: str = "Heading2"
    subheading: str = "Heading3"
    text: str = "BodyText"
    quote: str = "Quote"
    item: str = "ListParagraph"
    kicker: str = "StoryKicker"
    standfirst: str = "StoryStandfirst"
    credit: str = "StoryCredit"
    photo: str = "StoryPhoto"
    rights: str = "RightsNotice"
    foot: str = "RightsFoot"


STYLES: Final = _Styles()
"""The ids of the paragraph styles."""
_BOLD: Final = "<w:b/><w:bCs/>"
_LOOKS: Final = {
    STYLES.title: (_BOLD, 36),
    STYLES.heading: (_BOLD, 28),
    STYLES.subheading: (_BOLD, 25),
    STYLES.text: ("", 22),
    STYLES.quote: ("<w:i/><w:iCs/>", 22),
    STYLES.item: ("", 22),
    STYLES.kicker: (_BOLD, 20),
    STYLES.standfirst: ("", 25),
    STYLES.credit: ("", 20),
    STYLES.photo: ("", 20),
    STYLES.rights: ("", 20),
    STYLES.foot: ("", 16),
}
_OUTLINE: Final = {STYLES.title: 0, STYLES.heading: 1, STYLES.subheading: 2}
_BULLETS: Final = 0
_NUMBERS: Final = 1
_LEVELS: Final = 9


def styles(language: str) -> bytes:
    """Write the styles.

    Args:
        language: BCP 47 tag of the text.
    """
    latin = "en" if language == "km" else language
    written = "".join(_style(name, *look) for name, look in _LOOKS.items())
    return (
        f'{_HEAD}<w:styles xmlns:w="{parts.MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{parts.FONTS}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="{latin}" w:bidi="km-KH"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="300" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        f"{written}"
        '<w:style w:type="character" w:styleId="Hyperlink">'
        '<w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
        "</w:styles>"
    ).encode()


def _style(name: str, look: str, size: int) -> str:
    outline = _OUTLINE.get(name)
    told = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    paragraph = f"<w:pPr>{told}</w:pPr>" if told else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{paragraph}'
        f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def numbering(ordered: int) -> bytes:
    """Write the signs before items: bullets, and numbers that begin anew in each list.

    Args:
        ordered: How many lists with numbers there are.
    """
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_NUMBERS}"/>'
        f"{_begins_anew()}</w:num>"
        for number in range(2, ordered + 2)
    )
    return (
        f'{_HEAD}<w:numbering xmlns:w="{parts.MAIN}">'
        f"{_signs(_BULLETS, 'bullet')}{_signs(_NUMBERS, 'decimal')}"
        f'<w:num w:numId="1"><w:abstractNumId w:val="{_BULLETS}"/></w:num>'
        f"{lists}</w:numbering>"
    ).encode()


def _begins_anew() -> str:
    return "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in range(_LEVELS)
    )


def _signs(name: int, kind: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{name}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{"".join(_levels(kind))}'
        "</w:abstractNum>"
    )


def _levels(kind: str) -> Iterator[str]:
    for level in range(_LEVELS):
        sign = "•" if kind == "bullet" else f"%{level + 1}."
        left = 425 * (level + 1)
        yield (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="425"/></w:pPr></w:lvl>'
        )


def theme() -> bytes:
    """Write the theme that every document has; nothing in the story uses it.

    References:
        ECMA-376 Part 1, 5th edition: §20.1.6 styles of DrawingML.
    """
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in _COLOURS.items()
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{parts.LATIN}"/><a:ea typeface=""/>'
        f'<a:cs typeface="{parts.KHMER}"/></a:{kind}Font>'
        for kind in ("major", "minor")
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="{_DRAWING}" name="Spean"><a:themeElements>'
        f'<a:clrScheme name="Spean">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Spean">{fonts}</a:fontScheme><a:fmtScheme name="Spean">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{f'<a:ln>{_FILL}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()
