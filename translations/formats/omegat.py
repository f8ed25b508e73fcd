"""An OmegaT project: what a translator unpacks and opens, and what comes back of it.

References:
    OmegaT 6 user manual, "Project folder" and "Project properties". Glossaries: UTF-8,
    three columns parted by tabs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

from translations.formats import tmx14, xliff12, xliff_reading, xml, zipped
from translations.formats.faults import FileError
from translations.formats.inline import Mark, Side, Token
from translations.formats.segments import Came, Returned, Story
from translations.formats.zipped import Part

SOURCE, TARGET = "source", "target"
XLIFF: Final = ".xlf"
_ENDS: Final = (".xlf", ".xliff")
_FOLDERS: Final = ("dictionary/", "glossary/", "omegat/", "source/", "target/", "tm/")
# OmegaT numbers the codes anew and writes them as text: <g0>, </g0>, <x1/>.
_SHORTCUT: Final = re.compile(r"<(/?)([a-zA-Z]{1,8})(\d{1,4})(/?)>")
_TOKENIZERS: Final = {
    "en": "org.omegat.tokenizer.LuceneEnglishTokenizer",
    "zh": "org.omegat.tokenizer.LuceneSmartChineseTokenizer",
}
_TOKENIZER: Final = "org.omegat.tokenizer.DefaultTokenizer"
_Tokens = tuple[Token, ...]


@dataclass(frozen=True)
class TermEntry:
    """A term for the translator.

    Attributes:
        source: As the source says it.
        target: As the translation is to say it.
        note: What else is to be known; empty for nothing.
    """

    source: str
    target: str
    note: str = ""


def write(
    story: Story,
    *,
    readme: str,
    terms: Iterable[TermEntry] = (),
    memory: Iterable[tmx14.Entry] = (),
) -> bytes:
    """Write a project that OmegaT opens as it is.

    Args:
        story: What is to be translated.
        readme: How to work and send it back, in plain text.
        terms: Its glossary.
        memory: What was said before; the story's own pairs go with it.
    """
    name = story.reference
    own = tuple(own_pairs(story))
    parts = [
        ("omegat.project", _project(story)),
        ("README.txt", _plain(readme)),
        *((folder, b"") for folder in _FOLDERS),
        (f"{SOURCE}/{name}{XLIFF}", xliff12.write(_untold(story))),
        ("glossary/glossary.txt", _glossary(terms)),
        (f"tm/auto/{name}.tmx", _memory(own, story)),
    ]
    others = tuple(memory)
    if others:
        parts.append(("tm/spean.tmx", _memory(others, story)))
    return zipped.pack(parts)


def own_pairs(story: Story) -> Iterator[tmx14.Entry]:
    """Yield what is translated already of a story itself."""
    for each in story.segments:
        if each.source and each.target:
            yield tmx14.Entry(
                source=each.source_cut,
                target=each.target_cut,
                source_language=story.source_language,
                target_language=story.target_language,
                facts={"segment": each.id},
            )


def read(data: bytes, parse: xml.Parse = xml.parse) -> Returned:
    """Read a project that came back, whatever is left of it.

    The translated file counts, and what OmegaT saved on its way; of two the newer one,
    but never what is not translated over what is.

    Args:
        data: Of the ZIP file.
        parse: Reads its parts.

    Raises:
        FileError: Nothing in it is a translation, or it is not to be read.
    """
    parts = zipped.unpack(data, _is_wanted)
    saved = [p for p in parts if p.name.endswith("project_save.tmx")]
    files = [(p, xliff_reading.read(parse(p.data))) for p in parts if _is_xliff(p)]
    translated = [each for each in files if _folder(each[0]) == TARGET]
    begun = [each for each in files if _folder(each[0]) == SOURCE]
    loose = [each for each in files if not _folder(each[0])]
    if not (saved or files):
        raise FileError(
            "There is no translation in the ZIP file. Send the folder “target”, or the "
            "whole project."
        )
    template = next((read for _part, read in (*begun, *translated)), None)
    told = [*translated, *loose]
    # What was sent comes last: a program may have worked in that very file.
    layers = [
        (part.changed, rank, read.segments)
        for rank, several in ((2, told), (0, begun))
        for part, read in several
    ]
    if template is not None:
        layers += [(p.changed, 1, _saved(parse(p.data), template)) for p in saved]
    elif not told:
        raise FileError(
            "The ZIP file has only the memory of the project. Send the whole project, "
            "or create the translated documents first."
        )
    layers.sort(key=lambda layer: layer[:2], reverse=True)
    first = template or told[0][1]
    return Returned(
        format="omegat",
        reference=first.reference,
        source_language=first.source_language,
        target_language=first.target_language,
        segments=tuple(_best(first.segments, [layer[2] for layer in layers])),
    )


def is_project(names: Iterable[str]) -> bool:
    """Say whether a ZIP has anything that a project has."""
    return any(_is_wanted(name) for name in names)


def _is_wanted(name: str) -> bool:
    return name.lower().endswith(_ENDS) or name.endswith("project_save.tmx")


def _is_xliff(part: Part) -> bool:
    return part.name.lower().endswith(_ENDS)


def _folder(part: Part) -> str:
    """Return whether a part is of the sources or the targets of a project."""
    steps = part.name.split("/")[:-1]
    return next((step for step in steps if step in {SOURCE, TARGET}), "")


def _best(wanted: Sequence[Came], layers: Sequence[Sequence[Came]]) -> Iterator[Came]:
    """Take of each segment the newest text that is a translation."""
    by_id = [{each.id: each for each in layer} for layer in layers]
    for segment in wanted:
        found = [layer[segment.id] for layer in by_id if segment.id in layer]
        done = (each for each in found if _is_translated(each, segment))
        empty = replace(segment, tokens=(), state=None)
        yield next(done, found[0] if found else empty)
    known = {each.id for each in wanted}
    for layer in layers:
        yield from (each for each in layer if each.id not in known)
        known |= {each.id for each in layer}


def _is_translated(came: Came, segment: Came) -> bool:
    """Say whether it says something of its own: OmegaT fills gaps with the source."""
    return bool(came.text.strip()) and came.text.strip() != segment.source.strip()


def _saved(root: Element, template: Returned) -> tuple[Came, ...]:
    """Find what OmegaT saved for the segments of the file that was sent."""
    said: dict[str, tuple[_Tokens, _Tokens]] = {}
    tmx14.refuse_unless_tmx(root)
    language = template.source_language.lower()
    for unit in (each for each in root.iter() if xml.local(each) == "tu"):
        texts = {
            xml.attribute(each, "lang").lower(): _shortened(each)
            for each in xml.children(unit, "tuv")
        }
        source = texts.get(language)
        others = [told for tag, told in texts.items() if tag != language]
        if source and others:
            said[_place(unit) or _spoken(source)] = (source, others[0])
    found = []
    for each in template.segments:
        pair = said.get(each.id) or said.get(_spoken(each.source_tokens))
        if pair is not None:
            tokens = _with_own_codes(*pair, each.source_tokens)
            found.append(replace(each, tokens=tokens, state=None))
    return tuple(found)


def _place(unit: Element) -> str:
    """Return the segment that a pair was said of; empty where it is of any."""
    facts = {p.attrib.get("type"): p.text or "" for p in xml.children(unit, "prop")}
    return facts.get("id", "")


def _with_own_codes(source: _Tokens, target: _Tokens, sent: _Tokens) -> _Tokens:
    """Give the codes of OmegaT the numbers that they have in the file it read."""
    theirs, ours = (
        dict.fromkeys(t.id for t in each if isinstance(t, Mark))
        for each in (source, sent)
    )
    named = dict(zip(theirs, ours, strict=False))
    return tuple(
        t if isinstance(t, str) else Mark(named.get(t.id, f"?{t.id}"), t.side)
        for t in target
    )


def _shortened(variant: Element) -> _Tokens:
    tokens: list[Token] = []
    for token in tmx14.read_segment(xml.child(variant, "seg")).tokens:
        if isinstance(token, Mark):
            tokens.append(token)
            continue
        at = 0
        for found in _SHORTCUT.finditer(token):
            if found.start() > at:
                tokens.append(token[at : found.start()])
            side = Side.CLOSE if found[1] else Side.ALONE if found[4] else Side.OPEN
            tokens.append(Mark(f"{found[2]}{found[3]}", side))
            at = found.end()
        if at < len(token):
            tokens.append(token[at:])
    return tuple(tokens)


def _spoken(tokens: Iterable[Token]) -> str:
    return " ".join("".join(t for t in tokens if isinstance(t, str)).split())


def _untold(story: Story) -> Story:
    """Leave out what has no source: OmegaT would ask for a translation of nothing."""
    kept = tuple(each for each in story.segments if each.source)
    return replace(story, segments=kept)


def _project(story: Story) -> bytes:
    source, target = story.source_language, story.target_language
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <source_dir_excludes>
            <mask>**/.svn/**</mask>
            <mask>**/.git/**</mask>
            <mask>**/.DS_Store</mask>
        </source_dir_excludes>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{xml.text(source)}</source_lang>
        <target_lang>{xml.text(target)}</target_lang>
        <source_tok>{_tokenizer(source)}</source_tok>
        <target_tok>{_tokenizer(target)}</target_tok>
        <sentence_seg>false</sentence_seg>
        <support_default_translations>false</support_default_translations>
        <remove_tags>false</remove_tags>
        <external_command></external_command>
    </project>
</omegat>
""".encode()


def _tokenizer(language: str) -> str:
    return _TOKENIZERS.get(language.partition("-")[0], _TOKENIZER)


def _plain(text: str) -> bytes:
    # Notepad of older Windows shows Khmer only behind a mark.
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _glossary(terms: Iterable[TermEntry]) -> bytes:
    lines = (
        "\t".join(" ".join(part.split()) for part in (t.source, t.target, t.note))
        for t in terms
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _memory(entries: Sequence[tmx14.Entry], story: Story) -> bytes:
    written = tmx14.write(
        entries, source_language=story.source_language, notices=story.notices()
    )
    return b"".join(written)
