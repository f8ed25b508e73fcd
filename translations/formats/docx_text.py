"""Texts as the runs and paragraphs of a DOCX, Khmer as the complex script it is.

References:
    ECMA-376 Part 1, 5th edition: §17.3.1 paragraphs, §17.3.2 runs.
"""

import re
from typing import Final

from translations.formats.docx_parts import FONTS
from translations.formats.xml import quoted, storable
from translations.formats.xml import text as escaped

_KHMER: Final = re.compile(
    "[\u1780-\u17ff\u19e0-\u19ff\u200b-\u200d]+"
    "(?: +[\u1780-\u17ff\u19e0-\u19ff\u200b-\u200d]+)*"
)
_STYLE: Final = re.compile(r"<w:rStyle [^>]*/>")


def runs(text: str, look: str = "", language: str = "") -> str:
    """Write a text as runs.

    Args:
        text: Plain.
        look: Run properties as XML, in the order of the schema; a style comes first.
        language: BCP 47 tag of what is not Khmer; empty for that of the document.
    """
    text = storable(text)
    tag = quoted(language)
    spoken = f'<w:lang w:val="{tag}" w:eastAsia="{tag}"/>' if tag else ""
    written, at = [], 0
    for found in _KHMER.finditer(text):
        if found.start() > at:
            written.append(_run(text[at : found.start()], look + spoken))
        # Otherwise LibreOffice drops vowels, and Word takes another font.
        written.append(_run(found[0], f'{look}<w:cs/><w:lang w:bidi="km-KH"/>'))
        at = found.end()
    if at < len(text):
        written.append(_run(text[at:], look + spoken))
    return "".join(written)


def paragraph(style: str, runs: str, more: str = "") -> str:
    """Write a paragraph.

    Args:
        style: Its id.
        runs: As XML.
        more: What else the paragraph is, as XML.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def _run(text: str, look: str) -> str:
    style = _STYLE.match(look)
    first = style[0] if style else ""
    properties = f"<w:rPr>{first}{FONTS}{look[len(first) :]}</w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
