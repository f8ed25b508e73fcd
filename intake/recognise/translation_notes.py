"""The line that says what a story was translated from, and what was done."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Final

from articles.languages import LANGUAGES
from intake.recognise.lines import Found, Line


class Deed(StrEnum):
    """What was done to the original."""

    TRANSLATED = "translated"
    EDITED = "edited"
    ADDITIONAL_REPORTING = "additional_reporting"


@dataclass(frozen=True, kw_only=True)
class TranslationNote(Found):
    """What a note says.

    Attributes:
        deeds: what was done; never empty.
        outlet: who published the original; empty where the note does not say.
        language: BCP 47 tag of the original; empty where the note does not say.
        title: of the original; empty where the note does not say.
        url: of the original; empty where the note does not link it.
    """

    deeds: frozenset[Deed]
    outlet: str = ""
    language: str = ""
    title: str = ""
    url: str = ""


_LONGEST: Final = 500
_FEW_WORDS: Final = 3
_BRACKETS: Final = "()[]（）"
_ENGLISH_DEED: Final = (
    r"(?:(?:with )?additional reporting(?: by [^,]{1,60})?|translated|edited|adapted"
    r"|abridged|condensed|rewritten)"
)
_ENGLISH: Final = re.compile(
    r"(?:(?:editor[’']s )?note: )?"
    r"(?:(?:this|the) (?:article|story|report|piece|version) (?:was|is|has been) )?"
    rf"(?P<deeds>{_ENGLISH_DEED}(?:(?:,? and |, ?| ){_ENGLISH_DEED}){{0,4}})"
    r"(?: by [^()]{1,80}?)?,? (?:from|of) (?P<origin>.+)",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"(?:(?:this|the) (?:article|story|report|piece) was )?(?:first|originally) "
    r"published (?P<origin>in .+)",
    re.IGNORECASE,
)
_KHMER_DEED: Final = r"(?:បកប្រែ|ប្រែសម្រួល|ប្រែ|កែសម្រួល|សម្រួល|រាយការណ៍បន្ថែម|រាយការណ៍ បន្ថែម)"
_KHMER: Final = re.compile(
    r"(?:អត្ថបទនេះ ?(?:ត្រូវបាន|បាន)? ?)?"
    rf"(?P<deeds>{_KHMER_DEED}(?: ?(?:,|និង|ព្រមទាំង)? ?{_KHMER_DEED}){{0,4}})"
    r" ?(?:ចេញ)?ពី ?(?P<origin>.+)"
)
_DEEDS: Final = (
    (Deed.TRANSLATED, re.compile(r"translated|(?<!ការ)(?:បក)?ប្រែ", re.IGNORECASE)),
    (
        Deed.EDITED,
        re.compile(r"edited|adapted|abridged|condensed|rewritten|សម្រួល", re.IGNORECASE),
    ),
    (
        Deed.ADDITIONAL_REPORTING,
        re.compile(r"additional reporting|រាយការណ៍ ?បន្ថែម", re.IGNORECASE),
    ),
)
_TITLE: Final = re.compile(r"[“\"«](?P<title>[^“”\"«»]{1,300})[”\"»],?")
_LINK: Final = re.compile(r"<a href=\"(?P<url>https?://[^\"]{1,1990})\"", re.IGNORECASE)
_LANGUAGE: Final = tuple(
    (
        known.tag,
        re.compile(
            rf"(?<!\w)(?:{re.escape(known.names['en'])})(?!\w)(?:[- ]language)?"
            r"(?: (?:edition|service|desk|section|website|site|version))?"
            rf"|(?:ជា)?{re.escape(known.names['km'])}"
        ),
    )
    for known in LANGUAGES
)
_KHMER_EDITION: Final = re.compile("(?<!ជន)ខ្មែរ$")
_ORIGINAL: Final = re.compile(
    r"^(?:(?:an?|the|its|our) )?(?:original )?"
    r"(?:article|story|report|version|text|piece|original)?(?: originally)?"
    r"(?: (?:first )?published)?,? ?(?:(?:by|on|in|at|from|of) )?(?:the (?=[a-z]))?"
)
_KHMER_ORIGINAL: Final = re.compile(
    r"^(?:អត្ថបទ)?(?:ច្បាប់)?(?:ដើម)? ?(?:ដែល)?(?:បាន)?(?:ចុះផ្សាយ)? ?"
    r"(?:(?:នៅ)?(?:លើ|ក្នុង)(?:គេហទំព័រ)?|របស់|ដោយ|ពី)? ?"
)


def translation_note(line: Line) -> TranslationNote | None:
    """Recognise a line that only says what a story was made from.

    Returns:
        None for any other line.

    >>> words = "(Translated from the original article on Mekong Khmer)"
    >>> found = translation_note(Line(number=9, text=words, html=""))
    >>> (found.outlet, found.language) if found else None
    ('Mekong', 'km')
    """
    if len(line.text) > _LONGEST:
        return None
    text = line.seen
    is_bracketed = text[:1] in _BRACKETS
    text = text.strip(_BRACKETS + " .។")
    found = _ENGLISH.fullmatch(text) or _KHMER.fullmatch(text)
    published = None if found else _PUBLISHED.fullmatch(text)
    if published:
        deeds, origin = frozenset({Deed.TRANSLATED}), published["origin"]
    elif found and (is_bracketed or _is_about_the_story(found["origin"])):
        deeds, origin = _deeds(found["deeds"]), found["origin"]
    else:
        return None
    title, outlet, language = _origin(origin)
    if published and not language:
        return None
    link = _LINK.search(line.html)
    return TranslationNote(
        words=line.text,
        line=line.number,
        deeds=deeds,
        outlet=outlet,
        language=language,
        title=title,
        url=unescape(link["url"]) if link else "",
    )


def _is_about_the_story(origin: str) -> bool:
    # Without brackets, "Translated from the Khmer, the name means …" is a sentence.
    is_named = re.search("original|article|story|report|អត្ថបទ", origin, re.IGNORECASE)
    is_short = len(origin.split()) <= _FEW_WORDS and any(
        p.search(origin) for _, p in _LANGUAGE
    )
    return bool(is_named or is_short)


def _deeds(words: str) -> frozenset[Deed]:
    return frozenset(deed for deed, pattern in _DEEDS if pattern.search(words))


def _origin(words: str) -> tuple[str, str, str]:
    title = _TITLE.search(words)
    rest = _TITLE.sub("", words, count=1).strip() if title else words
    language = ""
    for tag, pattern in _LANGUAGE:
        # The last one: an outlet's own name may hold a language.
        named = list(pattern.finditer(rest))
        if named and not language:
            language = tag
            rest = f"{rest[: named[-1].start()]} {rest[named[-1].end() :]}".strip()
    if not language and _KHMER_EDITION.search(rest):
        language, rest = "km", _KHMER_EDITION.sub("", rest).strip()
    rest = " ".join(rest.split())
    outlet = _ORIGINAL.sub("", _KHMER_ORIGINAL.sub("", rest, count=1), count=1)
    outlet = re.sub(r"^(?:in|on|by|at) (?:the (?=[a-z]))?|,? (?:in|on|at)$", "", outlet)
    return (
        title["title"].strip() if title else "",
        re.sub(r"[’']s?$", "", outlet.strip(" ,.")),
        language,
    )
