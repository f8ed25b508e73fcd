"""XLIFF 1.2: written as the standard has it, read as other tools write it.

References:
    XLIFF 1.2 (OASIS, 1 February 2008) §2.2 structure, §2.4 inline elements, §3.2.11
    states.
"""

from typing import Final

from translations.formats import xml
from translations.formats.inline import Code, CodeKind, Cut, Side
from translations.formats.segments import Segment, State, Story

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
MADE_FROM: Final = "x-spean-made-from"
_STATES: Final = {
    State.UNTRANSLATED: "needs-translation",
    State.NEEDS_WORK: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.APPROVED: "final",
}
_CTYPES: Final = {
    CodeKind.BOLD: "bold",
    CodeKind.ITALIC: "italic",
    CodeKind.LINK: "link",
    CodeKind.LINE: "lb",
}


def write(story: Story) -> bytes:
    """Write a translation with what is translated already.

    Where nothing is written yet the target is there and empty, so that a tool asks.
    """
    source, target = map(xml.quoted, (story.source_language, story.target_language))
    notes = "".join(f"<note>{xml.text(each)}</note>" for each in story.notices())
    units = "".join(map(_unit, story.segments))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff version="1.2" xmlns="{NAMESPACE}">\n'
        f'<file original="{xml.quoted(story.reference)}" source-language="{source}"'
        f' target-language="{target}" datatype="html" tool-id="spean">\n'
        f'<header><tool tool-id="spean" tool-name="Spean"/>{notes}</header>\n'
        f"<body>\n{units}</body>\n</file>\n</xliff>\n"
    ).encode()


def _unit(segment: Segment) -> str:
    source, target = segment.source_cut, segment.target_cut
    approved = ' approved="yes"' if segment.state is State.APPROVED else ""
    left_out = ' translate="no"' if segment.is_dropped else ""
    made_from = (
        '<context-group purpose="information">'
        f'<context context-type="{MADE_FROM}">{xml.text(segment.made_from)}</context>'
        "</context-group>\n"
        if segment.made_from
        else ""
    )
    note = f"<note>{xml.text(segment.note)}</note>\n" if segment.note else ""
    return (
        f'<trans-unit id="{xml.quoted(segment.id)}" restype="x-{segment.kind}"'
        f'{approved}{left_out} xml:space="preserve">\n'
        f"<source>{written(source)}</source>\n"
        f'<target state="{_STATES[segment.state]}">{written(target)}</target>\n'
        f"{made_from}{note}</trans-unit>\n"
    )


def written(cutting: Cut) -> str:
    """Write text and codes as the inside of a source or target."""
    codes = {name: _opening(code) for name, code in cutting.codes.items()}
    return "".join(
        [
            xml.text(token)
            if isinstance(token, str)
            else "</g>"
            if token.side is Side.CLOSE
            else codes[token.id]
            for token in cutting.tokens
        ]
    )


def _opening(code: Code) -> str:
    ctype = _CTYPES.get(code.kind, f"x-{code.kind.value}")
    facts = f'id="{xml.quoted(code.id)}" ctype="{ctype}"'
    if code.is_pair:
        return f"<g {facts}>"
    return f'<x {facts} equiv-text="{xml.quoted(_shown(code))}"/>'


def _shown(code: Code) -> str:
    return "\n" if code.kind in {CodeKind.LINE, CodeKind.PARAGRAPH} else code.opening
