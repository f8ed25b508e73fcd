"""Whether a drafted notice can be issued: every fault of it at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from articles.text.dates import to_khmer_digits
from rights.notices import carries
from rights.wording import (
    SHORT_LIMIT,
    WORDING_LANGUAGES,
    NoticeText,
    is_address,
    is_one_line,
    is_year,
)

LABELS: Final[Mapping[str, str]] = {
    "full": "Full text",
    "short": "Short text",
    "licensed_line": "Line before it on licensed copies",
    "plain_words": "What readers may freely do",
    "law_clause": "Law clause",
}
"""What each text is called; entries of the interface catalogue."""

FAULTS: Final[Mapping[str, str]] = {
    "blank": "%(place)s is empty. Write it.",
    "lines": "%(place)s holds a line break or a character that nobody sees. "
    "Write it on one line.",
    "long": "%(place)s has %(wanted)s characters. 200 are the most. Shorten it.",
    "holder": "%(place)s does not name the rights holder: %(wanted)s. Name them.",
    "ask": "%(place)s does not say where to ask: %(wanted)s. Add it.",
    "dated": "%(place)s does not say the year: %(wanted)s. Add it.",
    "clause": "The law clause stands in one language only. "
    "Write it in every one, or in none.",
    "address": "The address to ask is neither an e-mail address nor a web address. "
    "Correct it.",
    "year": "The year is none between 1900 and 2999. Correct it.",
    "holder_name": "The rights holder has no name in %(place)s. "
    "Write it on their page.",
    "lawyer": "A lawyer’s sign-off has a name, a day and the SHA-256 of the document. "
    "Fill in all three, or none.",
    "digest": "The SHA-256 of the document is 64 signs, 0 to 9 and a to f. "
    "Copy it again.",
    "future": "The lawyer cannot have signed after today. Correct the day.",
}
"""What each code says; entries of the interface catalogue, shown translated."""

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_YEAR: Final = re.compile("[0-9០-៩]{4}")


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a draft from being issued.

    Attributes:
        code: A key of FAULTS.
        field: A key of LABELS; empty where it is about no text.
        language: Tag of the text; empty where it is about none.
        wanted: What should stand there, or how much does.
    """

    code: str
    field: str = ""
    language: str = ""
    wanted: str = ""


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A draft as a value, as it was typed.

    Attributes:
        rights_holder: Names by language tag.
        address: Where to ask.
        year: Digits of either language.
        texts: By language tag; `full` still without the law clause.
        law_clause: By language tag; empty for none.
        lawyer_name: Who signed; empty for nobody.
        lawyer_signed_date: When.
        lawyer_document_sha256: Of what they signed.
    """

    rights_holder: Mapping[str, str]
    address: str
    year: str
    texts: Mapping[str, NoticeText]
    law_clause: Mapping[str, str]
    lawyer_name: str = ""
    lawyer_signed_date: date | None = None
    lawyer_document_sha256: str = ""


def year_of(typed: str) -> int | None:
    """Read a year in Khmer or Latin digits; None where it is none.

    >>> year_of("២០២៦"), year_of("2026"), year_of("soon")
    (2026, 2026, None)
    """
    return int(typed) if _YEAR.fullmatch(typed) and is_year(int(typed)) else None


def whole(text: str, law_clause: str) -> str:
    """Put a full text and its law clause together, as readers see them.

    >>> whole("Ask first.", "The law helps.")
    'Ask first. The law helps.'
    """
    return " ".join(part for part in (text, law_clause) if part)


def faults_of(draft: Drafted, *, today: date) -> tuple[Fault, ...]:
    """List everything that keeps a draft from being issued.

    Args:
        draft: As it was typed.
        today: No lawyer signed after it.

    Returns:
        The parameters' faults first, then those of each language; empty for none.
    """
    return (
        *_parameters(draft),
        *_lawyer(draft, today),
        *(fault for language in WORDING_LANGUAGES for fault in _texts(draft, language)),
    )


def _parameters(draft: Drafted) -> Iterator[Fault]:
    if not is_address(draft.address):
        yield Fault("address")
    if year_of(draft.year) is None:
        yield Fault("year")
    for language in WORDING_LANGUAGES:
        if not is_one_line(draft.rights_holder.get(language, "")):
            yield Fault("holder_name", language=language)
    has_clause = {bool(draft.law_clause.get(tag)) for tag in WORDING_LANGUAGES}
    if len(has_clause) > 1:
        yield Fault("clause")


def _lawyer(draft: Drafted, today: date) -> Iterator[Fault]:
    signed = (
        bool(draft.lawyer_name),
        draft.lawyer_signed_date is not None,
        bool(draft.lawyer_document_sha256),
    )
    if any(signed) and not all(signed):
        yield Fault("lawyer")
    digest = draft.lawyer_document_sha256
    if digest and not _DIGEST.fullmatch(digest):
        yield Fault("digest")
    if draft.lawyer_signed_date is not None and draft.lawyer_signed_date > today:
        yield Fault("future")


def _texts(draft: Drafted, language: str) -> Iterator[Fault]:
    text = draft.texts[language]
    typed = {name: str(getattr(text, name)) for name in LABELS if name != "law_clause"}
    for name, words in typed.items():
        if not words:
            yield Fault("blank", name, language)
        elif not is_one_line(words):
            yield Fault("lines", name, language)
    clause = draft.law_clause.get(language, "")
    if clause and not is_one_line(clause):
        yield Fault("lines", "law_clause", language)
    if len(text.short) > SHORT_LIMIT:
        yield Fault("long", "short", language, str(len(text.short)))
    yield from _contents(draft, text, language)


def _contents(draft: Drafted, text: NoticeText, language: str) -> Iterator[Fault]:
    name = draft.rights_holder.get(language, "")
    for field, words in (("full", text.full), ("short", text.short)):
        if not words:
            continue
        if name and not carries(words, name):
            yield Fault("holder", field, language, name)
        if is_address(draft.address) and not carries(words, draft.address):
            yield Fault("ask", field, language, draft.address)
    year = year_of(draft.year)
    written = () if year is None else (str(year), to_khmer_digits(str(year)))
    if text.full and written and not any(carries(text.full, each) for each in written):
        yield Fault("dated", "full", language, written[language == "km"])
