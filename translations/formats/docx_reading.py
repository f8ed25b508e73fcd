"""The DOCX in two columns, after Word, LibreOffice and people have been at it.

Rows may be gone, moved, copied or joined; changes may be tracked or accepted. What was
tracked as inserted counts, what was tracked as deleted does not.

References:
    ECMA-376 Part 1, 5th edition: §17.4 tables, §17.13.5 tracked changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final
from xml.etree.ElementTree import Element

from translations.formats import xml, zipped
from translations.formats.docx import BOOKMARK
from translations.formats.docx_parts import CUSTOM, PASSAGE
from translations.formats.faults import FileError
from translations.formats.inline import (
    GENERIC_BREAK,
    Code,
    CodeKind,
    Mark,
    Side,
    Token,
)
from translations.formats.segments import Came, Returned

DOCUMENT: Final = "word/document.xml"
_READ: Final = frozenset(
    (
        DOCUMENT,
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "docProps/custom.xml",
    )
)
_NAMED: Final = re.compile(rf"{BOOKMARK}_([a-z]\d{{1,18}})_r(\d{{1,6}})(?:_.*|\W.*)?")
_NUMBER: Final = re.compile(r"\s*(\d{1,6})\b")
_COLUMNS: Final = 3
# Looked through; everything else that is not known is passed over with its text.
_THROUGH: Final = frozenset(
    ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")
)
# Rows that are tracked as deleted, and the one with the names of the columns.
_PASSED_OVER: Final = frozenset(("del", "tblHeader"))
_OFF: Final = {"0", "false", "off", "none"}
_LOOKS: Final = {
    "b": ("<strong>", "</strong>", CodeKind.BOLD),
    "i": ("<em>", "</em>", CodeKind.ITALIC),
    "superscript": ("<sup>", "</sup>", CodeKind.RAISED),
    "subscript": ("<sub>", "</sub>", CodeKind.LOWERED),
    "cite": ("<cite>", "</cite>", CodeKind.TITLE),
    "q": ("<q>", "</q>", CodeKind.QUOTED),
}
_ORDER: Final = ("b", "i", "superscript", "subscript")
_SHIFTED: Final = {"sup": "superscript", "sub": "subscript"}


def read(data: bytes, parse: xml.Parse = xml.parse) -> Returned:
    """Read a file.

    Args:
        data: Of the file.
        parse: Reads its parts.

    Returns:
        Its rows, in their order. A row is named by its number in what was handed out,
        "#3"; one without a number has no name.

    Raises:
        FileError: It is no DOCX, has no table with rows, or is not to be read.
    """
    found = zipped.by_name(zipped.unpack(data, _READ.__contains__))
    if DOCUMENT not in found:
        raise FileError("The file is no DOCX. Save it as DOCX and send it again.")
    reader = _Reader(
        _links(found.get("word/_rels/document.xml.rels"), parse),
        _styles(found.get("word/styles.xml"), parse),
    )
    body = parse(found[DOCUMENT])
    segments = tuple(reader.rows(body))
    if not segments:
        raise FileError(
            "There is no table with three columns in the file. Was it the right one?"
        )
    facts = _facts(found.get("docProps/custom.xml"), parse)
    return Returned(
        format="docx",
        reference=reader.reference or facts.get(CUSTOM, ""),
        source_language=facts.get("SpeanSourceLanguage", ""),
        target_language=facts.get("SpeanTargetLanguage", ""),
        segments=segments,
    )


def is_docx(names: Sequence[str]) -> bool:
    """Say whether a ZIP is a DOCX."""
    return DOCUMENT in names


@dataclass
class _Reader:
    links: Mapping[str, str]
    styles: Mapping[str, str]
    reference: str = ""
    _known: set[str] = field(default_factory=set)
    _seen: dict[tuple[object, ...], tuple[str, ...]] = field(default_factory=dict)

    def rows(self, body: Element) -> Iterator[Came]:
        for table in _inside(body, "tbl"):
            for row in _inside(table, "tr"):
                yield from self._row(row)

    def _row(self, row: Element) -> Iterator[Came]:
        properties = xml.child(row, "trPr")
        marks = () if properties is None else properties
        if not _PASSED_OVER.isdisjoint(map(xml.local, marks)):
            return
        cells = list(_inside(row, "tc"))
        if len(cells) < _COLUMNS:
            return
        source, target = self._cell(cells[1]), self._cell(cells[2])
        if not (source.tokens or target.tokens):
            return
        names = [name for name in self._names(row, cells[0]) if name not in self._known]
        self._known.update(names)
        yield Came(
            id=names[0] if names else "",
            source_tokens=tuple(source.tokens),
            tokens=tuple(target.tokens),
            codes={**source.codes, **target.codes},
        )
        # Rows that were joined: their text is in the first one.
        yield from (Came(id=name) for name in names[1:])

    def _names(self, row: Element, cell: Element) -> list[str]:
        """Return the numbers of a row: hidden in it, else written in its first cell."""
        found = []
        for mark in row.iter():
            if mark.tag.endswith("bookmarkStart"):
                named = _NAMED.fullmatch(xml.attribute(mark, "name"))
                if named:
                    self.reference = self.reference or named[1]
                    found.append(f"#{int(named[2])}")
        if found:
            return list(dict.fromkeys(found))
        written = _NUMBER.match(self._cell(cell).text)
        return [f"#{int(written[1])}"] if written else []

    def _cell(self, cell: Element) -> "_Text":
        told = _Text()
        is_first = True
        for paragraph in _inside(cell, "p"):
            if not is_first:
                told.part()
            self._into(told, paragraph, "")
            is_first = _goes_on(paragraph)
        told.end()
        return told

    def _into(self, told: "_Text", around: Element, link: str) -> None:
        for child in around:
            kind = xml.local(child)
            if kind == "r":
                self._run(told, child, link)
            elif kind == "hyperlink":
                self._into(told, child, self.links.get(xml.attribute(child, "id"), ""))
            elif kind in _THROUGH:
                self._into(told, child, link)

    def _run(self, told: "_Text", run: Element, link: str) -> None:
        looks = self._looks(xml.child(run, "rPr"), link)
        for child in run:
            kind = xml.local(child)
            if kind == "t":
                told.say(child.text or "", looks)
            elif kind == "tab":
                told.say(" ", looks)
            elif kind == "noBreakHyphen":
                told.say("\u2011", looks)
            elif kind in {"br", "cr"}:
                told.line()

    def _looks(self, properties: Element | None, link: str) -> tuple[str, ...]:
        """Return what a run looks like, from the outside in; told once of each look."""
        said = () if properties is None else properties
        facts = (link, *((p.tag, *p.attrib.items()) for p in said))
        if facts not in self._seen:
            self._seen[facts] = self._look(said, link)
        return self._seen[facts]

    def _look(self, properties: Iterable[Element], link: str) -> tuple[str, ...]:
        found = [f"a:{link}"] if link else []
        values = {xml.local(p): xml.attribute(p, "val") for p in properties}
        style = values.get("rStyle", "")
        style = self.styles.get(style, style)
        found += _passage(style)
        has = {name for name in ("b", "i") if _is_on(values, name)}
        has.add(values.get("vertAlign", ""))
        return (*found, *(each for each in _ORDER if each in has))


def _passage(style: str) -> Iterator[str]:
    """Yield what the name of a style says, from the outside in."""
    if not style.startswith(PASSAGE):
        return
    for part in style.removeprefix(PASSAGE).split("."):
        if part.startswith("lang-"):
            yield f"lang:{part.removeprefix('lang-')}"
        elif _SHIFTED.get(part, part) in _LOOKS:
            yield _SHIFTED.get(part, part)


def _is_on(values: Mapping[str, str], name: str) -> bool:
    """Say whether a property is set, for either kind of script."""
    return any(n in values and values[n] not in _OFF for n in (name, f"{name}Cs"))


@dataclass
class _Text:
    """The text of a cell while it is read."""

    tokens: list[Token] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    _open: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(t for t in self.tokens if isinstance(t, str))

    def say(self, text: str, looks: Sequence[str]) -> None:
        if not text:
            return
        kept = 0
        for (look, _name), wanted in zip(self._open, looks, strict=False):
            if look != wanted:
                break
            kept += 1
        self._close(kept)
        for look in looks[kept:]:
            name = f"d{len(self.codes) + 1}"
            self.codes[name] = _code(name, look)
            self._open.append((look, name))
            self.tokens.append(Mark(name, Side.OPEN))
        if self.tokens and isinstance(self.tokens[-1], str):
            self.tokens[-1] += text
        else:
            self.tokens.append(text)

    def line(self) -> None:
        name = f"d{len(self.codes) + 1}"
        self.codes[name] = Code(name, CodeKind.LINE, "<br>")
        self.tokens.append(Mark(name, Side.ALONE))

    def part(self) -> None:
        self._close(0)
        self.tokens.append(Mark(GENERIC_BREAK, Side.ALONE))

    def end(self) -> None:
        """Leave out the empty paragraphs at both ends."""
        self._close(0)
        for at in (-1, 0):
            while self.tokens and self.tokens[at] == Mark(GENERIC_BREAK, Side.ALONE):
                del self.tokens[at]

    def _close(self, kept: int) -> None:
        while len(self._open) > kept:
            self.tokens.append(Mark(self._open.pop()[1], Side.CLOSE))


def _code(name: str, look: str) -> Code:
    kind, _colon, value = look.partition(":")
    if kind == "a":
        opening = f'<a href="{escape(value)}" rel="noopener noreferrer">'
        return Code(name, CodeKind.LINK, opening, "</a>")
    if kind == "lang":
        return Code(
            name, CodeKind.LANGUAGE, f'<span lang="{escape(value)}">', "</span>"
        )
    opening, closing, what = _LOOKS[look]
    return Code(name, what, opening, closing)


def _goes_on(paragraph: Element) -> bool:
    """Say whether a paragraph's end is tracked as deleted: the next one joins it."""
    properties = xml.child(paragraph, "pPr")
    marks = None if properties is None else xml.child(properties, "rPr")
    return marks is not None and xml.child(marks, "del") is not None


def _inside(around: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name, not those inside of another one of it."""
    for child in around:
        kind = xml.local(child)
        if kind == name:
            yield child
        elif kind in _THROUGH or kind in {"body", "document"}:
            yield from _inside(child, name)


def _links(data: bytes | None, parse: xml.Parse) -> Mapping[str, str]:
    if data is None:
        return {}
    return {
        xml.attribute(each, "Id"): xml.attribute(each, "Target")
        for each in parse(data)
        if xml.attribute(each, "Type").endswith("/hyperlink")
    }


def _styles(data: bytes | None, parse: xml.Parse) -> Mapping[str, str]:
    """Return the names of styles by their ids: a program may number them anew."""
    if data is None:
        return {}
    return {
        xml.attribute(style, "styleId"): xml.attribute(name, "val")
        for style in parse(data)
        for name in xml.children(style, "name")
    }


def _facts(data: bytes | None, parse: xml.Parse) -> Mapping[str, str]:
    if data is None:
        return {}
    return {
        xml.attribute(each, "name"): "".join(each.itertext()) for each in parse(data)
    }
