"""The glossary as TBX: written in TBX-Basic, read in each style that is in use.

What is written: a concept entry for each entry, its kind as the subject field, its
wordings as terms with their administrative status. A title before a name, a first and
a second reference have the term types variant (with the note “title”), phrase and
short form; they are read as such of people alone.

References:
    ISO 30042:2019 (TBX), styles DCA and DCT; TBX-Basic dialect, data categories
    administrativeStatus, termType and subjectField. ISO 30042:2008 (martif, termEntry,
    langSet, tig) is read, too.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from translations.formats.faults import FileError
from translations.formats.xml import attribute, children, local, parse, quoted, text
from translations.terms.concepts import Concept, Form, Kind, Note, Saying, Standing
from translations.terms.files import (
    EMPTY,
    MOST_ENTRIES,
    PARTS,
    TOO_MANY,
    Contents,
    Incoming,
    Part,
    Problem,
    too_large,
)

# Entries of the interface catalogue.
NO_TBX: Final = "The file is XML, but no TBX: it has no concept entry."
NO_LANGUAGE: Final = "Entry %(entry)s has a term that does not say its language."

_NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
_STATUS: Final = {
    Standing.PREFERRED: "preferredTerm-admn-sts",
    Standing.ADMITTED: "admittedTerm-admn-sts",
    Standing.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_STANDINGS: Final = {
    **{status: standing for standing, status in _STATUS.items()},
    "preferred": Standing.PREFERRED,
    "admitted": Standing.ADMITTED,
    "deprecated": Standing.FORBIDDEN,
    "superseded": Standing.FORBIDDEN,
    "supersededTerm-admn-sts": Standing.FORBIDDEN,
}
_TYPES: Final = {Form.TITLE: "variant", Form.FIRST: "phrase", Form.SECOND: "shortForm"}
_FORMS: Final = {"phrase": Form.FIRST, "shortForm": Form.SECOND}
_TITLE: Final = "title"
_ENTRIES, _SECTIONS = ("conceptEntry", "termEntry"), ("langSec", "langSet")
_TERMS: Final = ("termSec", "tig", "ntig")


def write_tbx(concepts: Iterable[Concept]) -> str:
    """Write entries as TBX-Basic in the style DCA."""
    entries = "".join(map(_entry, concepts))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="{_NAMESPACE}">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>Spean</p></sourceDesc></fileDesc>"
        "</tbxHeader>\n"
        f"<text><body>\n{entries}</body></text>\n</tbx>\n"
    )


def read_tbx(octets: bytes) -> Contents:
    """Read a TBX file; an entry is named by its place in the file.

    Returns:
        Why it cannot be read, where it is no TBX, too large, or brings entities.
    """
    if problem := too_large(octets):
        return Contents(problems=(problem,))
    try:
        root = parse(octets)
    except FileError as error:
        values = {name: str(value) for name, value in error.values.items()}
        return Contents(problems=(Problem(0, error.message, values),))
    found = [it for it in root.iter() if local(it) in _ENTRIES]
    if len(found) > MOST_ENTRIES:
        return Contents(problems=(Problem(0, TOO_MANY, {"most": str(MOST_ENTRIES)}),))
    if not found:
        is_tbx = local(root) in ("tbx", "martif")
        return Contents(problems=(Problem(0, EMPTY if is_tbx else NO_TBX),))
    entries, problems = [], []
    for number, element in enumerate(found, 1):
        if any(not attribute(it, "lang") for it in children(element, *_SECTIONS)):
            problems.append(Problem(0, NO_LANGUAGE, {"entry": str(number)}))
        else:
            entries.append(_read(element, number))
    return Contents(tuple(entries), tuple(problems))


def _read(element: Element, number: int) -> Incoming:
    about = {kind for kind in Kind if kind in _facts(element, "subjectField")}
    kind = next(iter(about), Kind.TERM)
    sayings: list[Saying] = []
    notes: list[Note] = []
    covers: set[tuple[str, Part]] = set()
    for section in children(element, *_SECTIONS):
        language = attribute(section, "lang")
        covers.update((language, part) for part in Part)
        sayings += _sayings(section, language, kind)
        noted = "\n".join(_words(it) for it in children(section, "note"))
        if noted.strip():
            notes.append(Note(language, noted))
    return Incoming(
        number,
        Concept(attribute(element, "id"), kind, tuple(sayings), tuple(notes)),
        frozenset(covers),
    )


def _sayings(section: Element, language: str, kind: Kind) -> Iterator[Saying]:
    """Yield the terms of a language; the first one without a status is preferred."""
    is_preferred = any(
        Standing.PREFERRED in _standings(it) for it in children(section, *_TERMS)
    )
    for term in children(section, *_TERMS):
        words = next((_words(it) for it in term.iter() if local(it) == "term"), "")
        form = _form(term) if kind is Kind.PERSON else Form.NAME
        if not words:
            continue
        if form is not Form.NAME:
            yield Saying(language, words, form)
            continue
        standing = next(iter(_standings(term)), None)
        if standing is None:
            standing = Standing.ADMITTED if is_preferred else Standing.PREFERRED
        is_preferred = is_preferred or standing is Standing.PREFERRED
        yield Saying(language, words, form, standing)


def _form(term: Element) -> Form:
    types = _facts(term, "termType")
    notes = [_words(it) for it in term.iter() if local(it) == "note"]
    if "variant" in types and _TITLE in notes:
        return Form.TITLE
    return next((_FORMS[it] for it in types if it in _FORMS), Form.NAME)


def _standings(term: Element) -> list[Standing]:
    said = _facts(term, "administrativeStatus")
    return [_STANDINGS[it] for it in said if it in _STANDINGS]


def _facts(element: Element, name: str) -> list[str]:
    """List the values of a data category, in either style."""
    return [
        _words(it)
        for it in element.iter()
        if name in (local(it), attribute(it, "type")) and len(it) == 0
    ]


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _entry(concept: Concept) -> str:
    sections = "".join(_section(concept, tag) for tag in concept.languages)
    return (
        f'<conceptEntry id="{quoted(concept.code)}">'
        f'<descrip type="subjectField">{concept.kind.value}</descrip>\n'
        f"{sections}</conceptEntry>\n"
    )


def _section(concept: Concept, language: str) -> str:
    note = concept.note(language)
    noted = f"<note>{text(note)}</note>" if note else ""
    terms = "".join(
        _term(it)
        for sort in PARTS.values()
        for it in concept.sayings
        if it.language == language and (it.form, it.standing) == sort
    )
    return f'<langSec xml:lang="{quoted(language)}">{noted}{terms}</langSec>\n'


def _term(saying: Saying) -> str:
    status = _STATUS[saying.standing]
    said = f'<termNote type="administrativeStatus">{status}</termNote>'
    if saying.form in _TYPES:
        said += f'<termNote type="termType">{_TYPES[saying.form]}</termNote>'
    if saying.form is Form.TITLE:
        said += f"<note>{_TITLE}</note>"
    return f"<termSec><term>{text(saying.text)}</term>{said}</termSec>"
