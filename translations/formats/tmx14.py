"""TMX 1.4b: pairs of texts between translation memories, both ways, of any length.

References:
    TMX 1.4b (LISA OSCAR, 26 April 2005) §2 structure, §4 content markup.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Final
from xml.etree.ElementTree import Element

from articles.languages import LanguageTagError, canonical_tag
from translations.formats import xml
from translations.formats.faults import FileError
from translations.formats.inline import Code, Cut, Side, text_of
from translations.formats.xliff_reading import Inline

_LONGEST_TEXT: Final = 100_000


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Two texts that say the same.

    Attributes:
        source: With its codes.
        target: With the numbers that its codes have in the source.
        source_language: BCP 47, as is the other.
        target_language: Of the translation.
        facts: What else is known of it, by an opaque name: never a person.
        changed: Day and hour as TMX has it, "20260930T120000Z"; empty for unknown.
    """

    source: Cut
    target: Cut
    source_language: str
    target_language: str
    facts: Mapping[str, str] = field(default_factory=dict)
    changed: str = ""


def write(
    entries: Iterable[Entry], *, source_language: str, notices: Iterable[str]
) -> Iterator[bytes]:
    """Write a memory, piece by piece.

    Args:
        entries: In any order; of any number.
        source_language: BCP 47; "*all*" where it differs from entry to entry.
        notices: The short rights notice, once for each language.
    """
    notes = "".join(f"<note>{xml.text(each)}</note>" for each in notices)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        '<header creationtool="Spean" creationtoolversion="1" segtype="paragraph"'
        ' o-tmf="Spean" adminlang="en" datatype="html"'
        f' srclang="{xml.quoted(source_language)}">{notes}</header>\n<body>\n'
    ).encode()
    for entry in entries:
        yield _entry(entry).encode()
    yield b"</body>\n</tmx>\n"


def read(
    stream: IO[bytes], *, source_language: str, target_language: str
) -> Iterator[Entry]:
    """Read the pairs of two languages, in the order of the file.

    Regions count as the language: "en-US" is read where "en" is asked for.

    Args:
        stream: Of the file.
        source_language: BCP 47, as is the other.
        target_language: Of the translation.

    Raises:
        FileError: It is no TMX, or not to be read.
    """
    for _header, unit in xml.each(stream, "tu"):
        texts = {
            _language(each): read_segment(xml.child(each, "seg"))
            for each in xml.children(unit, "tuv")
        }
        source = _spoken(texts, source_language)
        target = _spoken(texts, target_language)
        if source is None or target is None:
            continue
        yield Entry(
            source=Cut(tuple(source.tokens), source.codes),
            target=Cut(tuple(target.tokens), target.codes),
            source_language=source_language,
            target_language=target_language,
            facts=_facts(unit),
            changed=unit.attrib.get("changedate")
            or unit.attrib.get("creationdate", ""),
        )


def read_segment(segment: Element | None) -> Inline:
    """Read text and codes of a `seg`; its codes explain nothing."""
    found = Inline()
    if segment is not None:
        _into(found, segment)
    return found


def _into(found: Inline, element: Element) -> None:
    found.say((element.text or "")[:_LONGEST_TEXT])
    for number, child in enumerate(element, start=1):
        kind = xml.local(child)
        if kind == "bpt":
            found.mark(child.attrib.get("x") or child.attrib.get("i", ""), Side.OPEN)
        elif kind == "ept":
            found.mark(_opened_as(element, child), Side.CLOSE)
        elif kind in {"ph", "ut"}:
            found.mark(child.attrib.get("x") or str(number), Side.ALONE)
        elif kind == "hi":
            _into(found, child)
        found.say((child.tail or "")[:_LONGEST_TEXT])


def _opened_as(around: Element, closing: Element) -> str:
    """Return the name of the code that an `ept` closes: `i` says which one it is."""
    mine = closing.attrib.get("i", "")
    for each in xml.children(around, "bpt"):
        if each.attrib.get("i", "") == mine:
            return each.attrib.get("x") or mine
    return mine


def _language(variant: Element) -> str:
    tag = xml.attribute(variant, "lang")
    try:
        return canonical_tag(tag)
    except LanguageTagError:
        return tag.lower()


def _spoken(texts: Mapping[str, Inline], language: str) -> Inline | None:
    """Find a language; else the same one of a region."""
    if language in texts:
        return texts[language]
    regional = (each for each in texts if each.startswith(f"{language}-"))
    found = next(regional, None)
    return texts[found] if found else None


def _facts(unit: Element) -> Mapping[str, str]:
    return {
        each.attrib.get("type", ""): (each.text or "")[:200]
        for each in xml.children(unit, "prop")
    }


def _entry(entry: Entry) -> str:
    changed = f' changedate="{xml.quoted(entry.changed)}"' if entry.changed else ""
    facts = "".join(
        f'<prop type="{xml.quoted(name)}">{xml.text(value)}</prop>'
        for name, value in entry.facts.items()
    )
    return (
        f"<tu{changed}>{facts}"
        f"{_variant(entry.source_language, entry.source)}"
        f"{_variant(entry.target_language, entry.target)}</tu>\n"
    )


def _variant(language: str, cutting: Cut) -> str:
    inside = "".join(_inline(cutting))
    return f'<tuv xml:lang="{xml.quoted(language)}"><seg>{inside}</seg></tuv>'


def _inline(cutting: Cut) -> Iterator[str]:
    for token in cutting.tokens:
        if isinstance(token, str):
            yield xml.text(token)
            continue
        code = cutting.codes[token.id]
        name = xml.quoted(code.id)
        if token.side is Side.OPEN:
            yield f'<bpt i="{name}" x="{name}" type="{_type(code)}">'
            yield f"{xml.text(code.opening)}</bpt>"
        elif token.side is Side.CLOSE:
            yield f'<ept i="{name}">{xml.text(code.closing)}</ept>'
        else:
            yield f'<ph x="{name}" type="{_type(code)}">{xml.text(code.opening)}</ph>'


def _type(code: Code) -> str:
    return code.kind.value


def text_in(cutting: Cut) -> str:
    """Read one side of an entry as plain text."""
    return text_of(cutting.tokens, cutting.codes)


def refuse_unless_tmx(root: Element) -> None:
    """Refuse what is no TMX.

    Raises:
        FileError: It is something else.
    """
    if xml.local(root) != "tmx":
        raise FileError("The file is no TMX. Export the memory as TMX 1.4.")
