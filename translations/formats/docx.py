"""A translation as a DOCX in two columns: the source on the left, my text on the right.

Each row has a visible number and a hidden bookmark around it, so that it is known again
whatever is done to the rows.

References:
    ECMA-376 Part 1, 5th edition: §17.3.2.7 (complex scripts), §17.4 tables, §17.13.6
    bookmarks, §17.16.22 hyperlinks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from translations.formats import docx_parts as parts
from translations.formats import zipped
from translations.formats.docx_text import paragraph, runs
from translations.formats.inline import Code, CodeKind, Cut, Side
from translations.formats.segments import Segment, Story
from translations.formats.xml import quoted

BOOKMARK: Final = "spean"
_WIDTHS: Final = (1_150, 6_710, 6_710)
_HEADINGS: Final = {"headline", "heading"}
_NAMED: Final = {CodeKind.TITLE, CodeKind.QUOTED, CodeKind.LANGUAGE}
_SHIFTED: Final = {
    CodeKind.RAISED: '<w:vertAlign w:val="superscript"/>',
    CodeKind.LOWERED: '<w:vertAlign w:val="subscript"/>',
}
_HREF: Final = re.compile(r'href="([^"]*)"')
_LANG: Final = re.compile(r'lang="([^"]*)"')


@dataclass(frozen=True)
class Words:
    """What the file says besides the texts, in whichever languages.

    Attributes:
        instructions: How to work and send it back, a paragraph each.
        columns: Above the number, the source and the translation.
        kinds: What a row is, by `articles.text.blocks.BlockKind`; a paragraph needs
            no word.
    """

    instructions: Sequence[str]
    columns: tuple[str, str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)


NO_WORDS: Final = Words((), ("", "", ""))


def write(story: Story, words: Words) -> bytes:
    """Write the file."""
    page = _Page(story, words)
    body = page.body()
    return zipped.pack(
        (
            ("[Content_Types].xml", parts.content_types()),
            ("_rels/.rels", parts.package_relations()),
            ("word/document.xml", body.encode()),
            ("word/_rels/document.xml.rels", parts.document_relations(page.links())),
            (
                "word/styles.xml",
                parts.styles(
                    story.source_language, story.target_language, page.passages
                ),
            ),
            ("word/fontTable.xml", parts.font_table()),
            ("word/settings.xml", parts.settings()),
            ("word/footer1.xml", page.footer().encode()),
            ("docProps/core.xml", parts.core(story.title or story.reference)),
            (
                "docProps/custom.xml",
                parts.custom(
                    (
                        (parts.CUSTOM, story.reference),
                        ("SpeanSourceLanguage", story.source_language),
                        ("SpeanTargetLanguage", story.target_language),
                        *(
                            (f"SpeanRights-{tag}", notice)
                            for tag, notice in story.notice.items()
                        ),
                    )
                ),
            ),
        )
    )


@dataclass
class _Page:
    story: Story
    words: Words
    passages: set[str] = field(default_factory=set)
    _links: dict[str, str] = field(default_factory=dict)

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield the ids and addresses of the links of the text."""
        yield from ((name, address) for address, name in self._links.items())

    def body(self) -> str:
        """Write the document."""
        story = self.story
        lines = [story.title] if story.title else []
        title = "".join(paragraph("SpeanTitle", runs(each)) for each in lines)
        notes = "".join(
            paragraph("SpeanNote", runs(each)) for each in self.words.instructions
        )
        rows = "".join(
            self._row(number, each) for number, each in enumerate(story.segments, 1)
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:document xmlns:w="{parts.MAIN}" xmlns:r="{parts.RELATIONS}"><w:body>'
            f"{title}{notes}<w:tbl><w:tblPr>"
            f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/>{_borders()}'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{self._header()}{rows}</w:tbl>{paragraph('SpeanNote', '')}"
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="1020" w:right="1134" w:bottom="1020" w:left="1134" '
            'w:header="600" w:footer="500" w:gutter="0"/></w:sectPr>'
            "</w:body></w:document>"
        )

    def footer(self) -> str:
        """Write the notice that stands on every page."""
        lines = "".join(
            paragraph("SpeanNote", runs(each)) for each in self.story.notices()
        )
        inside = lines or paragraph("SpeanNote", "")
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:ftr xmlns:w="{parts.MAIN}">{inside}</w:ftr>'
        )

    def _header(self) -> str:
        cells = "".join(
            _cell(width, paragraph("SpeanNote", runs(name, "<w:b/><w:bCs/>")), "EDEFF2")
            for width, name in zip(_WIDTHS, self.words.columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def _row(self, number: int, segment: Segment) -> str:
        mark = f"{BOOKMARK}_{self.story.reference}_r{number}"
        kind = self.words.kinds.get(segment.kind, "")
        name = (
            f'<w:bookmarkStart w:id="{number}" w:name="{quoted(mark)}"/>'
            '<w:r><w:rPr><w:rStyle w:val="SpeanNumber"/></w:rPr>'
            f"<w:t>{number}</w:t></w:r>"
            f'<w:bookmarkEnd w:id="{number}"/>'
        )
        label = paragraph("SpeanNote", runs(kind)) if kind else ""
        note = paragraph("SpeanNote", runs(segment.note)) if segment.note else ""
        heading = "Heading" if segment.kind in _HEADINGS else ""
        source = self._texts(segment.source_cut, f"SpeanSource{heading}")
        target = self._texts(segment.target_cut, f"SpeanTarget{heading}")
        cells = (
            _cell(_WIDTHS[0], paragraph("SpeanNote", name) + label),
            _cell(_WIDTHS[1], source + note, "F6F7F9"),
            _cell(_WIDTHS[2], target),
        )
        return f"<w:tr>{''.join(cells)}</w:tr>"

    def _texts(self, cutting: Cut, style: str) -> str:
        """Write a text as the paragraphs of a cell."""
        paragraphs: list[list[str]] = [[]]
        around: list[Code] = []
        for token in cutting.tokens:
            if isinstance(token, str):
                paragraphs[-1].append(self._written(token, around))
                continue
            code = cutting.codes[token.id]
            if token.side is Side.OPEN:
                around.append(code)
            elif token.side is Side.CLOSE:
                around.remove(code)
            elif code.kind is CodeKind.PARAGRAPH:
                paragraphs.append([])
            elif code.kind is CodeKind.LINE:
                paragraphs[-1].append("<w:r><w:br/></w:r>")
        return "".join(paragraph(style, "".join(each)) for each in paragraphs)

    def _written(self, text: str, around: Sequence[Code]) -> str:
        look = "".join(self._look(around))
        written = runs(text, look)
        link = next((c for c in around if c.kind is CodeKind.LINK), None)
        address = _HREF.search(link.opening) if link else None
        if address is None:
            return written
        name = self._links.setdefault(
            unescape(address[1]), f"rIdL{len(self._links) + 1}"
        )
        return f'<w:hyperlink r:id="{name}" w:history="1">{written}</w:hyperlink>'

    def _look(self, around: Sequence[Code]) -> Iterator[str]:
        """Yield the properties of a run, in the order of the schema."""
        kinds = {code.kind for code in around}
        yield self._style(around, kinds)
        if CodeKind.BOLD in kinds:
            yield "<w:b/><w:bCs/>"
        if CodeKind.ITALIC in kinds:
            yield "<w:i/><w:iCs/>"
        if not kinds >= _SHIFTED.keys():
            yield "".join(look for kind, look in _SHIFTED.items() if kind in kinds)

    def _style(self, around: Sequence[Code], kinds: set[CodeKind]) -> str:
        """Write what no property says as the name of a style."""
        names = [_part(code) for code in around if code.kind in _NAMED]
        if kinds >= _SHIFTED.keys():
            names += [code.kind.value for code in around if code.kind in _SHIFTED]
        if names:
            style = f"{parts.PASSAGE}{'.'.join(names)}"
            self.passages.add(style)
            return f'<w:rStyle w:val="{quoted(style)}"/>'
        return '<w:rStyle w:val="Hyperlink"/>' if CodeKind.LINK in kinds else ""


def _part(code: Code) -> str:
    if code.kind is not CodeKind.LANGUAGE:
        return code.kind.value
    tag = _LANG.search(code.opening)
    return f"lang-{tag[1]}" if tag else "lang-"


def _cell(width: int, paragraphs: str, shade: str = "") -> str:
    look = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{look}</w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B3B9C2"/>'
        for side in sides
    )
    return f"<w:tblBorders>{lines}</w:tblBorders>"
